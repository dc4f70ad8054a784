using FsCheck;
using FsCheck.Fluent;
using Rapport.Import;

namespace Rapport.Tests.Core.Import;

public class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30 1", "'+49 30 1")]
    [InlineData("+1.5", "'+1.5")]
    [InlineData("+49301234", "'+49301234")]
    [InlineData("=15", "'=15")]
    [InlineData("@15", "'@15")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''-5", "'''-5")]
    [InlineData("'tis", "'tis")]
    [InlineData("'", "'")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("-5", "-5")]
    [InlineData("'-5", "''-5")]
    [InlineData("-", "'-")]
    [InlineData("", "")]
    public void What_calculates_gets_an_apostrophe_that_is_taken_back(string value, string neutral)
    {
        Assert.Equal(neutral, Csv.Neutralised(value));
        Assert.Equal(value, Csv.Restored(neutral));
    }

    [Fact]
    public void An_apostrophe_of_another_program_is_taken_off_too() =>
        Assert.Equal("-5", Csv.Restored("'-5"));

    [Fact]
    public void Any_text_comes_back_exactly() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Tables.Cell.ToArbitrary(),
                text => Csv.Restored(Csv.Neutralised(text)) == text
            )
        );

    [Fact]
    public void No_text_leaves_with_a_first_character_that_calculates() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Tables.Cell.ToArbitrary(),
                text =>
                    Csv.Neutralised(text) is var safe
                    && (safe.Length == 0 || !"=+@\t\r".Contains(safe[0]))
            )
        );
}
