namespace Rapport.Import.Reading;

/// <summary>
/// How a file as a whole writes its dates and numbers, by which a column is read that does not tell it alone: "1.234" is
/// a thousand and more beside a "1.234,50", and 01/02 the second of January beside an 01/31.
/// </summary>
/// <param name="Order">Null where no date of the file settles it.</param>
/// <param name="Decimal">Null where nothing in the file settles it.</param>
public sealed record Habit(DateOrder? Order, char? Decimal)
{
    /// <summary>Of all cells in columns of dates, and in columns of numbers and money.</summary>
    public static Habit Of(
        Dialect dialect,
        IReadOnlyList<string> dates,
        IReadOnlyList<string> numbers
    )
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(dates);
        return new(DateGuess.Proven(dates), NumberGuess.Proven(numbers) ?? Usual(dialect, dates));
    }

    public DateFormat Of(DateFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Unclear && Order is { } order
            ? format with
            {
                Order = order,
                Unclear = false,
            }
            : format;
    }

    public NumberFormat Of(NumberFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Unclear && Decimal is { } separator ? new NumberFormat(separator) : format;
    }

    /// <summary>Who parts fields by semicolons and dates by points does so since the comma is the decimal separator.</summary>
    private static char? Usual(Dialect dialect, IReadOnlyList<string> dates) =>
        dialect.Delimiter == ';'
        && dates.Any(d => d.Count(c => c == '.') == 2 && DateFormat.IsDate(d))
            ? ','
            : null;
}
