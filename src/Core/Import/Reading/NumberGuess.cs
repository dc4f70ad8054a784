namespace Rapport.Import.Reading;

/// <summary>
/// Decides for a whole column whether comma or point is the decimal separator. Where both stand in one number the last is;
/// one that stands twice parts groups; one that is not followed by exactly three digits, or follows a single zero, is the
/// decimal separator. "1.234" alone says neither: beside a euro sign it is taken for groups, as is "1,234" anywhere.
/// </summary>
public static class NumberGuess
{
    /// <summary>The format; a point, stated as unclear, where the samples have separators that say nothing.</summary>
    public static NumberFormat Of(IEnumerable<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var (comma, point) = (0, 0);
        var (threeAfterComma, threeAfterPoint, euro) = (0, 0, false);
        foreach (var cell in cells)
        {
            if (NumberParts.Of(cell) is not { } parts)
            {
                continue;
            }

            euro |= parts.Affix is "€" or "EUR";
            var sign = Evidence(parts.Digits);
            comma += sign == ',' ? 1 : 0;
            point += sign == '.' ? 1 : 0;
            threeAfterComma += sign is null && parts.Digits.Contains(',') ? 1 : 0;
            threeAfterPoint += sign is null && parts.Digits.Contains('.') ? 1 : 0;
        }

        if (comma != point)
        {
            return new NumberFormat(comma > point ? ',' : '.');
        }

        return threeAfterPoint > 0 && threeAfterComma == 0
            ? new NumberFormat(euro ? ',' : '.', Unclear: !euro)
            : new NumberFormat('.', Unclear: threeAfterComma > 0);
    }

    /// <summary>The separator that all of a file's numbers prove together; null where they prove none.</summary>
    public static char? Proven(IEnumerable<string> cells)
    {
        var signs = cells
            .Select(c => NumberParts.Of(c) is { } parts ? Evidence(parts.Digits) : null)
            .ToList();
        var (comma, point) = (signs.Count(s => s == ','), signs.Count(s => s == '.'));
        return comma == point ? null
            : comma > point ? ','
            : '.';
    }

    /// <summary>The decimal separator that one number proves, or null.</summary>
    private static char? Evidence(string digits)
    {
        var comma = digits.LastIndexOf(',');
        var point = digits.LastIndexOf('.');
        if (comma < 0 && point < 0)
        {
            return null;
        }

        if (comma >= 0 && point >= 0)
        {
            return comma > point ? ',' : '.';
        }

        var (sign, other, at) = comma >= 0 ? (',', '.', comma) : ('.', ',', point);
        if (digits.IndexOf(sign) != at)
        {
            return other;
        }

        var groups = digits.Length - at - 1 == 3 && at is > 0 and <= 3 && digits[..at] != "0";
        var parted = digits.AsSpan(0, at).IndexOfAny(' ', '\'', '’') >= 0;
        return groups && !parted ? null : sign;
    }
}
