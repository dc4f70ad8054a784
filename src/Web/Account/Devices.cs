using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>What a browser says of itself, in words: "Firefox on Windows". It may say anything, so this is a hint alone.</summary>
public static class Devices
{
    /// <summary>In this order: most say they are several, and the most telling comes first.</summary>
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    public static string Words(string agent) =>
        (Find(Browsers, agent), Find(Systems, agent)) switch
        {
            ({ } browser, { } system) => AccountWords.DeviceOn.With(browser, system),
            ({ } browser, null) => browser,
            (null, { } system) => system,
            _ => AccountWords.DeviceUnknown,
        };

    private static string? Find((string Sign, string Name)[] known, string agent) =>
        Array.Find(known, k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
