namespace Rapport.Import.Reading;

/// <summary>Which program wrote a file, by the headers that only it writes.</summary>
public static class SourceSystem
{
    private static readonly (string System, string[][] Signs)[] Known =
    [
        (
            "hubspot",
            [
                ["record id", "company name"],
                ["record id", "deal name"],
                ["record id", "first name", "last name"],
            ]
        ),
        (
            "salesforce",
            [
                ["account name", "account owner"],
                ["account name", "opportunity owner"],
                ["account name", "contact id"],
                ["parent account", "account id"],
                ["opportunity name", "stage"],
            ]
        ),
        (
            "google",
            [
                ["email 1 value"],
                ["phone 1 value"],
                ["group membership"],
            ]
        ),
        (
            "outlook",
            [
                ["business phone", "email address", "last name"],
                ["business phone", "email address", "surname"],
            ]
        ),
    ];

    /// <summary>Its name in lower case, or null.</summary>
    public static string? Of(IReadOnlyList<string> header)
    {
        var keys = header.Select(HeaderKey.Of).ToHashSet(StringComparer.Ordinal);
        return Array.Find(Known, k => k.Signs.Any(s => s.All(keys.Contains))).System;
    }
}
