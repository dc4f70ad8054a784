using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Fields;

namespace Rapport.Lists;

/// <summary>
/// Days as conditions write them: a date, today, so long from today by ISO 8601 (<c>-P30D</c>; of days, weeks, months and
/// years), or so many working days from today (<c>-15BD</c>).
/// </summary>
internal static class DayText
{
    public const string Today = "today";
    private const string WorkingDays = "BD";
    private const int MostFigures = 4;

    /// <summary>A calendar in which so many days in a row are off has no working days.</summary>
    private const int MostDaysOff = 731;

    /// <summary>Where nobody says otherwise: Monday to Friday.</summary>
    public static bool IsWeekday(LocalDate day) => day.DayOfWeek < IsoDayOfWeek.Saturday;

    /// <summary>Whether it means another day tomorrow.</summary>
    public static bool IsRelative(string? text) =>
        FieldText.Date(text) is null && Read(text, new(2000, 1, 1)) is not null;

    /// <summary>Null of anything else, and beyond the calendar.</summary>
    public static LocalDate? Read(
        string? text,
        LocalDate today,
        Func<LocalDate, bool>? isWorkingDay = null
    )
    {
        if (FieldText.Date(text) is { } date)
        {
            return date;
        }
        if (Today.Equals(text, StringComparison.OrdinalIgnoreCase))
        {
            return today;
        }
        var back = text?.StartsWith('-') == true;
        var length = back ? text![1..] : text ?? "";
        if (length.EndsWith(WorkingDays, StringComparison.OrdinalIgnoreCase))
        {
            return Working(length[..^2], today, back, isWorkingDay ?? IsWeekday);
        }
        var span = PeriodPattern.NormalizingIso.Parse(length);
        if (!span.Success || span.Value is { HasTimeComponent: true })
        {
            return null;
        }
        try
        {
            return back ? today - span.Value : today + span.Value;
        }
        catch (Exception far) when (far is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static LocalDate? Working(
        string count,
        LocalDate day,
        bool back,
        Func<LocalDate, bool> isWorkingDay
    )
    {
        if (
            count.Length > MostFigures
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var left)
        )
        {
            return null;
        }
        var off = 0;
        while (left > 0 && off < MostDaysOff)
        {
            day = day.PlusDays(back ? -1 : 1);
            (left, off) = isWorkingDay(day) ? (left - 1, 0) : (left, off + 1);
        }
        return left == 0 ? day : null;
    }
}
