using Rapport.Values;

namespace Rapport.Tests.Core.Values;

public class DayHoursTests
{
    [Theory]
    [InlineData("09:00-12:00 13:00-17:00", "09:00-12:00 13:00-17:00")]
    [InlineData("13:00-17:00  09:00-12:00", "09:00-12:00 13:00-17:00")]
    [InlineData("22:00-06:00", "22:00-06:00")]
    [InlineData("13:00-24:00", "13:00-00:00")]
    [InlineData("00:00-24:00", "00:00-24:00")]
    [InlineData("", "")]
    public void Hours_of_a_day_are_read_and_written(string text, string written)
    {
        Assert.Equal(written, DayHours.Parse(text).ToString());
        Assert.Equal(DayHours.Parse(text), DayHours.Parse(written));
    }

    [Theory]
    [InlineData("09:00")]
    [InlineData("09:00-09:00")]
    [InlineData("09:00-12:00 11:00-13:00")]
    [InlineData("22:00-06:00 23:00-24:00")]
    [InlineData("09:00-12:00, Tue 09:00-12:00")]
    [InlineData("Mon 09:00-12:00")]
    [InlineData("9-12")]
    public void Anything_else_is_none(string text) => Assert.False(DayHours.TryParse(text, out _));
}
