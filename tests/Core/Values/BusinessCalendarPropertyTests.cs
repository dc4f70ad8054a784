using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>What holds of every calendar, over calendars, zones and moments made by chance around changes of the clock.</summary>
public class BusinessCalendarPropertyTests
{
    private static readonly string[] Zones =
    [
        "UTC",
        "Europe/Berlin",
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Asia/Tehran",
        "Pacific/Apia",
        "America/Havana",
        "Africa/Cairo",
        "Antarctica/Troll",
        "Pacific/Chatham",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Pacific/Kwajalein",
    ];

    private sealed record World(
        string Zone,
        WeeklyHours Hours,
        IReadOnlyList<ExceptionalDay> Days,
        Instant From,
        int Minutes,
        int More
    )
    {
        public BusinessCalendar Calendar { get; } =
            new(Hours, DateTimeZoneProviders.Tzdb[Zone], Days);

        public BusinessCalendarOracle Oracle =>
            new(Hours, DateTimeZoneProviders.Tzdb[Zone], Days.ToDictionary(d => d.Date));

        public Duration Time => Duration.FromMinutes(Minutes);

        public Instant Later => From + Duration.FromMinutes(More);

        public override string ToString() =>
            $"{Zone}; {Hours}; {string.Join(", ", Days.Select(d => $"{d.Date:uuuu-MM-dd} {d.Kind} {d.Spans}"))}; {From}; {Minutes}; {More}";
    }

    [Fact]
    public void It_agrees_with_one_who_looks_at_the_clock_each_minute() =>
        Holds(
            world =>
                world.Calendar.Between(world.From, world.Later)
                    == world.Oracle.Between(world.From, world.Later)
                && world.Calendar.IsOpen(world.From) == world.Oracle.IsOpen(world.From)
                && (
                    world.Oracle.Add(world.From, world.Time, 20_000) is not { } due
                    || world.Calendar.Add(world.From, world.Time) == due
                ),
            100
        );

    [Fact]
    public void What_was_added_is_measured_again() =>
        Holds(world =>
            world.Calendar.Add(world.From, world.Time) is not { } due
            || (due >= world.From && world.Calendar.Between(world.From, due) == world.Time)
        );

    [Fact]
    public void What_was_subtracted_is_measured_again() =>
        Holds(world =>
            world.Calendar.Subtract(world.From, world.Time) is not { } begun
            || (begun <= world.From && world.Calendar.Between(begun, world.From) == world.Time)
        );

    [Fact]
    public void Adding_and_subtracting_leads_back_but_for_closed_time() =>
        Holds(world =>
            world.Calendar.Add(world.From, world.Time) is not { } due
            || (
                world.Calendar.Subtract(due, world.Time) is { } back
                && world.Calendar.Between(back, world.From) == Duration.Zero
                && (!world.Calendar.IsOpen(world.From) || back == world.From || world.Minutes == 0)
            )
        );

    [Fact]
    public void Who_begins_later_or_takes_longer_ends_no_earlier() =>
        Holds(world =>
            Order(
                world.Calendar.Add(world.From, world.Time),
                world.Calendar.Add(world.Later, world.Time)
            )
            && Order(
                world.Calendar.Add(world.From, world.Time),
                world.Calendar.Add(world.From, world.Time + Duration.Epsilon)
            )
            && Order(
                world.Calendar.AddDays(world.From, world.Minutes / 60),
                world.Calendar.AddDays(world.From, (world.Minutes / 60) + 1)
            )
        );

    [Fact]
    public void What_lies_between_adds_up() =>
        Holds(world =>
        {
            var middle = world.From + Duration.FromMinutes(world.Minutes);
            return world.Calendar.Between(world.From, middle)
                    + world.Calendar.Between(middle, world.Later)
                == world.Calendar.Between(world.From, world.Later);
        });

    [Fact]
    public void The_next_open_moment_is_open_and_nothing_before_it_is() =>
        Holds(world =>
            world.Calendar.NextOpen(world.From) is not { } next
            || (
                world.Calendar.IsOpen(next)
                && world.Calendar.Between(world.From, next) == Duration.Zero
                && world.Calendar.NextOpen(next) == next
            )
        );

    [Fact]
    public void After_the_last_open_moment_nothing_was_open() =>
        Holds(world =>
            world.Calendar.LastOpen(world.From) is not { } last
            || (
                world.Calendar.IsOpen(last.Minus(Duration.Epsilon))
                && world.Calendar.Between(last, world.From) == Duration.Zero
            )
        );

    [Fact]
    public void A_pause_stops_the_clock_for_as_long_as_it_would_have_run() =>
        Holds(world =>
        {
            var begin = world.From + Duration.FromMinutes(world.Minutes / 2);
            var end = Instant.Max(begin, world.Later);
            var pauses = new Pauses([(begin, end)]);
            return world.Calendar.Add(world.From, world.Time, pauses) is not { } due
                || (
                    world.Calendar.Between(world.From, due, pauses) == world.Time
                    && due >= world.Calendar.Add(world.From, world.Time)
                );
        });

    private static bool Order(Instant? one, Instant? other) =>
        one is null ? other is null : other is null || one <= other;

    private static void Holds(Func<World, bool> fact, int times = 1000) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times),
            Prop.ForAll(Worlds.ToArbitrary(), fact)
        );

    private static readonly Gen<LocalTime> Times =
        from quarter in Gen.Choose(0, 95)
        select LocalTime.Midnight.PlusMinutes(15 * quarter);

    private static readonly Gen<DayHours> Spans =
        from some in Times.Zip(Times).ListOf(2)
        let good = some.Where(s => s.Item1 != s.Item2).Take(1)
        select new DayHours(good);

    private static readonly Gen<WeeklyHours> Weeks =
        from days in Spans.ArrayOf(7)
        select new WeeklyHours(
            days.Index()
                .SelectMany(d =>
                    d.Item.Spans.Select(s => s with { Day = (IsoDayOfWeek)(d.Index + 1) })
                )
        );

    // A change of the clock of the zone, or any day where it has none.
    private static Gen<Instant> Moments(DateTimeZone zone)
    {
        var changes = zone.GetZoneIntervals(
                Instant.FromUtc(1960, 1, 1, 0, 0),
                Instant.FromUtc(2040, 1, 1, 0, 0)
            )
            .Skip(1)
            .Select(i => i.Start)
            .DefaultIfEmpty(Instant.FromUtc(2026, 3, 29, 1, 0))
            .ToArray();
        return from change in Gen.Elements(changes)
            from minutes in Gen.Choose(-4000, 2000)
            select change + Duration.FromMinutes(minutes);
    }

    private static Gen<List<ExceptionalDay>> Days(LocalDate around) =>
        from some in (
            from away in Gen.Choose(-3, 6)
            from kind in Gen.Elements(Enum.GetValues<DayKind>())
            from spans in Spans
            select (away, kind, spans)
        ).ListOf(3)
        select some.DistinctBy(d => d.away)
            .Where(d => d.kind == DayKind.Closed || !d.spans.IsEmpty)
            .Select(d => new ExceptionalDay(
                around.PlusDays(d.away),
                d.kind,
                d.kind == DayKind.Closed ? DayHours.None : d.spans
            ))
            .ToList();

    private static readonly Gen<World> Worlds =
        from zone in Gen.Elements(Zones)
        from hours in Weeks
        from moment in Moments(DateTimeZoneProviders.Tzdb[zone])
        from days in Days(moment.InZone(DateTimeZoneProviders.Tzdb[zone]).Date)
        from minutes in Gen.Choose(0, 3000)
        from more in Gen.Choose(0, 9000)
        select new World(zone, hours, days, moment, minutes, more);
}
