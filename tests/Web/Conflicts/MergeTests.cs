using Rapport.Web.Conflicts;

namespace Rapport.Tests.Web.Conflicts;

/// <summary>What a form was opened with, what stands there, and what was typed.</summary>
public sealed class MergeTests
{
    private static readonly FormShape Shape = new(
        [new("Name", "Name"), new("City", "City")],
        "Rows",
        [new("Text", "Text"), new("Why", "Why")],
        "Row {0}"
    );

    [Fact]
    public void What_one_side_alone_changed_stands_and_what_both_changed_is_asked()
    {
        var merge = Merged(
            State("Old", "Oslo"),
            mine: State("Mine", "Bergen"),
            now: State("Theirs", "Oslo")
        );

        var asked = Assert.Single(merge.Asked);
        Assert.Equal(
            ("Name", "Old", "Theirs", "Mine"),
            (asked.Key, asked.Before, asked.Theirs, asked.Mine)
        );
        Assert.Equal("City", Assert.Single(merge.Kept).Key);
        Assert.Empty(merge.Taken);
        Assert.Equal(("Mine", "Bergen"), (merge.Whole["Name"], merge.Whole["City"]));

        var apart = Merged(
            State("Old", "Oslo"),
            mine: State("Old", "Bergen"),
            now: State("New", "Oslo")
        );
        Assert.Equal(("New", "Bergen"), (apart.Whole["Name"], apart.Whole["City"]));
        Assert.Empty(apart.Asked);
        Assert.Equal("Name", Assert.Single(apart.Taken).Key);
        Assert.False(
            Merged(State("Old", "Oslo"), State("Mine", "Oslo"), State("Old", "Oslo")).IsOvertaken
        );
    }

    [Fact]
    public void The_same_change_on_both_sides_is_none()
    {
        Assert.False(Merged(State("Old", ""), State("Same", ""), State("Same", "")).IsOvertaken);
    }

    [Fact]
    public void Rows_are_brought_together_field_by_field()
    {
        var merge = Merged(
            State("", "", Row("a", "A", "1"), Row("b", "B", "1")),
            mine: State("", "", Row("b", "B", "mine"), Row("a", "A", "1"), Row(null, "New", "")),
            now: State("", "", Row("a", "Theirs", "1"), Row("b", "B", "1"), Row("c", "C", "1"))
        );

        Assert.Empty(merge.Asked);
        Assert.Equal(
            ["B mine", "Theirs 1", "New ", "C 1"],
            merge.Whole.Rows.Select(r => $"{r["Text"]} {r["Why"]}")
        );
        Assert.Equal(["a/Text", "c"], merge.Taken.Select(t => t.Key));
        Assert.Equal("b/Why", Assert.Single(merge.Kept).Key);
    }

    [Fact]
    public void A_row_that_one_took_out_and_the_other_changed_is_asked()
    {
        var removedByThem = Merged(
            State("", "", Row("a", "A", "1")),
            mine: State("", "", Row("a", "A", "mine")),
            now: State("", "")
        );
        var removedByMe = Merged(
            State("", "", Row("a", "A", "1")),
            mine: State("", ""),
            now: State("", "", Row("a", "A", "theirs"))
        );
        var untouched = Merged(
            State("", "", Row("a", "A", "1")),
            mine: State("", "", Row("a", "A", "1")),
            now: State("", "")
        );

        Assert.Equal(("a", null, "A · mine"), Of(Assert.Single(removedByThem.Asked)));
        Assert.Equal(("a", "A · theirs", null), Of(Assert.Single(removedByMe.Asked)));
        Assert.Empty(untouched.Whole.Rows);
        Assert.Single(untouched.Taken);

        static (string, string?, string?) Of(Difference asked) =>
            (asked.Key, asked.Theirs, asked.Mine);
    }

    [Fact]
    public void Without_knowing_what_the_form_was_opened_with_every_difference_is_asked()
    {
        var merge = Merged(null, State("Mine", "Oslo"), State("Theirs", "Oslo"));

        Assert.Equal("Name", Assert.Single(merge.Asked).Key);
    }

    private static Merge Merged(FormState? opened, FormState mine, FormState now) =>
        new(Shape, opened, mine, now);

    private static FormState State(string name, string city, params StateRow[] rows) =>
        new(new Dictionary<string, string> { ["Name"] = name, ["City"] = city }, rows);

    private static StateRow Row(string? id, string text, string why) =>
        new(id, new Dictionary<string, string> { ["Text"] = text, ["Why"] = why });
}
