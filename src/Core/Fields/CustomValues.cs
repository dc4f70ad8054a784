using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Fields;

/// <summary>How much of a record an act speaks of.</summary>
public enum Spoken
{
    /// <summary>The record is new: what is required has to be said.</summary>
    Added,

    /// <summary>What is not named is emptied.</summary>
    Whole,

    /// <summary>What is not named stays as it is.</summary>
    Some,
}

/// <summary>What one record holds in the firm's own fields.</summary>
/// <param name="Version">Of the record.</param>
public sealed record RecordFields(Guid Id, int Version, FieldsSaid Said);

/// <summary>What records hold in the firm's own fields: filled by the acts of their nouns, read by their pages.</summary>
public static class CustomValues
{
    /// <summary>Heads the faults of these fields: <c>fields.renewal-risk</c>.</summary>
    public const string At = "fields.";

    private sealed record Line(
        Guid SubjectId,
        Guid FieldId,
        int Position,
        string? Text,
        long? Number,
        string? Currency,
        NodaTime.LocalDate? Date,
        Guid? RefId,
        string? Person
    ) : IHeld;

    private static readonly Question<List<Guid>, Line> Lines = new(
        (db, ids) =>
            db.Set<CustomValue>()
                .Where(v => ids.Contains(v.SubjectId))
                .Select(v => new Line(
                    v.SubjectId,
                    v.FieldId,
                    v.Position,
                    v.Text,
                    v.Number,
                    v.Currency,
                    v.Date,
                    v.RefId,
                    db.Set<Colleague>()
                        .Where(c => c.Id == v.RefId)
                        .Select(c => c.Name)
                        .FirstOrDefault()
                ))
    );

    /// <inheritdoc cref="Of(Db, string, IReadOnlyCollection{Guid}, CancellationToken)" />
    public static async Task<FieldsSaid> Of<TRecord>(Db db, Guid id, CancellationToken cancel)
        where TRecord : IHasFields => (await Of(db, typeof(TRecord).Name, [id], cancel))[id];

    /// <summary>
    /// What records that the viewer sees hold, by their ids: in one statement, and one more where the firm added fields.
    /// </summary>
    /// <param name="kind">Of the records, such as <c>Client</c>; of one that takes no fields, nothing is held.</param>
    public static async Task<IReadOnlyDictionary<Guid, FieldsSaid>> Of(
        Db db,
        string kind,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        var fields = await FieldRecords.Of(db, kind, cancel);
        var lines = (
            fields.Count == 0 || ids.Count == 0 ? [] : await Lines.All(db, [.. ids], cancel)
        ).ToLookup(l => l.SubjectId);
        return ids.ToDictionary(
            id => id,
            id =>
            {
                var said = lines[id].ToLookup(l => l.FieldId);
                return new FieldsSaid([.. fields.Select(f => Held(f, said[f.Id]))]);
            }
        );
    }

    /// <summary>The same with the record's version, for who changes it; null when the viewer does not see the record.</summary>
    public static async Task<RecordFields?> Find<TRecord>(Db db, Guid id, CancellationToken cancel)
        where TRecord : Row, IHasFields =>
        await db.Set<TRecord>()
            .Where(r => r.Id == id)
            .Select(r => (int?)r.Version)
            .FirstOrDefaultAsync(cancel)
            is { } version
            ? new RecordFields(id, version, await Of<TRecord>(db, id, cancel))
            : null;

    /// <summary>
    /// Makes the record hold what is said, within the save of its noun's act. Who adds a record has to fill what is
    /// required; what is required and filled is never emptied.
    /// </summary>
    /// <param name="record">Tracked, or about to be.</param>
    /// <param name="said">Null where nothing is said of these fields.</param>
    public static async Task Fill<TRecord>(
        Db db,
        TRecord record,
        FieldsSaid? said,
        Spoken spoken,
        Faults faults,
        CancellationToken cancel
    )
        where TRecord : Row, IHasFields
    {
        if (said is null && spoken != Spoken.Added)
        {
            return;
        }
        var values = said?.Values ?? new Dictionary<string, object?>();
        var fields = await FieldRecords.Of(db, typeof(TRecord).Name, cancel);
        foreach (var key in values.Keys.Where(k => !fields.Any(f => f.Key == k)))
        {
            faults.Add(At + key, Fault.FieldUnknown, key);
        }
        var held =
            spoken == Spoken.Added || fields.Count == 0
                ? []
                : await db.Set<CustomValue>()
                    .Where(v => v.SubjectId == record.Id)
                    .ToListAsync(cancel);
        foreach (var field in fields)
        {
            var named = values.TryGetValue(field.Key, out var value);
            if (named || spoken != Spoken.Some)
            {
                await Fill(
                    db,
                    record,
                    field,
                    value,
                    spoken,
                    [.. held.Where(v => v.FieldId == field.Id)],
                    faults,
                    cancel
                );
            }
        }
    }

    private static async Task Fill<TRecord>(
        Db db,
        TRecord record,
        FieldRecord field,
        object? value,
        Spoken spoken,
        List<CustomValue> held,
        Faults faults,
        CancellationToken cancel
    )
        where TRecord : Row, IHasFields
    {
        var at = At + field.Key;
        var wanted = field.Rows(value, at, faults);
        faults.If(
            field.Required && wanted.Count == 0 && (spoken == Spoken.Added || held.Count > 0),
            at,
            Fault.Required
        );
        await Check(db, field, wanted, held, at, faults, cancel);
        foreach (var row in wanted)
        {
            if (held.Find(v => v.Position == row.Position) is { } there)
            {
                there.Hold(row);
                continue;
            }
            row.SubjectId = record.Id;
            row.Stand(Standing.Of(record));
            db.Add(row);
        }
        db.RemoveRange(held.Where(v => !wanted.Any(w => w.Position == v.Position)));
    }

    /// <summary>A colleague is one who is here, a choice one that is offered; what was there before may stay.</summary>
    private static async Task Check(
        Db db,
        FieldRecord field,
        IReadOnlyList<CustomValue> wanted,
        List<CustomValue> held,
        string at,
        Faults faults,
        CancellationToken cancel
    )
    {
        var before = held.ConvertAll(v => v.RefId);
        foreach (
            var id in wanted.Select(v => v.RefId).OfType<Guid>().Where(id => !before.Contains(id))
        )
        {
            var good = field.Choices?.Find(id) is { } choice
                ? !choice.Dropped
                : await db.Set<Colleague>().AnyAsync(c => c.Id == id && c.Left == null, cancel);
            faults.If(!good, at, Fault.Unknown);
        }
    }

    /// <summary>Changes the fields that are named, of one record. Answers why not, or null when it is done.</summary>
    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public static async Task<Refusal?> Change<TRecord>(
        Db db,
        Guid id,
        FieldsSaid said,
        int? version,
        CancellationToken cancel
    )
        where TRecord : Row, IHasFields
    {
        if (await db.Set<TRecord>().FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } record)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != record.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        await Fill(db, record, said, Spoken.Some, faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(record.WhenChanged, record, record.ClientId);
        }
        return await db.Commit(cancel);
    }

    private static FieldHeld Held(FieldRecord field, IEnumerable<Line> lines)
    {
        List<Line> held = [.. lines.OrderBy(l => l.Position)];
        return new FieldHeld(field, Held(field, held), held.FirstOrDefault()?.Person);
    }

    internal static object? Held<T>(FieldRecord field, IReadOnlyList<T> lines)
        where T : IHeld =>
        lines is not [var first, ..]
            ? null
            : field.Kind switch
            {
                FieldKind.Number => Number(first.Number, field.Decimals),
                FieldKind.Money => first is { Number: { } minor, Currency: { } currency }
                    ? new MoneyDetails(minor, currency)
                    : null,
                FieldKind.Date => first.Date,
                FieldKind.YesNo => first.Number == 1,
                FieldKind.Person => first.RefId,
                FieldKind.Choice => Choice(field, first.RefId),
                FieldKind.Choices => field
                    .Choices!.Where(c => lines.Any(l => l.RefId == c.Id))
                    .ToList(),
                _ => first.Text,
            };

    internal static decimal? Number(long? kept, int decimals) =>
        kept is { } number ? number / FieldText.Scale(decimals) : null;

    private static Choice? Choice(FieldRecord field, Guid? id) =>
        id is { } said ? field.Choices!.Find(said) : null;
}
