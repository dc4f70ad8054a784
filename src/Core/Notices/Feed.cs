using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Notices;

/// <summary>
/// An address at which a calendar program reads what a colleague owes, or what is due with one client, as she sees it. Who
/// knows the address reads it, so it can be ended.
/// </summary>
public sealed class Feed : Row
{
    public static readonly EventName Opened = new(
        "feed.opened",
        "A colleague made an address from which a calendar program reads."
    );
    public static readonly EventName Ended = new(
        "feed.ended",
        "An address from which a calendar program reads was ended."
    );

    public Guid ColleagueId { get; init; }

    /// <summary>Null for all that is the colleague's own.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>SHA-256 of the secret in the address; the secret itself is nowhere.</summary>
    public required byte[] Hash { get; init; }
    public Instant CreatedAt { get; init; }
    public Instant? RevokedAt { get; set; }
}

internal sealed class FeedTable : IEntityTypeConfiguration<Feed>
{
    public void Configure(EntityTypeBuilder<Feed> row)
    {
        row.Property(x => x.Hash).NotAudited();
        row.Property(x => x.ClientId).RefersToAny();
        row.HasIndex(x => x.Hash).IsUnique();
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Whose it is reads of it; what it says is read within her walls each time.</summary>
internal sealed class FeedRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db) =>
        model
            .Entity<Feed>()
            .HasQueryFilter(
                Wall.WallFilter,
                f => db.Viewer.IsSystem || f.ColleagueId == db.Viewer.ColleagueId
            );
}
