using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What is worked out of the rows of a list.</summary>
public enum Measure
{
    /// <summary>How many rows there are.</summary>
    Count,

    /// <summary>What a field holds in all of them together.</summary>
    Sum,

    /// <summary>What a field holds in one of those that hold something.</summary>
    Average,
}

/// <summary>How long a group lasts where rows are grouped by a date.</summary>
public enum TimeStep
{
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>What is asked of a list: one figure, or one for each group.</summary>
/// <param name="Field">The key of the field that is summed; null where rows are counted.</param>
/// <param name="Group">The key of the field that rows are grouped by; null for one figure of all.</param>
/// <param name="Step">Of a date.</param>
/// <param name="Ahead">Of a date: the time that comes instead of the time that was.</param>
public sealed record FiguresSaid(
    Measure Measure = Measure.Count,
    string? Field = null,
    string? Group = null,
    TimeStep Step = TimeStep.Month,
    bool Ahead = false
);

/// <summary>A figure of some rows.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Held">How many of them hold something that is summed; of a count, all.</param>
/// <param name="Sum">Of what they hold, in whole units with figures behind the point; of a count, how many there are.</param>
public sealed record Figure(long Rows, long Held, decimal Sum)
{
    public static readonly Figure None = new(0, 0, 0);

    /// <summary>Null of an average of nothing.</summary>
    public decimal? Value(Measure measure) =>
        measure switch
        {
            Measure.Count => Rows,
            Measure.Sum => Sum,
            _ => Held == 0 ? null : Sum / Held,
        };

    public static Figure operator +(Figure a, Figure b) =>
        new(a.Rows + b.Rows, a.Held + b.Held, a.Sum + b.Sum);

    public static Figure operator -(Figure a, Figure b) =>
        new(a.Rows - b.Rows, a.Held - b.Held, a.Sum - b.Sum);
}

/// <summary>The figure of all rows; of money, of those in one currency.</summary>
/// <param name="Currency">Null of what is no money.</param>
/// <param name="Filter">Leads to just these rows, beside what the list says; null where that is all of it.</param>
public sealed record Total(string? Currency, Figure Figure, Filter? Filter);

public enum GroupKind
{
    /// <summary>One value of the field, or one span of time.</summary>
    Value,

    /// <summary>Values beyond those that are shown by themselves.</summary>
    Rest,

    /// <summary>Rows in which the field holds nothing.</summary>
    Without,

    /// <summary>Before the first span that is shown.</summary>
    Earlier,

    /// <summary>After the last span that is shown.</summary>
    Later,
}

/// <summary>The rows that share something, and their figure.</summary>
/// <param name="Key">The value as <see cref="FieldText"/> writes it; of a span, the day on which it begins.</param>
/// <param name="Name">Of a text, a colleague, a client: as it is written.</param>
/// <param name="Choice">Of a choice.</param>
/// <param name="Begins">Of a span, its first day.</param>
/// <param name="Filter">Leads to just these rows, beside what the list says; null where no filter does.</param>
public sealed record Group(
    GroupKind Kind,
    string? Key,
    string? Name,
    Choice? Choice,
    LocalDate? Begins,
    Figure Figure,
    Filter? Filter
);

/// <summary>What was worked out of a list.</summary>
/// <param name="Totals">One; of money one for each currency, that of the most rows first, none where none is held.</param>
/// <param name="Currency">In which the groups are; what is in others is in the totals alone.</param>
/// <param name="Groups">At most <see cref="Most"/> values or spans, and what stands beside them.</param>
/// <param name="Overlap">A row may be in several groups, so that they do not add up to the whole.</param>
/// <param name="More">There are values that no group tells of.</param>
public sealed record Figures(
    FiguresSaid Said,
    IReadOnlyList<Total> Totals,
    string? Currency,
    IReadOnlyList<Group> Groups,
    bool Overlap,
    bool More
)
{
    /// <summary>Values or spans of time that are shown by themselves.</summary>
    public const int Most = 12;

    /// <summary>Works them out of the list as it was said, for whoever looks through this context: at most four statements.</summary>
    /// <param name="zone">Of whoever asks: days begin there.</param>
    public static Task<Result<Figures>> Of(
        ListOf list,
        Db db,
        DateTimeZone zone,
        ListSaid said,
        FiguresSaid what,
        CancellationToken cancel
    ) => list.Figures(db, zone, said, what, cancel);
}
