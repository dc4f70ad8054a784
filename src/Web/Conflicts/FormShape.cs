using NodaTime;
using Rapport.Web.Shared;

namespace Rapport.Web.Conflicts;

/// <summary>What a form speaks of: its fields, and the rows of its repeated part where it has one.</summary>
/// <param name="List">The name of the rows in the form; null without any.</param>
/// <param name="RowLabel">"Address {0}".</param>
public sealed record FormShape(
    IReadOnlyList<FormColumn> Fields,
    string? List = null,
    IReadOnlyList<FormColumn>? Columns = null,
    string? RowLabel = null
)
{
    public const string Checkbox = "checkbox";

    /// <summary>A field for each day of a week.</summary>
    public static IEnumerable<FormColumn> Week(string name, string label) =>
        WeekInput.Days.Select(day => new FormColumn(
            WeekInput.Field(name, day),
            $"{label}, {WeekInput.Label(day)}",
            Property: name
        ));

    /// <summary>A value in words; null for nothing.</summary>
    public static string? Say(FormColumn column, string value) =>
        value.Length == 0 ? null
        : column.Type == Checkbox ? ConflictWords.Yes
        : column.Type == "date"
        && NodaTime.Text.LocalDatePattern.Iso.Parse(value) is { Success: true } day
            ? Clients.ClientTexts.Date(day.Value)
        : string.Join(
            ", ",
            (column.Several ? value.Split(FormState.Between) : [value]).Select(v =>
                column.Options?.FirstOrDefault(o => o.Value == v)?.Label ?? v
            )
        );

    /// <summary>A row in words: what is filled in, without the names of its fields.</summary>
    public string Say(StateRow row) =>
        string.Join(
            " · ",
            (Columns ?? []).Select(c => Say(c, row[c.Name] ?? "")).Where(said => said is not null)
        );
}
