namespace Rapport.Import.Reading;

/// <summary>A cell taken apart: its sign, its digits with their separators, and the currency beside them.</summary>
internal readonly record struct NumberParts(
    string Digits,
    bool Negative,
    string Affix,
    bool Percent
)
{
    /// <summary>The parts, or null where the cell is not shaped like a number.</summary>
    public static NumberParts? Of(string cell)
    {
        var text = cell.Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('\u2212', '-').Trim();
        if (text.Length is 0 or > 60)
        {
            return null;
        }

        var negative = false;
        if (text[0] == '(' && text[^1] == ')')
        {
            (negative, text) = (true, text[1..^1].Trim());
        }

        var percent = text.EndsWith('%');
        text = text.TrimEnd('%').TrimEnd();
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            return null;
        }

        // ".5" and ",5": the separator belongs to the digits.
        first -=
            first > 0
            && text[first - 1] is '.' or ','
            && !char.IsLetter(first > 1 ? text[first - 2] : ' ')
                ? 1
                : 0;
        var before = text[..first].Trim();
        var after = text[(last + 1)..].Trim();
        var minus = before.Count(c => c == '-') + after.Count(c => c == '-');
        if (minus > 1 || (minus == 1 && negative))
        {
            return null;
        }

        // "1.000,-" and "1.000.–": no cents
        before = before.Replace("-", "", StringComparison.Ordinal).TrimStart('+').Trim();
        after = (
            after is ",-" or ".-" or ",–" or ".–"
                ? ""
                : after.Replace("-", "", StringComparison.Ordinal)
        ).Trim();
        var cents = text[(last + 1)..].TrimStart().StartsWith(",-", StringComparison.Ordinal);
        if (
            (before.Length > 0 && after.Length > 0)
            || !NumberFormat.IsAffix(before)
            || !NumberFormat.IsAffix(after)
        )
        {
            return null;
        }

        return new NumberParts(
            text[first..(last + 1)],
            negative || (minus == 1 && !cents),
            before + after,
            percent
        );
    }
}
