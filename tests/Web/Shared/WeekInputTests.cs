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
        Assert.Equal(read, WeekInput.Read(Form(("OpenHours.Mon", typed)), "OpenHours"));
        Assert.True(WeeklyHours.TryParse(read, out _));
    }

    [Fact]
    public void What_is_not_understood_stays_in_its_own_day_as_it_was_typed()
    {
        var form = Form(("OpenHours.Mon", "9-17"), ("OpenHours.Tue", "mornings"));

        var read = WeekInput.Read(form, "OpenHours");

        Assert.False(WeeklyHours.TryParse(read!, out _));
        Assert.Equal("mornings", WeekInput.Of(read, IsoDayOfWeek.Tuesday));
        Assert.Equal("09:00-17:00", WeekInput.Of(read, IsoDayOfWeek.Monday));
    }

    [Fact]
    public void No_day_at_all_says_nothing() =>
        Assert.Null(WeekInput.Read(Form(("OpenHours.Mon", "  ")), "OpenHours"));

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
