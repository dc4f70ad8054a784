using System.Buffers;
using System.Text;

namespace Rapport.Import;

/// <summary>
/// Writes RFC 4180: comma, quotes where needed, CRLF, UTF-8 with a byte order mark (without it Excel takes UTF-8 for the
/// machine's own code page). Every value is neutralised by <see cref="Csv"/>; the import takes that back.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n;\t|'");
    private readonly StreamWriter _writer;

    /// <summary>Writes to the stream and leaves it open.</summary>
    public CsvWriter(Stream stream) =>
        _writer = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            1 << 16,
            leaveOpen: true
        );

    /// <summary>Writes one record of at least one value.</summary>
    public void Write(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("A record has at least one value", nameof(values));
        }

        // A record without any text would read as a blank line, which is skipped; quotes say that it is meant.
        var quoteFirst = values.All(string.IsNullOrWhiteSpace);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                _writer.Write(',');
            }

            WriteValue(Csv.Neutralised(values[i]), quoteFirst && i == 0);
        }

        _writer.Write("\r\n");
    }

    /// <summary>Hands all that was written to the stream.</summary>
    public void Flush() => _writer.Flush();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void WriteValue(string value, bool quote)
    {
        if (!quote && !MustQuote(value))
        {
            _writer.Write(value);
            return;
        }

        _writer.Write('"');
        _writer.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
    }

    // "sep=" at the start of a file is Excel's own directive; leading and trailing space is lost by some readers.
    private static bool MustQuote(string value) =>
        value.AsSpan().ContainsAny(NeedsQuotes)
        || value.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
        || (value.Length > 0 && (value[0] == ' ' || value[^1] == ' ' || value[0] == '\uFEFF'));
}
