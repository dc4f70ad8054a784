using Rapport.People;
using Rapport.Web.Access;

namespace Rapport.Web.Shared;

/// <summary>One place to go. <paramref name="Key"/> is what a page passes as the shell's Current.</summary>
/// <param name="Needs">What the place is for: who may not do it is not led there.</param>
public sealed record NavItem(string Key, string Href, string Icon, string Label, Act Needs);

/// <summary>Where the rail and the bar at the thumb lead; a new area is one line here.</summary>
public static class Navigation
{
    /// <summary>How many areas fit beside "More" at the foot of a phone.</summary>
    public const int AtTheThumb = 3;

    public static IEnumerable<NavItem> AreasOf(Me me) => Areas.Where(a => me.May(a.Needs));

    // Properties, not fields: the words are read in the culture of the request.
    private static IReadOnlyList<NavItem> Areas =>
        [
            new("clients", "/clients", "building", SharedWords.Clients, Act.Look),
            new("contacts", "/contacts", "users", SharedWords.Contacts, Act.Look),
            new(
                "opportunities",
                "/opportunities",
                "target-arrow",
                SharedWords.Opportunities,
                Act.Look
            ),
            new("imports", "/imports", "upload", SharedWords.Import, Act.Import),
        ];

    public static NavItem Settings =>
        new("settings", "/settings", "settings", SharedWords.Settings, Act.Look);

    public static NavItem Self => new("me", "/me", "user-circle", SharedWords.Me, Act.Look);
}
