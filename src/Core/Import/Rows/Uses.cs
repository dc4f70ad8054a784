using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;

namespace Rapport.Import.Rows;

/// <summary>
/// Who refers to a record, drawn from the model, so that a noun that comes later counts too: whatever forbids the removal
/// is built upon it; whatever would go with it is a part of it.
/// </summary>
internal sealed class Uses(Db db, Import import)
{
    /// <summary>References that no key of the engine holds.</summary>
    private static readonly (Type Of, Type By, string Property)[] Loose =
    [
        (typeof(Colleague), typeof(Opportunity), nameof(Opportunity.OwnerId)),
        (typeof(Colleague), typeof(Interaction), nameof(Interaction.AuthorId)),
        (typeof(Colleague), typeof(Login), nameof(Login.ColleagueId)),
        (typeof(Colleague), typeof(CustomValue), nameof(CustomValue.RefId)),
    ];

    /// <summary>Records that somebody changed since, or that a later import changed and still stands by.</summary>
    public async Task<HashSet<Guid>> Touched(List<Guid> ids, CancellationToken cancel)
    {
        var byPeople = await db.Set<Event>()
            .Where(e =>
                ids.Contains(e.SubjectId)
                && e.Origin != Origin.Import
                && e.Recorded > import.CreatedAt
            )
            .Select(e => e.SubjectId)
            .ToListAsync(cancel);
        var some = ids.Select(i => (Guid?)i).ToList();
        var byImports = await db.Set<ImportRow>()
            .Where(r =>
                some.Contains(r.SubjectId)
                && r.ImportId != import.Id
                && !r.Dry
                && r.Fate == Fate.Updates
                && r.Undone == null
            )
            .Select(r => r.SubjectId!.Value)
            .ToListAsync(cancel);
        return [.. byPeople, .. byImports];
    }

    /// <summary>Those of the records that something is built upon, each with the kind of what is.</summary>
    public async Task<Dictionary<Guid, string>> Used(
        IEntityType type,
        List<Guid> ids,
        CancellationToken cancel
    )
    {
        var used = new Dictionary<Guid, string>();
        foreach (var (by, property) in UsedBy(type))
        {
            foreach (var id in await Referred(by, property, ids, cancel))
            {
                used.TryAdd(id, by.Name);
            }
        }
        if (type.ClrType.IsAssignableTo(typeof(IHoldsFiles)))
        {
            foreach (var id in await WithFiles(ids, cancel))
            {
                used.TryAdd(id, nameof(Attachment));
            }
        }
        return used;
    }

    /// <summary>Records on which files hang; those that were taken off go with them.</summary>
    private Task<List<Guid>> WithFiles(List<Guid> ids, CancellationToken cancel) =>
        db.Set<Attachment>()
            .Where(a => ids.Contains(a.SubjectId) && a.Removal == null)
            .Select(a => a.SubjectId)
            .Distinct()
            .ToListAsync(cancel);

    /// <summary>Removes the parts of records tracked, so that the audit tells of each.</summary>
    public async Task RemoveParts(IEntityType type, List<Guid> ids, CancellationToken cancel)
    {
        foreach (
            var key in type.GetReferencingForeignKeys()
                .Where(k => k.DeleteBehavior == DeleteBehavior.Cascade)
        )
        {
            await Call(
                nameof(RemoveThose),
                key.DeclaringEntityType.ClrType,
                key.Properties[0].Name,
                ids,
                cancel
            );
        }
    }

    private IEnumerable<(Type By, string Property)> UsedBy(IEntityType type)
    {
        var held = type.GetReferencingForeignKeys()
            .Where(k => k.DeleteBehavior == DeleteBehavior.Restrict)
            .Select(k => (k.DeclaringEntityType.ClrType, k.Properties[0].Name));
        var loose = Loose.Where(l => l.Of == type.ClrType).Select(l => (l.By, l.Property));
        if (type.ClrType != typeof(Client))
        {
            return held.Concat(loose);
        }
        var parts = type.GetReferencingForeignKeys()
            .Where(k => k.DeleteBehavior == DeleteBehavior.Cascade)
            .Select(k => k.DeclaringEntityType.ClrType)
            .ToHashSet();
        var behindWall = db
            .Model.GetEntityTypes()
            .Where(t =>
                t.ClrType.IsAssignableTo(typeof(IOfClient))
                && !t.ClrType.IsAssignableTo(typeof(IPlumbing))
                && t.FindProperty(nameof(IOfClient.ClientId)) is not null
                && !parts.Contains(t.ClrType)
                && !t.ClrType.IsAssignableTo(typeof(IFollows))
            )
            .Select(t => (t.ClrType, nameof(IOfClient.ClientId)));
        return held.Concat(loose).Concat(behindWall).Distinct();
    }

    private Task<List<Guid>> Referred(
        Type by,
        string property,
        List<Guid> ids,
        CancellationToken cancel
    ) => (Task<List<Guid>>)Call(nameof(ReferredBy), by, property, ids, cancel);

    private Task Call(
        string method,
        Type type,
        string property,
        List<Guid> ids,
        CancellationToken cancel
    ) =>
        (Task)
            typeof(Uses)
                .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(type)
                .Invoke(this, [property, ids, cancel])!;

    private Task<List<Guid>> ReferredBy<T>(
        string property,
        List<Guid> ids,
        CancellationToken cancel
    )
        where T : class
    {
        var some = ids.Select(i => (Guid?)i).ToList();
        return db.Set<T>()
            .Where(x => some.Contains(EF.Property<Guid?>(x, property)))
            .Select(x => EF.Property<Guid?>(x, property)!.Value)
            .Distinct()
            .ToListAsync(cancel);
    }

    private async Task RemoveThose<T>(string property, List<Guid> ids, CancellationToken cancel)
        where T : class
    {
        var some = ids.Select(i => (Guid?)i).ToList();
        db.RemoveRange(
            await db.Set<T>()
                .Where(x => some.Contains(EF.Property<Guid?>(x, property)))
                .ToListAsync(cancel)
        );
    }
}
