using System.Globalization;

namespace Rapport.Import.Reading;

/// <summary>A number from a cell: parts of one where it stood with a percent sign are not divided (12 % is 12, Percent).</summary>
public readonly record struct ReadNumber(decimal Value, string? Currency, bool Percent);

/// <summary>
/// How a column writes its numbers: the decimal separator is a comma or a point. Groups may be parted by the other one, an
/// apostrophe or a space. <paramref name="Unclear"/> says that the samples allowed both readings, so a person should be asked.
/// </summary>
public sealed record NumberFormat(char Decimal, bool Unclear = false)
{
    private static readonly (string Sign, string Code)[] Currencies =
    [
        ("€", "EUR"),
        ("US$", "USD"),
        ("$", "USD"),
        ("£", "GBP"),
        ("¥", "JPY"),
        ("Fr.", "CHF"),
        ("zł", "PLN"),
        ("₹", "INR"),
        ("kr", ""),
    ];

    /// <summary>
    /// The number in a cell, or null where it is none in this format. A currency's sign or code may stand on either side;
    /// brackets or a minus on either side make it negative. Empty is null too.
    /// </summary>
    public ReadNumber? Read(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var parts = NumberParts.Of(cell);
        if (parts is not { } found || Plain(found.Digits) is not { } plain)
        {
            return null;
        }

        return decimal.TryParse(
            plain,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? new ReadNumber(found.Negative ? -value : value, Code(found.Affix), found.Percent)
            : null;
    }

    /// <summary>Whether a cell is a number in either format.</summary>
    public static bool IsNumber(string cell) =>
        new NumberFormat('.').Read(cell) is not null
        || new NumberFormat(',').Read(cell) is not null;

    // Groups must be of three digits (two in India but for the last), else "1,2,3" would be a number.
    private string? Plain(string digits)
    {
        var point = digits.LastIndexOf(Decimal);
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? "" : digits[(point + 1)..];
        if (
            !fraction.All(char.IsAsciiDigit)
            || whole.Contains(Decimal)
            || (whole.Length == 0 && fraction.Length == 0)
        )
        {
            return null;
        }

        var other = Decimal == ',' ? '.' : ',';
        var groups = whole.Split(other, '\'', '’', ' ');
        if (
            groups.Length > 1
            && (
                groups[^1].Length != 3
                || groups[0].Length is 0 or > 3
                || groups[1..].Any(g => g.Length is not (2 or 3))
            )
        )
        {
            return null;
        }

        var joined = string.Concat(groups);
        return joined.All(char.IsAsciiDigit)
            ? $"{(joined.Length == 0 ? "0" : joined)}.{(fraction.Length == 0 ? "0" : fraction)}"
            : null;
    }

    private static string? Code(string affix)
    {
        if (affix.Length == 3 && affix.All(char.IsAsciiLetter))
        {
            return affix.ToUpperInvariant();
        }

        return Array.Find(Currencies, c => c.Sign == affix) is { Code.Length: > 0 } known
            ? known.Code
            : null;
    }

    internal static bool IsAffix(string text) =>
        text.Length == 0
        || (text.Length == 3 && text.All(char.IsAsciiLetterUpper))
        || Array.Exists(Currencies, c => c.Sign == text);
}
