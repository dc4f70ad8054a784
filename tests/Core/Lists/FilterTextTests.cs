using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Tests.Core.Lists;

/// <summary>Filters as text. Examples marked so are those of RFC 7644, figure 2, as far as the grammar here has them.</summary>
public sealed class FilterTextTests
{
    [Theory]
    [InlineData("userName eq \"bjensen\"")] // RFC 7644
    [InlineData("name.familyName co \"O'Malley\"")] // RFC 7644
    [InlineData("userName sw \"J\"")] // RFC 7644
    [InlineData("title pr")] // RFC 7644
    [InlineData("title pr and userType eq \"Employee\"")] // RFC 7644
    [InlineData("title pr or userType eq \"Intern\"")] // RFC 7644
    [InlineData(
        "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\")"
    )] // RFC 7644
    [InlineData("not (stage eq \"lapsed\") and name co \"öl \\\" und\"")]
    [InlineData("a pr and b pr or c pr and d pr")]
    [InlineData("(a pr or b pr) and (c pr or d pr)")]
    [InlineData("not (a pr or b pr)")]
    public void What_is_written_is_read_and_written_again_the_same(string text) =>
        Assert.Equal(text, FilterText.Read(text).Value!.ToString());

    [Fact]
    public void And_binds_closer_than_or()
    {
        var any = Assert.IsType<AnyOf>(FilterText.Read("a pr or b pr and c pr").Value);

        Assert.Equal(new Condition("a", Comparison.Pr), any.Parts[0]);
        Assert.Equal(2, Assert.IsType<AllOf>(any.Parts[1]).Parts.Count);
    }

    [Theory]
    [InlineData("A EQ \"x\" AND not(b Pr)", "A eq \"x\" and not (b pr)")]
    [InlineData("  a   gt 30 ", "a gt \"30\"")]
    [InlineData("(a ge -1.5)", "a ge \"-1.5\"")]
    [InlineData("active eq true", "active eq \"true\"")]
    [InlineData("not pr", "not pr")]
    [InlineData("((a pr))", "a pr")]
    [InlineData("a eq \"\\u00e9\\n\"", "a eq \"é\\n\"")]
    public void Case_space_and_brackets_are_free(string text, string written) =>
        Assert.Equal(written, FilterText.Read(text).Value!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Nothing_filters_nothing(string? text) => Assert.Null(FilterText.Read(text).Value);

    [Theory]
    [InlineData("stage", null)]
    [InlineData("stage eq", null)]
    [InlineData("stage eq retain", "retain")]
    [InlineData("stage is \"retain\"", "is \"retain\"")]
    [InlineData("stage eq \"retain", "\"retain")]
    [InlineData("a pr and", null)]
    [InlineData("a pr b pr", "b pr")]
    [InlineData("(a pr", null)]
    [InlineData("a pr)", ")")]
    [InlineData("a eq {\"b\":1}", "{\"b\":1}")]
    public void What_cannot_be_read_is_shown_from_there_on(string text, string? rest)
    {
        var refused = FilterText.Read(text).Refusal!.Faults[0];

        Assert.Equal(rest is null ? Fault.FilterUnfinished : Fault.FilterUnreadable, refused.Fault);
        Assert.Equal(rest, refused.Detail);
    }

    [Fact]
    public void It_is_neither_endless_nor_endlessly_deep()
    {
        Assert.False(FilterText.Read(new string('(', 500) + "a pr" + new string(')', 500)).Done);
        Assert.False(FilterText.Read(string.Join(" and ", Enumerable.Repeat("a pr", 51))).Done);
        Assert.True(FilterText.Read(string.Join(" and ", Enumerable.Repeat("a pr", 50))).Done);
        Assert.Equal(
            Fault.TooLong,
            FilterText.Read("a eq \"" + new string('x', 4000) + "\"").Refusal!.Faults[0].Fault
        );
    }
}
