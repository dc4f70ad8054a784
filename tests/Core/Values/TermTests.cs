using Rapport.Values;

namespace Rapport.Tests.Core.Values;

public class TermTests
{
    [Theory]
    [InlineData("2 bd", "2 bd")]
    [InlineData("2bd", "2 bd")]
    [InlineData(" 2 BD ", "2 bd")]
    [InlineData("0 bd", "0 bd")]
    [InlineData("8bh", "8 bh")]
    [InlineData("90 bm", "1 bh 30 bm")]
    [InlineData("1 bh 30 bm", "1 bh 30 bm")]
    [InlineData("45 bm", "45 bm")]
    [InlineData("10000 bd", "10000 bd")]
    public void A_term_is_read_and_written(string text, string written) =>
        Assert.Equal(written, Term.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("bd")]
    [InlineData("-2 bd")]
    [InlineData("2 days")]
    [InlineData("1.5 bh")]
    [InlineData("2 bd 3 bh")]
    [InlineData("30 bm 1 bh")]
    [InlineData("1 bh 30")]
    [InlineData("10001 bd")]
    [InlineData("99999999 bh")]
    [InlineData("99999999999999999999 bm")]
    [InlineData("２ bd")]
    public void What_is_no_term_is_none(string text) => Assert.Null(Term.TryParse(text));
}
