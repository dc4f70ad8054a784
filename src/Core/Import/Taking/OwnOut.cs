using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Taking;

/// <summary>The columns of the firm's own fields, behind all others: headed by what an import knows them by.</summary>
internal sealed class OwnOut(Db db, IReadOnlyList<FieldRecord> fields)
{
    public static async Task<OwnOut> Of(Db db, ImportKind kind, CancellationToken cancel)
    {
        var all = await FieldRecords.All(db, cancel);
        return new(db, [.. all.Where(f => OwnField.All([f]) is [{ Of: var of }] && of == kind)]);
    }

    public IEnumerable<string> Header => fields.Select(Name);

    /// <summary>What the records of a page hold, in the order of the header.</summary>
    public async Task<ILookup<Guid, string?>> Read(
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        if (fields.Count == 0)
        {
            return Array.Empty<(Guid, string?)>().ToLookup(c => c.Item1, c => c.Item2);
        }
        var held = (
            await db.Set<CustomValue>()
                .AsNoTracking()
                .Where(v => ids.Contains(v.SubjectId))
                .OrderBy(v => v.Position)
                .ToListAsync(cancel)
        ).ToLookup(v => (v.SubjectId, v.FieldId));
        var people = await PeopleOut.Colleagues(
            db,
            fields
                .Where(f => f.Kind == FieldKind.Person)
                .SelectMany(f => ids.SelectMany(id => held[(id, f.Id)]))
                .Select(v => v.RefId),
            cancel
        );
        return ids.SelectMany(id =>
                fields.Select(f => (Id: id, Text: Text(f, [.. held[(id, f.Id)]], people)))
            )
            .ToLookup(c => c.Id, c => c.Text);
    }

    private static string Name(FieldRecord field) => CustomValues.At + field.Key;

    private static string? Text(
        FieldRecord field,
        List<CustomValue> held,
        Dictionary<Guid, string> people
    ) =>
        held is not [var first, ..]
            ? null
            : field.Kind switch
            {
                FieldKind.Person => people.GetValueOrDefault(first.RefId!.Value),
                FieldKind.Choices => CellText.List(
                    ((IEnumerable<Choice>)CustomValues.Held(field, held)!).Select(c => c.Key)
                ),
                FieldKind.Money when first is { Number: { } minor, Currency: { } currency } =>
                    $"{Out.Text(new Money(minor, currency))} {currency}",
                _ => FieldText.Write(CustomValues.Held(field, held)),
            };
}
