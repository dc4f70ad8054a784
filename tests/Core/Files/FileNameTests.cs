using Rapport.Files;

namespace Rapport.Tests.Core.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\anna\\Vertrag.pdf", "Vertrag.pdf")]
    [InlineData("in\u0000vo\nice\u007f.pdf", "invoice.pdf")]
    [InlineData("invoice\u202Efdp.exe.txt", "invoicefdp.exe.txt")]
    [InlineData("\u2066a\u2069b\u200F.txt", "ab.txt")]
    [InlineData("<b>\"what?\"|*.txt", "-b--what----.txt")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("COM1", "_COM1")]
    [InlineData("..", "file")]
    [InlineData("   ", "file")]
    [InlineData(null, "file")]
    [InlineData("", "file")]
    [InlineData("notes.", "notes")]
    [InlineData(".gitignore", "gitignore")]
    [InlineData("half \ud800 a letter.txt", "half  a letter.txt")]
    public void What_could_do_harm_is_taken_out_of_a_name(string? given, string clean) =>
        Assert.Equal(clean, FileName.Clean(given));

    [Fact]
    public void Letters_of_all_the_world_stay() =>
        Assert.Equal(
            "契約書 Отчёт تقرير ñandú.pdf",
            FileName.Clean("契約書 Отчёт تقرير ñandú.pdf")
        );

    [Fact]
    public void Letters_written_in_two_parts_become_one() =>
        Assert.Equal(FileName.Clean("Übergröße.pdf"), FileName.Clean("U\u0308bergro\u0308ße.pdf"));

    [Fact]
    public void A_name_that_is_too_long_keeps_its_ending()
    {
        var clean = FileName.Clean(new string('ä', 300) + ".docx");
        Assert.Equal(FileName.Length, clean.Length);
        Assert.EndsWith("ä.docx", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void No_picture_is_cut_in_half()
    {
        var clean = FileName.Clean(string.Concat(Enumerable.Repeat("👩‍🚀", 60)) + ".png");
        Assert.True(clean.Length <= FileName.Length);
        Assert.EndsWith("👩‍🚀.png", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clean_name_stays_as_it_is()
    {
        foreach (var name in new[] { "a.pdf", "_nul.txt", "Ü.x", "file" })
        {
            Assert.Equal(name, FileName.Clean(FileName.Clean(name)));
        }
    }
}
