using NodaTime;
using Rapport.Import.Reading;

namespace Rapport.Tests.Core.Import;

public class DateAndNumberTests
{
    [Theory]
    [InlineData("03-04-2017|20-10-2016", DateOrder.DayFirst, false)]
    [InlineData("3/4/2017|10/20/2016", DateOrder.MonthFirst, false)]
    [InlineData("3/4/2017|5/6/2016", DateOrder.DayFirst, true)]
    [InlineData("3.4.2017|5.6.2016", DateOrder.DayFirst, false)]
    [InlineData("3/4/2017 2:30 PM|5/6/2016 1:00 AM", DateOrder.MonthFirst, true)]
    [InlineData("13/4/2017|4/13/2017", DateOrder.DayFirst, true)]
    [InlineData("2017-03-04|2016-05-06", DateOrder.DayFirst, false)]
    public void A_thirteenth_settles_whether_the_day_comes_first(
        string cells,
        DateOrder order,
        bool unclear
    )
    {
        var format = DateGuess.Of(cells.Split('|'));
        Assert.Equal((order, unclear), (format.Order, format.Unclear));
    }

    [Theory]
    [InlineData("2024-03-17", "2024-03-17")]
    [InlineData("20-10-2016", "2016-10-20")]
    [InlineData("17.3.24", "2024-03-17")]
    [InlineData("17.03.99", "1999-03-17")]
    [InlineData("17 March 2024", "2024-03-17")]
    [InlineData("March 17, 2024", "2024-03-17")]
    [InlineData("17. März 2024", "2024-03-17")]
    [InlineData("17 de marzo de 2024", "2024-03-17")]
    [InlineData("Sun, Mar 17th, 2024", "2024-03-17")]
    [InlineData("2024/3/7", "2024-03-07")]
    [InlineData("45368", "2024-03-17")]
    [InlineData("31.02.2024", null)]
    [InlineData("3/17/2024", null)]
    [InlineData("2024", "1905-07-16")] // a day number, where the column holds such
    [InlineData("tomorrow", null)]
    [InlineData("17.03.2024 and more", null)]
    [InlineData("0000-00-00", null)]
    [InlineData("", null)]
    public void A_date_is_read_or_refused(string cell, string? date)
    {
        var read = new DateFormat(DateOrder.DayFirst, Serial: true).Read(cell);
        Assert.Equal(date, read?.Date.ToString("uuuu-MM-dd", null));
    }

    [Theory]
    [InlineData("2024-03-17T14:30:05Z", 14, 30, 5, 0)]
    [InlineData("2024-03-17 14:30", 14, 30, 0, null)]
    [InlineData("2024-03-17T14:30:05.123+02:00", 14, 30, 5, 2)]
    [InlineData("2024-03-17T14:30:05.000+0000", 14, 30, 5, 0)]
    [InlineData("17/03/2024, 2:30 PM", 14, 30, 0, null)]
    [InlineData("17.03.2024 2:30:00pm", 14, 30, 0, null)]
    [InlineData("17.03.2024 14:30 Uhr", 14, 30, 0, null)]
    [InlineData("45368.604166667", 14, 30, 0, null)]
    public void The_time_beside_a_date_is_read(
        string cell,
        int hour,
        int minute,
        int second,
        int? offset
    )
    {
        var read = new DateFormat(DateOrder.DayFirst, Serial: true).Read(cell)!.Value;
        var time = read.Time!.Value;
        Assert.Equal((hour, minute, second), (time.Hour, time.Minute, time.Second));
        Assert.Equal(offset is { } hours ? Offset.FromHours(hours) : null, read.Offset);
    }

    [Theory]
    [InlineData("1.234,56|7", ',', false)]
    [InlineData("1,234.56", '.', false)]
    [InlineData("€ 1.234", ',', false)]
    [InlineData("1,5|2,25", ',', false)]
    [InlineData("1.234|2.345", '.', true)]
    [InlineData("1,234|2,345", '.', true)]
    [InlineData("1.234.567", ',', false)]
    [InlineData("0.123", '.', false)]
    [InlineData("12|13", '.', false)]
    public void A_column_says_which_separator_is_decimal(
        string cells,
        char separator,
        bool unclear
    ) => Assert.Equal(new NumberFormat(separator, unclear), NumberGuess.Of(cells.Split('|')));

    [Theory]
    [InlineData("1.234,56", ',', "1234.56")]
    [InlineData("1,234.56", '.', "1234.56")]
    [InlineData("(12.00)", '.', "-12.00")]
    [InlineData("12,00-", ',', "-12.00")]
    [InlineData("-€ 12,00", ',', "-12.00")]
    [InlineData("€ -12,00", ',', "-12.00")]
    [InlineData("1.000,-", ',', "1000")]
    [InlineData("CHF 1'234.50", '.', "1234.50")]
    [InlineData("1 234,50 zł", ',', "1234.50")]
    [InlineData("12,34,567", '.', "1234567")]
    [InlineData(".5", '.', "0.5")]
    [InlineData("+7", '.', "7")]
    [InlineData("12.5 %", '.', "12.5")]
    [InlineData("1,2,3", '.', null)]
    [InlineData("1.5.2024", ',', null)]
    [InlineData("--5", '.', null)]
    [InlineData("1e5", '.', null)]
    [InlineData("99999999999999999999999999999999", '.', null)]
    [InlineData("abc", '.', null)]
    [InlineData("", '.', null)]
    public void A_number_is_read_or_refused(string cell, char separator, string? value)
    {
        var expected = value is null
            ? (decimal?)null
            : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, new NumberFormat(separator).Read(cell)?.Value);
    }

    [Theory]
    [InlineData("€ 12", "EUR")]
    [InlineData("12 USD", "USD")]
    [InlineData("$12", "USD")]
    [InlineData("12", null)]
    public void A_currency_beside_a_number_is_told(string cell, string? code) =>
        Assert.Equal(code, new NumberFormat('.').Read(cell)!.Value.Currency);
}
