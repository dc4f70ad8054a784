using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Rapport.Notices;

namespace Rapport.Tests.Core.Notices;

/// <summary>When a colleague hears: never in her quiet, as soon as it ends, and of her mornings one a day.</summary>
public sealed class NoticeWaysTests
{
    private static readonly DateTimeZone Berlin = Zone("Europe/Berlin");
    private static readonly (LocalDate, LocalDate)[] Here = [];

    [Theory]
    // Within the day, before midnight, after midnight, on the minute, and over a weekend.
    [InlineData("2026-11-24T12:00", "2026-11-24T12:00")]
    [InlineData("2026-11-24T19:59", "2026-11-24T19:59")]
    [InlineData("2026-11-24T20:00", "2026-11-25T07:00")]
    [InlineData("2026-11-25T06:59", "2026-11-25T07:00")]
    [InlineData("2026-11-25T07:00", "2026-11-25T07:00")]
    [InlineData("2026-11-27T21:00", "2026-11-30T07:00")]
    [InlineData("2026-11-28T12:00", "2026-11-30T07:00")]
    public void What_presses_waits_for_the_end_of_the_night_and_of_the_weekend(
        string told,
        string mailed
    ) => Assert.Equal(mailed, Mailed(new NoticeWays(), told));

    [Fact]
    public void Quiet_within_a_day_ends_on_that_day_and_none_is_none()
    {
        var noon = new NoticeWays { QuietFrom = 12 * 60, QuietUntil = 13 * 60 };
        var never = new NoticeWays { QuietFrom = 0, QuietUntil = 0 };

        Assert.Equal("2026-11-24T13:00", Mailed(noon, "2026-11-24T12:30"));
        Assert.Equal("2026-11-24T23:30", Mailed(noon, "2026-11-24T23:30"));
        Assert.Equal("2026-11-24T03:00", Mailed(never, "2026-11-24T03:00"));
    }

    [Fact]
    public void Who_is_away_hears_when_she_is_back()
    {
        var away = new[] { (new LocalDate(2026, 11, 24), new LocalDate(2026, 11, 27)) };

        Assert.Equal("2026-11-30T07:00", Mailed(new NoticeWays(), "2026-11-24T12:00", away));
        Assert.Equal("2026-11-23T12:00", Mailed(new NoticeWays(), "2026-11-23T12:00", away));
    }

    [Fact]
    public void What_may_break_through_goes_at_once_if_it_is_urgent()
    {
        var ways = new NoticeWays { BreaksThrough = true, Usual = NoticeWay.AtOnce };
        var away = new[] { (new LocalDate(2026, 11, 24), new LocalDate(2026, 11, 27)) };

        Assert.Equal("2026-11-24T23:00", Mailed(ways, "2026-11-24T23:00", away));
        Assert.Equal(
            "2026-11-25T07:00",
            Mailed(ways, "2026-11-24T23:00", priority: NoticePriority.Usual)
        );
    }

    [Fact]
    public void What_is_not_for_at_once_is_not_mailed_by_itself()
    {
        Assert.Null(Mailed(new NoticeWays(), "2026-11-24T12:00", priority: NoticePriority.Usual));
        Assert.Null(Mailed(new NoticeWays(), "2026-11-24T12:00", priority: NoticePriority.Low));
        Assert.Null(
            Mailed(new NoticeWays { Urgent = NoticeWay.App }, "2026-11-24T12:00", priority: default)
        );
    }

    [Fact]
    public void A_quiet_that_ends_in_the_hour_that_spring_leaves_out_ends_with_it()
    {
        var ways = new NoticeWays { QuietUntil = (2 * 60) + 30, Days = NoticeWays.EveryDay };

        var at = ways.MailAt(NoticePriority.Urgent, At("2026-03-29T01:00"), Berlin, Here);

        Assert.Equal(Instant.FromUtc(2026, 3, 29, 1, 30), at);
    }

    [Fact]
    public void A_quiet_that_ends_in_the_hour_that_autumn_doubles_ends_the_second_time()
    {
        var ways = new NoticeWays { QuietUntil = (2 * 60) + 30, Days = NoticeWays.EveryDay };

        var at = ways.MailAt(NoticePriority.Urgent, At("2026-10-25T01:00"), Berlin, Here);

        Assert.Equal(Instant.FromUtc(2026, 10, 25, 1, 30), at);
    }

    [Theory]
    [InlineData("2026-11-24T06:59", "2026-11-24T07:00")]
    [InlineData("2026-11-24T07:00", "2026-11-25T07:00")]
    [InlineData("2026-11-27T08:00", "2026-11-30T07:00")]
    // The clocks change on these Sundays: seven stays seven.
    [InlineData("2026-03-27T08:00", "2026-03-30T07:00")]
    [InlineData("2026-10-23T08:00", "2026-10-26T07:00")]
    public void The_next_morning_is_on_a_day_of_work_at_her_time(string after, string next) =>
        Assert.Equal(
            At(next),
            new NoticeWays { Digest = DigestWhen.Something }.NextDigest(At(after), Berlin)
        );

    [Fact]
    public void A_day_that_had_its_mail_has_no_second_and_who_wants_none_has_none()
    {
        var had = new NoticeWays { DigestLast = At("2026-11-24T07:00"), DigestAt = 9 * 60 };
        var never = new NoticeWays { Digest = DigestWhen.Never };

        Assert.Equal(At("2026-11-25T09:00"), had.NextDigest(At("2026-11-24T08:00"), Berlin));
        Assert.False(had.IsDigestDue(At("2026-11-24T10:00"), Berlin));
        Assert.True(had.IsDigestDue(At("2026-11-25T10:00"), Berlin));
        Assert.False(had.IsDigestDue(At("2026-11-25T08:00"), Berlin));
        Assert.Null(never.NextDigest(At("2026-11-24T08:00"), Berlin));
        Assert.False(never.IsDigestDue(At("2026-11-25T10:00"), Berlin));
    }

    [Fact]
    public void Whatever_she_chose_she_hears_at_the_first_minute_that_is_not_quiet() =>
        Prop.ForAll(
                Chosen.ToArbitrary(),
                said =>
                {
                    var (ways, zone, now, away) = said;
                    var at = ways.MailAt(NoticePriority.Urgent, now, zone, away)!.Value;
                    Assert.True(at >= now);
                    Assert.False(IsQuiet(ways, at, zone, away));
                    // Every quarter of an hour between: what comes twice in autumn may be quiet once and not the other time.
                    for (var t = now; t < at; t += Duration.FromMinutes(15))
                    {
                        Assert.True(
                            IsQuiet(ways, t, zone, away) || ComesTwice(t, zone),
                            $"{t} was free"
                        );
                    }
                    Assert.Equal(at, ways.MailAt(NoticePriority.Urgent, at, zone, away));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_she_chose_her_mornings_are_days_apart_and_on_her_days() =>
        Prop.ForAll(
                Chosen.ToArbitrary(),
                said =>
                {
                    var (ways, zone, now, _) = said;
                    var days = new HashSet<LocalDate>();
                    for (var (i, at) = (0, now); i < 10; i++)
                    {
                        var next = ways.NextDigest(at, zone)!.Value;
                        Assert.True(next > at);
                        Assert.True(ways.IsDigestDue(next, zone));
                        Assert.True(days.Add(next.InZone(zone).Date));
                        Assert.True(Works(ways, next.InZone(zone).Date));
                        at = next;
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    private static Gen<(
        NoticeWays Ways,
        DateTimeZone Zone,
        Instant Now,
        (LocalDate, LocalDate)[] Away
    )> Chosen =>
        from begin in Gen.Choose(0, 24 * 4 - 1)
        from end in Gen.Choose(0, 24 * 4 - 1)
        from digest in Gen.Choose(0, 24 * 4 - 1)
        from days in Gen.Choose(1, 127)
        from zone in Gen.Elements(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "America/Santiago"
        )
        // Around the changes of clocks of a year and a half.
        from quarters in Gen.Choose(0, 4 * 24 * 550)
        from first in Gen.Choose(-3, 3)
        from length in Gen.Choose(0, 5)
        let now = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(15 * quarters)
        let day = now.InUtc().Date.PlusDays(first)
        select (
            new NoticeWays
            {
                QuietFrom = begin * 15,
                QuietUntil = end * 15,
                DigestAt = digest * 15,
                Days = (WorkDays)days,
                Digest = DigestWhen.Always,
            },
            Zone(zone),
            now,
            new[] { (day, day.PlusDays(length)) }
        );

    private static bool IsQuiet(
        NoticeWays ways,
        Instant at,
        DateTimeZone zone,
        (LocalDate From, LocalDate Until)[] away
    )
    {
        var local = at.InZone(zone);
        var minute = (local.Hour * 60) + local.Minute;
        var (from, until) = (ways.QuietFrom, ways.QuietUntil);
        var night =
            from <= until ? from <= minute && minute < until : minute >= from || minute < until;
        return night
            || !Works(ways, local.Date)
            || away.Any(a => a.From <= local.Date && local.Date <= a.Until);
    }

    private static bool Works(NoticeWays ways, LocalDate day) =>
        ways.Days.HasFlag(Enum.Parse<WorkDays>(day.DayOfWeek.ToString()));

    private static bool ComesTwice(Instant at, DateTimeZone zone) =>
        zone.MapLocal(at.InZone(zone).LocalDateTime).Count == 2;

    private static string? Mailed(
        NoticeWays ways,
        string told,
        (LocalDate, LocalDate)[]? away = null,
        NoticePriority priority = NoticePriority.Urgent
    ) =>
        ways.MailAt(priority, At(told), Berlin, away ?? Here) is { } at
            ? LocalDateTimePattern
                .CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
                .Format(at.InZone(Berlin).LocalDateTime)
            : null;

    private static Instant At(string local) =>
        LocalDateTimePattern
            .CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
            .Parse(local)
            .Value.InZoneStrictly(Berlin)
            .ToInstant();

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];
}
