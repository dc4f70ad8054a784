using Rapport.Data;
using Rapport.Fields;
using Rapport.Web.Conflicts;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Fields;

/// <summary>The firm's own fields of a record as they were typed.</summary>
/// <param name="Typed">By the key of the field.</param>
/// <param name="People">Who can be chosen, where a field asks for somebody.</param>
public sealed record CustomInput(
    IReadOnlyList<FieldRecord> Fields,
    IReadOnlyDictionary<string, string?> Typed,
    IReadOnlyList<Option> People
)
{
    public static readonly CustomInput None = new([], new Dictionary<string, string?>(), []);

    /// <summary>What the record holds, as one would type it.</summary>
    internal static async Task<CustomInput> Of(
        Db db,
        IReadOnlyList<FieldHeld> held,
        CancellationToken cancel
    )
    {
        var typed = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var one in held)
        {
            typed[one.Field.Key] = await TypedValue.Write(
                db,
                one.Field,
                FieldText.Write(one.Held),
                cancel
            );
        }
        return await Of(db, [.. held.Select(h => h.Field)], typed, cancel);
    }

    /// <summary>What a new record of a kind cannot be without, with what was typed of it so far.</summary>
    internal static async Task<CustomInput> Required<TRecord>(
        Db db,
        IFormCollection? form,
        CancellationToken cancel
    )
        where TRecord : IHasFields
    {
        var fields = await FieldRecords.Of(db, typeof(TRecord).Name, cancel);
        return await Read(db, [.. fields.Where(f => f.Required)], form, cancel);
    }

    /// <summary>The fields as a form that two may have open knows them.</summary>
    internal FormShape Shape =>
        new([
            .. Fields.Select(f => new FormColumn(
                Name(f),
                f.Name,
                Options(f),
                Type: f.Kind == FieldKind.Date ? "date" : "text",
                Several: f.Kind == FieldKind.Choices
            )),
        ]);

    /// <summary>What is typed, as such a form holds it.</summary>
    internal FormState State =>
        new(
            Fields.ToDictionary(
                Name,
                f =>
                    f.Kind == FieldKind.Choices
                        ? string.Join(
                            FormState.Between,
                            (Typed[f.Key] ?? "").Split(
                                ',',
                                StringSplitOptions.RemoveEmptyEntries
                                    | StringSplitOptions.TrimEntries
                            )
                        )
                        : Typed[f.Key] ?? "",
                StringComparer.Ordinal
            ),
            []
        );

    private IReadOnlyList<Option>? Options(FieldRecord field) =>
        field.Kind switch
        {
            FieldKind.Choice or FieldKind.Choices =>
            [
                .. field.Choices!.Select(c => new Option(c.Key, c.ToString())),
            ],
            FieldKind.Person => People,
            FieldKind.YesNo => [new(FieldText.Yes, ListWords.Yes), new(FieldText.No, ListWords.No)],
            _ => null,
        };

    internal static Task<CustomInput> Read(
        Db db,
        IReadOnlyList<FieldRecord> fields,
        IFormCollection? form,
        CancellationToken cancel
    ) =>
        Of(
            db,
            fields,
            fields.ToDictionary(
                f => f.Key,
                f => form?[Name(f)].ToString() is { Length: > 0 } typed ? typed : null
            ),
            cancel
        );

    /// <summary>Of a field in the form, and in what is wrong with it.</summary>
    public static string Name(FieldRecord field) => CustomValues.At + field.Key;

    /// <summary>What is typed, as the record is told it; null where there is nothing to type.</summary>
    internal async Task<FieldsSaid?> Said(Db db, CancellationToken cancel)
    {
        if (Fields.Count == 0)
        {
            return null;
        }
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            values[field.Key] = await TypedValue.Read(db, field, Typed[field.Key], cancel);
        }
        return new FieldsSaid(values);
    }

    private static async Task<CustomInput> Of(
        Db db,
        IReadOnlyList<FieldRecord> fields,
        IReadOnlyDictionary<string, string?> typed,
        CancellationToken cancel
    ) =>
        new(
            fields,
            typed,
            fields.Any(f => f.Kind == FieldKind.Person)
                ? await FilterNames.Colleagues(db, cancel)
                : []
        );
}
