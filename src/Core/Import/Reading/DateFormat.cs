using System.Runtime.InteropServices;
using NodaTime;

namespace Rapport.Import.Reading;

/// <summary>In which order a column writes day, month and year.</summary>
public enum DateOrder
{
    /// <summary>17.03.2024, 17/3/24, 17 March 2024</summary>
    DayFirst,

    /// <summary>3/17/2024, March 17, 2024</summary>
    MonthFirst,
}

/// <summary>A date with what stood beside it: the time of day, and its distance from UTC.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReadDate(LocalDate Date, LocalTime? Time, Offset? Offset);

/// <summary>
/// How a column writes its dates. A year of four digits in front is recognised under either order, as are month names in
/// English, German and Spanish. <paramref name="Serial"/> allows Excel's day numbers (1 March 1900 to 2119).
/// <paramref name="Unclear"/> says that the samples allowed both orders, so a person should be asked.
/// </summary>
public sealed record DateFormat(DateOrder Order, bool Serial = false, bool Unclear = false)
{
    // Excel counts from here because it believes in 29 February 1900.
    private static readonly LocalDate Epoch = new(1899, 12, 30);

    /// <summary>The date in a cell, or null where it is none in this format. Two digits of a year are 1970 to 2069.</summary>
    public ReadDate? Read(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (
            Serial
            && NumberFormat('.').Read(cell)
                is { Value: > 60 and < 80_000, Currency: null, Percent: false } days
        )
        {
            var whole = (int)decimal.Truncate(days.Value);
            var seconds = (int)decimal.Round((days.Value - whole) * 86_400);
            var time = seconds is > 0 and < 86_400
                ? LocalTime.FromSecondsSinceMidnight(seconds)
                : (LocalTime?)null;
            return new ReadDate(Epoch.PlusDays(whole), time, null);
        }

        if (DateParts.Of(cell) is not { } parts)
        {
            return null;
        }

        return Date(parts) is { } date ? new ReadDate(date, parts.Time, parts.Offset) : null;
    }

    /// <summary>Whether a cell is a date in either order; a bare number is none.</summary>
    public static bool IsDate(string cell) =>
        new DateFormat(DateOrder.DayFirst).Read(cell) is not null
        || new DateFormat(DateOrder.MonthFirst).Read(cell) is not null;

    /// <summary>Whether day and month of a cell could stand in either order, and would be two dates.</summary>
    public static bool IsOpen(string cell) => DateParts.Of(cell) is { IsOpen: true };

    private static NumberFormat NumberFormat(char point) => new(point);

    private LocalDate? Date(DateParts parts)
    {
        var (year, month, day) =
            parts.YearFirst ? (parts.A, parts.B, parts.C)
            : parts.MonthAt == 0 || (parts.MonthAt < 0 && Order == DateOrder.MonthFirst)
                ? (parts.C, parts.A, parts.B)
            : (parts.C, parts.B, parts.A);
        year = parts.ShortYear ? year + (year < 70 ? 2000 : 1900) : year;
        return
            year is >= 1000 and <= 9999
            && month is >= 1 and <= 12
            && day >= 1
            && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;
    }
}
