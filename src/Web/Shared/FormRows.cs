using System.Globalization;

namespace Rapport.Web.Shared;

/// <summary>One row of a repeated part of a form, as it was typed.</summary>
public sealed record FormRow(IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>The id of the record behind the row; none for one that was added.</summary>
    public const string Id = "Id";

    public static FormRow New { get; } = new(new Dictionary<string, string>());

    public string? this[string field] =>
        Typed.TryGetValue(field, out var value) && value.Length > 0 ? value : null;

    public Guid? Record => Guid.TryParse(this[Id], out var id) ? id : null;
}

/// <summary>
/// The rows of a form whose fields are named <c>Addresses[0].City</c>. Their numbers may have gaps, since a row may be
/// taken out on the page; their order counts.
/// </summary>
public static class FormRows
{
    /// <summary>More than any form of ours shows; the acts say it is too many.</summary>
    private const int Most = 1000;

    public static List<FormRow> Read(IFormCollection form, string list)
    {
        var rows = new SortedDictionary<int, Dictionary<string, string>>();
        var start = list + "[";
        foreach (var (name, values) in form)
        {
            var end = name.IndexOf("].", StringComparison.Ordinal);
            if (
                !name.StartsWith(start, StringComparison.Ordinal)
                || end < 0
                || !int.TryParse(
                    name.AsSpan(start.Length, end - start.Length),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var at
                )
                || (rows.Count >= Most && !rows.ContainsKey(at))
            )
            {
                continue;
            }
            if (!rows.TryGetValue(at, out var row))
            {
                rows[at] = row = new(StringComparer.Ordinal);
            }
            row[name[(end + 2)..]] = values.ToString();
        }
        return [.. rows.Values.Select(r => new FormRow(r))];
    }

    /// <summary>
    /// What the buttons beside the rows ask for, without saving: a row more, or one less. False when the form is sent
    /// to be saved.
    /// </summary>
    public static bool Rearranged(IFormCollection form, List<FormRow> rows)
    {
        if (form.ContainsKey("add"))
        {
            rows.Add(FormRow.New);
            return true;
        }
        if (
            int.TryParse(
                form["remove"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var at
            )
            && at < rows.Count
        )
        {
            rows.RemoveAt(at);
            return true;
        }
        return false;
    }

    /// <summary>A row in which nothing is written is none; a choice alone says nothing.</summary>
    public static void DropEmpty(List<FormRow> rows, IReadOnlyList<FormColumn> columns) =>
        rows.RemoveAll(r =>
            columns.Where(c => c.Options is null).All(c => string.IsNullOrWhiteSpace(r[c.Name]))
        );
}

/// <summary>One field of a form, or one that every row of a repeated part has.</summary>
/// <param name="Name">As in <c>City</c>; errors are found under the same with a small first letter.</param>
/// <param name="Options">A choice among these instead of text.</param>
/// <param name="Long">Several lines.</param>
/// <param name="Several">Several values may be sent under the name; or none, for no.</param>
/// <param name="Property">As the audit calls it, where the form calls it otherwise.</param>
public sealed record FormColumn(
    string Name,
    string Label,
    IReadOnlyList<Option>? Options = null,
    bool Long = false,
    bool Required = false,
    string? Hint = null,
    string Type = "text",
    bool Several = false,
    string? Property = null
);
