using NodaTime;

namespace Rapport.Import.Reading;

/// <summary>
/// A cell taken apart into its three numbers in the order they stand, and what follows them. <paramref name="MonthAt"/> is
/// the place of a month's name (0 or 1), or -1 where all are digits.
/// </summary>
internal readonly record struct DateParts(
    int A,
    int B,
    int C,
    bool YearFirst,
    bool ShortYear,
    int MonthAt,
    LocalTime? Time,
    Offset? Offset
)
{
    private static readonly string[][] Months =
    [
        ["jan", "ene"],
        ["feb"],
        ["mar", "maer", "mrz"],
        ["apr", "abr"],
        ["may", "mai"],
        ["jun"],
        ["jul"],
        ["aug", "ago"],
        ["sep", "set"],
        ["oct", "okt"],
        ["nov"],
        ["dec", "dez", "dic"],
    ];

    /// <summary>Day and month could stand in either order, and would be two dates.</summary>
    public bool IsOpen => !YearFirst && MonthAt < 0 && A <= 12 && B <= 12 && A != B;

    /// <summary>The parts, or null where the cell is not shaped like a date.</summary>
    public static DateParts? Of(string cell)
    {
        var text = cell.Trim();
        if (text.Length is < 6 or > 60)
        {
            return null;
        }

        var at = 0;
        Span<int> numbers = stackalloc int[3];
        Span<int> digits = stackalloc int[3];
        var (monthAt, start) = (-1, SkipWeekday(text));
        at = start;
        for (var i = 0; i < 3; i++)
        {
            if (i > 0 && !SkipSeparator(text, ref at))
            {
                return null;
            }

            if (at < text.Length && char.IsLetter(text[at]) && monthAt < 0 && i < 2)
            {
                (numbers[i], monthAt) = (Month(text, ref at), i);
            }
            else
            {
                (numbers[i], digits[i]) = Number(text, ref at);
                SkipOrdinal(text, ref at);
            }

            if (numbers[i] < 0 || digits[i] > 4)
            {
                return null;
            }
        }

        var yearFirst = digits[0] == 4;
        if (
            yearFirst
                ? digits[2] > 2 || monthAt == 0
                : digits[2] is not (2 or 4) || digits[0] > 2 || digits[1] > 2
        )
        {
            return null;
        }

        return TimeParts.Of(text.AsSpan(at)) is { } rest
            ? new DateParts(
                numbers[0],
                numbers[1],
                numbers[2],
                yearFirst,
                !yearFirst && digits[2] == 2,
                monthAt,
                rest.Time,
                rest.Offset
            )
            : null;
    }

    // "Mon, 17 March 2024": a word before the first number, unless it is the month.
    private static int SkipWeekday(string text)
    {
        var end = 0;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        var at = 0;
        if (
            end < 2
            || end > 10
            || (end < text.Length && text[end] is not (',' or '.' or ' '))
            || Month(text, ref at) > 0
        )
        {
            return 0;
        }

        while (end < text.Length && text[end] is ',' or '.' or ' ')
        {
            end++;
        }

        return end;
    }

    private static bool SkipSeparator(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && text[at] is '.' or '/' or '-' or ' ' or ',')
        {
            at++;
        }

        if (
            at + 3 <= text.Length
            && text.AsSpan(at, 3).Equals("de ", StringComparison.OrdinalIgnoreCase)
        )
        {
            at += 3;
        }

        return at > from && at - from <= 5;
    }

    private static void SkipOrdinal(string text, ref int at)
    {
        if (
            at + 2 <= text.Length
            && text.Substring(at, 2).ToLowerInvariant() is "st" or "nd" or "rd" or "th"
        )
        {
            at += 2;
        }
    }

    private static (int Number, int Digits) Number(string text, ref int at)
    {
        var from = at;
        var number = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - from < 5)
        {
            number = (number * 10) + (text[at++] - '0');
        }

        return at == from ? (-1, 0) : (number, at - from);
    }

    private static int Month(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsLetter(text[at]))
        {
            at++;
        }

        var word = Values.Folded.Key(text[from..at]);
        var month = word.Length < 3 ? -1 : Array.FindIndex(Months, m => m.Any(word.StartsWith));
        return month < 0 ? -1 : month + 1;
    }
}
