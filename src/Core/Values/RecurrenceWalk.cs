using NodaTime;

namespace Rapport.Values;

/// <summary>
/// The local times of a rule, in their order, from any moment on, without an end that the rule does not have. It goes by
/// periods and not by seconds, and stops where the rule is shown never to occur again.
/// </summary>
internal sealed class RecurrenceWalk(RecurrenceParts rule, LocalDateTime start)
{
    /// <summary>The walk ends before this year, so that no week of it leaves the calendar.</summary>
    public const int EndYear = 9999;

    /// <summary>
    /// After so many steps in a row that found nothing, a rule of hours, minutes or seconds is held never to occur. It is
    /// a bound and no proof: what comes once in a thousand years by the second alone may lie beyond it.
    /// </summary>
    private const int MostSteps = 500_000;

    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private readonly RecurrenceDays days = new(rule, start.Date);
    private readonly int[] hours = Or(rule.ByHour, start.Hour);
    private readonly int[] minutes = Or(rule.ByMinute, start.Minute);

    // Without leap seconds the 60th is the 59th (RFC 5545, section 3.3.12).
    private readonly int[] seconds = Or(
        [.. rule.BySecond.Select(s => Math.Min(s, 59)).Distinct()],
        start.Second
    );

    /// <summary>Those not before this, nor before the start.</summary>
    public IEnumerable<LocalDateTime> From(LocalDateTime from)
    {
        from = LocalDateTime.Max(from, start);
        return (rule.Frequency >= Frequency.Daily ? ByDays(from) : ByTimes(from)).SelectMany(set =>
            set.From(from, rule.BySetPos)
        );
    }

    private IEnumerable<OccurrenceSet> ByDays(LocalDateTime from)
    {
        var first = days.Number(start.Date);
        var last = days.Number(new LocalDate(EndYear, 1, 1).PlusDays(-1));
        var empty = 0;
        for (
            var number = Aligned(first, days.Number(from.Date));
            number <= last;
            number += rule.Interval
        )
        {
            var set = new OccurrenceSet(days.Of(number), hours, minutes, seconds);
            if (set.Chooses(rule.BySetPos))
            {
                empty = 0;
                yield return set;
            }
            else if (++empty >= days.Cycle)
            {
                yield break;
            }
        }
    }

    /// <summary>By hours, minutes or seconds, each unit a period of its own; over what cannot fit it leaps.</summary>
    private IEnumerable<OccurrenceSet> ByTimes(LocalDateTime from)
    {
        var perHour =
            rule.Frequency == Frequency.Hourly ? 1
            : rule.Frequency == Frequency.Minutely ? 60
            : 3600;
        long perDay = perHour * 24;
        long Number(LocalDateTime at) =>
            Period.DaysBetween(Epoch, at.Date) * perDay
            + at.TimeOfDay.NanosecondOfDay / (NodaConstants.NanosecondsPerDay / perDay);
        var first = Number(start);
        var last = Number(new LocalDate(EndYear, 1, 1).AtMidnight());
        var number = Aligned(first, Number(from));
        var (steps, emptyDays) = (0, 0);
        while (number < last)
        {
            var inDay = (int)(((number % perDay) + perDay) % perDay);
            var midnight = number - inDay;
            var date = Epoch.PlusDays((int)(midnight / perDay));
            if (++steps > MostSteps)
            {
                yield break;
            }
            if (!days.Fits(date))
            {
                if (++emptyDays >= days.Cycle)
                {
                    yield break;
                }
                number = Aligned(first, midnight + perDay);
                continue;
            }
            emptyDays = 0;
            var inHour = inDay % perHour;
            var hour = inDay / perHour;
            var minute = inHour / Math.Max(1, perHour / 60);
            if (!Fits(rule.ByHour, hour))
            {
                number = Aligned(first, number - inHour + perHour);
            }
            else if (perHour > 1 && !Fits(rule.ByMinute, minute))
            {
                number = Aligned(first, number - inHour % (perHour / 60) + perHour / 60);
            }
            else
            {
                var second = inHour % 60;
                if (perHour < 3600 || rule.BySecond.Count == 0 || seconds.Contains(second))
                {
                    var set = new OccurrenceSet(
                        [date],
                        [hour],
                        perHour == 1 ? minutes : [minute],
                        perHour < 3600 ? seconds : [second]
                    );
                    if (set.Chooses(rule.BySetPos))
                    {
                        (steps, emptyDays) = (0, 0);
                        yield return set;
                    }
                }
                number += rule.Interval;
            }
        }
    }

    /// <summary>The first number of the rule at or behind another.</summary>
    private long Aligned(long first, long wanted) =>
        wanted <= first
            ? first
            : first + (wanted - first + rule.Interval - 1) / rule.Interval * rule.Interval;

    private static bool Fits(IReadOnlyList<int> among, int number) =>
        among.Count == 0 || among.Contains(number);

    private static int[] Or(IReadOnlyList<int> said, int otherwise) =>
        said.Count == 0 ? [otherwise] : [.. said];
}
