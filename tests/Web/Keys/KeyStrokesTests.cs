using Rapport.People;
using Rapport.Web.Keys;

namespace Rapport.Tests.Web.Keys;

public sealed class KeyStrokesTests
{
    [Theory]
    [InlineData("c", "c")]
    [InlineData(" g   c ", "g c")]
    [InlineData("G", "G")]
    [InlineData("?", "?")]
    [InlineData("ñ", "ñ")]
    [InlineData("+", "+")]
    [InlineData("Ctrl+K", "Mod+k")]
    [InlineData("strg+k", "Mod+k")]
    [InlineData("⌘K", "Mod+k")]
    [InlineData("Mod++", "Mod++")]
    [InlineData("mod+enter", "Mod+Enter")]
    [InlineData("pagedown", "PageDown")]
    [InlineData("f6", "F6")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("capture", null)]
    [InlineData("Mod+", null)]
    [InlineData("Alt+k", null)]
    [InlineData("Escape", null)]
    [InlineData("Tab", null)]
    [InlineData("F1", null)]
    [InlineData("\u0007", null)]
    [InlineData("a b c d", null)]
    public void Keys_are_read_as_people_write_them(string? typed, string? read) =>
        Assert.Equal(read, KeyStrokes.Read(typed));

    [Theory]
    [InlineData("g", "g c", true)]
    [InlineData("g c", "g", true)]
    [InlineData("g c", "g c", true)]
    [InlineData("g c", "g p", false)]
    [InlineData("g", "G", false)]
    [InlineData("Mod+g", "g", false)]
    public void Keys_collide_that_are_the_same_or_begin_the_other(
        string one,
        string other,
        bool collide
    ) => Assert.Equal(collide, KeyStrokes.Collide(one, other));

    [Theory]
    [InlineData(KeyScope.Everywhere, KeyScope.Form, true)]
    [InlineData(KeyScope.List, KeyScope.Record, true)]
    [InlineData(KeyScope.List, KeyScope.Form, false)]
    public void Keys_may_be_the_same_only_where_no_page_has_both(
        KeyScope one,
        KeyScope other,
        bool conflict
    )
    {
        var first = new KeyAct("one", "y", one, KeyDeed.Run, () => "One");
        var second = new KeyAct("other", "y", other, KeyDeed.Run, () => "Other");

        var found = KeyConflicts.Find([(first, "y"), (second, "y")]);

        Assert.Equal(conflict ? ["one", "other"] : [], found.Keys.Order());
        Assert.Empty(KeyConflicts.Find([(first, ""), (second, "")]));
    }

    [Fact]
    public void What_was_chosen_is_read_as_it_was_written()
    {
        var chosen = new KeyChoices(
            new Dictionary<string, string> { ["capture"] = "n", ["help"] = "" },
            Plain: false
        );

        var read = KeyChoices.Read(chosen.Written);

        Assert.Equal(chosen.Keys, read.Keys);
        Assert.False(read.Plain);
        Assert.Null(KeyChoices.None.Written);
        Assert.Equal(KeyChoices.None, KeyChoices.Read("{broken"));
        Assert.Equal(KeyChoices.None, KeyChoices.Read("null"));
    }
}
