using NodaTime;
using Rapport.Contacts;
using Rapport.Values;

namespace Rapport.Tests.Core.Contacts;

/// <summary>Whether a person may be called now, where she is.</summary>
public sealed class ReachTests
{
    private const string Berlin = "Europe/Berlin";
    private static readonly WeeklyHours Office = WeeklyHours.Parse("Mon 09:00-12:00 13:00-17:00");

    [Fact]
    public void Within_her_hours_she_may_be_called_until_they_end()
    {
        // A Monday in winter: ten o'clock in Berlin.
        var reach = Reach.Of(
            Office,
            false,
            Berlin,
            "Asia/Tokyo",
            Instant.FromUtc(2026, 1, 5, 9, 0)
        );
        Assert.Equal(ReachState.Open, reach.State);
        Assert.Equal(new LocalTime(12, 0), reach.Until!.Value.TimeOfDay);
        Assert.Equal(new LocalTime(10, 0), reach.There!.Value.TimeOfDay);
    }

    [Fact]
    public void Outside_them_she_is_told_of_with_when_they_begin()
    {
        var reach = Reach.Of(Office, false, Berlin, null, Instant.FromUtc(2026, 1, 5, 11, 30));
        Assert.Equal(ReachState.Closed, reach.State);
        Assert.Equal(new LocalDateTime(2026, 1, 5, 13, 0), reach.Opens!.Value.LocalDateTime);
    }

    [Fact]
    public void Who_agreed_to_calls_outside_may_be_called()
    {
        var reach = Reach.Of(Office, true, Berlin, null, Instant.FromUtc(2026, 1, 6, 9, 0));
        Assert.Equal(ReachState.OffHoursAllowed, reach.State);
        Assert.Equal(new LocalDateTime(2026, 1, 12, 9, 0), reach.Opens!.Value.LocalDateTime);
    }

    [Fact]
    public void Without_a_zone_of_her_own_the_client_s_counts()
    {
        var reach = Reach.Of(Office, false, null, Berlin, Instant.FromUtc(2026, 1, 5, 9, 0));
        Assert.Equal(ReachState.Open, reach.State);
    }

    [Fact]
    public void Without_hours_or_any_zone_nobody_knows()
    {
        var now = Instant.FromUtc(2026, 1, 5, 9, 0);
        Assert.Equal(ReachState.Unknown, Reach.Of(null, true, Berlin, null, now).State);
        Assert.Equal(ReachState.Unknown, Reach.Of(Office, false, null, "Mars/Base", now).State);
    }

    [Fact]
    public void A_span_past_midnight_holds_into_the_next_day()
    {
        var night = WeeklyHours.Parse("Mon 22:00-02:00");
        var reach = Reach.Of(night, false, Berlin, null, Instant.FromUtc(2026, 1, 6, 0, 30));
        Assert.Equal(new LocalDateTime(2026, 1, 6, 2, 0), reach.Until!.Value.LocalDateTime);
    }

    [Fact]
    public void Spans_that_follow_each_other_are_one()
    {
        var hours = WeeklyHours.Parse("Mon 20:00-24:00, Tue 00:00-04:00");
        var reach = Reach.Of(hours, false, Berlin, null, Instant.FromUtc(2026, 1, 5, 20, 0));
        Assert.Equal(new LocalDateTime(2026, 1, 6, 4, 0), reach.Until!.Value.LocalDateTime);
    }

    [Fact]
    public void An_opening_in_the_hour_that_spring_leaves_out_is_when_the_clocks_jump()
    {
        // 29 March 2026, a Sunday: two o'clock becomes three.
        var hours = WeeklyHours.Parse("Sun 02:30-06:00");
        var reach = Reach.Of(hours, false, Berlin, null, Instant.FromUtc(2026, 3, 29, 0, 30));
        Assert.Equal(ReachState.Closed, reach.State);
        Assert.Equal(Instant.FromUtc(2026, 3, 29, 1, 0), reach.Opens!.Value.ToInstant());
    }

    [Fact]
    public void Of_the_doubled_hour_in_autumn_the_end_that_is_still_to_come_is_told()
    {
        // 25 October 2026, a Sunday: three o'clock becomes two again, at one by universal time.
        var hours = WeeklyHours.Parse("Sun 00:00-02:30");
        var first = Reach.Of(hours, false, Berlin, null, Instant.FromUtc(2026, 10, 25, 0, 15));
        var second = Reach.Of(hours, false, Berlin, null, Instant.FromUtc(2026, 10, 25, 1, 15));
        Assert.Equal(Instant.FromUtc(2026, 10, 25, 0, 30), first.Until!.Value.ToInstant());
        Assert.Equal(Instant.FromUtc(2026, 10, 25, 1, 30), second.Until!.Value.ToInstant());
    }
}
