using Rapport.Lists;

namespace Rapport.Web.Lists;

/// <summary>How a noun's list speaks of its fields.</summary>
/// <param name="Field">The name of a field, by its key.</param>
/// <param name="Choice">A choice in words.</param>
public sealed record ListSpeech(Func<string, string> Field, Func<Enum, string> Choice);

/// <summary>A field as pages show it.</summary>
public sealed record ShownField(string Key, FieldKind Kind, Type? Choices, bool Sorts, bool Usual)
{
    public static ShownField Of<TRow>(ListField<TRow> field) =>
        new(field.Key, field.Kind, field.Choices, field.Sorts, field.Usual);
}
