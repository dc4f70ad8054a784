using NodaTime;

namespace Rapport.Values;

/// <summary>Days as a file closes them: whole or in parts, each date once.</summary>
internal sealed class DaysFound
{
    private readonly SortedDictionary<LocalDate, Day> days = [];

    private sealed record Day(string? Name, bool Whole, List<Piece> Parts);

    public int Count => days.Count;

    /// <summary>Those of some years, in order.</summary>
    public IReadOnlyList<ExceptionalDay> Within(int from, int until) =>
        [
            .. days.Where(d => d.Key.Year >= from && d.Key.Year <= until)
                .Select(d =>
                    d.Value.Whole
                        ? ExceptionalDay.Closed(d.Key, d.Value.Name)
                        : new ExceptionalDay(
                            d.Key,
                            DayKind.ClosedPart,
                            Spans(d.Value),
                            d.Value.Name
                        )
                ),
        ];

    public void Close(LocalDate first, int length, string? name)
    {
        for (var day = 0; day < length; day++)
        {
            Close(first.PlusDays(day), name);
        }
    }

    private void Close(LocalDate date, string? name) =>
        days[date] = days.TryGetValue(date, out var known)
            ? known with
            {
                Whole = true,
                Name = known.Whole ? known.Name ?? name : name ?? known.Name,
            }
            : new Day(name, true, []);

    /// <summary>From the one local time to the other, over as many midnights as there are.</summary>
    public void Close(LocalDateTime from, LocalDateTime to, string? name)
    {
        for (var date = from.Date; date.AtMidnight() < to; date = date.PlusDays(1))
        {
            var begin = date == from.Date ? from.TimeOfDay.NanosecondOfDay : 0;
            var end = date == to.Date ? to.TimeOfDay.NanosecondOfDay : OpenDays.Day;
            if (begin == 0 && end == OpenDays.Day)
            {
                Close(date, name);
            }
            else if (begin < end)
            {
                var day = days.TryGetValue(date, out var known) ? known : new Day(name, false, []);
                days[date] = day with { Parts = Piece.Union([.. day.Parts, new(begin, end)]) };
            }
        }
    }

    private static DayHours Spans(Day day) =>
        new(
            day.Parts.Select(p =>
                (
                    LocalTime.FromNanosecondsSinceMidnight(p.From),
                    p.To == OpenDays.Day
                        ? LocalTime.Midnight
                        : LocalTime.FromNanosecondsSinceMidnight(p.To)
                )
            )
        );
}
