using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.TimeZones;

namespace Rapport.Values;

/// <summary>
/// The weeks of a calendar in blocks, each with sums of what was open before each of its weeks, and made when it is first
/// asked for. A week without an exception and without a change of the clock is as every other; the rest are laid out
/// piece by piece.
/// </summary>
internal sealed class OpenWeeks
{
    private const int Weeks = 52;
    private const int DaysOfBlock = Weeks * 7;
    private static readonly int Blocks =
        (Period.DaysBetween(BusinessCalendar.First, BusinessCalendar.Beyond) / DaysOfBlock) + 1;

    // A local time that the clock leaps over is the moment of the leap; of one that comes twice, the first counts.
    private static readonly ZoneLocalMappingResolver Rule = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnStartOfIntervalAfter
    );

    private readonly OpenDays days;
    private readonly DateTimeZone zone;
    private readonly OpenWeek usual;
    private readonly OpenBlock?[] blocks = new OpenBlock?[Blocks];

    public OpenWeeks(OpenDays days, DateTimeZone zone)
    {
        (this.days, this.zone) = (days, zone);
        First = Moment(BusinessCalendar.First, 0);
        Last = Moment(BusinessCalendar.First.PlusDays(Blocks * DaysOfBlock), 0);
        usual = OpenWeek.Usual(days);
    }

    /// <summary>The moments at which the first block begins and the last one ends.</summary>
    public Instant First { get; }
    public Instant Last { get; }

    /// <summary>A place in time: how long it was open, or on how many days, since the beginning of a block.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Place(int Block, long Since);

    public Place At(Instant instant)
    {
        if (Find(instant) is not { } found)
        {
            return instant < First ? new(0, 0) : new(Blocks - 1, Get(Blocks - 1).Open[Weeks]);
        }
        var (at, week) = found;
        var block = Get(at);
        return new(
            at,
            block.Open[week]
                + block.Of(week, usual).Until((instant - block.Starts[week]).ToInt64Nanoseconds())
        );
    }

    /// <summary>How long it was open from the first to the second, which is no earlier.</summary>
    public Duration Between(Place from, Place to)
    {
        var open = Duration.FromNanoseconds(to.Since - from.Since);
        for (var at = from.Block; at < to.Block; at++)
        {
            open += Duration.FromNanoseconds(Get(at).Open[Weeks]);
        }
        return open;
    }

    /// <summary>The first moment by which it has been open for so long since then; null when the years end before.</summary>
    public Instant? After(Place from, Duration open)
    {
        var at = from.Block;
        var wanted = open + Duration.FromNanoseconds(from.Since);
        for (; wanted > Duration.FromNanoseconds(Get(at).Open[Weeks]); at++)
        {
            if (at == Blocks - 1)
            {
                return null;
            }
            wanted -= Duration.FromNanoseconds(Get(at).Open[Weeks]);
        }
        var block = Get(at);
        var since = wanted.ToInt64Nanoseconds();
        var week = FirstBelow(block.Open, since);
        return block
            .Starts[week]
            .PlusNanoseconds(block.Of(week, usual).FirstAfter(since - block.Open[week]));
    }

    /// <summary>The last moment from which on it has been open for so long until then; null when the years begin after.</summary>
    public Instant? Before(Place to, Duration open)
    {
        var at = to.Block;
        var wanted = Duration.FromNanoseconds(to.Since) - open;
        while (wanted < Duration.Zero)
        {
            if (at == 0)
            {
                return null;
            }
            wanted += Duration.FromNanoseconds(Get(--at).Open[Weeks]);
        }
        var block = Get(at);
        var since = wanted.ToInt64Nanoseconds();
        var week = FirstBelow(block.Open, since + 1);
        return block
            .Starts[week]
            .PlusNanoseconds(block.Of(week, usual).LastAfter(since - block.Open[week]));
    }

    /// <summary>How many days to which anything belongs there are before this one, since the beginning of its block.</summary>
    public Place Days(LocalDate date)
    {
        var day = Period.DaysBetween(BusinessCalendar.First, date);
        var (at, week) = (day / DaysOfBlock, day % DaysOfBlock / 7);
        var block = Get(at);
        var earlier = block.Of(week, usual).Days & ((1 << (day % 7)) - 1);
        return new(at, block.Days[week] + int.PopCount(earlier));
    }

    /// <summary>How many such days lie from the first to the second, which may be earlier.</summary>
    public long DaysBetween(Place from, Place to)
    {
        if (to.Block < from.Block)
        {
            return -DaysBetween(to, from);
        }
        var count = to.Since - from.Since;
        for (var at = from.Block; at < to.Block; at++)
        {
            count += Get(at).Days[Weeks];
        }
        return count;
    }

    /// <summary>The date before which there are so many such days more than before that place, and which is one; null out of the years.</summary>
    public LocalDate? Day(Place from, long more)
    {
        var at = from.Block;
        var wanted = from.Since + more;
        for (; wanted >= Get(at).Days[Weeks]; at++)
        {
            if (at == Blocks - 1)
            {
                return null;
            }
            wanted -= Get(at).Days[Weeks];
        }
        while (wanted < 0)
        {
            if (at == 0)
            {
                return null;
            }
            wanted += Get(--at).Days[Weeks];
        }
        var block = Get(at);
        var week = FirstBelow(block.Days, wanted + 1);
        var left = block.Of(week, usual).Days;
        for (var skip = wanted - block.Days[week]; skip > 0; skip--)
        {
            left &= left - 1;
        }
        return BusinessCalendar.First.PlusDays(
            (at * DaysOfBlock) + (week * 7) + int.TrailingZeroCount(left)
        );
    }

    /// <summary>The moment of a local time, in nanoseconds since the midnight with which the date begins.</summary>
    public Instant Moment(LocalDate date, long since) =>
        zone.ResolveLocal(date.AtMidnight().PlusNanoseconds(since), Rule).ToInstant();

    /// <summary>The date of an instant, none before its beginning: midnight may come twice.</summary>
    public LocalDate? Date(Instant instant)
    {
        if (Find(instant) is null)
        {
            return null;
        }
        var day = instant.InZone(zone).Date;
        return Moment(day.PlusDays(1), 0) <= instant ? day.PlusDays(1) : day;
    }

    private (int Block, int Week)? Find(Instant instant)
    {
        if (instant < First || instant >= Last)
        {
            return null;
        }
        // Clocks are put by a day at most: the week is this one or one beside it.
        var week = Math.Min((int)((instant - First).TotalDays / 7), (Blocks * Weeks) - 1);
        while (instant < Start(week / Weeks, week % Weeks))
        {
            week--;
        }
        while (instant >= Start(week / Weeks, (week % Weeks) + 1))
        {
            week++;
        }
        return (week / Weeks, week % Weeks);
    }

    private Instant Start(int block, int week) => Get(block).Starts[week];

    // Two who ask at once may both make it: the same, and one of the two is forgotten.
    private OpenBlock Get(int at) => Volatile.Read(ref blocks[at]) ?? Make(at);

    private OpenBlock Make(int at)
    {
        var first = BusinessCalendar.First.PlusDays(at * DaysOfBlock);
        var block = new OpenBlock(Weeks);
        for (var week = 0; week <= Weeks; week++)
        {
            block.Starts[week] = Moment(first.PlusDays(week * 7), 0);
        }
        foreach (var week in Unusual(first, block.Starts[0], block.Starts[Weeks]))
        {
            block.Unusual[week] ??= LayOut(first.PlusDays(week * 7), block.Starts[week]);
        }
        for (var week = 0; week < Weeks; week++)
        {
            block.Open[week + 1] = block.Open[week] + block.Of(week, usual).Total;
            block.Days[week + 1] = block.Days[week] + int.PopCount(block.Of(week, usual).Days);
        }
        Volatile.Write(ref blocks[at], block);
        return block;
    }

    /// <summary>The weeks of a block that are not as every other; some of them more than once.</summary>
    private IEnumerable<int> Unusual(LocalDate first, Instant start, Instant end)
    {
        var after = first.PlusDays(DaysOfBlock);
        var dates = days.Exceptions(first.PlusDays(-2), after.PlusDays(2))
            .SelectMany(d => Enumerable.Range(-1, 3).Select(by => d.PlusDays(by)));
        // Whatever lies on both sides of a leap of the clock.
        var leaps = zone.GetZoneIntervals(start - Duration.FromDays(1), end + Duration.FromDays(2))
            .Where(i => i.HasStart)
            .SelectMany<ZoneInterval, LocalDate>(i =>
                [
                    i.IsoLocalStart.Date,
                    i.Start.InZone(zone).LocalDateTime.Date,
                    i.Start.PlusNanoseconds(-1).InZone(zone).LocalDateTime.Date,
                    i.Start.PlusNanoseconds(-1).InZone(zone).LocalDateTime.PlusNanoseconds(1).Date,
                ]
            );
        var edges = Enumerable
            .Range(0, Weeks)
            .Select(week => first.PlusDays(week * 7))
            .Where(monday =>
                monday == BusinessCalendar.First || monday.PlusDays(8) > BusinessCalendar.Beyond
            );
        return dates
            .Concat(leaps)
            .Concat(edges)
            .Where(d => d >= first && d < after)
            .Select(d => Period.DaysBetween(first, d) / 7);
    }

    private OpenWeek LayOut(LocalDate monday, Instant start)
    {
        var pieces = new List<Piece>();
        var belonging = 0;
        for (var day = 0; day < 7; day++)
        {
            var date = monday.PlusDays(day);
            pieces.AddRange(
                days.On(date)
                    .Select(p => new Piece(
                        (Moment(date, p.From) - start).ToInt64Nanoseconds(),
                        (Moment(date, p.To) - start).ToInt64Nanoseconds()
                    ))
            );
            belonging |= days.Belonging(date).Any(p => Moment(date, p.From) < Moment(date, p.To))
                ? 1 << day
                : 0;
        }
        return new OpenWeek(pieces, belonging);
    }

    /// <summary>The last place whose sum is below what is wanted.</summary>
    private static int FirstBelow(long[] sums, long wanted)
    {
        var (low, high) = (0, sums.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = sums[middle] < wanted ? (middle, high) : (low, middle);
        }
        return low;
    }
}
