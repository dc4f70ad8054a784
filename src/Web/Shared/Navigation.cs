namespace Rapport.Web.Shared;

/// <summary>One place to go. <paramref name="Key"/> is what a page passes as the shell's Current.</summary>
public sealed record NavItem(string Key, string Href, string Icon, string Label);

/// <summary>Where the rail and the bar at the thumb lead; a new area is one line here.</summary>
public static class Navigation
{
    /// <summary>How many areas fit beside "More" at the foot of a phone.</summary>
    public const int AtTheThumb = 3;

    // Properties, not fields: the words are read in the culture of the request.
    public static IReadOnlyList<NavItem> Areas =>
        [
            new("clients", "/clients", "building", SharedWords.Clients),
            new("contacts", "/contacts", "users", SharedWords.Contacts),
            new("opportunities", "/opportunities", "target-arrow", SharedWords.Opportunities),
            new("imports", "/imports", "upload", SharedWords.Import),
        ];

    public static NavItem Settings =>
        new("settings", "/settings", "settings", SharedWords.Settings);
}
