using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Commitments;
using Rapport.Lists;
using Rapport.Reports;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Reports;

/// <summary>How kept words are told in figures, colours and words, and where each figure leads.</summary>
internal static class ConsistencyTexts
{
    private const int MonthsOfQuarter = 3;

    public static string Label(this ConsistencyBy by) => Word($"By{by}");

    public static string Label(this TimeStep per) => Word($"Per{per}");

    public static string Label(this Slip slip) => Word($"Slip{slip}");

    /// <summary>"92", of a hundred.</summary>
    public static string Figure(Consistency said) =>
        said.Rate is { } rate
            ? Math.Floor(rate * 100).ToString("N0", CultureInfo.CurrentCulture)
            : "";

    /// <summary>"4 of 5 kept, 1 late".</summary>
    public static string Said(Consistency said) =>
        said.All == 0
            ? ReportWords.NothingDue
            : string.Join(
                ", ",
                new[]
                {
                    ReportWords.KeptOf.With(said.Kept, said.All),
                    Some(said.KeptLate, ReportWords.KeptLate),
                    Some(said.Missed, ReportWords.Missed),
                    Some(said.StillLate, ReportWords.StillLate),
                }.OfType<string>()
            );

    public static string Shade(Consistency said) =>
        said.Rate switch
        {
            null => "none",
            1 => "kept",
            >= 0.75 => "mostly",
            >= 0.5 => "some",
            _ => "few",
        };

    /// <summary>"+8": by how many of a hundred the later half is better; null where it cannot be told.</summary>
    public static (string Words, Tone Tone)? Trend(ConsistencyRow row) =>
        row.Trend is not { } trend
            ? null
            : (
                Math.Round(trend * 100, MidpointRounding.AwayFromZero)
                    .ToString("+0;−0;±0", CultureInfo.CurrentCulture),
                trend > 0 ? Tone.Good
                : trend < 0 ? Tone.Bad
                : Tone.Plain
            );

    /// <summary>What a row is called that has no record behind it.</summary>
    public static string Name(ConsistencyRow row, ConsistencyBy by) =>
        row.Name
        ?? by switch
        {
            ConsistencyBy.Client => CommitmentWords.NoClient,
            ConsistencyBy.Play => CommitmentWords.ByHand,
            ConsistencyBy.Team => CommitmentWords.NoTeam,
            _ => "–",
        };

    /// <summary>"2 Nov" of a week, "Nov" of a month, "Q4" of a quarter.</summary>
    public static string Short(LocalDate begin, TimeStep per) =>
        per switch
        {
            TimeStep.Week => begin.ToString(CommitmentWords.DayPattern, CultureInfo.CurrentCulture),
            TimeStep.Month => begin.ToString("MMM", CultureInfo.CurrentCulture),
            _ => ReportWords.Quarter.With(
                (begin.Month - 1) / MonthsOfQuarter + 1,
                begin.Year % 100
            ),
        };

    /// <summary>In full, for who only hears it: "Halden Maritime, week of 2 November 2026: 4 of 5 kept".</summary>
    public static string Spoken(string name, LocalDate begin, Consistency said) =>
        $"{name}, {ReportWords.From.With(ClientTexts.Date(begin))}: {Said(said)}";

    /// <summary>The grid in lines of values: a heading, the rows, and all together; rates of a hundred, whole as on the page.</summary>
    public static IEnumerable<IReadOnlyList<string>> Lines(ConsistencyGrid grid)
    {
        yield return
        [
            grid.By.Label(),
            ReportWords.Rate,
            ReportWords.ColumnKept,
            ReportWords.ColumnKeptLate,
            ReportWords.ColumnMissed,
            ReportWords.ColumnStillLate,
            .. grid.Begins.Select(LocalDatePattern.Iso.Format),
        ];
        foreach (var row in grid.Rows.Append(grid.All))
        {
            yield return
            [
                row == grid.All ? ReportWords.All : Name(row, grid.By),
                Figure(row.All),
                Count(row.All.Kept),
                Count(row.All.KeptLate),
                Count(row.All.Missed),
                Count(row.All.StillLate),
                .. row.Spans.Select(Figure),
            ];
        }

        static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The words behind a row, of one span or of all, as a list.</summary>
    public static string Href(ConsistencyGrid grid, ConsistencyRow row, int? span = null)
    {
        var conditions = new List<Filter>
        {
            new Condition(
                CommitmentList.JudgedBy,
                Comparison.Ge,
                LocalDatePattern.Iso.Format(grid.Begins[span ?? 0])
            ),
        };
        if (span + 1 < grid.Begins.Count)
        {
            conditions.Add(
                new Condition(
                    CommitmentList.JudgedBy,
                    Comparison.Lt,
                    LocalDatePattern.Iso.Format(grid.Begins[span!.Value + 1])
                )
            );
        }
        if (row != grid.All && grid.By is ConsistencyBy.Client && row.Id is { } client)
        {
            conditions.Add(new Condition(CommitmentList.Client, Comparison.Eq, client.ToString()));
        }
        if (row != grid.All && grid.By is ConsistencyBy.Colleague && row.Id is { } owner)
        {
            conditions.Add(new Condition(CommitmentList.Owner, Comparison.Eq, owner.ToString()));
        }
        var id = row == grid.All ? null : row.Id ?? (Guid?)CommitmentFilter.None;
        return (
            new CommitmentQuery(
                Stands: Stand.Judged,
                Favour: grid.By == ConsistencyBy.Client && id == CommitmentFilter.None
                    ? Favour.Internal
                    : null,
                Play: grid.By == ConsistencyBy.Play ? id : null,
                Team: grid.By == ConsistencyBy.Team ? id : null,
                Filter: FilterText.Write(new AllOf(conditions)),
                View: ListLinks.None
            )
        ).Href("/commitments");
    }

    /// <summary>A length of business time in days of eight hours, or in hours.</summary>
    public static string Length(Duration? time) =>
        time is not { } length ? "–"
        : length < Duration.FromHours(8)
            ? ReportWords.Hours.With(
                Math.Round(length.TotalHours).ToString("N0", CultureInfo.CurrentCulture)
            )
        : ReportWords.Days.With(
            (length.TotalHours / 8).ToString("0.#", CultureInfo.CurrentCulture)
        );

    private static string? Some(int count, string words) => count == 0 ? null : words.With(count);

    private static string Word(string key) =>
        ReportWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
