using System.Globalization;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Rapport.Values;

/// <param name="Zone">Null for whatever zone the reader has.</param>
/// <param name="Line">Where it was said; null when it follows from something else.</param>
internal sealed record DaysFileTime(LocalDateTime At, DateTimeZone? Zone, bool Whole, int? Line)
{
    /// <summary>What the clock shows in another zone; the same where either is not said.</summary>
    public DaysFileTime In(DateTimeZone? zone) =>
        Zone is null || zone is null || Zone.Equals(zone)
            ? this
            : this with
            {
                At = Zone.ResolveLocal(At, Resolvers.LenientResolver)
                    .ToInstant()
                    .InZone(zone)
                    .LocalDateTime,
                Zone = zone,
            };
}

/// <summary>One VEVENT: from when to when, and in which years again.</summary>
internal sealed record DaysFileEvent(int Line, DaysFileTime Start, DaysFileTime End, string? Name)
{
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture(
        "uuuuMMdd"
    );
    private static readonly LocalDateTimePattern Time =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private const int NameLength = 120;

    public bool Whole => Start.Whole;

    private YearlyRepeat? Repeat { get; init; }

    /// <summary>The dates it begins on, in those years; itself in whichever year, as what does not repeat is few.</summary>
    public IEnumerable<LocalDate> Dates(int from, int until) =>
        Repeat is null ? [Start.At.Date] : Repeat.Dates(Start.At.Date, from, until);

    /// <exception cref="UnreadableException">The file is no calendar, or one of its events says something that is not understood.</exception>
    public static IEnumerable<DaysFileEvent> All(IEnumerable<DaysFileLine> lines)
    {
        var open = new Stack<DaysFileLine>();
        var said = new List<DaysFileLine>();
        var any = false;
        foreach (var line in lines)
        {
            if (!any && (line.Name != "BEGIN" || !Is(line, "VCALENDAR")))
            {
                throw new UnreadableException(DaysFileFault.NotACalendar, line.Number, line.Name);
            }
            any = true;
            if (line.Name == "BEGIN")
            {
                open.Push(line);
            }
            else if (line.Name == "END")
            {
                if (!open.TryPop(out var begun) || !Is(begun, line.Value.Trim()))
                {
                    throw new UnreadableException(
                        DaysFileFault.Unfinished,
                        (begun ?? line).Number,
                        (begun ?? line).Value
                    );
                }
                if (Is(line, "VEVENT"))
                {
                    if (!said.Exists(l => l.Name == "STATUS" && Is(l, "CANCELLED")))
                    {
                        yield return Of(begun.Number, said);
                    }
                    said.Clear();
                }
            }
            else if (open.TryPeek(out var within) && Is(within, "VEVENT"))
            {
                said.Add(line);
            }
        }
        if (open.TryPeek(out var left))
        {
            throw new UnreadableException(DaysFileFault.Unfinished, left.Number, left.Value);
        }
        if (!any)
        {
            throw new UnreadableException(DaysFileFault.NotACalendar, 1);
        }
    }

    private static bool Is(DaysFileLine line, string value) =>
        line.Value.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    private static DaysFileEvent Of(int number, List<DaysFileLine> said)
    {
        if (said.Find(l => l.Name is "EXDATE" or "RDATE" or "RECURRENCE-ID") is { } other)
        {
            throw new UnreadableException(
                DaysFileFault.RepeatUnsupported,
                other.Number,
                other.Name
            );
        }
        var start = said.Find(l => l.Name == "DTSTART") is { } begins
            ? At(begins)
            : throw new UnreadableException(DaysFileFault.WithoutStart, number);
        var name = said.Find(l => l.Name == "SUMMARY")?.Unescaped;
        return new(number, start, Ends(said, start), Shown(name))
        {
            Repeat = said.Find(l => l.Name == "RRULE") is { } rule
                ? YearlyRepeat.Of(rule, start.At.Date)
                : null,
        };
    }

    /// <summary>Without an end or a duration, a day lasts a day, and a moment no time (3.6.1).</summary>
    private static DaysFileTime Ends(List<DaysFileLine> said, DaysFileTime start)
    {
        if (said.Find(l => l.Name == "DTEND") is { } ends)
        {
            var end = At(ends);
            if (end.Whole != start.Whole || (end.Zone is null) != (start.Zone is null))
            {
                throw new UnreadableException(
                    DaysFileFault.DateUnreadable,
                    ends.Number,
                    ends.Value
                );
            }
            return end.In(start.Zone);
        }
        if (said.Find(l => l.Name == "DURATION") is not { } lasts)
        {
            return start with { At = start.At.PlusDays(start.Whole ? 1 : 0), Line = null };
        }
        if (
            lasts.Value.Length > 20
            || PeriodPattern.Roundtrip.Parse(lasts.Value.Trim()) is not { Success: true } period
            || Negative(period.Value)
            || period.Value.Years + period.Value.Months != 0
            || (start.Whole && period.Value.HasTimeComponent)
        )
        {
            throw new UnreadableException(DaysFileFault.DateUnreadable, lasts.Number, lasts.Value);
        }
        try
        {
            return start with { At = start.At + period.Value, Line = lasts.Number };
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            throw new UnreadableException(DaysFileFault.DateUnreadable, lasts.Number, lasts.Value);
        }
    }

    private static bool Negative(Period period) =>
        period.Weeks < 0
        || period.Days < 0
        || period.Hours < 0
        || period.Minutes < 0
        || period.Seconds < 0;

    private static DaysFileTime At(DaysFileLine line)
    {
        var value = line.Value.Trim();
        if (Date.Parse(value) is { Success: true } date && Sensible(date.Value))
        {
            return new(date.Value.AtMidnight(), null, true, line.Number);
        }
        var utc = value.EndsWith('Z');
        if (
            Time.Parse(utc ? value[..^1] : value) is { Success: true } time
            && Sensible(time.Value.Date)
        )
        {
            return new(time.Value, utc ? DateTimeZone.Utc : Zone(line), false, line.Number);
        }
        throw new UnreadableException(DaysFileFault.DateUnreadable, line.Number, line.Value);
    }

    // Whatever else a file may say, what is added to it stays a date.
    private static bool Sensible(LocalDate date) => date.Year is >= 1000 and <= 9000;

    /// <summary>By the names of the world's database, or those that Windows has; some files put a path before them.</summary>
    private static DateTimeZone? Zone(DaysFileLine line)
    {
        if (!line.Parameters.TryGetValue("TZID", out var id))
        {
            return null;
        }
        id = id[
            (
                id.LastIndexOf('/', Math.Max(0, id.LastIndexOf('/') - 1)) is > 0 and var at
                    ? at + 1
                    : 0
            )..
        ];
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(line.Parameters["TZID"].TrimStart('/'))
            ?? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            ?? (
                TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(
                    id,
                    out var known
                )
                    ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(known)
                    : null
            )
            ?? throw new UnreadableException(DaysFileFault.ZoneUnknown, line.Number, id);
    }

    private static string? Shown(string? name)
    {
        var words = name?.Split(
            (char[]?)null,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var said = new string([
            .. string.Join(' ', words ?? []).Where(c => !char.IsControl(c)).Take(NameLength),
        ]);
        return said.Length == 0 ? null
            : char.IsHighSurrogate(said[^1]) ? said[..^1]
            : said;
    }
}
