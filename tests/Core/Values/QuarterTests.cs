using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

public sealed class QuarterTests
{
    [Theory]
    [InlineData("2026-01-01", "2026-Q1")]
    [InlineData("2026-03-31", "2026-Q1")]
    [InlineData("2026-04-01", "2026-Q2")]
    [InlineData("2026-09-30", "2026-Q3")]
    [InlineData("2026-12-31", "2026-Q4")]
    public void A_day_lies_in_the_quarter_that_holds_it(string day, string quarter)
    {
        var said = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;

        Assert.Equal(quarter, Quarter.Of(said).ToString());
        Assert.InRange(said, Quarter.Of(said).First, Quarter.Of(said).Last);
    }

    [Fact]
    public void Quarters_follow_each_other_without_a_gap_over_the_years()
    {
        var quarter = new Quarter(2023, 4);
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(quarter.Last.PlusDays(1), quarter.Next.First);
            Assert.Equal(quarter, quarter.Next.Before);
            quarter = quarter.Next;
        }
        Assert.Equal(new Quarter(2028, 4), quarter);
    }

    [Theory]
    [InlineData("2026-Q3", "2026-Q3")]
    [InlineData("2026-q1", "2026-Q1")]
    [InlineData("2026-Q0", null)]
    [InlineData("2026-Q5", null)]
    [InlineData("0026-Q1", null)]
    [InlineData("9999-Q4", null)]
    [InlineData("2026Q3", null)]
    [InlineData("+026-Q3", null)]
    [InlineData("2026-Q33", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_is_written_as_one_is_read_and_nothing_else(string? text, string? quarter) =>
        Assert.Equal(quarter, Quarter.Read(text)?.ToString());
}
