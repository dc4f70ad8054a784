using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Import.Reading;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// The columns that hold the firm's own fields, by the rules that a record's own page keeps. An empty cell says nothing;
/// of several choices those that a file names come to those that are there.
/// </summary>
internal sealed class OwnColumns<TRecord>(Batch batch)
    where TRecord : Data.Row, IHasFields
{
    private readonly Owners people = new(batch);
    private IReadOnlyList<FieldRecord> fields = [];
    private ILookup<Guid, CustomValue> held = null!;

    /// <param name="known">The records that the rows may speak of.</param>
    public async Task Load(IEnumerable<Guid> known, CancellationToken cancel)
    {
        List<Guid> ids = [];
        if (batch.Plan.Own.Count > 0)
        {
            fields =
            [
                .. (await FieldRecords.Of(batch.Db, typeof(TRecord).Name, cancel)).Where(f =>
                    batch.Plan.Has(Name(f))
                ),
            ];
        }
        if (fields.Count > 0)
        {
            ids = [.. known.Distinct()];
            await people.Load(
                fields
                    .Where(f => f.Kind == FieldKind.Person)
                    .SelectMany(f => batch.Drafts.Select(d => d.Cells.Raw(Name(f))))
                    .OfType<string>(),
                cancel
            );
        }
        held = (
            ids.Count == 0
                ? []
                : await batch
                    .Db.Set<CustomValue>()
                    .Where(v => ids.Contains(v.SubjectId))
                    .OrderBy(v => v.Position)
                    .ToListAsync(cancel)
        ).ToLookup(v => v.SubjectId);
    }

    /// <summary>Makes the record hold what the row says; answers the values that were there and that it touched.</summary>
    public IReadOnlyList<Data.Row> Take(Draft row, TRecord record)
    {
        var touched = new List<Data.Row>();
        foreach (var field in fields.Where(f => row.Cells.Raw(Name(f)) is not null))
        {
            var faults = new Faults();
            var wanted = field.Rows(Said(row, field), Name(field), faults);
            var there = held[record.Id].Where(v => v.FieldId == field.Id).ToList();
            faults.If(wanted.Any(w => IsDropped(field, w, there)), Name(field), Fault.Unknown);
            if (faults.Any)
            {
                row.Cells.Leave<string>(
                    Name(field),
                    faults.Refusal.Faults[0].Fault,
                    row.Cells.Raw(Name(field))!
                );
                continue;
            }
            if (field.Kind == FieldKind.Choices)
            {
                Join(row, record, field, wanted, there);
            }
            else if (there is [var old, ..] && wanted is [var said])
            {
                old.Hold(said);
                touched.Add(old);
            }
            else
            {
                Join(row, record, field, wanted, there);
            }
        }
        return touched;
    }

    private static string Name(FieldRecord field) => CustomValues.At + field.Key;

    /// <summary>A choice that is no longer offered stays where it is held, and comes to no other record.</summary>
    private static bool IsDropped(FieldRecord field, CustomValue wanted, List<CustomValue> there) =>
        wanted.RefId is { } id
        && field.Choices?.Find(id) is { Dropped: true }
        && !there.Exists(t => t.RefId == id);

    private void Join(
        Draft row,
        TRecord record,
        FieldRecord field,
        IReadOnlyList<CustomValue> wanted,
        List<CustomValue> there
    )
    {
        foreach (var value in wanted.Where(w => !there.Exists(t => t.RefId == w.RefId)))
        {
            value.SubjectId = record.Id;
            value.Stand(Standing.Of(record));
            batch.AddPart(row, value, field.Name);
        }
    }

    /// <summary>As a field reads it; what cannot be read as what the column holds stays as it is written, to be refused.</summary>
    private object? Said(Draft row, FieldRecord field)
    {
        var (cells, name) = (row.Cells, Name(field));
        var raw = cells.Raw(name)!;
        return field.Kind switch
        {
            FieldKind.Number => cells.Decimal(name)?.ToString(CultureInfo.InvariantCulture) ?? raw,
            FieldKind.Money => cells.Amount(name, null) is { } money
                ? MoneyDetails.Of(money)
                : null,
            FieldKind.Date => cells.Date(name),
            FieldKind.YesNo => Enums.Yes(HeaderKey.Of(raw)) is { } yes ? yes : raw,
            FieldKind.Person => people.Find(raw)?.ToString() ?? raw,
            FieldKind.Choices => FieldText.Join(cells.List(name)),
            _ => raw,
        };
    }
}
