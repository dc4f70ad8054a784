using NodaTime;

namespace Rapport.Values;

/// <summary>Why a file of days was not taken.</summary>
public enum DaysFileFault
{
    TooLarge,
    NotACalendar,
    LineUnreadable,
    Unfinished,
    WithoutStart,
    DateUnreadable,
    ZoneUnknown,
    EndBeforeStart,
    RepeatUnsupported,
    TooManyDays,
}

/// <param name="Line">Of the file, from 1 on: where what is wrong begins.</param>
/// <param name="Said">What stands there, shortened.</param>
public sealed record DaysFileRefusal(DaysFileFault Fault, int Line, string? Said = null);

/// <summary>
/// Closed days out of an iCalendar file (RFC 5545): each VEVENT of whole days closes them, each with times closes a part,
/// as the clock shows it in the calendar's zone. Repeats by the year alone are followed; an event that is cancelled is
/// left out; what else a file holds is passed over. All of a file is taken or nothing.
/// </summary>
public static class DaysFile
{
    public const int MostCharacters = 1 << 20;
    public const int MostDays = 5000;

    /// <summary>Longer than any break between two terms.</summary>
    private const int LongestEvent = 366;

    /// <param name="from">The first year that repeats are followed in.</param>
    /// <param name="until">The last one. Days of other years are left out.</param>
    /// <returns>One for each date, in order; or why not.</returns>
    public static (IReadOnlyList<ExceptionalDay> Days, DaysFileRefusal? Refusal) Read(
        string text,
        DateTimeZone zone,
        int from,
        int until
    )
    {
        if (text.Length > MostCharacters)
        {
            return ([], new(DaysFileFault.TooLarge, 1));
        }
        try
        {
            var days = new DaysFound();
            foreach (var found in DaysFileEvent.All(DaysFileLine.All(text)))
            {
                Take(found, zone, from, until, days);
            }
            return (days.Within(from, until), null);
        }
        catch (UnreadableException unreadable)
        {
            return ([], unreadable.Refusal);
        }
    }

    private static void Take(
        DaysFileEvent found,
        DateTimeZone zone,
        int from,
        int until,
        DaysFound days
    )
    {
        if (found.End.At < found.Start.At)
        {
            throw new UnreadableException(
                DaysFileFault.EndBeforeStart,
                found.End.Line ?? found.Line
            );
        }
        var length = Period.Between(
            found.Start.At,
            found.End.At,
            PeriodUnits.Days | PeriodUnits.Nanoseconds
        );
        if (length.Days > LongestEvent)
        {
            throw new UnreadableException(DaysFileFault.TooManyDays, found.Line);
        }
        // What began in the year before may reach into the first one.
        foreach (var date in found.Dates(from - 1, until))
        {
            var starts = date + found.Start.At.TimeOfDay;
            if (found.Whole)
            {
                days.Close(date, length.Days, found.Name);
            }
            else
            {
                days.Close(
                    (found.Start with { At = starts }).In(zone).At,
                    (found.End with { At = starts + length }).In(zone).At,
                    found.Name
                );
            }
            if (days.Count > MostDays)
            {
                throw new UnreadableException(DaysFileFault.TooManyDays, found.Line);
            }
        }
    }
}

/// <summary>Thrown and caught within the reading of one file.</summary>
internal sealed class UnreadableException(DaysFileFault fault, int line, string? said = null)
    : Exception
{
    private const int Shown = 60;

    public DaysFileRefusal Refusal { get; } =
        new(fault, line, said is { Length: > Shown } ? said[..Shown] + "…" : said);
}
