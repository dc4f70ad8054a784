using System.Text;

namespace Rapport.Import.Reading;

/// <summary>
/// Reads rows one by one with memory bounded by the longest row. Nothing in the file makes it throw: a row is whole or
/// broken, and a broken one costs no neighbour (docs/decisions/csv-reader.md).
/// </summary>
public sealed class RecordReader
{
    /// <summary>Bytes that a field may have; also how far a quoted field with line ends may reach before it counts as unclosed.</summary>
    public const int LongestField = 1 << 20;

    private const int Longest = 4 * LongestField;
    private const int ExcerptLength = 200;

    private readonly TextEncoding _encoding;
    private readonly char _quote;
    private readonly int _columns;
    private readonly ByteSource _source;
    private readonly RecordScanner _scanner;
    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _ended;
    private long _offset;
    private long _rows;
    private Context _context;

    /// <summary>
    /// Starts at a position, which a fresh <see cref="CsvFile"/> or an earlier reader gave. <paramref name="columns"/> is the
    /// number of the header's columns, 0 to take every row with the fields that it has.
    /// </summary>
    public RecordReader(
        Stream stream,
        TextEncoding encoding,
        Dialect dialect,
        int columns,
        Position from
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(dialect);
        (_encoding, _quote, _columns) = (encoding, dialect.Quote, columns);
        (_offset, _rows, _context) = from;
        stream.Position = _offset;
        _source = new ByteSource(stream, encoding);
        _scanner = new RecordScanner(dialect);
    }

    /// <summary>Where to go on after the row that was read last.</summary>
    public Position Position => new(_offset, _rows, _context);

    /// <summary>The next row, or null at the end of the file.</summary>
    public Row? Read()
    {
        while (true)
        {
            if (_start == _end && !Fill())
            {
                return null;
            }

            var scan = _scanner.Next(_buffer.AsSpan(_start, _end - _start), _ended);
            if (scan == Scan.NeedsMore)
            {
                if (Fill() || _ended)
                {
                    continue;
                }

                return FirstLine(RowFault.TooLong);
            }

            if (scan is Scan.UnclosedQuote or Scan.StrayQuote)
            {
                return FirstLine(
                    scan == Scan.StrayQuote ? RowFault.StrayQuote : RowFault.UnclosedQuote
                );
            }

            if (IsBlank())
            {
                _context = _context == Context.AfterQuote ? _context : Context.AfterBlank;
                Advance(_scanner.Consumed);
                continue;
            }

            if (_scanner.SpansLines && _columns > 0 && Width() != _columns)
            {
                return FirstLine(RowFault.UnclosedQuote);
            }

            var fault = Fault();
            return fault is { } found ? Broken(_scanner.Consumed, found) : Whole();
        }
    }

    /// <summary>All rows from here.</summary>
    public IEnumerable<Row> Rows()
    {
        while (Read() is { } row)
        {
            yield return row;
        }
    }

    private RowFault? Fault()
    {
        if (_context == Context.AfterQuote && (_scanner.Fields.Count < _columns || HasLooseQuote()))
        {
            return RowFault.Remainder;
        }

        if (_context == Context.AfterBlank && _scanner.Fields.Count == 1 && _columns >= 3)
        {
            return RowFault.Footer;
        }

        _context = Context.Plain;
        if (_columns > 0 && Width() > _columns)
        {
            return RowFault.TooManyFields;
        }

        if (_scanner.Fields.Exists(f => f.Length > LongestField))
        {
            return RowFault.TooLong;
        }

        var bytes = _buffer.AsSpan(_start, _scanner.Consumed);
        if (!_encoding.IsText(bytes))
        {
            return RowFault.BrokenByte;
        }

        return bytes.Contains((byte)0) ? RowFault.NulCharacter : null;
    }

    private WholeRow Whole()
    {
        var fields = new string[_columns == 0 ? _scanner.Fields.Count : _columns];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = i < _scanner.Fields.Count ? Text(_scanner.Fields[i]) : "";
        }

        var (number, offset) = Advance(_scanner.Consumed);
        return new WholeRow(number, offset, fields);
    }

    private string Text(Slice field)
    {
        var text = _encoding.Decode(Bytes(field));
        if (field.Doubled)
        {
            text = text.Replace(new string(_quote, 2), _quote.ToString(), StringComparison.Ordinal);
        }

        return text.Length > 0 && text[0] == '\'' ? Csv.Restored(text) : text;
    }

    // Only the first line of what a bad quote spans is given up; what follows is looked at afresh.
    private BrokenRow FirstLine(RowFault fault)
    {
        int length;
        while ((length = RecordScanner.Line(_buffer.AsSpan(_start, _end - _start), _ended)) < 0)
        {
            if (!Fill() && !_ended)
            {
                return Endless();
            }
        }

        _context = Context.AfterQuote;
        return Broken(length, fault);
    }

    // A line longer than the buffer may grow: refused, and passed over piece by piece.
    private BrokenRow Endless()
    {
        var broken = Broken(_end - _start, RowFault.TooLong);
        while (true)
        {
            if (_start == _end && !Fill())
            {
                return broken;
            }

            var line = RecordScanner.Line(_buffer.AsSpan(_start, _end - _start), _ended);
            if (line < 0 && _buffer[_end - 1] == '\r' && !_ended)
            {
                Pass(_end - _start - 1);
                Fill();
                continue;
            }

            Pass(line < 0 ? _end - _start : line);
            if (line >= 0)
            {
                return broken;
            }
        }
    }

    private BrokenRow Broken(int length, RowFault fault)
    {
        var bytes = _buffer.AsSpan(_start, Math.Min(length, ExcerptLength * 4));
        var text = _encoding.Decode(bytes).TrimEnd('\r', '\n');
        var (number, offset) = Advance(length);
        return new BrokenRow(
            number,
            offset,
            fault,
            text.Length > ExcerptLength ? text[..ExcerptLength] : text
        );
    }

    private (long Number, long Offset) Advance(int length)
    {
        var offset = _offset;
        Pass(length);
        return (checked(++_rows), offset);
    }

    private void Pass(int length)
    {
        _offset += _source.LengthInFile(_buffer.AsSpan(_start, length));
        _start += length;
    }

    /// <summary>More bytes behind those that are there; false at the end of the file or when the row is too long.</summary>
    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length < Longest && _end > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        if (_buffer.Length - _end < _source.LeastRoom)
        {
            return false;
        }

        var read = _source.Read(_buffer.AsSpan(_end));
        _ended = read == 0;
        _end += read;
        return read > 0;
    }

    private bool IsBlank() =>
        !_scanner.Fields.Exists(f => f.Quoted || Bytes(f).ContainsAnyExcept((byte)' '));

    private bool HasLooseQuote() =>
        _scanner.Fields.Exists(f => !f.Quoted && Bytes(f).Contains((byte)_quote));

    private ReadOnlySpan<byte> Bytes(Slice field) =>
        _buffer.AsSpan(_start + field.Start, field.Length);

    /// <summary>The number of fields without the empty ones that stand beyond the header's last column.</summary>
    private int Width()
    {
        var width = _scanner.Fields.Count;
        while (width > _columns && _scanner.Fields[width - 1].Length == 0)
        {
            width--;
        }

        return width;
    }
}
