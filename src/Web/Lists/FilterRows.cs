using System.Globalization;
using Rapport.Fields;
using Rapport.Lists;

namespace Rapport.Web.Lists;

/// <summary>One condition as a form shows it.</summary>
/// <param name="Is">A comparison, or one of the words that say it as people do: empty, within so many days.</param>
public sealed record FilterRow(string Field, string Is, string Value);

/// <summary>Filters as rows of a form: conditions that all hold, or any. Pure.</summary>
public sealed record FilterRows(bool Any, IReadOnlyList<FilterRow> Rows)
{
    public const string Empty = "empty";
    public const string Within = "within";
    public const string Older = "older";

    public static readonly FilterRows None = new(false, []);

    /// <summary>By what a field of a kind is compared, the usual first.</summary>
    public static IReadOnlyList<string> Ways(FieldKind kind) =>
        kind switch
        {
            FieldKind.Text or FieldKind.LongText or FieldKind.Link =>
            [
                "co",
                "sw",
                "eq",
                "ne",
                "pr",
                Empty,
            ],
            FieldKind.Words => ["eq", "ne", "co", "pr", Empty],
            FieldKind.Number or FieldKind.Money => ["ge", "le", "eq", "pr", Empty],
            FieldKind.Date or FieldKind.Moment => [Within, Older, "ge", "le", "eq", "pr", Empty],
            FieldKind.YesNo => ["eq"],
            _ => ["eq", "ne", "pr", Empty],
        };

    /// <summary>Whether a way needs a value beside it.</summary>
    public static bool Asks(string way) => way is not ("pr" or Empty);

    /// <summary>Null for a filter that only its text can show: one with groups in groups.</summary>
    public static FilterRows? Of(Filter? filter)
    {
        switch (filter)
        {
            case null:
                return None;
            case AllOf all:
                return Each(false, all.Parts);
            case AnyOf any:
                return Each(true, any.Parts);
            default:
                return Each(false, [filter]);
        }
    }

    /// <summary>The filter that these rows say; those without a value, where one is asked for, say nothing yet.</summary>
    public Filter? Filter
    {
        get
        {
            List<Filter> parts = [.. Rows.Select(One).OfType<Filter>()];
            return parts.Count switch
            {
                0 => null,
                1 => parts[0],
                _ => Any ? new AnyOf(parts) : new AllOf(parts),
            };
        }
    }

    private static FilterRows? Each(bool any, IReadOnlyList<Filter> parts)
    {
        var rows = new List<FilterRow>();
        foreach (var part in parts)
        {
            if (One(part) is not { } row)
            {
                return null;
            }
            rows.Add(row);
        }
        return new FilterRows(any, rows);
    }

    private static FilterRow? One(Filter filter) =>
        filter switch
        {
            NotThat { Part: Condition { Comparison: Comparison.Pr, Field: var field } } =>
                new FilterRow(field, Empty, ""),
            Condition { Comparison: Comparison.Ge, Value: { } value } c
                when Days(value) is { } days => new FilterRow(c.Field, Within, days),
            Condition { Comparison: Comparison.Lt, Value: { } value } c
                when Days(value) is { } days => new FilterRow(c.Field, Older, days),
            Condition c => new FilterRow(
                c.Field,
                c.Comparison.ToString().ToLowerInvariant(),
                c.Value ?? ""
            ),
            _ => null,
        };

    private static Filter? One(FilterRow row)
    {
        if (row.Is == Empty)
        {
            return new NotThat(new Condition(row.Field, Comparison.Pr));
        }
        if (Asks(row.Is) && string.IsNullOrWhiteSpace(row.Value))
        {
            return null;
        }
        var value = row.Value.Trim();
        return row.Is switch
        {
            Within => new Condition(row.Field, Comparison.Ge, $"-P{value}D"),
            Older => new Condition(row.Field, Comparison.Lt, $"-P{value}D"),
            "pr" => new Condition(row.Field, Comparison.Pr),
            _ when Enum.TryParse<Comparison>(row.Is, ignoreCase: true, out var comparison) =>
                new Condition(row.Field, comparison, value),
            _ => null,
        };
    }

    /// <summary>So many days ago, as <c>-P30D</c> says it.</summary>
    private static string? Days(string value) =>
        value is ['-', 'P', .. var days, 'D']
        && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? days
            : null;
}
