using Rapport.Web.Keys;

namespace Rapport.Web.Clients;

/// <summary>The keys of a client's pages: each part of the record has one.</summary>
internal static class ClientKeys
{
    /// <summary>By which the tab of a part is marked.</summary>
    public static string Part(string part) => $"client-{(part.Length == 0 ? "handbook" : part)}";

    public static IReadOnlyList<KeyAct> All =>
        [
            Tab("", "h", () => ClientWords.Handbook),
            Tab("timeline", "t", () => ClientWords.Timeline),
            Tab("people", "p", () => ClientWords.People),
            Tab("opportunities", "o", () => Shared.SharedWords.Opportunities),
            Tab("seats", "r", () => ClientWords.OurTeam),
            Tab("details", "d", () => ClientWords.Details),
        ];

    private static KeyAct Tab(string part, string keys, Func<string> label) =>
        new(Part(part), keys, KeyScope.Record, KeyDeed.Press, label);
}
