namespace Rapport.Import.Reading;

/// <summary>Why a file cannot be read at all.</summary>
public enum FileFault
{
    /// <summary>No bytes, or nothing but blank lines.</summary>
    Empty,

    /// <summary>A workbook (XLSX, ODS, XLS) or another ZIP archive.</summary>
    Workbook,

    /// <summary>Not text: an image, a PDF, an archive, a database.</summary>
    Binary,

    /// <summary>The row with the headers is itself broken.</summary>
    BrokenHeader,
}

/// <summary>Either the file's layout or why there is none.</summary>
public sealed record CsvOpening(CsvFile? File, FileFault? Fault);

/// <summary>
/// The layout of a CSV file, found once and then kept by who reads it: plain values, so that a later process goes on with
/// the same. <paramref name="Header"/> is empty in a file without; <paramref name="First"/> is where the data begins.
/// </summary>
public sealed record CsvFile(
    TextEncoding Encoding,
    Dialect Dialect,
    IReadOnlyList<string> Header,
    int Columns,
    Position First
)
{
    private const int SampleBytes = 1 << 17;

    /// <summary>Finds encoding, dialect and header of a stream that can seek; reads it whole once for the encoding.</summary>
    public static CsvOpening Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (encoding, fault) = TextEncodingGuess.Of(stream);
        if (encoding is null)
        {
            return new CsvOpening(null, fault);
        }

        stream.Position = encoding.MarkLength;
        var source = new ByteSource(stream, encoding);
        var room = new byte[Math.Max(SampleBytes, source.LeastRoom)];
        var sample = room.AsSpan(0, source.Read(room));
        var all = stream.Position == stream.Length;
        var stated = DialectGuess.Stated(sample, all);
        var skipped = stated?.Length ?? 0;
        var guess = DialectGuess.Of(sample[skipped..], all);
        var dialect = stated is { } s ? guess with { Delimiter = s.Delimiter } : guess;
        var start = new Position(encoding.MarkLength + source.LengthInFile(sample[..skipped]), 0);
        return Layout(stream, encoding, dialect, start);
    }

    /// <summary>A reader from the first row of data, or from where an earlier one stopped.</summary>
    public RecordReader Reader(Stream stream, Position? from = null) =>
        new(stream, Encoding, Dialect, Columns, from ?? First);

    /// <summary>At most so many whole rows from the start of the data, for guesses.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sample(Stream stream, int rows = 200) =>
        [.. Reader(stream).Rows().OfType<WholeRow>().Take(rows).Select(r => r.Fields)];

    private static CsvOpening Layout(
        Stream stream,
        TextEncoding encoding,
        Dialect dialect,
        Position start
    )
    {
        var reader = new RecordReader(stream, encoding, dialect, 0, start);
        var rows = reader.Rows().Take(HeaderRow.Looked).ToList();
        if (rows.Count == 0)
        {
            return new CsvOpening(null, FileFault.Empty);
        }

        var whole = rows.OfType<WholeRow>().ToList();
        if (HeaderRow.Of(whole) is not { } header)
        {
            return whole.Count == 0 || rows[0] is BrokenRow
                ? new CsvOpening(null, FileFault.BrokenHeader)
                : new CsvOpening(
                    new CsvFile(encoding, dialect, [], HeaderRow.Width(whole), whole[0].Before),
                    null
                );
        }

        // A broken first row above what passes for a header was probably the header.
        if (rows.TakeWhile(r => r != header).Any(r => r is BrokenRow))
        {
            return new CsvOpening(null, FileFault.BrokenHeader);
        }

        var after = new RecordReader(stream, encoding, dialect, 0, header.Before);
        after.Read();
        var names = header.Fields.Select(f => f.Trim()).ToList();
        while (names.Count > 1 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        return new CsvOpening(
            new CsvFile(encoding, dialect, names, names.Count, after.Position),
            null
        );
    }
}
