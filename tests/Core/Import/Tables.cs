using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rapport.Import;

namespace Rapport.Tests.Core.Import;

/// <summary>Arbitrary tables, made of what hurts.</summary>
internal static class Tables
{
    private static readonly string[] Pieces =
    [
        "",
        "a",
        "Öl",
        "\"",
        "\"\"",
        "'",
        "''",
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "\r\n",
        ",",
        ";",
        "|",
        " ",
        "-5",
        "sep=;",
        "漢字",
        "😀",
        "\u00A0",
        "\u0001",
        "\uFEFF",
        "x",
        "1.5",
    ];

    public static Gen<string> Cell { get; } =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces.Take(6)));

    /// <summary>A header that is not mistaken for data, and rows of its width.</summary>
    public static Gen<string[][]> Table { get; } =
        from width in Gen.Choose(1, 5)
        from rows in Cell.ArrayOf(width).ListOf()
        select (string[][])
            [
                [.. Enumerable.Range(0, width).Select(i => $"Column {(char)('A' + i)}")],
                .. rows,
            ];

    public static byte[] Written(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new CsvWriter(stream))
        {
            foreach (var row in rows)
            {
                writer.Write(row);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The bytes in another encoding than the UTF-8 with mark that they are in.</summary>
    public static byte[] Recoded(byte[] written, Encoding encoding) =>
        [
            .. encoding.GetPreamble(),
            .. encoding.GetBytes(Encoding.UTF8.GetString(written.AsSpan(3))),
        ];
}
