using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Fields;

/// <summary>What can be done with the fields that the firm adds to its records.</summary>
public sealed class CustomFields(Db db)
{
    /// <summary>The kinds of record that the firm may add fields to, found by what their rows say.</summary>
    public static readonly IReadOnlyList<string> RecordKinds =
    [
        .. Discovered
            .Types.Where(t => t.IsClass && t.IsAssignableTo(typeof(IHasFields)))
            .Select(t => t.Name)
            .Order(StringComparer.Ordinal),
    ];

    public async Task<Result<CustomField>> Add(
        FieldDetails said,
        CancellationToken cancel = default
    )
    {
        var faults = new Faults();
        faults.If(said.RecordKind is null, "recordKind", Fault.Required);
        faults.If(
            said.RecordKind is { } record && !RecordKinds.Contains(record),
            "recordKind",
            Fault.Unknown
        );
        faults.If(said.Kind is null, "kind", Fault.Required);
        faults.If(
            said.Kind is { } kind && !CustomField.Kinds.Contains(kind),
            "kind",
            Fault.NotAllowed
        );
        faults.If(
            said.Decimals is < 0 or > CustomField.MostDecimals,
            "decimals",
            Fault.TooLarge,
            $"{CustomField.MostDecimals}"
        );
        var beside = await Beside(said.RecordKind, cancel);
        faults.If(
            beside.Count(f => f.Archival is null) >= CustomField.Most,
            "",
            Fault.TooMany,
            $"{CustomField.Most}"
        );
        var field = new CustomField
        {
            RecordKind = said.RecordKind ?? "",
            Kind = said.Kind ?? FieldKind.Text,
            Decimals = said.Kind == FieldKind.Number ? said.Decimals ?? 0 : 0,
            Key = CustomField.FreeKey(said.Name ?? "", "field", beside.ConvertAll(f => f.Key)),
            Name = "",
            Position = beside.Count == 0 ? 0 : beside.Max(f => f.Position) + 1,
        };
        await Fill(field, said, beside, faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        db.Add(field);
        db.Raise(CustomField.Added, field, null);
        return await db.Commit(cancel) is { } refusal ? refusal : field;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<CustomField>> Change(
        Guid id,
        FieldDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } field)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != field.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        faults.If(
            said.RecordKind is { } record && record != field.RecordKind,
            "recordKind",
            Fault.NotAllowed
        );
        faults.If(said.Kind is { } kind && kind != field.Kind, "kind", Fault.NotAllowed);
        faults.If(
            said.Decimals is { } decimals && decimals != field.Decimals,
            "decimals",
            Fault.NotAllowed
        );
        var beside = await Beside(field.RecordKind, cancel);
        await Fill(field, said, [.. beside.Where(f => f.Id != id)], faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(CustomField.Changed, field, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : field;
    }

    /// <summary>Puts a field at another place among those of its kind of record that are asked for.</summary>
    /// <param name="to">The first stands at 0; beyond the last is the last.</param>
    public async Task<Result<CustomField>> Move(Guid id, int to, CancellationToken cancel = default)
    {
        if (await Load(id, cancel) is not { Archival: null } field)
        {
            return Refusal.NotFound;
        }
        var all = (await Beside(field.RecordKind, cancel)).Where(f => f.Archival is null).ToList();
        var from = all.IndexOf(field);
        to = Math.Clamp(to, 0, all.Count - 1);
        if (from == to)
        {
            return field;
        }
        all.RemoveAt(from);
        all.Insert(to, field);
        foreach (var (place, one) in all.Index())
        {
            one.Position = place;
        }
        db.Raise(CustomField.Changed, field, null);
        return await db.Commit(cancel) is { } refusal ? refusal : field;
    }

    /// <summary>Asks for a field no longer; what it holds is kept. Archived already changes nothing.</summary>
    public async Task<Result<CustomField>> Archive(Guid id, CancellationToken cancel = default)
    {
        if (await Load(id, cancel) is not { } field)
        {
            return Refusal.NotFound;
        }
        if (field.Archival is null)
        {
            field.Archival = new FieldArchival
            {
                FieldId = id,
                At = db.Now,
                ByColleagueId = db.Viewer.ColleagueId,
            };
            db.Raise(CustomField.Archived, field, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : field;
    }

    /// <summary>Asks for an archived field again, with all that it held; asked for already changes nothing.</summary>
    public async Task<Result<CustomField>> Restore(Guid id, CancellationToken cancel = default)
    {
        if (await Load(id, cancel) is not { } field)
        {
            return Refusal.NotFound;
        }
        if (field.Archival is { } archival)
        {
            var beside = await Beside(field.RecordKind, cancel);
            if (Namesake(field.Name, beside.Where(f => f.Id != id)))
            {
                return Refusal.Invalid("name", Fault.Taken, field.Name);
            }
            db.Remove(archival);
            field.Archival = null;
            db.Raise(CustomField.Restored, field, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : field;
    }

    private Task<CustomField?> Load(Guid id, CancellationToken cancel) =>
        db.Set<CustomField>()
            .Include(f => f.Choices)
            .Include(f => f.Archival)
            .FirstOrDefaultAsync(f => f.Id == id, cancel);

    private Task<List<CustomField>> Beside(string? recordKind, CancellationToken cancel) =>
        db.Set<CustomField>()
            .Include(f => f.Archival)
            .Where(f => f.RecordKind == recordKind)
            .OrderBy(f => f.Position)
            .ThenBy(f => f.Id)
            .ToListAsync(cancel);

    private async Task Fill(
        CustomField field,
        FieldDetails said,
        IReadOnlyCollection<CustomField> beside,
        Faults faults,
        CancellationToken cancel
    )
    {
        field.Name = faults.Text("name", said.Name, CustomField.NameLength, required: true) ?? "";
        faults.If(Namesake(field.Name, beside), "name", Fault.Taken, field.Name);
        field.Hint = faults.Text("hint", said.Hint, CustomField.HintLength);
        field.Required = said.Required;
        if (field.HasChoices)
        {
            await FillChoices(field, said.Choices, faults, cancel);
        }
        else
        {
            faults.If(said.Choices is { Count: > 0 }, "choices", Fault.NotAllowed);
        }
    }

    /// <summary>Two of one name could not be told apart, neither on a page nor in a file.</summary>
    private static bool Namesake(string name, IEnumerable<CustomField> beside) =>
        beside.Any(f => f.Archival is null && Folded.Key(f.Name) == Folded.Key(name));

    private async Task FillChoices(
        CustomField field,
        IReadOnlyList<ChoiceDetails>? said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said is null)
        {
            faults.If(field.Choices.Count == 0, "choices", Fault.Required);
            return;
        }
        faults.If(said.Count == 0, "choices", Fault.Required);
        faults.If(
            said.Count > CustomField.MostChoices,
            "choices",
            Fault.TooMany,
            $"{CustomField.MostChoices}"
        );
        var kept = new HashSet<Guid>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, one) in said.Take(CustomField.MostChoices).Index())
        {
            var at = $"choices[{place}].name";
            var name = faults.Text(at, one.Name, CustomField.NameLength, required: true) ?? "";
            faults.If(!names.Add(Folded.Key(name)), at, Fault.Taken, name);
            var choice = field.Choices.Find(c =>
                one.Key is null ? c.Dropped && c.Name == name : c.Key == one.Key
            );
            faults.If(
                choice is null && one.Key is not null,
                $"choices[{place}].key",
                Fault.Unknown
            );
            if (choice is null)
            {
                choice = new CustomChoice
                {
                    FieldId = field.Id,
                    Ordinal = field.Choices.Count == 0 ? 0 : field.Choices.Max(c => c.Ordinal) + 1,
                    Key = CustomField.FreeKey(name, "choice", field.Choices.ConvertAll(c => c.Key)),
                    Name = name,
                };
                field.Choices.Add(choice);
                db.Add(choice);
            }
            (choice.Name, choice.Position, choice.Dropped) = (name, place, false);
            kept.Add(choice.Id);
        }
        await Drop(field, kept, cancel);
    }

    /// <summary>A choice that some record holds, whoever may see that record, stays, and is no longer offered; one that none holds goes.</summary>
    private async Task Drop(CustomField field, HashSet<Guid> kept, CancellationToken cancel)
    {
        foreach (var choice in field.Choices.Where(c => !kept.Contains(c.Id)).ToList())
        {
            if (await EveryRow.Of<CustomValue>(db).AnyAsync(v => v.RefId == choice.Id, cancel))
            {
                (choice.Dropped, choice.Position) = (true, CustomField.MostChoices);
            }
            else
            {
                db.Remove(choice);
            }
        }
    }
}
