using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Keys;

/// <summary>Everything that can be done by key. A screen with keys of its own adds its list here.</summary>
public static class KeyActs
{
    public static IEnumerable<KeyAct> Of(Me me) => All.Where(a => me.May(a.Needs));

    private static IEnumerable<KeyAct> All =>
        [
            .. Everywhere,
            .. Navigation.Keys,
            .. Beginnings,
            .. Lists,
            .. Records,
            .. ClientKeys.All,
            .. Forms,
        ];

    private static IReadOnlyList<KeyAct> Everywhere =>
        [
            new("palette", "Mod+k", KeyScope.Everywhere, KeyDeed.Run, () => KeyWords.Palette),
            new("search", "/", KeyScope.Everywhere, KeyDeed.Press, () => KeyWords.Search),
            new(
                "capture",
                "c",
                KeyScope.Everywhere,
                KeyDeed.Press,
                () => KeyWords.Capture,
                Needs: Act.Capture
            ),
            new("help", "?", KeyScope.Everywhere, KeyDeed.Run, () => KeyWords.Help),
        ];

    /// <summary>Without keys until somebody gives them some: the palette knows them.</summary>
    private static IReadOnlyList<KeyAct> Beginnings =>
        [
            Begin("addClient", () => KeyWords.AddClient, "/clients/new", Act.AddClient),
            Begin("addContact", () => KeyWords.AddContact, "/contacts/new", Act.ChangeContact),
            Begin(
                "addOpportunity",
                () => KeyWords.AddOpportunity,
                "/opportunities/new",
                Act.ChangeOpportunity
            ),
            Begin("addCommitment", () => KeyWords.AddCommitment, "/commitments/new", Act.Owe),
            Begin("addMeeting", () => KeyWords.AddMeeting, "/meetings/new", Act.Meet),
            Begin("addDashboard", () => KeyWords.AddDashboard, "/dashboards/new", Act.Look),
        ];

    private static KeyAct Begin(string name, Func<string> label, string address, Act needs) =>
        new(name, "", KeyScope.Everywhere, KeyDeed.Go, label, address, needs);

    private static IReadOnlyList<KeyAct> Lists =>
        [
            new("nextRow", "j", KeyScope.List, KeyDeed.Run, () => KeyWords.NextRow),
            new("previousRow", "k", KeyScope.List, KeyDeed.Run, () => KeyWords.PreviousRow),
            new("selectRow", "x", KeyScope.List, KeyDeed.Run, () => KeyWords.SelectRow),
            new("changeCell", "F2", KeyScope.List, KeyDeed.Run, () => KeyWords.ChangeCell),
            new("rowAct", "a", KeyScope.List, KeyDeed.Run, () => KeyWords.RowAct),
            new("filterList", "f", KeyScope.List, KeyDeed.Run, () => KeyWords.FilterList),
            new("sortList", "s", KeyScope.List, KeyDeed.Run, () => KeyWords.SortList),
            new("add", "n", KeyScope.List, KeyDeed.Press, () => KeyWords.Add),
        ];

    private static IReadOnlyList<KeyAct> Records =>
        [
            new("edit", "e", KeyScope.Record, KeyDeed.Run, () => KeyWords.Edit),
            new("nextRecord", "]", KeyScope.Record, KeyDeed.Run, () => KeyWords.NextRecord),
            new("previousRecord", "[", KeyScope.Record, KeyDeed.Run, () => KeyWords.PreviousRecord),
            new("backToList", "u", KeyScope.Record, KeyDeed.Run, () => KeyWords.BackToList),
        ];

    private static IReadOnlyList<KeyAct> Forms =>
        [new("send", "Mod+Enter", KeyScope.Form, KeyDeed.Run, () => KeyWords.Send)];
}
