using System.Buffers.Binary;

namespace Rapport.Import.Reading;

/// <summary>
/// Gives the file as bytes in which delimiters, quotes and line ends are single ASCII bytes: narrow encodings as they are,
/// wide ones as UTF-8. A lone surrogate is written as if it were a character and an impossible UTF-32 unit as 0xFF; both are
/// invalid UTF-8, so the row is refused, and the length in the file can still be told from the bytes.
/// </summary>
internal sealed class ByteSource(Stream stream, TextEncoding encoding)
{
    private const int Chunk = 1 << 14;
    private readonly byte[] _wide = encoding.Width > 1 ? new byte[Chunk] : [];
    private int _high; // a high surrogate that waits for its other half, or 0

    /// <summary>The least room that <see cref="Read"/> must be given.</summary>
    public int LeastRoom { get; } = encoding.Width > 1 ? (Chunk * 2) + 8 : 1;

    /// <summary>Fills as much as it likes; 0 at the end of the file.</summary>
    public int Read(Span<byte> room)
    {
        if (encoding.Width == 1)
        {
            return stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        }

        var read = stream.ReadAtLeast(_wide, Chunk, throwOnEndOfStream: false);
        var written = 0;
        var at = 0;
        for (; at + encoding.Width <= read; at += encoding.Width)
        {
            written =
                encoding.Width == 2 ? Unit16(at, room, written) : Put(Rune32(at), room, written);
        }

        if (read < Chunk && _high != 0)
        {
            written = Put(_high, room, written);
            _high = 0;
        }

        return at < read ? Put(-1, room, written) : written; // the file ends within a unit
    }

    /// <summary>How many bytes of the file these bytes were.</summary>
    public long LengthInFile(ReadOnlySpan<byte> bytes)
    {
        if (encoding.Width == 1)
        {
            return bytes.Length;
        }

        long units = 0;
        foreach (var b in bytes)
        {
            units += (b & 0xC0) == 0x80 ? 0 : 1;
            units += encoding.Width == 2 && b is >= 0xF0 and < 0xFF ? 1 : 0; // beyond the first plane: a pair
        }

        return units * encoding.Width;
    }

    private int Unit16(int at, Span<byte> room, int written)
    {
        var pair = _wide.AsSpan(at, 2);
        int unit =
            encoding.Form == TextForm.Utf16Little
                ? BinaryPrimitives.ReadUInt16LittleEndian(pair)
                : BinaryPrimitives.ReadUInt16BigEndian(pair);
        if (_high != 0 && unit is >= 0xDC00 and < 0xE000)
        {
            var rune = 0x10000 + ((_high - 0xD800) << 10) + (unit - 0xDC00);
            _high = 0;
            return Put(rune, room, written);
        }

        if (_high != 0)
        {
            written = Put(_high, room, written);
            _high = 0;
        }

        if (unit is >= 0xD800 and < 0xDC00)
        {
            _high = unit;
            return written;
        }

        return Put(unit, room, written);
    }

    private int Rune32(int at)
    {
        var four = _wide.AsSpan(at, 4);
        var unit =
            encoding.Form == TextForm.Utf32Little
                ? BinaryPrimitives.ReadUInt32LittleEndian(four)
                : BinaryPrimitives.ReadUInt32BigEndian(four);
        return unit > 0x10FFFF ? -1 : (int)unit;
    }

    private static int Put(int rune, Span<byte> room, int at)
    {
        switch (rune)
        {
            case < 0:
                room[at++] = 0xFF;
                break;
            case < 0x80:
                room[at++] = (byte)rune;
                break;
            case < 0x800:
                room[at++] = (byte)(0xC0 | (rune >> 6));
                room[at++] = (byte)(0x80 | (rune & 0x3F));
                break;
            case < 0x10000:
                room[at++] = (byte)(0xE0 | (rune >> 12));
                room[at++] = (byte)(0x80 | ((rune >> 6) & 0x3F));
                room[at++] = (byte)(0x80 | (rune & 0x3F));
                break;
            default:
                room[at++] = (byte)(0xF0 | (rune >> 18));
                room[at++] = (byte)(0x80 | ((rune >> 12) & 0x3F));
                room[at++] = (byte)(0x80 | ((rune >> 6) & 0x3F));
                room[at++] = (byte)(0x80 | (rune & 0x3F));
                break;
        }

        return at;
    }
}
