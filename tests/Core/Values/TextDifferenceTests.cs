using Rapport.Values;

namespace Rapport.Tests.Core.Values;

public sealed class TextDifferenceTests
{
    [Fact]
    public void What_changed_inside_a_text_is_marked_and_the_rest_stays()
    {
        var pieces = TextDifference.Of(
            "We meet every Monday at nine, in Oslo.",
            "We meet every Friday at nine, in Oslo."
        );

        Assert.Equal(
            [
                new(TextFate.Stays, "We meet every "),
                new(TextFate.Goes, "Monday"),
                new(TextFate.Comes, "Friday"),
                new(TextFate.Stays, " at nine, in Oslo."),
            ],
            pieces
        );
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "new")]
    [InlineData("all of it goes", "")]
    [InlineData("the same", "the same")]
    [InlineData("a a a b a", "a b a a a")]
    [InlineData("naïve 👩‍👩‍👧 family", "naïve 👨‍👩‍👧 family")]
    public void The_pieces_make_both_texts_again(string before, string after)
    {
        var pieces = TextDifference.Of(before, after);

        Assert.Equal(before, Text(TextFate.Goes));
        Assert.Equal(after, Text(TextFate.Comes));

        string Text(TextFate with) =>
            string.Concat(
                pieces.Where(p => p.Fate == TextFate.Stays || p.Fate == with).Select(p => p.Text)
            );
    }

    [Fact]
    public void Two_books_without_a_word_in_common_are_told_apart_at_once()
    {
        var before = string.Join(' ', Enumerable.Range(0, 20_000));
        var after = string.Join(' ', Enumerable.Range(20_000, 20_000));

        var pieces = TextDifference.Of(before, after);

        Assert.Equal([TextFate.Goes, TextFate.Comes], pieces.Select(p => p.Fate));
    }
}
