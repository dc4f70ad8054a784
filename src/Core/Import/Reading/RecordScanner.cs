namespace Rapport.Import.Reading;

/// <summary>A field's place in the row's bytes, without its quotes.</summary>
internal readonly record struct Slice(int Start, int Length, bool Quoted, bool Doubled);

internal enum Scan
{
    Row,
    NeedsMore,
    UnclosedQuote,
    StrayQuote,
}

/// <summary>Finds one row's fields at the start of some bytes. Knows neither encoding nor header.</summary>
internal sealed class RecordScanner(Dialect dialect)
{
    private readonly byte _delimiter = (byte)dialect.Delimiter;
    private readonly byte _quote = (byte)dialect.Quote;

    public List<Slice> Fields { get; } = [];

    /// <summary>Bytes of the row with its line end.</summary>
    public int Consumed { get; private set; }

    /// <summary>A quoted field holds a line end.</summary>
    public bool SpansLines { get; private set; }

    /// <summary>Scans; <paramref name="final"/> says that nothing follows the bytes.</summary>
    public Scan Next(ReadOnlySpan<byte> bytes, bool final)
    {
        Fields.Clear();
        SpansLines = false;
        var at = 0;
        while (true)
        {
            var open = at;
            while (open < bytes.Length && bytes[open] == ' ')
            {
                open++;
            }

            if (open == bytes.Length && !final)
            {
                return Scan.NeedsMore;
            }

            if (open < bytes.Length && bytes[open] == _quote)
            {
                var result = Quoted(bytes, open + 1, final, out at);
                if (result != Scan.Row)
                {
                    return result;
                }
            }
            else
            {
                var length = bytes[at..].IndexOfAny(_delimiter, (byte)'\r', (byte)'\n');
                if (length < 0 && !final)
                {
                    return Scan.NeedsMore;
                }

                length = length < 0 ? bytes.Length - at : length;
                Fields.Add(new Slice(at, length, false, false));
                at += length;
            }

            if (at < bytes.Length && bytes[at] == _delimiter)
            {
                at++;
                continue;
            }

            return End(bytes, at, final);
        }
    }

    /// <summary>Bytes of the first line with its end, or -1 where that is not seen yet.</summary>
    public static int Line(ReadOnlySpan<byte> bytes, bool final)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            return final ? bytes.Length : -1;
        }

        if (bytes[end] == '\n')
        {
            return end + 1;
        }

        if (end + 1 == bytes.Length)
        {
            return final ? end + 1 : -1;
        }

        return bytes[end + 1] == '\n' ? end + 2 : end + 1;
    }

    private Scan Quoted(ReadOnlySpan<byte> bytes, int from, bool final, out int at)
    {
        at = from;
        var doubled = false;
        while (true)
        {
            var next = bytes[at..].IndexOf(_quote);
            var length = (next < 0 ? bytes.Length : at + next) - from;
            if (
                length > RecordReader.LongestField
                && bytes.Slice(from, length).ContainsAny((byte)'\r', (byte)'\n')
            )
            {
                return Scan.UnclosedQuote;
            }

            if (next < 0)
            {
                return final ? Scan.UnclosedQuote : Scan.NeedsMore;
            }

            at += next + 1;
            if (at == bytes.Length && !final)
            {
                return Scan.NeedsMore;
            }

            if (at == bytes.Length || bytes[at] != _quote)
            {
                break;
            }

            doubled = true;
            at++;
        }

        var field = new Slice(from, at - 1 - from, true, doubled);
        Fields.Add(field);
        SpansLines |= bytes.Slice(field.Start, field.Length).ContainsAny((byte)'\r', (byte)'\n');
        while (at < bytes.Length && bytes[at] == ' ')
        {
            at++;
        }

        if (at == bytes.Length)
        {
            return final ? Scan.Row : Scan.NeedsMore;
        }

        return bytes[at] == _delimiter || bytes[at] is (byte)'\r' or (byte)'\n'
            ? Scan.Row
            : Scan.StrayQuote;
    }

    private Scan End(ReadOnlySpan<byte> bytes, int at, bool final)
    {
        if (at == bytes.Length)
        {
            Consumed = at;
            return Scan.Row;
        }

        var end = Line(bytes[at..], final);
        Consumed = at + end;
        return end < 0 ? Scan.NeedsMore : Scan.Row;
    }
}
