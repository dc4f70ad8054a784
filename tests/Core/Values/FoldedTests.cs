using Rapport.Values;

namespace Rapport.Tests.Core.Values;

public class FoldedTests
{
    [Theory]
    [InlineData("Öl", "ol")]
    [InlineData("  Groß-Gerau\t GmbH ", "gross-gerau gmbh")]
    [InlineData("Ærø Łódź Đorđe Œuvre", "aero lodz dorde oeuvre")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("ﬁrma Ａｃｍｅ №5", "firma acme no5")]
    [InlineData("İstanbul ılık", "istanbul ilik")]
    [InlineData("plain text", "plain text")]
    [InlineData("two  spaces", "two spaces")]
    [InlineData("trailing ", "trailing")]
    [InlineData(" ", "")]
    [InlineData("", "")]
    [InlineData("Ελλάς", "ελλας")]
    public void A_key_is_the_same_for_what_a_reader_takes_for_the_same(string text, string key)
    {
        Assert.Equal(key, Folded.Key(text));
        Assert.Equal(key, Folded.Key(key));
    }

    [Fact]
    public void Composed_and_decomposed_letters_have_one_key() =>
        Assert.Equal(Folded.Key("Zu\u0308rich"), Folded.Key("Zürich"));

    [Fact]
    public void Half_a_surrogate_pair_has_a_key_too() =>
        Assert.Equal("a\uFFFD", Folded.Key("A" + (char)0xD800));
}
