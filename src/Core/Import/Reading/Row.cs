using System.Runtime.InteropServices;

namespace Rapport.Import.Reading;

/// <summary>
/// One row of the file. <paramref name="Number"/> is what a spreadsheet would show beside it (the first is 1, headers and
/// blank lines count, Excel's <c>sep=</c> line does not); <paramref name="ByteOffset"/> is where it starts in the file.
/// </summary>
public abstract record Row(long Number, long ByteOffset)
{
    /// <summary>Where to start reading so that this row comes first.</summary>
    public Position Before => new(ByteOffset, Number - 1);
}

/// <summary>A row that could be read: as many fields as the header has columns.</summary>
public sealed record WholeRow(long Number, long ByteOffset, IReadOnlyList<string> Fields)
    : Row(Number, ByteOffset);

/// <summary>A row that is refused, with its first 200 characters as they stand in the file.</summary>
public sealed record BrokenRow(long Number, long ByteOffset, RowFault Fault, string Excerpt)
    : Row(Number, ByteOffset);

/// <summary>Why one row is refused; its neighbours are read.</summary>
public enum RowFault
{
    /// <summary>A quoted field does not end within reach; the row is taken to end with its line.</summary>
    UnclosedQuote,

    /// <summary>Text follows a closing quote: a quote inside the field was not doubled.</summary>
    StrayQuote,

    /// <summary>A line after a refused quote that has too few fields: probably the rest of that row.</summary>
    Remainder,

    /// <summary>More fields than the header has columns, and not just empty ones.</summary>
    TooManyFields,

    /// <summary>A byte or unit that is no text in the file's encoding.</summary>
    BrokenByte,

    /// <summary>A NUL character.</summary>
    NulCharacter,

    /// <summary>A field of more than <see cref="RecordReader.LongestField"/> bytes, or a row of more than four times that.</summary>
    TooLong,

    /// <summary>A line of a single field after a blank line, under a header of three columns or more: a report's footer.</summary>
    Footer,
}

/// <summary>What the lines before a position say about the next.</summary>
public enum Context
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>A quote was refused, so the rest of its row may follow.</summary>
    AfterQuote,

    /// <summary>There was a blank line, so a footer may follow.</summary>
    AfterBlank,
}

/// <summary>
/// A place between two rows, to be stored by who wants to go on later: bytes from the start of the file, rows before it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Position(
    long ByteOffset,
    long RowsBefore,
    Context Context = Context.Plain
);
