using Rapport.Fields;
using Rapport.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>How a noun's list speaks of its fields.</summary>
/// <param name="Field">The name of a field, by its key.</param>
/// <param name="Choice">A choice in words.</param>
public sealed record ListSpeech(Func<string, string> Field, Func<Enum, string> Choice)
{
    /// <summary>Of fields of the firm's own alone, which bring their words.</summary>
    public static readonly ListSpeech OfFirm = new(key => key, choice => choice.ToString());

    /// <summary>A choice in words: of the firm's own fields as the firm calls it.</summary>
    public string Of(Rapport.Fields.Choice choice) =>
        choice switch
        {
            { Member: { } member } => Choice(member),
            { Code: { } what } => World.Said(what, choice.Key),
            _ => choice.Name ?? choice.Key,
        };

    /// <summary>Knows what the firm calls the fields that it added.</summary>
    public ListSpeech Of(ListOf list) =>
        this with
        {
            Field = key => list.Field(key)?.Title ?? Field(key),
        };
}

/// <summary>A field as pages show it.</summary>
/// <param name="Changes">It can be changed from the list.</param>
/// <param name="Optional">It may be emptied.</param>
public sealed record ShownField(
    string Key,
    FieldKind Kind,
    Choices? Choices,
    int Decimals,
    bool Sorts,
    bool Usual,
    bool Changes,
    bool Optional
) : IField
{
    /// <summary>Of a number: it is written without marks between its figures.</summary>
    public bool Plain { get; init; }

    public static ShownField Of(FieldRecord field) =>
        new(
            field.Key,
            field.Kind,
            field.Choices,
            field.Decimals,
            Sorts: false,
            Usual: false,
            Changes: true,
            Optional: !field.Required
        );

    public static ShownField Of(IListField field) =>
        new(
            field.Key,
            field.Kind,
            field.Choices,
            field.Decimals,
            field.Sorts,
            field.Usual,
            field.Set is not null,
            field.Optional
        )
        {
            Plain = field.Plain,
        };
}
