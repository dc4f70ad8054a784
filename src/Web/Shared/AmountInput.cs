using System.Globalization;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Web.Shared;

/// <summary>An amount in major units as people type it, in the separators of their language.</summary>
internal static class AmountInput
{
    /// <summary>More is a slip of the hand.</summary>
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>
    /// Null when it is no amount, says another currency, or is beyond 10^15. Groups are of three digits: who writes 12,50
    /// in English means no 1250.
    /// </summary>
    public static Money? Read(string typed, string currency)
    {
        var separator = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator[0];
        return
            new NumberFormat(separator).Read(typed) is { Percent: false } number
            && (number.Currency is null || number.Currency == currency)
            && Math.Abs(number.Value) <= Largest
            ? Money.FromMajor(number.Value, currency)
            : null;
    }

    /// <summary>So that it is read back as the same amount, to the last minor unit.</summary>
    public static string Written(Money amount) =>
        amount.Major.ToString("0.###", CultureInfo.CurrentCulture);
}
