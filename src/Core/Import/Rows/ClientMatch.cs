using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Finds the client that a row speaks of: by (system, external id), else by folded name unless the websites or the ids
/// of the same system differ.
/// </summary>
internal sealed class ClientMatch(Batch batch)
{
    private readonly List<Client> known = [];
    private ILookup<string, Client> byName = null!;
    private Dictionary<(string System, string Id), Client> byId = [];

    /// <summary>All that the rows may speak of.</summary>
    public IReadOnlyList<Client> Known => known;

    public static string? NameOf(Draft row) =>
        row.Cells.Raw(ClientFields.Name) ?? row.Cells.Raw(ClientFields.LegalName);

    /// <summary>The id that the source system gave it; a foreign customer number is one too, ours (C-1042) is not.</summary>
    public (string System, string Id)? SourceOf(Draft row)
    {
        var id =
            row.Cells.Raw(ClientFields.ExternalId)
            ?? (OurNumber(row) is null ? row.Cells.Raw(ClientFields.Number) : null);
        return id is null or { Length: > 200 }
            ? null
            : (row.Cells.Raw(ClientFields.System) ?? batch.System, id);
    }

    public async Task Load(CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        var names = rows.Select(NameOf).OfType<string>().Select(Folded.Key).Distinct().ToList();
        known.AddRange(
            await db.Set<Client>().Where(c => names.Contains(c.NameKey)).ToListAsync(cancel)
        );
        byName = known.ToLookup(c => c.NameKey);
        byId = await Sources.Find(db, db.Set<Client>(), rows.Select(SourceOf), cancel);
        known.AddRange(byId.Values.Except(known).Distinct().ToList());
        await batch.LoadKeys(
            rows.SelectMany(r => new[] { NameKey(r), IdKey(r) }.OfType<string>()),
            cancel
        );
        await batch.LoadSeen(known.Select(c => c.Id), cancel);
    }

    /// <summary>The client that is there, or the id of the one that an earlier row made; the row is refused where several may be meant.</summary>
    public (Client? Client, Guid? Id) Of(Draft row)
    {
        var source = SourceOf(row);
        if (source is { } s && byId.TryGetValue(s, out var same))
        {
            return (same, same.Id);
        }
        if (IdKey(row) is { } idKey && batch.Made(idKey) is { } earlier)
        {
            return (null, earlier);
        }
        var host = Host(row.Cells.Raw(ClientFields.Website));
        var alike = Called(row).Where(c => !IsElsewhere(c, host)).ToList();
        if (
            alike.Count > 1
            && OurNumber(row) is { } number
            && alike.Exists(c => c.Number == number)
        )
        {
            alike = [.. alike.Where(c => c.Number == number)];
        }
        if (alike.Count > 1 && host is not null && alike.Exists(c => Host(c.Website) == host))
        {
            alike = [.. alike.Where(c => Host(c.Website) == host)];
        }
        if (alike.Count > 1)
        {
            row.Refuse(RowReason.Ambiguous, NameOf(row));
            return (null, null);
        }
        return alike.Count == 1
            ? (alike[0], alike[0].Id)
            : (null, NameKey(row) is { } key ? batch.Made(key) : null);
    }

    /// <summary>Those of the row's name that only another website sets apart from it.</summary>
    public IEnumerable<Client> Apart(Draft row)
    {
        var host = Host(row.Cells.Raw(ClientFields.Website));
        return Called(row).Where(c => IsElsewhere(c, host)).OrderBy(c => c.Number);
    }

    private IEnumerable<Client> Called(Draft row)
    {
        var source = SourceOf(row);
        return byName[Folded.Key(NameOf(row)!)]
            .Where(c => source is null || c.ExternalId is null || c.System != source.Value.System);
    }

    private static bool IsElsewhere(Client client, string? host) =>
        host is not null && Host(client.Website) is { } other && other != host;

    public void Remember(Draft row, Client client)
    {
        batch.Remember(ClientNames.Key(client.NameKey), client.Id);
        if (IdKey(row) is { } key)
        {
            batch.Remember(key, client.Id);
        }
    }

    private static long? OurNumber(Draft row) =>
        row.Cells.Raw(ClientFields.Number) is { } text
        && text.StartsWith("C-", StringComparison.Ordinal)
        && long.TryParse(text.AsSpan(2), NumberStyles.None, null, out var number)
            ? number
            : null;

    private string? NameKey(Draft row) =>
        NameOf(row) is { } name && SourceOf(row) is null ? ClientNames.Key(Folded.Key(name)) : null;

    private string? IdKey(Draft row) =>
        SourceOf(row) is { } source ? ClientNames.Key(source) : null;

    private static string? Host(string? website)
    {
        if (
            website is null
            || !Uri.TryCreate(
                website.Contains("://", StringComparison.Ordinal) ? website : "https://" + website,
                UriKind.Absolute,
                out var uri
            )
        )
        {
            return null;
        }
        var host = uri.IdnHost.ToLowerInvariant();
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }
}
