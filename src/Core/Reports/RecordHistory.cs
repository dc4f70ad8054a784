using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;

namespace Rapport.Reports;

/// <summary>How far what a record is said to have been can be known.</summary>
public enum PastKnown
{
    Whole,

    /// <summary>It did not exist yet, or no more.</summary>
    NotThere,

    /// <summary>The audit does not reach that far back: it tells nothing of how the record came to be.</summary>
    BeforeAudit,

    /// <summary>It belonged to a client then before whose wall the viewer stands.</summary>
    Walled,
}

/// <summary>A record as it was, beside how it is.</summary>
/// <param name="Then">The record itself first; nothing where it was not there or is walled off.</param>
/// <param name="Now">The same now.</param>
/// <param name="Begins">When the audit begins to tell of it; null when it tells nothing.</param>
/// <param name="Names">The names of all that the values speak of, as far as the viewer sees them.</param>
public sealed record PastRecord(
    string Kind,
    Guid Id,
    Instant At,
    PastKnown Known,
    IReadOnlyList<RowState> Then,
    IReadOnlyList<RowState> Now,
    Instant? Begins,
    IReadOnlyDictionary<Guid, Named> Names
)
{
    public string? Name => RecordTrail.NameOf(Now[0]);

    public bool IsDoubtful => Then.Any(r => r.Doubt != Doubt.None);
}

/// <summary>A record as it stands, and a page of what was done to it.</summary>
public sealed record RecordTrail(RowState Record, TrailPage Page)
{
    public string? Name => NameOf(Record);

    internal static string? NameOf(RowState record) =>
        record.Values.GetValueOrDefault("Name")
        ?? record.Values.GetValueOrDefault("Subject")
        ?? record.Values.GetValueOrDefault("Title")
        ?? record.Values.GetValueOrDefault("Text");
}

/// <summary>The history of one record, for whoever sees the record: what was done to it, and what it was.</summary>
public static class RecordHistory
{
    /// <summary>As many entries are undone at once.</summary>
    private const int AtOnce = 1000;

    /// <summary>Its entries, newest first; null when the viewer does not see the record.</summary>
    public static async Task<RecordTrail?> Page(
        Db db,
        string kind,
        Guid id,
        TrailPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        if (await Present.Alone(db, kind, id, cancel) is not { } record)
        {
            return null;
        }
        var entries = Entries(db, id);
        if (after is not null)
        {
            entries = entries.Where(e => e.Id.CompareTo(after.Id) < 0);
        }
        var found = await entries.OrderByDescending(e => e.Id).Take(limit + 1).ToListAsync(cancel);
        var read = await AuditTrail.Read(db, [.. found.Take(limit)], cancel);
        return new RecordTrail(
            record,
            new TrailPage(
                await WithCurrencies(db, id, read, cancel),
                found.Count > limit ? new TrailPlace(found[limit - 1].Id) : null
            )
        );
    }

    /// <summary>When an entry of the record was written; null for another record's.</summary>
    public static Task<Instant?> At(Db db, Guid id, Guid entryId, CancellationToken cancel) =>
        Entries(db, id)
            .Where(e => e.Id == entryId)
            .Select(e => (Instant?)e.At)
            .FirstOrDefaultAsync(cancel);

    /// <summary>The record as it was when a moment had passed; null when the viewer does not see the record.</summary>
    public static async Task<PastRecord?> AsOf(
        Db db,
        string kind,
        Guid id,
        Instant at,
        CancellationToken cancel
    )
    {
        if (await Present.Of(db, kind, id, cancel) is not { } now)
        {
            return null;
        }
        var undone = await Since(db, id, at, cancel);
        var first = await Entries(db, id)
            .OrderBy(e => e.Id)
            .Select(e => new { e.At, IsBirth = e.RowId == id && e.Deed == Deed.Added })
            .FirstOrDefaultAsync(cancel);
        var rewinding = new Rewinding(now);
        foreach (var entry in undone)
        {
            rewinding.Undo(entry);
        }
        var then = rewinding.Rows.OrderBy(r => r.RowId != id).ToList();
        var names = await Names.Of(
            db,
            then.Concat(now).SelectMany(Ids).Concat(undone.Select(e => e.ClientId).OfType<Guid>()),
            cancel
        );
        var known =
            undone.Exists(e => AuditTrail.IsWalled(db.Viewer, e.ClientId, names))
            || then.Where(r => r.RowId == id)
                .Any(r => AuditTrail.IsWalled(db.Viewer, ClientOf(r), names))
                ? PastKnown.Walled
            : then.FirstOrDefault()?.RowId != id ? PastKnown.NotThere
            : first is null || (at < first.At && !first.IsBirth) ? PastKnown.BeforeAudit
            : PastKnown.Whole;
        return new PastRecord(
            kind,
            id,
            at,
            known,
            known is PastKnown.Walled or PastKnown.NotThere ? [] : then,
            now,
            first?.At,
            names
        );
    }

    /// <summary>
    /// What was written since, newest first. By its moment first: ids of one millisecond have no order among them.
    /// </summary>
    private static async Task<List<AuditEntry>> Since(
        Db db,
        Guid id,
        Instant at,
        CancellationToken cancel
    )
    {
        var found = new List<AuditEntry>();
        var more = true;
        while (more)
        {
            var entries = Entries(db, id).Where(e => e.At > at);
            if (found.Count > 0)
            {
                var last = found[^1].Id;
                entries = entries.Where(e => e.Id.CompareTo(last) < 0);
            }
            var next = await entries.OrderByDescending(e => e.Id).Take(AtOnce).ToListAsync(cancel);
            found.AddRange(next);
            more = next.Count == AtOnce;
        }
        return [.. found.OrderByDescending(e => e.At).ThenByDescending(e => e.Id)];
    }

    /// <summary>
    /// Amounts of which the entry itself does not say in which currency they are: the one that was last told before. One
    /// statement, where there are any.
    /// </summary>
    private static async Task<IReadOnlyList<TrailEntry>> WithCurrencies(
        Db db,
        Guid id,
        IReadOnlyList<TrailEntry> entries,
        CancellationToken cancel
    )
    {
        if (!entries.SelectMany(e => e.Changes).Any(Lacks))
        {
            return entries;
        }
        var told = await Entries(db, id)
            .Where(e => e.Payload != null && e.Payload.Contains("Currency"))
            .OrderByDescending(e => e.Id)
            .Select(e => new
            {
                e.Id,
                e.RowId,
                e.Payload,
            })
            .ToListAsync(cancel);
        var said = told.ConvertAll(t =>
            (t.Id, t.RowId, Changes: TrailChange.All(t.Payload!) ?? [])
        );
        return
        [
            .. entries.Select(e =>
                e with
                {
                    Changes = [.. e.Changes.Select(c => Lacks(c) ? c.In(Last(e, c)) : c)],
                }
            ),
        ];

        string? Last(TrailEntry entry, TrailChange change) =>
            said.Where(s => s.RowId == entry.RowId && s.Id.CompareTo(entry.Id) < 0)
                .SelectMany(s => s.Changes)
                .FirstOrDefault(c => c.Property == TrailChange.CurrencyOf(change.Property))
                ?.After;
    }

    private static bool Lacks(TrailChange change) =>
        TrailChange.CurrencyOf(change.Property) is not null && change is { Was: null, Is: null };

    private static IQueryable<AuditEntry> Entries(Db db, Guid id) =>
        db.Set<AuditEntry>().AsNoTracking().Where(e => e.RootId == id);

    private static Guid? ClientOf(RowState row) =>
        Guid.TryParse(row.Values.GetValueOrDefault(nameof(IOfClient.ClientId)), out var id)
            ? id
            : null;

    private static IEnumerable<Guid> Ids(RowState row) =>
        row.Values.Values.Select(v => Guid.TryParseExact(v, "D", out var id) ? id : Guid.Empty);
}
