using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Search;

namespace Rapport.Web.Contacts;

/// <summary>Entries of her clients that hold a half of somebody's name: hers, or another's, only a reader can tell.</summary>
internal static class Halves
{
    private const int Most = 50;

    public static async Task<IReadOnlyList<SearchHit>> Of(
        Db db,
        ContactRecord contact,
        CancellationToken cancel
    )
    {
        var hits = new List<SearchHit>();
        var said = contact.Details;
        var halves = NameHalves.Of(said.GivenName, said.FamilyName, said.Name ?? "");
        var clients = new[] { said.ClientId, contact.CameFrom?.ClientId, contact.NowAt?.ClientId };
        foreach (var client in clients.OfType<Guid>().Distinct())
        {
            foreach (var half in halves.All)
            {
                hits.AddRange(
                    await Rapport.Search.Search.Find(
                        db,
                        half,
                        new SearchScope([SearchKind.Interaction], client),
                        null,
                        Most,
                        cancel
                    )
                );
            }
        }
        return [.. hits.DistinctBy(h => h.Id).OrderByDescending(h => h.At)];
    }
}
