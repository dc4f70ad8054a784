using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Rapport.Values;

/// <summary>
/// A rule that comes once a year: on the same date, or on the nth day of the week of a month ("BYMONTH=11;BYDAY=4TH"), every
/// year or every so many, for ever, so often, or until a date.
/// </summary>
internal sealed record YearlyRepeat
{
    private static readonly string[] Days = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture(
        "uuuuMMdd"
    );

    private const int Most = 1000;

    private int Every { get; init; } = 1;
    private int? Times { get; init; }
    private LocalDate? Last { get; init; }
    private (int Which, IsoDayOfWeek Day, int Month)? Nth { get; init; }

    /// <summary>A date that a year lacks is left out of it (RFC 5545, 3.3.10): 29 February comes every four years.</summary>
    public IEnumerable<LocalDate> Dates(LocalDate first, int from, int until)
    {
        var times = 0;
        for (var year = first.Year; year <= until; year += Every)
        {
            if (On(first, year) is not { } date || date < first)
            {
                continue;
            }
            if (date > Last || ++times > Times)
            {
                yield break;
            }
            if (year >= from)
            {
                yield return date;
            }
        }
    }

    /// <exception cref="UnreadableException">The rule is of another kind.</exception>
    public static YearlyRepeat Of(DaysFileLine line, LocalDate first)
    {
        var parts = line
            .Value.Trim()
            .ToUpperInvariant()
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .ToList();
        var said = parts
            .DistinctBy(p => p[0])
            .ToDictionary(p => p[0], p => p.ElementAtOrDefault(1) ?? "");
        said.Remove("WKST");
        var (every, times) = (Number("INTERVAL"), Number("COUNT"));
        var (month, day) = (Number("BYMONTH"), Number("BYMONTHDAY"));
        var until = said.GetValueOrDefault("UNTIL");
        var last = until is null ? null : Date.Parse(until.Split('T')[0]);
        var nth = said.TryGetValue("BYDAY", out var named) ? Named(named, month) : null;
        var understood =
            said.Remove("FREQ", out var unit)
            && unit == "YEARLY"
            && said.Keys.All(k =>
                k is "INTERVAL" or "COUNT" or "UNTIL" or "BYMONTH" or "BYMONTHDAY" or "BYDAY"
            )
            && every is null or (>= 1 and <= Most)
            && times is null or (>= 1 and <= Most)
            && (month is null || month == first.Month)
            && (day is null || day == first.Day)
            && last is not { Success: false }
            && (named is null || (nth is not null && day is null));
        return understood
            ? new()
            {
                Every = every ?? 1,
                Times = times,
                Last = last?.Value,
                Nth = nth,
            }
            : throw new UnreadableException(
                DaysFileFault.RepeatUnsupported,
                line.Number,
                line.Value
            );

        int? Number(string name) =>
            !said.TryGetValue(name, out var text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
            : 0;
    }

    private static (int, IsoDayOfWeek, int)? Named(string text, int? month)
    {
        var day = text.Length < 3 ? -1 : Array.IndexOf(Days, text[^2..]);
        return
            day > 0
            && month is { } of
            && int.TryParse(
                text[..^2],
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var which
            )
            && which is -1 or (>= 1 and <= 4)
            ? (which, (IsoDayOfWeek)day, of)
            : null;
    }

    private LocalDate? On(LocalDate first, int year) =>
        Nth is { } nth ? HolidayRule.NthOf(nth.Which, nth.Day, year, nth.Month)
        : first.Day <= CalendarSystem.Iso.GetDaysInMonth(year, first.Month)
            ? new LocalDate(year, first.Month, first.Day)
        : null;
}
