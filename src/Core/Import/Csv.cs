namespace Rapport.Import;

/// <summary>
/// Keeps a spreadsheet from taking text as a formula, so that it can be taken back exactly.
/// <para>
/// A value that is any number of apostrophes (also none) followed by one of <c>= + - @</c>, tab, CR or LF gets one
/// apostrophe more; on the way in, one apostrophe is taken off a value that is at least one apostrophe followed by such a
/// character. Hence <c>=1</c> travels as <c>'=1</c>, <c>'=1</c> as <c>''=1</c>, and <c>'tis</c> as it is.
/// A plain negative number (<c>-12.50</c>) calculates nothing and stays a number for the spreadsheet; one with a plus does
/// not, since it is as likely a telephone number, which a spreadsheet would round.
/// </para>
/// </summary>
public static class Csv
{
    /// <summary>The value as it may stand in a file that a spreadsheet opens.</summary>
    public static string Neutralised(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var apostrophes = Apostrophes(value);
        return Calculates(value, apostrophes) && !(apostrophes == 0 && IsNegativeNumber(value))
            ? "'" + value
            : value;
    }

    /// <summary>The value that <see cref="Neutralised"/> was given.</summary>
    public static string Restored(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var apostrophes = Apostrophes(value);
        return apostrophes > 0 && Calculates(value, apostrophes) ? value[1..] : value;
    }

    private static int Apostrophes(string value)
    {
        var count = 0;
        while (count < value.Length && value[count] == '\'')
        {
            count++;
        }

        return count;
    }

    private static bool Calculates(string value, int at) =>
        at < value.Length && value[at] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';

    private static bool IsNegativeNumber(string value)
    {
        if (value[0] != '-')
        {
            return false;
        }

        var digits = value.AsSpan(1);
        var point = digits.IndexOf('.');
        return point < 0
            ? AreDigits(digits)
            : AreDigits(digits[..point]) && AreDigits(digits[(point + 1)..]);
    }

    private static bool AreDigits(ReadOnlySpan<char> text) =>
        !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
