using System.Globalization;

namespace Rapport.Values;

/// <summary>An amount in whole minor units of one ISO 4217 currency: 12345 EUR is € 123.45. Never a fraction.</summary>
public readonly record struct Money
{
    /// <param name="minor">Whole minor units: cents for EUR, yen for JPY.</param>
    /// <param name="currency">Three capital letters, ISO 4217.</param>
    /// <exception cref="ArgumentException">The currency is not three capital letters.</exception>
    public Money(long minor, string currency)
    {
        if (!Currencies.IsCode(currency))
        {
            throw new ArgumentException($"'{currency}' is not an ISO 4217 code", nameof(currency));
        }
        (Minor, Currency) = (minor, currency);
    }

    public long Minor { get; init; }

    public string Currency { get; init; }

    /// <summary>The amount in major units, for showing.</summary>
    public decimal Major => Minor / (decimal)Currencies.Scale(Currency);

    /// <summary>From major units, rounded half away from zero to whole minor units.</summary>
    /// <exception cref="OverflowException">The amount is beyond 9 × 10^18 minor units.</exception>
    public static Money FromMajor(decimal major, string currency) =>
        new(
            (long)decimal.Round(major * Currencies.Scale(currency), MidpointRounding.AwayFromZero),
            currency
        );

    /// <summary>From an amount in major units with a point and its currency, <c>1000.50 EUR</c>; null for anything else.</summary>
    public static Money? Read(string? text)
    {
        if (
            text?.Trim().Split(' ') is not [var amount, var currency]
            || !Currencies.IsCode(currency)
            || !decimal.TryParse(
                amount,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var major
            )
            || Math.Abs(major) > long.MaxValue / Currencies.Scale(currency)
        )
        {
            return null;
        }
        return FromMajor(major, currency);
    }

    /// <exception cref="InvalidOperationException">The currencies differ: sum only through a dated rate.</exception>
    public static Money operator +(Money a, Money b) =>
        a.Currency == b.Currency
            ? new(a.Minor + b.Minor, a.Currency)
            : throw new InvalidOperationException(
                $"{a.Currency} and {b.Currency} have no sum without a rate"
            );

    /// <summary>
    /// Splits by weights so that the parts add up to the whole, by the method of the largest remainder
    /// (Hamilton's method). Shape: one part for each weight, in their order.
    /// </summary>
    /// <exception cref="ArgumentException">No weights, a negative one, or all are zero.</exception>
    public Money[] Split(IReadOnlyList<long> weights)
    {
        var sum = weights.Sum();
        if (weights.Count == 0 || sum <= 0 || weights.Any(w => w < 0))
        {
            throw new ArgumentException(
                "Weights are not negative and not all zero",
                nameof(weights)
            );
        }
        var minor = Minor;
        var exact = weights.Select(w => (decimal)minor * w / sum).ToArray();
        var parts = exact.Select(e => (long)decimal.Floor(e)).ToArray();
        var left = minor - parts.Sum();
        var byRemainder = Enumerable
            .Range(0, parts.Length)
            .OrderByDescending(i => exact[i] - parts[i])
            .ThenBy(i => i);
        foreach (var i in byRemainder.Take((int)left))
        {
            parts[i]++;
        }
        var currency = Currency;
        return [.. parts.Select(p => new Money(p, currency))];
    }
}
