namespace Rapport.Import.Reading;

/// <summary>
/// Finds the row of headers among the first: below any title lines, made of words rather than of values. A row of words
/// counts as data when none of them is a known header and one comes again in its own column below.
/// </summary>
internal static class HeaderRow
{
    /// <summary>How many rows to look at.</summary>
    public const int Looked = 60;

    public static WholeRow? Of(IReadOnlyList<WholeRow> rows)
    {
        var width = Width(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var filled = rows[i].Fields.Count(f => f.Length > 0);
            if (filled * 2 >= width && rows[i].Fields.Count > width / 2)
            {
                return IsHeader(rows[i].Fields, rows.Skip(i + 1).Select(r => r.Fields))
                    ? rows[i]
                    : null;
            }
        }

        return null;
    }

    /// <summary>The number of fields that most rows have.</summary>
    public static int Width(IReadOnlyList<WholeRow> rows) =>
        rows.Count == 0
            ? 0
            : rows.GroupBy(r => r.Fields.Count)
                .OrderByDescending(g => g.Count())
                .ThenByDescending(g => g.Key)
                .First()
                .Key;

    private static bool IsHeader(
        IReadOnlyList<string> cells,
        IEnumerable<IReadOnlyList<string>> below
    )
    {
        var known = cells.Count(c =>
            Schema.Kinds.Any(k => Schema.Of(k).Any(f => f.Knows(HeaderKey.Of(c))))
        );
        if (known >= 2)
        {
            return true;
        }

        if (cells.Any(c => c.Length > 0 && IsValue(c)))
        {
            return false;
        }

        var data = below.ToList();
        return known > 0
            || !cells
                .Where((c, i) => c.Length > 0 && data.Any(d => i < d.Count && d[i] == c))
                .Any();
    }

    private static bool IsValue(string cell) =>
        cell.Length > 120
        || Shapes.IsEmail(cell)
        || Shapes.IsUrl(cell)
        || NumberFormat.IsNumber(cell)
        || DateFormat.IsDate(cell);
}
