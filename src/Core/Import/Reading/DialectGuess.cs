namespace Rapport.Import.Reading;

/// <summary>
/// Tries each delimiter on the first rows and takes the one under which most rows have the same number of fields, the
/// header among them. The apostrophe counts as the quote only where fields are enclosed in it and none in quotes.
/// </summary>
internal static class DialectGuess
{
    private const int Rows = 200;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The dialect of the bytes at the start of a file, which may end within a row unless they are all of it.</summary>
    public static Dialect Of(ReadOnlySpan<byte> sample, bool all)
    {
        var best = Dialect.Standard;
        var bestScore = 0.0;
        foreach (var quote in (ReadOnlySpan<char>)['"', '\''])
        {
            foreach (var delimiter in Delimiters)
            {
                var dialect = new Dialect(delimiter, quote);
                var score = Score(dialect, sample, all);
                if (score > bestScore)
                {
                    (best, bestScore) = (dialect, score);
                }
            }
        }

        return best;
    }

    /// <summary>The delimiter that a first line <c>sep=;</c> states, and that line's length in bytes.</summary>
    public static (char Delimiter, int Length)? Stated(ReadOnlySpan<byte> sample, bool all)
    {
        var length = RecordScanner.Line(sample, all);
        var line = length < 0 ? [] : sample[..length].TrimEnd("\r\n"u8);
        if (line.Length != 5 || line[4] > 0x7F)
        {
            return null;
        }

        var word = System.Text.Encoding.ASCII.GetString(line);
        return word.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            ? (word[4], length)
            : null;
    }

    private static double Score(Dialect dialect, ReadOnlySpan<byte> sample, bool all)
    {
        var scanner = new RecordScanner(dialect);
        var widths = new Dictionary<int, int>();
        var (rows, quoted, fields, first) = (0, 0, 0, 0);
        while (rows < Rows && !sample.IsEmpty)
        {
            var scan = scanner.Next(sample, all);
            if (scan == Scan.NeedsMore)
            {
                break;
            }

            var whole = scan == Scan.Row;
            var used = whole ? scanner.Consumed : RecordScanner.Line(sample, all);
            if (used < 0)
            {
                break;
            }

            sample = sample[used..];
            var width = whole ? scanner.Fields.Count : 0;
            if (whole && width == 1 && scanner.Fields[0].Length == 0)
            {
                continue;
            }

            first = rows++ == 0 ? width : first;
            fields += width;
            quoted += whole ? scanner.Fields.Count(f => f.Quoted && f.Length > 0) : 0;
            widths[width] = widths.GetValueOrDefault(width) + 1;
        }

        return rows == 0
            ? 0
            : Score(dialect, widths, rows, first, (double)quoted / Math.Max(1, fields));
    }

    private static double Score(
        Dialect dialect,
        Dictionary<int, int> widths,
        int rows,
        int first,
        double quoted
    )
    {
        // Short rows often just lack their last fields, so the widest of the frequent widths is the table's.
        var (width, count) = widths
            .OrderByDescending(w => w.Value)
            .ThenByDescending(w => w.Key)
            .First();
        if (width < 2)
        {
            return 0;
        }

        var consistent = (double)count / rows;
        var score = consistent + (first == width ? 0.5 : 0) + (0.05 * Math.Log2(width));
        if (dialect.Quote == '\'')
        {
            return quoted >= 0.3 ? score + 0.2 : 0;
        }

        return score + (0.3 * quoted);
    }
}
