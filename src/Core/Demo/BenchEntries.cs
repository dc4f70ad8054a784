using Rapport.Search;

namespace Rapport.Demo;

/// <summary>What search knows of a benchmark firm, in the words that search itself would use.</summary>
internal static class BenchEntries
{
    private const long Random = uint.MaxValue;

    public static IEnumerable<SearchEntry> Of(BenchRows rows)
    {
        var n = 0L;
        var names = rows.Clients().ToDictionary(c => c.Id, c => c.Name);
        var clients = rows.Clients()
            .Zip(rows.Addresses(), (c, a) => Said.Of(c, new ClientTexts([a.City, a.Country]), []));
        var contacts = rows.Contacts()
            .Zip(rows.Points(), (c, p) => Said.Of(c, [p], names[c.ClientId!.Value], []));
        // Where a place is drawn at random it is counted here: never twice the same, and the same every time.
        return clients
            .Concat(contacts)
            .Concat(rows.Interactions().Select(Said.Of))
            .Select(e => e.AtPlace((e.Place & ~Random) | ++n));
    }
}
