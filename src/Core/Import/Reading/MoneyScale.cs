namespace Rapport.Import.Reading;

/// <summary>What a column of money counts in: ones, thousands, millions or billions.</summary>
public static class MoneyScale
{
    private static readonly (decimal Factor, string[] Words)[] Said =
    [
        (1_000, ["k", "tsd", "teur", "tausend", "thousand", "thousands", "miles"]),
        (
            1_000_000,
            ["m", "mm", "mn", "mio", "meur", "million", "millions", "millionen", "millones"]
        ),
        (1_000_000_000, ["bn", "mrd", "billion", "billions", "milliarden"]),
    ];

    /// <summary>
    /// The factor that the header states, or 1,000,000 where it states none and most firms would live on less than
    /// ten a head and year otherwise (so it takes three firms), or 1. <paramref name="perHead"/> are pairs of revenue and employees.
    /// </summary>
    public static decimal Of(
        string header,
        IEnumerable<(decimal Revenue, decimal Employees)> perHead
    )
    {
        var words = HeaderKey.Words(HeaderKey.Of(header));
        foreach (var (factor, names) in Said)
        {
            if (words.Any(names.Contains))
            {
                return factor;
            }
        }

        var heads = perHead
            .Where(p => p.Revenue > 0 && p.Employees >= 1)
            .Select(p => p.Revenue / p.Employees)
            .ToList();
        return heads.Count >= 3 && heads.Count(h => h < 10) * 2 > heads.Count ? 1_000_000 : 1;
    }
}
