using System.Globalization;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Web.Shared;

/// <summary>
/// Whole numbers as people type them in the separators of their language, and what is wrong with those that are none.
/// Groups are of three digits: who writes 1,5 in English means no 15.
/// </summary>
public static class WholeInput
{
    /// <summary>Null for nothing, and for what is a fault.</summary>
    public static int? Read(string field, string? typed, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var separator = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator[0];
        if (
            new NumberFormat(separator).Read(typed)
            is not { Percent: false, Currency: null, Value: var number }
        )
        {
            faults.Add(field, Fault.NotANumber);
            return null;
        }
        var fault =
            number != decimal.Truncate(number) ? Fault.NotWhole
            : number is < int.MinValue or > int.MaxValue ? Fault.TooLarge
            : (Fault?)null;
        if (fault is { } wrong)
        {
            faults.Add(field, wrong);
            return null;
        }
        return (int)number;
    }
}
