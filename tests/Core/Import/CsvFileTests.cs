using System.Text;
using Rapport.Import.Reading;

namespace Rapport.Tests.Core.Import;

public class CsvFileTests
{
    static CsvFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", TextForm.Utf8)]
    [InlineData("utf-16", TextForm.Utf16Little)]
    [InlineData("utf-16BE", TextForm.Utf16Big)]
    [InlineData("utf-32", TextForm.Utf32Little)]
    [InlineData("utf-32BE", TextForm.Utf32Big)]
    [InlineData("windows-1252", TextForm.Windows1252)]
    public void An_encoding_is_recognised_with_its_mark_and_mostly_without(
        string name,
        TextForm form
    )
    {
        var encoding = Encoding.GetEncoding(name);
        var text =
            "Firma;Straße;Ort\nMüller & Söhne;Königsallee 1;Düsseldorf\nJäger € GmbH;Gürtel 2;Wien\n";
        foreach (
            var mark in form is TextForm.Utf32Little or TextForm.Utf32Big
                ? (bool[])[true]
                : [true, false]
        )
        {
            byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
            var (file, stream) = Opened(bytes);
            Assert.Equal(form, file.Encoding.Form);
            Assert.Equal(["Firma", "Straße", "Ort"], file.Header);
            Assert.Equal(["Jäger € GmbH", "Gürtel 2", "Wien"], file.Sample(stream)[1]);
        }
    }

    [Fact]
    public void A_letter_of_windows_1252_far_behind_the_sample_still_decides()
    {
        var text =
            "name,city\n"
            + string.Concat(Enumerable.Repeat("Acme,Berlin\n", 40_000))
            + "Müller,Köln\n";
        Assert.Equal(
            TextForm.Windows1252,
            Opened(Encoding.GetEncoding(1252).GetBytes(text)).File.Encoding.Form
        );
    }

    [Fact]
    public void A_broken_byte_among_good_letters_leaves_the_file_utf_8()
    {
        byte[] bytes = [.. "Name,Ort\nMüller,Köln\nBr"u8, 0xFC, .. "cke,Bonn\nJäger,Wien\n"u8];
        var (file, stream) = Opened(bytes);
        var rows = file.Reader(stream).Rows().ToList();
        Assert.Equal(TextForm.Utf8, file.Encoding.Form);
        Assert.Equal(RowFault.BrokenByte, Assert.Single(rows.OfType<BrokenRow>()).Fault);
        Assert.Equal(["Müller", "Jäger"], rows.OfType<WholeRow>().Select(r => r.Fields[0]));
    }

    [Fact]
    public void A_byte_that_is_likely_in_no_encoding_does_not_make_a_plain_file_western()
    {
        var (file, stream) = Opened([.. "Name,Ort\nAcme,Bonn\nBe"u8, 0xFF, .. "ta,Ulm\n"u8]);
        Assert.Equal(["Acme"], file.Sample(stream).Select(r => r[0]));
    }

    [Theory]
    [InlineData("PK\u0003\u0004rest", FileFault.Workbook)]
    [InlineData("\u0001\u0002\u0003\0\u0004abc", FileFault.Binary)]
    [InlineData("%PDF-1.7", FileFault.Binary)]
    [InlineData("", FileFault.Empty)]
    [InlineData("\n\n;;\n", FileFault.Empty)]
    [InlineData("Name,\"Or\nAcme,Bonn\n", FileFault.BrokenHeader)]
    public void A_file_that_is_no_table_is_refused_with_its_reason(string text, FileFault fault) =>
        Assert.Equal(fault, CsvFile.Open(new MemoryStream(Encoding.Latin1.GetBytes(text))).Fault);

    [Theory]
    [InlineData("name;city;revenue\nA;Ulm;1,5\nB;Bonn;2,5\n", ';', '"')]
    [InlineData("name\tcity\nA, B\tUlm, Germany\n", '\t', '"')]
    [InlineData("name|city\nA|Ulm\n", '|', '"')]
    [InlineData("name,city\n\"A;B;C\",Ulm\n\"D;E;F\",Bonn\n", ',', '"')]
    [InlineData("'name','city'\n'A, Inc','Ulm'\n", ',', '\'')]
    [InlineData("name\nAcme\nBeta\n", ',', '"')]
    [InlineData("sep=|\nname,x|city\nA|Ulm\n", '|', '"')]
    [InlineData("notes;date\n\"one, two,\nthree\";2024\n", ';', '"')]
    public void A_delimiter_is_found_by_how_even_the_rows_are(
        string text,
        char delimiter,
        char quote
    ) =>
        Assert.Equal(
            new Dialect(delimiter, quote),
            Opened(Encoding.UTF8.GetBytes(text)).File.Dialect
        );

    [Theory]
    [InlineData("Name,City\nAcme,Ulm\n", "Name,City", 2)]
    [InlineData("Acme,42,2024-01-02\nBeta,7,2024-01-03\n", "", 1)]
    [InlineData("Anna,Ulm\nBert,Ulm\nCarl,Bonn\nAnna,Wien\n", "", 1)]
    [InlineData(
        "Our clients,,\nas of today,,\nName,City,Phone\nAcme,Ulm,1\n",
        "Name,City,Phone",
        4
    )]
    [InlineData("sep=,\nName,City\nAcme,Ulm\n", "Name,City", 2)]
    [InlineData("name,city,,\nAcme,Ulm,,\n", "name,city", 2)]
    public void A_header_is_told_from_data_and_titles(string text, string header, long firstRow)
    {
        var (file, stream) = Opened(Encoding.UTF8.GetBytes(text));
        Assert.Equal(header, string.Join(',', file.Header));
        Assert.Equal(firstRow, file.Reader(stream).Read()!.Number);
    }

    [Fact]
    public void A_layout_that_was_kept_goes_on_from_any_position_of_another_reader()
    {
        var text =
            "sep=;\nName;Ort\n"
            + string.Concat(Enumerable.Range(0, 1000).Select(i => $"Ä{i};\"O\nrt\"\n"));
        var (file, stream) = Opened(
            Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray()
        );
        var reader = file.Reader(stream);
        for (var i = 0; i < 500; i++)
        {
            reader.Read();
        }

        var kept = reader.Position;
        var rest = file.Reader(stream, kept).Rows().ToList();
        Assert.Equal(
            (500, 502L, "Ä500"),
            (rest.Count, rest[0].Number, ((WholeRow)rest[0]).Fields[0])
        );
    }

    private static (CsvFile File, Stream Stream) Opened(byte[] bytes)
    {
        var stream = new MemoryStream(bytes);
        return (CsvFile.Open(stream).File!, stream);
    }
}
