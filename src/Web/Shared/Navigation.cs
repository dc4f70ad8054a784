using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Commitments;
using Rapport.Web.Keys;
using Rapport.Web.Meetings;
using Rapport.Web.Notices;
using Rapport.Web.Nouns;
using Rapport.Web.Today;

namespace Rapport.Web.Shared;

/// <summary>One place to go. <paramref name="Key"/> is what a page passes as the shell's Current.</summary>
/// <param name="Needs">What the place is for: who may not do it is not led there.</param>
/// <param name="Letter">By which one goes there, after g.</param>
public sealed record NavItem(
    string Key,
    string Href,
    string Icon,
    string Label,
    Act Needs,
    char Letter
);

/// <summary>Where the rail and the bar at the thumb lead; a new area is one line here.</summary>
public static class Navigation
{
    /// <summary>How many areas fit beside "More" at the foot of a phone.</summary>
    public const int AtTheThumb = 3;

    public static IEnumerable<NavItem> AreasOf(Me me) => Areas.Where(a => me.May(a.Needs));

    // Properties, not fields: the words are read in the culture of the request.
    private static IReadOnlyList<NavItem> Areas =>
        [
            new("today", "/today", "sun", TodayWords.Title, Act.Look, 't'),
            new("clients", "/clients", "building", SharedWords.Clients, Act.Look, 'c'),
            new("contacts", "/contacts", "users", SharedWords.Contacts, Act.Look, 'p'),
            new(
                "interactions",
                "/interactions",
                "history",
                SharedWords.Interactions,
                Act.Look,
                'e'
            ),
            new("commitments", "/commitments", "checks", CommitmentWords.Title, Act.Look, 'w'),
            new("meetings", "/meetings", "calendar-event", MeetingWords.Title, Act.Look, 'a'),
            new(
                "opportunities",
                "/opportunities",
                "target-arrow",
                SharedWords.Opportunities,
                Act.Look,
                'o'
            ),
            new(
                "dashboards",
                "/dashboards",
                "layout-dashboard",
                SharedWords.Dashboards,
                Act.Look,
                'd'
            ),
            .. Noun.All.Select(n => n.Area),
            new("imports", "/imports", "upload", SharedWords.Import, Act.Import, 'i'),
        ];

    public static NavItem Settings =>
        new("settings", "/settings", "settings", SharedWords.Settings, Act.Look, 's');

    /// <summary>Behind the bell at the top, and therefore in no bar.</summary>
    public static NavItem Notices =>
        new("notices", NoticesPages.Path, "bell", NoticeWords.Title, Act.Look, 'n');

    public static NavItem Self => new("me", "/me", "user-circle", SharedWords.Me, Act.Look, 'm');

    /// <summary>g and a letter leads to each.</summary>
    public static IEnumerable<KeyAct> Keys =>
        Areas
            .Append(Settings)
            .Append(Self)
            .Append(Notices)
            .Select(item => new KeyAct(
                "go-" + item.Key,
                $"g {item.Letter}",
                KeyScope.Everywhere,
                KeyDeed.Go,
                () => item.Label,
                item.Href,
                item.Needs
            ));
}
