using System.Linq.Expressions;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;

namespace Rapport.Lists;

/// <summary>Days in a row of equal spans of time, the last of which holds today, or the first. Pure.</summary>
internal sealed class Spans
{
    /// <summary>Where a row stands whose day comes before the first span.</summary>
    public const int Earlier = -1;

    private readonly LocalDate[] bounds;

    private Spans(LocalDate[] bounds) => this.bounds = bounds;

    public int Count => bounds.Length - 1;

    /// <summary>The first day of a span; of one beyond the last, the day after all.</summary>
    public LocalDate this[int place] => bounds[place];

    /// <param name="ahead">The spans that come, from that of today on; else those that were, up to it.</param>
    public static Spans Of(TimeStep step, bool ahead, LocalDate today, int count)
    {
        var now = Begin(step, today);
        return new([
            .. Enumerable
                .Range(ahead ? 0 : 1 - count, count + 1)
                .Select(n =>
                    step switch
                    {
                        TimeStep.Week => now.PlusWeeks(n),
                        TimeStep.Month => now.PlusMonths(n),
                        TimeStep.Quarter => now.PlusMonths(3 * n),
                        _ => now.PlusYears(n),
                    }
                ),
        ]);
    }

    /// <summary>Weeks begin on Monday (ISO 8601).</summary>
    private static LocalDate Begin(TimeStep step, LocalDate day) =>
        step switch
        {
            TimeStep.Week => day.PlusDays(1 - (int)day.DayOfWeek),
            TimeStep.Month => new(day.Year, day.Month, 1),
            TimeStep.Quarter => new(day.Year, day.Month - (day.Month - 1) % 3, 1),
            _ => new(day.Year, 1, 1),
        };

    /// <summary>
    /// Of type int?: the place of the span in which a value is, halved again and again, so that it is looked at four
    /// times and not once for every span; null without a value.
    /// </summary>
    public Expression Place<TRow>(Expression value, DateTimeZone zone)
        where TRow : Row
    {
        Expression Bound(LocalDate day) =>
            value.Type == typeof(Instant?)
                ? Shapes<TRow>.Said<Instant?>(zone.AtStartOfDay(day).ToInstant())
                : Shapes<TRow>.Said<LocalDate?>(day);
        Expression Within(int from, int to)
        {
            if (from == to)
            {
                return Expression.Constant(from, typeof(int?));
            }
            var middle = (from + to + 1) / 2;
            return Expression.Condition(
                Expression.LessThan(value, Bound(bounds[middle])),
                Within(from, middle - 1),
                Within(middle, to)
            );
        }
        return Expression.Condition(
            Expression.Equal(value, Expression.Constant(null, value.Type)),
            Expression.Constant(null, typeof(int?)),
            Within(Earlier, Count)
        );
    }

    /// <summary>Rows whose day is in the span at this place, or before the first, or after the last.</summary>
    public Filter Filter(string field, int place)
    {
        Filter From(LocalDate day) => new Condition(field, Comparison.Ge, FieldText.Write(day));
        Filter Before(LocalDate day) => new Condition(field, Comparison.Lt, FieldText.Write(day));
        return place < 0 ? Before(bounds[0])
            : place == Count ? From(bounds[Count])
            : new AllOf([From(bounds[place]), Before(bounds[place + 1])]);
    }
}
