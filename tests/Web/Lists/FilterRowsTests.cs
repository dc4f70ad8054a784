using Rapport.Lists;
using Rapport.Web.Lists;

namespace Rapport.Tests.Web.Lists;

/// <summary>Filters as the rows of a form, and back.</summary>
public sealed class FilterRowsTests
{
    [Theory]
    [InlineData("stage eq \"retain\"")]
    [InlineData("stage eq \"retain\" and not (industry pr) and lastHeard lt \"-P30D\"")]
    [InlineData("lastHeard ge \"-P7D\" or lastHeard eq \"today\" or tags pr")]
    public void A_filter_of_one_level_is_shown_and_said_again_the_same(string text) =>
        Assert.Equal(text, FilterRows.Of(FilterText.Read(text).Value)!.Filter!.ToString());

    [Theory]
    [InlineData("stage eq \"retain\" and (tier eq \"key\" or tags pr)")]
    [InlineData("not (stage eq \"retain\")")]
    public void Groups_in_groups_are_for_the_text_alone(string text) =>
        Assert.Null(FilterRows.Of(FilterText.Read(text).Value));

    [Fact]
    public void Days_and_emptiness_are_said_as_people_say_them()
    {
        var rows = FilterRows
            .Of(FilterText.Read("lastHeard lt \"-P30D\" and not (industry pr)").Value)!
            .Rows;

        Assert.Equal(new FilterRow("lastHeard", FilterRows.Older, "30"), rows[0]);
        Assert.Equal(new FilterRow("industry", FilterRows.Empty, ""), rows[1]);
    }

    [Fact]
    public void A_row_without_a_value_says_nothing_yet() =>
        Assert.Equal(
            "tags pr",
            new FilterRows(
                false,
                [new("stage", "eq", " "), new("tags", "pr", "")]
            ).Filter!.ToString()
        );
}
