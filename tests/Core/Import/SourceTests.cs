using Rapport.Import.Reading;

namespace Rapport.Tests.Core.Import;

public class SourceTests
{
    [Theory]
    [InlineData("Record ID|Company name|City", "hubspot")]
    [InlineData("Account Name|Account Owner|Phone", "salesforce")]
    [InlineData("First Name|E-mail 1 - Value", "google")]
    [InlineData("First Name|Last Name|E-mail Address|Business Phone", "outlook")]
    [InlineData("Name|City", null)]
    public void A_program_is_known_by_its_headers(string header, string? system) =>
        Assert.Equal(system, SourceSystem.Of(header.Split('|')));

    [Theory]
    [InlineData("Umsatz (Mio. €)", 500, 1, 1_000_000)]
    [InlineData("revenue", 1100, 2800, 1_000_000)]
    [InlineData("revenue", 280_000_000, 2800, 1)]
    [InlineData("Turnover in k", 1100, 2800, 1_000)]
    public void Revenue_counts_in_what_its_header_or_the_size_of_the_firms_says(
        string header,
        int revenue,
        int employees,
        int factor
    ) =>
        Assert.Equal(
            factor,
            MoneyScale.Of(header, Enumerable.Repeat(((decimal)revenue, (decimal)employees), 5))
        );

    [Fact]
    public void A_list_that_is_of_no_kind_is_guessed_without_confidence() =>
        Assert.InRange(HeaderGuess.Of(["series", "sales_price"], []).Confidence, 0, 0.3);
}
