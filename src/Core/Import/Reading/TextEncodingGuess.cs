using System.Text;

namespace Rapport.Import.Reading;

/// <summary>
/// Finds out the encoding by reading the whole file once, memory flat.
/// <para>
/// A byte order mark decides. Without one, zero bytes on one side of the pairs mean UTF-16. Otherwise it is UTF-8 as long as
/// at least as many letters are good UTF-8 as are letters of Windows-1252 that UTF-8 forbids: in a UTF-8 file with a few
/// broken bytes the good ones prevail by far (two high bytes hardly ever stand together as UTF-8 by chance), and then only
/// the rows of the broken ones are refused; a file from an old Excel has no good ones. Bytes that mean nothing in
/// Windows-1252 either, or nothing likely (ÿ, þ), speak for neither.
/// </para>
/// </summary>
public static class TextEncodingGuess
{
    private const int Sample = 1 << 16;

    /// <summary>The encoding, or why this is not a text file. Reads from the start to the end of a stream that can seek.</summary>
    public static (TextEncoding? Encoding, FileFault? Fault) Of(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Position = 0;
        var buffer = new byte[Sample];
        var filled = stream.ReadAtLeast(buffer, Sample, throwOnEndOfStream: false);
        var start = buffer.AsSpan(0, filled);
        if (start.IsEmpty)
        {
            return (null, FileFault.Empty);
        }

        if (Foreign(start) is { } foreign)
        {
            return (null, foreign);
        }

        if (Mark(start) is { } marked)
        {
            return (marked, null);
        }

        if (Wide(start) is { } wide)
        {
            return (wide, null);
        }

        return IsBinary(start)
            ? (null, FileFault.Binary)
            : (new TextEncoding(Narrow(stream, buffer, filled), 0), null);
    }

    private static FileFault? Foreign(ReadOnlySpan<byte> start)
    {
        if (
            start.StartsWith("PK\u0003\u0004"u8)
            || start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
        )
        {
            return FileFault.Workbook;
        }

        ReadOnlySpan<byte> png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
        var other =
            start.StartsWith(png)
            || start.StartsWith("%PDF-"u8)
            || start.StartsWith("GIF8"u8)
            || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            || start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])
            || start.StartsWith("SQLite format 3\0"u8);
        return other ? FileFault.Binary : null;
    }

    private static TextEncoding? Mark(ReadOnlySpan<byte> start)
    {
        // UTF-32's mark begins with UTF-16's, and a CSV does not begin with NUL.
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return new TextEncoding(TextForm.Utf32Little, 4);
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return new TextEncoding(TextForm.Utf32Big, 4);
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return new TextEncoding(TextForm.Utf8, 3);
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return new TextEncoding(TextForm.Utf16Little, 2);
        }

        return start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? new TextEncoding(TextForm.Utf16Big, 2)
            : null;
    }

    private static TextEncoding? Wide(ReadOnlySpan<byte> start)
    {
        int even = 0;
        int odd = 0;
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        // Delimiters, digits and line ends have the zero byte in every script, so a tenth of the pairs is little to ask.
        var enough = Math.Max(2, start.Length / 20);
        if (odd >= enough && even * 20 < odd)
        {
            return new TextEncoding(TextForm.Utf16Little, 0);
        }

        return even >= enough && odd * 20 < even ? new TextEncoding(TextForm.Utf16Big, 0) : null;
    }

    private static bool IsBinary(ReadOnlySpan<byte> start)
    {
        var controls = 0;
        foreach (var b in start)
        {
            controls += b < ' ' && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n') ? 1 : 0;
        }

        return controls * 20 > start.Length;
    }

    private static TextForm Narrow(Stream stream, byte[] buffer, int filled)
    {
        long good = 0;
        long western = 0;
        while (true)
        {
            var final = filled < buffer.Length;
            var rest = buffer.AsSpan(0, filled);
            while (true)
            {
                var high = rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (high < 0)
                {
                    rest = [];
                    break;
                }

                rest = rest[high..];
                var status = Rune.DecodeFromUtf8(rest, out _, out var used);
                if (status == System.Buffers.OperationStatus.NeedMoreData && !final)
                {
                    break;
                }

                if (status == System.Buffers.OperationStatus.Done)
                {
                    good++;
                }
                else if (IsLikelyWestern(rest[0]))
                {
                    western++;
                }

                rest = rest[used..];
            }

            if (final)
            {
                return western > good ? TextForm.Windows1252 : TextForm.Utf8;
            }

            rest.CopyTo(buffer);
            filled =
                rest.Length
                + stream.ReadAtLeast(
                    buffer.AsSpan(rest.Length),
                    buffer.Length - rest.Length,
                    false
                );
        }
    }

    private static bool IsLikelyWestern(byte b) =>
        b is not (0x81 or 0x8D or 0x8F or 0x90 or 0x9D or 0xFE or 0xFF);
}
