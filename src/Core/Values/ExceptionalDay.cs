using NodaTime;

namespace Rapport.Values;

public enum DayKind
{
    /// <summary>Nothing that begins on this day is open; what began the evening before still runs to its end.</summary>
    Closed,

    /// <summary>The clock stands in the spans given, by the local time of this day, whatever would have been open then.</summary>
    ClosedPart,

    /// <summary>Open in the spans given, instead of those that the week has.</summary>
    OtherHours,
}

/// <summary>A date on which other hours hold than those of its day of the week.</summary>
public sealed record ExceptionalDay
{
    /// <param name="spans">Of the part that is closed, or in which it is open; none of a closed day.</param>
    /// <exception cref="ArgumentException">The spans do not fit the kind.</exception>
    public ExceptionalDay(LocalDate date, DayKind kind, DayHours spans, string? name = null)
    {
        if ((kind == DayKind.Closed) != spans.IsEmpty)
        {
            throw new ArgumentException(
                "A closed day has no spans, any other day has",
                nameof(spans)
            );
        }
        (Date, Kind, Spans, Name) = (date, kind, spans, name);
    }

    public LocalDate Date { get; }
    public DayKind Kind { get; }
    public DayHours Spans { get; }
    public string? Name { get; }

    public static ExceptionalDay Closed(LocalDate date, string? name = null) =>
        new(date, DayKind.Closed, DayHours.None, name);
}
