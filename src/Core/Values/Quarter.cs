using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;

namespace Rapport.Values;

/// <summary>A quarter of a calendar year, written as 2026-Q3.</summary>
/// <param name="Number">1 to 4.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Quarter(int Year, int Number)
{
    private const int Months = 3;
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    public LocalDate First => new(Year, (Number - 1) * Months + 1, 1);

    public LocalDate Last => Next.First.PlusDays(-1);

    public Quarter Next => Number == 4 ? new(Year + 1, 1) : this with { Number = Number + 1 };

    public Quarter Before => Number == 1 ? new(Year - 1, 4) : this with { Number = Number - 1 };

    public static Quarter Of(LocalDate day) => new(day.Year, (day.Month - 1) / Months + 1);

    /// <summary>Null for what is none, or lies beyond the years of a firm.</summary>
    public static Quarter? Read(string? text) =>
        text is [_, _, _, _, '-', 'Q' or 'q', >= '1' and <= '4']
        && int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= FirstYear and <= LastYear
            ? new(year, text[6] - '0')
            : null;

    public override string ToString() => $"{Year:D4}-Q{Number}";
}
