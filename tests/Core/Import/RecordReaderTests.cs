using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rapport.Import;
using Rapport.Import.Reading;

namespace Rapport.Tests.Core.Import;

public class RecordReaderTests
{
    private static readonly TextEncoding Utf8 = new(TextForm.Utf8, 0);

    [Fact]
    public void Any_table_written_by_our_writer_is_read_back_identical_also_from_any_row_on() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Tables.Table.ToArbitrary(),
                table => ReadsBack(table, Tables.Written(table), new TextEncoding(TextForm.Utf8, 3))
            )
        );

    [Theory]
    [InlineData(TextForm.Utf16Little)]
    [InlineData(TextForm.Utf16Big)]
    [InlineData(TextForm.Utf32Little)]
    [InlineData(TextForm.Utf32Big)]
    public void So_is_one_in_a_wide_encoding(TextForm form)
    {
        Encoding encoding = form switch
        {
            TextForm.Utf16Little => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            TextForm.Utf16Big => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            TextForm.Utf32Little => new UTF32Encoding(bigEndian: false, byteOrderMark: true),
            _ => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        };
        var marked = new TextEncoding(form, encoding.GetPreamble().Length);
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Tables.Table.ToArbitrary(),
                table => ReadsBack(table, Tables.Recoded(Tables.Written(table), encoding), marked)
            )
        );
    }

    [Fact]
    public void A_large_wide_file_keeps_pairs_that_fall_on_the_border_of_two_reads()
    {
        string[][] table =
        [
            ["Name", "Text"],
            .. Enumerable.Range(0, 9000).Select(i => (string[])[new string('x', i % 7), "😀" + i]),
        ];
        var bytes = Tables.Recoded(Tables.Written(table), Encoding.Unicode);
        Assert.True(ReadsBack(table, bytes, new TextEncoding(TextForm.Utf16Little, 2), every: 500));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_kind_of_line_end_is_one(string end)
    {
        var rows = Read($"a,b{end}1,\"x{end}y\"{end}2,{end}", columns: 2);
        Assert.Equal(["a|b", $"1|x{end}y", "2|"], rows.Select(Shown));
    }

    [Fact]
    public void An_unclosed_quote_refuses_one_row_and_keeps_its_neighbours()
    {
        var rows = Read("a,b,c\n1,x,y\n2,\"open,y\n3,\"closed\",y\n4,x,y\n", columns: 3);
        Assert.Equal(
            ["a|b|c", "1|x|y", "UnclosedQuote 3: 2,\"open,y", "3|closed|y", "4|x|y"],
            rows.Select(Shown).Select(Quoteless)
        );
    }

    [Fact]
    public void An_unclosed_quote_in_a_file_without_any_other_keeps_all_rows_behind_it()
    {
        var text = new StringBuilder("a,b\n1,\"open\n");
        for (var i = 0; i < 300_000; i++)
        {
            text.Append("x,y\n");
        }

        var rows = Read(text.ToString(), columns: 2);
        Assert.Equal(RowFault.UnclosedQuote, Assert.IsType<BrokenRow>(rows[1]).Fault);
        Assert.Equal(300_001, rows.OfType<WholeRow>().Count());
    }

    [Fact]
    public void A_quote_that_closes_in_the_next_row_is_found_out_by_the_number_of_fields()
    {
        var rows = Read("a,b,c\n1,\"open,y\n2\",x,z\n3,x,y\n", columns: 3);
        Assert.Equal("3|x|y", Shown(rows[^1]));
        Assert.Equal(RowFault.UnclosedQuote, Assert.IsType<BrokenRow>(rows[1]).Fault);
        Assert.Equal(RowFault.Remainder, Assert.IsType<BrokenRow>(rows[2]).Fault);
    }

    [Fact]
    public void The_rest_of_a_refused_row_does_not_become_a_row()
    {
        var rows = Read("a,b,c\n1,\"he said \"no\"\nand left\",y\n2,x,y\n", columns: 3);
        Assert.Equal(
            ["StrayQuote", "Remainder"],
            rows.OfType<BrokenRow>().Select(r => r.Fault.ToString())
        );
        Assert.Equal("2|x|y", Shown(rows[^1]));
    }

    [Fact]
    public void A_reader_that_starts_behind_a_refused_quote_still_knows_its_rest()
    {
        var bytes = Encoding.UTF8.GetBytes("1,\"a \"no\"\nand left\",y\n2,x,y\n");
        var first = Reader(bytes, 3);
        Assert.IsType<BrokenRow>(first.Read());
        var second = new RecordReader(
            new MemoryStream(bytes),
            Utf8,
            Dialect.Standard,
            3,
            first.Position
        );
        Assert.Equal(RowFault.Remainder, Assert.IsType<BrokenRow>(second.Read()).Fault);
        Assert.Equal("2|x|y", Shown(second.Read()!));
    }

    [Fact]
    public void Missing_fields_at_the_end_are_empty_and_extra_ones_are_refused_unless_empty()
    {
        var rows = Read("1\n2,b,\n3,b,c\n4,b\n", columns: 2);
        Assert.Equal(["1|", "2|b", "TooManyFields 3: 3,b,c", "4|b"], rows.Select(Shown));
    }

    [Fact]
    public void A_broken_byte_refuses_its_row_alone()
    {
        byte[] bytes = [.. "Müller,1\nMey"u8, 0xFF, .. "er,2\nJäger,3\n"u8];
        var rows = Reader(bytes, 2).Rows().ToList();
        Assert.Equal(["Müller|1", "BrokenByte 2: Mey\uFFFDer,2", "Jäger|3"], rows.Select(Shown));
    }

    [Fact]
    public void Half_a_pair_in_utf_16_refuses_its_row_alone()
    {
        byte[] bytes =
        [
            .. Encoding.Unicode.GetBytes("a,1\nb"),
            0x00,
            0xD8,
            .. Encoding.Unicode.GetBytes(",2\nc,3\nd"),
            0x41,
        ];
        var rows = new RecordReader(
            new MemoryStream(bytes),
            new TextEncoding(TextForm.Utf16Little, 0),
            Dialect.Standard,
            2,
            default
        )
            .Rows()
            .ToList();
        Assert.Equal(
            ["a|1", "BrokenByte", "c|3", "BrokenByte"],
            rows.Select(r => r is BrokenRow b ? b.Fault.ToString() : Shown(r))
        );
        Assert.Equal(18, rows[2].ByteOffset);
    }

    [Fact]
    public void A_nul_refuses_its_row_and_other_control_characters_are_kept()
    {
        var rows = Read("a\u0001\u000B,1\nb\0,2\nc,3\n", columns: 2);
        Assert.Equal(
            ["a\u0001\u000B|1", "NulCharacter", "c|3"],
            rows.Select(r => r is BrokenRow b ? b.Fault.ToString() : Shown(r))
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public void A_field_over_a_megabyte_is_refused_and_the_next_row_is_read(int megabytes)
    {
        var huge = new string('x', megabytes << 20);
        foreach (var field in (string[])[huge, $"\"{huge}\""])
        {
            var rows = Read($"1,a\n2,{field}\r\n3,c\n", columns: 2);
            Assert.Equal(3, rows.Count);
            var broken = Assert.IsType<BrokenRow>(rows[1]);
            Assert.Equal(
                (RowFault.TooLong, 200, 2),
                (broken.Fault, broken.Excerpt.Length, broken.Number)
            );
            Assert.Equal("3|c", Shown(rows[2]));
        }
    }

    [Fact]
    public void A_field_of_nearly_a_megabyte_with_line_ends_is_kept()
    {
        var mail = string.Concat(Enumerable.Repeat("a line of mail\n", 60_000));
        var rows = Read($"1,\"{mail}\"\n2,b\n", columns: 2);
        Assert.Equal(mail, Assert.IsType<WholeRow>(rows[0]).Fields[1]);
        Assert.Equal("2|b", Shown(rows[1]));
    }

    [Fact]
    public void Blank_lines_are_counted_and_skipped_but_a_row_of_quoted_nothing_is_a_row()
    {
        var rows = Read("a,b\n\n,\n\"\",\n1,2\n", columns: 2);
        Assert.Equal([(1, "a|b"), (4, "|"), (5, "1|2")], rows.Select(r => (r.Number, Shown(r))));
    }

    [Fact]
    public void A_reports_footer_is_refused()
    {
        var rows = Read(
            "a,b,c\n1,2,3\n\n\"Accounts\"\n\"Copyright (c) 2000-2024 salesforce.com, inc.\"\n",
            columns: 3
        );
        Assert.Equal(
            [RowFault.Footer, RowFault.Footer],
            rows.OfType<BrokenRow>().Select(r => r.Fault)
        );
        Assert.Equal(2, rows.OfType<WholeRow>().Count());
    }

    [Fact]
    public void Space_between_delimiter_and_quote_is_nothing() =>
        Assert.Equal("a|b, c|d", Shown(Read("a, \"b, c\" ,d\n", columns: 3)[0]));

    [Fact]
    public void Any_bytes_are_read_to_their_end_without_an_exception() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Elements<byte>(0, 34, 34, 44, 44, 10, 13, 65, 0xC3, 0xA4, 0xFF, 39, 61, 32)
                    .ArrayOf()
                    .ToArbitrary(),
                bytes =>
                {
                    var reader = Reader(bytes, 3);
                    var rows = reader.Rows().ToList();
                    return reader.Position.ByteOffset == bytes.Length
                        && rows.Zip(rows.Skip(1))
                            .All(p =>
                                p.First.Number < p.Second.Number
                                && p.First.ByteOffset < p.Second.ByteOffset
                            );
                }
            )
        );

    private static bool ReadsBack(
        string[][] table,
        byte[] bytes,
        TextEncoding encoding,
        int every = 1
    )
    {
        var whole = Rows(new Position(encoding.MarkLength, 0));
        var same = Same(whole, table);
        for (var i = 0; same && i < whole.Count; i += every)
        {
            same = Same(Rows(whole[i].Before), table[i..]) && whole[i].Number == i + 1;
        }

        return same;

        List<Row> Rows(Position from) =>
            [
                .. new RecordReader(
                    new MemoryStream(bytes),
                    encoding,
                    Dialect.Standard,
                    table[0].Length,
                    from
                ).Rows(),
            ];
    }

    private static bool Same(List<Row> rows, string[][] table) =>
        rows.Count == table.Length
        && rows.Zip(table)
            .All(p => p.First is WholeRow whole && whole.Fields.SequenceEqual(p.Second));

    private static RecordReader Reader(byte[] bytes, int columns) =>
        new(new MemoryStream(bytes), Utf8, Dialect.Standard, columns, default);

    private static List<Row> Read(string text, int columns) =>
        [.. Reader(Encoding.UTF8.GetBytes(text), columns).Rows()];

    private static string Shown(Row row) =>
        row switch
        {
            WholeRow whole => string.Join('|', whole.Fields),
            BrokenRow broken => $"{broken.Fault} {broken.Number}: {broken.Excerpt}",
            _ => "",
        };

    // Which of the two quote faults it is depends on what follows; both refuse the row.
    private static string Quoteless(string shown) =>
        shown.Replace("StrayQuote", "UnclosedQuote", StringComparison.Ordinal);
}
