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

    public static bool IsCode(string? code) =>
        code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    public static int Scale(string code) =>
        Whole.Contains(code) ? 1
        : Thousandth.Contains(code) ? 1000
        : 100;
}
