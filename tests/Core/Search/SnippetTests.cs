using Rapport.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>An excerpt reads as part of a sentence, and what was found is marked as a whole.</summary>
public sealed class SnippetTests
{
    [Theory]
    [InlineData(
        "ingrid",
        "COO · Operations · ingrid.solberg@halden.example · +47 22 55 50 10",
        "[ingrid].solberg@halden.example"
    )]
    [InlineData(
        "rent",
        "Paid in full. The rent of 3.200,50 is due on 3. March, says Dr. Hall. Nobody minds.",
        "The [rent] of 3.200,50 is due on 3. March, says Dr. Hall."
    )]
    [InlineData(
        "Angebot",
        "Gut. Das Angebot gilt z. B. bis 17.30 Uhr bzw. bis morgen. Danach nicht.",
        "Das [Angebot] gilt z. B. bis 17.30 Uhr bzw. bis morgen."
    )]
    [InlineData("night", "“Who works at night?” she asked.", "“Who works at [night]?”")]
    [InlineData("next", "One line\nand the next one\nand more", "and the [next] one")]
    public void An_excerpt_is_the_sentence_around_the_hit(
        string asked,
        string text,
        string excerpt
    ) => Assert.Equal(excerpt, Written(Snippet.Of(text, Wanted.Parse(asked))));

    [Fact]
    public void What_does_not_fit_is_cut_between_words_and_says_so()
    {
        var text =
            string.Concat(Enumerable.Repeat("several plain words ", 20))
            + "needle"
            + string.Concat(Enumerable.Repeat(" and many others", 20));

        var said = Written(Snippet.Of(text, Wanted.Parse("needle")));

        Assert.Matches("^…(several|plain|words) .*\\[needle\\] .* (and|many|others)…$", said);
    }

    [Theory]
    [InlineData("port-call", "Port-call export", "[Port-call] export")]
    [InlineData("3.2", "Berth planner 3.2, small repairs", "Berth planner [3.2], small repairs")]
    [InlineData("berth plan", "The berth planner", "The [berth] [planner]")]
    [InlineData("wurm", "Fahrrad Lindwurm", "Fahrrad [Lindwurm]")]
    public void What_was_found_is_marked_as_a_whole(string asked, string title, string marked) =>
        Assert.Equal(marked, Written(Snippet.Mark(title, Wanted.Parse(asked))));

    private static string Written(IEnumerable<Piece> pieces) =>
        string.Concat(pieces.Select(p => p.Hit ? $"[{p.Text}]" : p.Text));
}
