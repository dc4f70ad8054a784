using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Tests.Web.Shared;

/// <summary>Hours of a week as people type and read them.</summary>
public sealed class WeekInputTests
{
    [Theory]
    [InlineData("9-17", "Mon 09:00-17:00")]
    [InlineData("9:30 – 12, 13-17.15", "Mon 09:30-12:00 13:00-17:15")]
    [InlineData(" 08:00-12:00 13:00-16:00 ", "Mon 08:00-12:00 13:00-16:00")]
    public void What_people_write_is_understood(string typed, string read)
    {
        var faults = new Faults();

        Assert.Equal(
            read,
            WeekInput.Read(Form(("OpenHours.Mon", typed)), "OpenHours").Said("openHours", faults)
        );
        Assert.False(faults.Any);
    }

    [Theory]
    [InlineData("mornings")]
    [InlineData("9-17, from June")]
    [InlineData("9-13 12-17")]
    public void What_is_not_understood_stays_as_it_was_typed_and_is_told_of_by_its_day(string typed)
    {
        var form = Form(("OpenHours.Mon", "9-17"), ("OpenHours.Tue", typed));
        var faults = new Faults();

        var week = WeekInput.Read(form, "OpenHours");
        week.Said("openHours", faults);

        Assert.Equal("9-17", week[IsoDayOfWeek.Monday]);
        Assert.Equal(typed, week[IsoDayOfWeek.Tuesday]);
        Assert.Equal("openHours.Tue", Assert.Single(faults.Refusal.Faults).Field);
    }

    [Fact]
    public void What_is_kept_is_shown_so_that_it_is_read_as_the_same_again()
    {
        const string hours = "Mon 09:00-12:00 13:00-17:00, Sat 22:00-02:00";

        Assert.Equal(hours, WeekInput.Of(hours).Said("openHours", new Faults()));
    }

    [Fact]
    public void The_first_day_with_hours_is_taken_for_the_working_days_left_empty()
    {
        var week = WeekInput.Read(
            Form(("spread", "OpenHours"), ("OpenHours.Tue", "9-17"), ("OpenHours.Fri", "9-12")),
            "OpenHours"
        );

        Assert.Equal(
            ["9-17", "9-17", "9-17", "9-17", "9-12", null, null],
            WeekInput.Days.Select(d => week[d])
        );
    }

    [Fact]
    public void No_day_at_all_says_nothing() =>
        Assert.Null(
            WeekInput
                .Read(Form(("OpenHours.Mon", "  ")), "OpenHours")
                .Said("openHours", new Faults())
        );

    [Fact]
    public void Days_of_the_same_hours_are_said_together_in_the_readers_language()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de");
        var hours = WeeklyHours.Parse("Mon 09:00-17:00, Tue 09:00-17:00, Thu 09:00-12:00");

        Assert.Equal("Mo–Di 09:00–17:00; Do 09:00–12:00", WeekInput.Say(hours));
    }

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(
            fields.ToDictionary(
                f => f.Name,
                f => new Microsoft.Extensions.Primitives.StringValues(f.Value)
            )
        );
}
