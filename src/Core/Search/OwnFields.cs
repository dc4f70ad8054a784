using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Offers;

namespace Rapport.Search;

/// <summary>
/// After one of the firm's own fields was renamed, archived or asked for again, or a choice of it renamed: makes the
/// entries of the records that hold something in it say so, behind the commit, a thousand at a time. What stands is not
/// written again, so that it may begin anew wherever it ended.
/// </summary>
public sealed class OwnFields : IConsumeEvents
{
    private const int AtOnce = 1000;

    public string Name => "fields-in-search";

    public bool Wants(Event happened) =>
        happened.Name == CustomField.Changed.Name
        || happened.Name == CustomField.Archived.Name
        || happened.Name == CustomField.Restored.Name;

    public async Task Consume(Db db, Event happened, CancellationToken cancel)
    {
        if (await FieldRecords.Find(db, happened.SubjectId, cancel) is not { IsWorded: true } field)
        {
            return;
        }
        for (Guid? after = Guid.Empty; after is { } place; )
        {
            after = await db.Together(() => Step(db, field, place, cancel), _ => true, cancel);
        }
    }

    /// <summary>Answers where the next step begins; null after the last.</summary>
    private static async Task<Guid?> Step(
        Db db,
        FieldRecord field,
        Guid after,
        CancellationToken cancel
    )
    {
        var ids = await db.Set<CustomValue>()
            .IgnoreQueryFilters()
            .Where(v => v.FieldId == field.Id && v.SubjectId.CompareTo(after) > 0)
            .Select(v => v.SubjectId)
            .Distinct()
            .OrderBy(id => id)
            .Take(AtOnce)
            .ToListAsync(cancel);
        var kept = new Kept(db, cancel);
        var entries = field.RecordKind switch
        {
            _ when ids.Count == 0 => [],
            nameof(Client) => await kept.Clients(ids),
            nameof(Contact) => await kept.Contacts(ids, []),
            nameof(Opportunity) => await kept.Opportunities(ids, []),
            _ => [],
        };
        await Indexer.Write(db, entries, cancel);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return ids.Count == AtOnce ? ids[^1] : null;
    }
}
