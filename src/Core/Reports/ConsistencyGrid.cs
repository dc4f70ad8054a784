using NodaTime;
using Rapport.Commitments;
using Rapport.Lists;

namespace Rapport.Reports;

/// <summary>Whose words stand in one row.</summary>
public enum ConsistencyBy
{
    Client,
    Play,

    /// <summary>The unit of whoever owes it.</summary>
    Team,

    /// <summary>Oneself, and those in the units that one leads.</summary>
    Colleague,
}

/// <summary>How words were kept in one row of the grid.</summary>
/// <param name="Id">Null where there is none: affairs of the firm, what was promised by hand, who is in no unit.</param>
/// <param name="All">In all of its spans.</param>
/// <param name="Spans">In each, the oldest first, the running one last.</param>
public sealed record ConsistencyRow(
    Guid? Id,
    string? Name,
    Consistency All,
    IReadOnlyList<Consistency> Spans
)
{
    /// <summary>
    /// The rate of the later half of the spans less that of the earlier half, from -1 to 1; null where nothing was due in
    /// one of the two.
    /// </summary>
    public double? Trend
    {
        get
        {
            var half = Spans.Count / 2;
            return Sum(Spans.Skip(Spans.Count - half)).Rate - Sum(Spans.Take(half)).Rate;
        }
    }

    internal static ConsistencyRow Of(Guid? id, string? name, IReadOnlyList<Consistency> spans) =>
        new(id, name, Sum(spans), spans);

    private static Consistency Sum(IEnumerable<Consistency> spans) =>
        spans.Aggregate(Consistency.None, (sum, one) => sum.With(one));
}

/// <summary>How words were kept over time: a row for each client, play, team or colleague, a column for each span.</summary>
/// <param name="Begins">The first day of each span, the oldest first.</param>
/// <param name="All">Of everything that the viewer sees, also of what has no row of its own.</param>
/// <param name="Rows">The least consistent first.</param>
/// <param name="More">There are more than are shown: these are those with most words.</param>
public sealed record ConsistencyGrid(
    ConsistencyBy By,
    TimeStep Per,
    IReadOnlyList<LocalDate> Begins,
    ConsistencyRow All,
    IReadOnlyList<ConsistencyRow> Rows,
    bool More
);
