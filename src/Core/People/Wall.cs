using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Data;

namespace Rapport.People;

/// <summary>Whom an entry is for.</summary>
public enum Audience
{
    /// <summary>The client may see it, once there is a portal.</summary>
    Client,

    /// <summary>All of us who pass the client's wall.</summary>
    Inside,

    /// <summary>The people named, and nobody else: the talk was in confidence.</summary>
    Named,
}

/// <summary>Is for an audience; whoever owns it reads it in any case.</summary>
public interface IHasAudience : IOwned
{
    Audience Audience { get; }
}

/// <summary>Asks people to it: while it belongs to no client, those whose lines name it as their subject see it too.</summary>
public interface IInvites : IOwned;

/// <summary>Is for those for whom the record is on which it hangs, or for which it stands.</summary>
public interface ISharesAudience : IHasAudience
{
    Guid SubjectId { get; }
}

/// <summary>One of the people for whom an entry is.</summary>
public sealed class AudienceMember : ILineOf
{
    public Guid SubjectId { get; init; }
    public Guid ColleagueId { get; init; }

    Guid ILineOf.RowId => SubjectId;
}

/// <summary>
/// The wall: nobody sees one client's things without a seat there. A filter on every row that has a client, found by
/// convention, so that a new noun has it from its first day; and the audience filter on every row that has one.
/// </summary>
internal sealed class Wall : IModelRule
{
    public const string WallFilter = "wall";
    public const string AudienceFilter = "audience";

    public void Apply(ModelBuilder model, Db db)
    {
        foreach (var type in model.Model.GetEntityTypes().Select(t => t.ClrType).ToList())
        {
            if (type.IsAssignableTo(typeof(IOfClient)))
            {
                Call(
                    type.IsAssignableTo(typeof(IInvites)) ? nameof(BeforeInvited)
                        : type.IsAssignableTo(typeof(IOwned)) ? nameof(BeforeOwned)
                        : nameof(Before),
                    type,
                    model,
                    db
                );
            }
            if (type.IsAssignableTo(typeof(IHasAudience)))
            {
                Call(nameof(ForAudience), type, model, db);
            }
        }
    }

    private static void Call(string filter, Type type, ModelBuilder model, Db db) =>
        typeof(Wall)
            .GetMethod(filter, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, [model, db]);

    private static void Before<T>(ModelBuilder model, Db db)
        where T : class, IOfClient
    {
        // A client is behind its own wall: it maps no ClientId, since its id is that.
        var own = model.Entity<T>().Metadata.FindProperty(nameof(IOfClient.ClientId)) is null;
        model
            .Entity<T>()
            .HasQueryFilter(
                WallFilter,
                own
                    ? x =>
                        db.Viewer.SeesAll
                        || db.Set<Pass>()
                            .Any(p =>
                                p.ColleagueId == db.Viewer.ColleagueId
                                && p.ClientId == EF.Property<Guid>(x, nameof(Row.Id))
                            )
                    : x =>
                        db.Viewer.SeesAll
                        || db.Set<Pass>()
                            .Any(p =>
                                p.ColleagueId == db.Viewer.ColleagueId && p.ClientId == x.ClientId
                            )
            );
    }

    private static void BeforeOwned<T>(ModelBuilder model, Db db)
        where T : class, IOfClient, IOwned
    {
        var owner = OwnerOf(model.Entity<T>().Metadata);
        model
            .Entity<T>()
            .HasQueryFilter(
                WallFilter,
                x =>
                    db.Viewer.SeesAll
                    || (x.ClientId == null && EF.Property<Guid?>(x, owner) == db.Viewer.ColleagueId)
                    || db.Set<Pass>()
                        .Any(p =>
                            p.ColleagueId == db.Viewer.ColleagueId && p.ClientId == x.ClientId
                        )
            );
    }

    private static void BeforeInvited<T>(ModelBuilder model, Db db)
        where T : Row, IInvites
    {
        var owner = OwnerOf(model.Entity<T>().Metadata);
        model
            .Entity<T>()
            .HasQueryFilter(
                WallFilter,
                x =>
                    db.Viewer.SeesAll
                    || (
                        x.ClientId == null
                        && (
                            EF.Property<Guid?>(x, owner) == db.Viewer.ColleagueId
                            || db.Set<AudienceMember>()
                                .Any(m =>
                                    m.SubjectId == x.Id && m.ColleagueId == db.Viewer.ColleagueId
                                )
                        )
                    )
                    || db.Set<Pass>()
                        .Any(p =>
                            p.ColleagueId == db.Viewer.ColleagueId && p.ClientId == x.ClientId
                        )
            );
    }

    /// <summary>The column of its owner. Who wrote an entry down owns it: it keeps one for both.</summary>
    internal static string OwnerOf(IReadOnlyEntityType type) =>
        type.FindProperty(nameof(IOwned.OwnerId)) is null ? Author : nameof(IOwned.OwnerId);

    internal const string Author = "AuthorId";

    private static void ForAudience<T>(ModelBuilder model, Db db)
        where T : class, IHasAudience
    {
        var owner = OwnerOf(model.Entity<T>().Metadata);
        // A search entry stands for its subject, whose audience it has, and a file for the record that it hangs on.
        var subject = typeof(T).IsAssignableTo(typeof(ISharesAudience))
            ? nameof(ISharesAudience.SubjectId)
            : nameof(Row.Id);
        if (typeof(T).GetProperty("AudienceOfId") is not null)
        {
            model
                .Entity<T>()
                .HasQueryFilter(
                    AudienceFilter,
                    x =>
                        x.Audience != Audience.Named
                        || db.Viewer.IsSystem
                        || EF.Property<Guid?>(x, owner) == db.Viewer.ColleagueId
                        || db.Set<AudienceMember>()
                            .Any(m =>
                                m.SubjectId
                                    == (
                                        EF.Property<Guid?>(x, "AudienceOfId")
                                        ?? EF.Property<Guid>(x, subject)
                                    )
                                && m.ColleagueId == db.Viewer.ColleagueId
                            )
                );
            return;
        }
        model
            .Entity<T>()
            .HasQueryFilter(
                AudienceFilter,
                x =>
                    x.Audience != Audience.Named
                    || db.Viewer.IsSystem
                    || EF.Property<Guid?>(x, owner) == db.Viewer.ColleagueId
                    || db.Set<AudienceMember>()
                        .Any(m =>
                            m.SubjectId == EF.Property<Guid>(x, subject)
                            && m.ColleagueId == db.Viewer.ColleagueId
                        )
            );
    }
}
