namespace Rapport.Import.Reading;

/// <summary>
/// Decides for a whole column whether the day or the month comes first: a 13 or more in one place settles it. Without one
/// it is the day after points and dashes and, being unclear, after slashes too unless a time with AM or PM stands there.
/// </summary>
public static class DateGuess
{
    /// <summary>The format; rows that it makes impossible are refused by its <see cref="DateFormat.Read"/>.</summary>
    public static DateFormat Of(IEnumerable<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var (day, month, open, slashes, noon, serials, other) = (0, 0, 0, 0, 0, 0, 0);
        foreach (var cell in cells.Where(c => !string.IsNullOrWhiteSpace(c)))
        {
            if (DateParts.Of(cell) is not { } parts)
            {
                _ = new NumberFormat('.').Read(cell) is { Value: > 10_000 and < 80_000 }
                    ? serials++
                    : other++;
                continue;
            }

            if (parts.YearFirst || parts.MonthAt >= 0)
            {
                continue;
            }

            day += parts.A > 12 && parts.B <= 12 ? 1 : 0;
            month += parts.B > 12 && parts.A <= 12 ? 1 : 0;
            open += parts.IsOpen ? 1 : 0;
            slashes += cell.Contains('/') ? 1 : 0;
            noon += cell.TrimEnd().EndsWith('M') || cell.TrimEnd().EndsWith('m') ? 1 : 0;
        }

        var serial = serials > other;
        if (day != month)
        {
            return new DateFormat(day > month ? DateOrder.DayFirst : DateOrder.MonthFirst, serial);
        }

        var american = slashes > 0 && noon > 0 && day == 0;
        return new DateFormat(
            american ? DateOrder.MonthFirst : DateOrder.DayFirst,
            serial,
            Unclear: (open > 0 && slashes > 0) || day > 0
        );
    }

    /// <summary>The order that all of a file's dates prove together; null where they prove none, or each other wrong.</summary>
    public static DateOrder? Proven(IEnumerable<string> cells)
    {
        var parts = cells
            .Select(DateParts.Of)
            .Where(p => p is { YearFirst: false, MonthAt: < 0 })
            .Select(p => p!.Value)
            .ToList();
        var (day, month) = (
            parts.Exists(p => p.A > 12 && p.B <= 12),
            parts.Exists(p => p.B > 12 && p.A <= 12)
        );
        return day == month ? null
            : day ? DateOrder.DayFirst
            : DateOrder.MonthFirst;
    }
}
