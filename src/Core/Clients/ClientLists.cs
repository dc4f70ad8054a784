using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>Replaces the lists of a client: a row that is given again stays itself, one that is not is removed.</summary>
internal static class ClientLists
{
    private const int Most = 200;

    public static async Task Fill(
        Db db,
        Client client,
        ClientDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        var id = client.Id;
        await Replace<AddressDetails, Address>(
            db,
            id,
            "addresses",
            said.Addresses,
            d => d.Id,
            (d, f, row) => d.Row(id, f, faults, row),
            faults,
            cancel
        );
        await Replace<BillingDetails, BillingEntity>(
            db,
            id,
            "billingEntities",
            said.BillingEntities,
            d => d.Id,
            (d, f, row) => d.Row(id, f, faults, row),
            faults,
            cancel
        );
        await Replace<ValueDetails, ClientValue>(
            db,
            id,
            "values",
            said.Values,
            d => d.Id,
            (d, f, row) => d.Row(id, f, faults, row),
            faults,
            cancel
        );
        await Replace<CriterionDetails, WinningCriterion>(
            db,
            id,
            "winningCriteria",
            said.WinningCriteria,
            d => d.Id,
            (d, f, row) => d.Row(id, f, faults, row),
            faults,
            cancel
        );
        await Replace<AvoidedDetails, AvoidedTopic>(
            db,
            id,
            "avoidedTopics",
            said.AvoidedTopics,
            d => d.Id,
            (d, f, row) => d.Row(id, f, faults, row),
            faults,
            cancel
        );
        await Tags(db, id, said.Tags, faults, cancel);
    }

    private static async Task Replace<TSaid, TRow>(
        Db db,
        Guid clientId,
        string field,
        IReadOnlyList<TSaid>? said,
        Func<TSaid, Guid?> id,
        Func<TSaid, string, TRow?, TRow> fill,
        Faults faults,
        CancellationToken cancel
    )
        where TRow : ClientPart
    {
        if (said is null)
        {
            return;
        }
        faults.If(said.Count > Most, field, Fault.TooLarge);
        var before = await db.Set<TRow>().Where(r => r.ClientId == clientId).ToListAsync(cancel);
        var kept = new HashSet<Guid>();
        foreach (var (position, one) in said.Take(Most).Index())
        {
            var row = before.Find(r => r.Id == id(one));
            var filled = fill(one, $"{field}[{position}]", row);
            filled.Position = position;
            kept.Add(filled.Id);
            if (row is null)
            {
                db.Add(filled);
            }
        }
        db.RemoveRange(before.Where(r => !kept.Contains(r.Id)));
    }

    /// <summary>A tag is itself by its folded text, not by an id.</summary>
    private static async Task Tags(
        Db db,
        Guid clientId,
        IReadOnlyList<string>? said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said is null)
        {
            return;
        }
        var texts = said.Select(t => faults.Text("tags", t, 60))
            .OfType<string>()
            .DistinctBy(Folded.Key)
            .ToList();
        faults.If(texts.Count > Most, "tags", Fault.TooLarge);
        var before = await db.Set<ClientTag>()
            .Where(t => t.ClientId == clientId)
            .ToListAsync(cancel);
        foreach (var (position, text) in texts.Index())
        {
            var key = Folded.Key(text);
            var tag = before.Find(t => t.TextKey == key);
            if (tag is null)
            {
                tag = new ClientTag
                {
                    ClientId = clientId,
                    Text = text,
                    TextKey = key,
                };
                db.Add(tag);
            }
            tag.Position = position;
        }
        db.RemoveRange(before.Where(t => !texts.Exists(x => Folded.Key(x) == t.TextKey)));
    }
}
