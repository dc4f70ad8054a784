using System.Globalization;

namespace Rapport.Values;

/// <summary>What ISO 4217 says of a currency: its code and how many minor units make a major one.</summary>
public static class Currencies
{
    /// <summary>Currencies without minor units, ISO 4217 list one.</summary>
    private static readonly HashSet<string> Whole =
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ];

    /// <summary>Currencies of a thousand minor units, ISO 4217 list one.</summary>
    private static readonly HashSet<string> Thousandth =
    [
        "BHD",
        "IQD",
        "JOD",
        "KWD",
        "LYD",
        "OMR",
        "TND",
    ];

    /// <summary>Of what is paid with somewhere, one region that does, by the platform's table: ISO 3166 by ISO 4217.</summary>
    public static IReadOnlyDictionary<string, string> Regions { get; } =
        CultureInfo
            .GetCultures(CultureTypes.SpecificCultures)
            .Where(c => c.Name.Contains('-'))
            .Select(c => new RegionInfo(c.Name))
            .Where(r => r.TwoLetterISORegionName.Length == 2)
            // With "no currency", the code of places without one, nobody pays.
            .Where(r => r.ISOCurrencySymbol is { Length: 3 } code && code != "XXX")
            .Where(r => r.ISOCurrencySymbol.All(char.IsAsciiLetterUpper))
            .GroupBy(r => r.ISOCurrencySymbol)
            .ToDictionary(g => g.Key, g => g.Min(r => r.TwoLetterISORegionName)!);

    public static IReadOnlyList<string> InUse { get; } =
    [.. Regions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Those of ISO 4217 list one with which nobody pays in a shop: funds, units of account, metals, tests.</summary>
    private static readonly string[] Beside =
    [
        "BOV",
        "CHE",
        "CHW",
        "CLF",
        "COU",
        "MXV",
        "USN",
        "UYW",
        "XAG",
        "XAU",
        "XDR",
        "XPD",
        "XPT",
        "XSU",
        "XTS",
        "XUA",
    ];

    private static readonly HashSet<string> Codes = [.. InUse, .. Whole, .. Thousandth, .. Beside];

    public static bool IsCode(string? code) => code is not null && Codes.Contains(code);

    public static int Scale(string code) =>
        Whole.Contains(code) ? 1
        : Thousandth.Contains(code) ? 1000
        : 100;
}
