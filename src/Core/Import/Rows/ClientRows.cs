using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Import.Reading;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as clients: matched by (system, external id), else by folded name unless the websites or the ids of the same
/// system differ. A parent is linked when all rows are in, so that it may stand anywhere in the file.
/// </summary>
internal sealed class ClientRows(Batch batch) : IRows
{
    private readonly Owners owners = new(batch);
    private readonly List<Client> known = [];
    private ILookup<Guid?, Address> addresses = null!;
    private ILookup<Guid?, ClientTag> tags = null!;
    private ILookup<Guid?, Seat> seats = null!;
    private Dictionary<Guid, string> parents = [];
    private ILookup<string, Client> byName = null!;
    private Dictionary<(string, string), Client> byId = [];

    public static StageChange FirstStage(Client client, Batch batch) =>
        new()
        {
            ClientId = client.Id,
            To = client.Stage,
            At = batch.Now,
            ByColleagueId = batch.Db.Viewer.ColleagueId,
        };

    public async Task Decide(CancellationToken cancel)
    {
        await Load(cancel);
        foreach (var row in batch.Drafts)
        {
            Decide(row);
        }
    }

    private static string? NameOf(Draft row) =>
        row.Cells.Raw(ClientFields.Name) ?? row.Cells.Raw(ClientFields.LegalName);

    /// <summary>The id that the source system gave it; a foreign customer number is one too, ours (C-1042) is not.</summary>
    private (string System, string Id)? SourceOf(Draft row)
    {
        var id =
            row.Cells.Raw(ClientFields.ExternalId)
            ?? (OurNumber(row) is null ? row.Cells.Raw(ClientFields.Number) : null);
        return id is null or { Length: > 200 }
            ? null
            : (
                row.Cells.Raw(ClientFields.System) ?? batch.Import.System ?? Import.DefaultSystem,
                id
            );
    }

    private static long? OurNumber(Draft row) =>
        row.Cells.Raw(ClientFields.Number) is { } text
        && text.StartsWith("C-", StringComparison.Ordinal)
        && long.TryParse(
            text.AsSpan(2),
            System.Globalization.NumberStyles.None,
            null,
            out var number
        )
            ? number
            : null;

    private async Task Load(CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        var names = rows.Select(NameOf).OfType<string>().Select(Folded.Key).Distinct().ToList();
        known.AddRange(
            await db.Set<Client>().Where(c => names.Contains(c.NameKey)).ToListAsync(cancel)
        );
        byName = known.ToLookup(c => c.NameKey);
        foreach (
            var system in rows.Select(SourceOf)
                .OfType<(string System, string Id)>()
                .GroupBy(s => s.System, s => s.Id)
        )
        {
            var ids = system.Distinct().ToList();
            known.AddRange(
                await db.Set<Client>()
                    .Where(c => c.System == system.Key && ids.Contains(c.ExternalId!))
                    .ToListAsync(cancel)
            );
        }
        byId = known
            .Where(c => c is { System: not null, ExternalId: not null })
            .DistinctBy(c => c.Id)
            .ToDictionary(c => (c.System!, c.ExternalId!));
        await batch.LoadKeys(
            rows.SelectMany(r => new[] { NameKey(r), IdKey(r) }.OfType<string>()),
            cancel
        );
        var found = known.Select(c => c.Id).Distinct().ToList();
        await batch.LoadSeen(found, cancel);
        var at = found.Select(i => (Guid?)i).ToList();
        addresses = (
            await db.Set<Address>()
                .Where(a => at.Contains(a.ClientId))
                .OrderBy(a => a.Position)
                .ToListAsync(cancel)
        ).ToLookup(a => a.ClientId);
        tags = (
            batch.Plan.Has(ClientFields.Tags)
                ? await db.Set<ClientTag>().Where(t => at.Contains(t.ClientId)).ToListAsync(cancel)
                : []
        ).ToLookup(t => t.ClientId);
        seats = (
            batch.Plan.Has(ClientFields.Owner)
                ? await db.Set<Seat>()
                    .AsNoTracking()
                    .Where(s =>
                        at.Contains(s.ClientId)
                        && s.Until == null
                        && s.Role == SeatRole.AccountManager
                    )
                    .ToListAsync(cancel)
                : []
        ).ToLookup(s => s.ClientId);
        await owners.Load(rows.SelectMany(r => r.Cells.Raws(ClientFields.Owner)), cancel);
        var above = known.Select(c => c.ParentId).OfType<Guid>().Distinct().ToList();
        parents = batch.Plan.Has(ClientFields.Parent)
            ? await db.Set<Client>()
                .Where(c => above.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, c => c.NameKey, cancel)
            : [];
    }

    private string? NameKey(Draft row) =>
        NameOf(row) is { } name && SourceOf(row) is null ? ClientNames.Key(Folded.Key(name)) : null;

    private string? IdKey(Draft row) =>
        SourceOf(row) is { } source ? $"client-id:{source.System}\n{source.Id}" : null;

    private void Decide(Draft row)
    {
        row.Kind = nameof(Client);
        row.Label = NameOf(row);
        if (
            row.Cells.Text(ClientFields.Name, Client.NameLength) is null
            && row.Cells.Text(ClientFields.LegalName, Client.NameLength) is null
        )
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        var (match, id) = Match(row);
        if (row.Fate == Fate.Refused)
        {
            return;
        }
        if (id is { } found && batch.IsSecond(row, found))
        {
            return;
        }
        if (match is not null)
        {
            Change(row, match);
        }
        else
        {
            Add(row);
        }
    }

    private (Client? Client, Guid? Id) Match(Draft row)
    {
        var source = SourceOf(row);
        if (source is { } s && byId.TryGetValue((s.System, s.Id), out var same))
        {
            return (same, same.Id);
        }
        if (IdKey(row) is { } idKey && batch.Made(idKey) is { } earlier)
        {
            return (null, earlier);
        }
        var host = Host(row.Cells.Raw(ClientFields.Website));
        var alike = byName[Folded.Key(NameOf(row)!)]
            .Where(c => source is null || c.ExternalId is null || c.System != source.Value.System)
            .Where(c => host is null || Host(c.Website) is null || Host(c.Website) == host)
            .ToList();
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

    internal static string? Host(string? website)
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

    private void Add(Draft row)
    {
        var source = SourceOf(row);
        var client = new Client
        {
            Name =
                row.Cells.Text(ClientFields.Name, Client.NameLength)
                ?? row.Cells.Text(ClientFields.LegalName, Client.NameLength)!,
            CreatedAt = batch.Now,
            StageSince = batch.Now,
            System = source?.System,
            ExternalId = source?.Id,
        };
        client.NameKey = Folded.Key(client.Name);
        ClientValues.Fill(client, row.Cells, batch.Today);
        client.Stage = row.Cells.OneOf(ClientFields.Stage, Enums.Stage) ?? client.Stage;
        batch.Add(row, client, client.Name, Client.Added, client.Id);
        batch.Db.Add(FirstStage(client, batch));
        if (ClientValues.Place(row.Cells) is { } place)
        {
            var address = new Address { ClientId = client.Id };
            ClientValues.Fill(address, place);
            batch.Db.Add(address);
        }
        foreach (var (position, tag) in ClientValues.Tags(row.Cells).Index())
        {
            batch.Db.Add(Tag(client.Id, tag, position));
        }
        TakeSeat(row, client.Id);
        row.Pending = row.Cells.Raw(ClientFields.Parent);
        batch.Remember(ClientNames.Key(client.NameKey), client.Id);
        if (IdKey(row) is { } key)
        {
            batch.Remember(key, client.Id);
        }
    }

    private void Change(Draft row, Client client)
    {
        var cells = row.Cells;
        if (
            cells.Text(ClientFields.Name, Client.NameLength) is { } name
            && Folded.Key(name) != client.NameKey
        )
        {
            (client.Name, client.NameKey) = (name, Folded.Key(name));
        }
        if (SourceOf(row) is { } source && client.ExternalId is null)
        {
            // Set once, by whoever knows it first: the row's own setter is for those who make it.
            batch.Db.Entry(client).Property(c => c.System).CurrentValue = source.System;
            batch.Db.Entry(client).Property(c => c.ExternalId).CurrentValue = source.Id;
        }
        ClientValues.Fill(client, cells, batch.Today);
        Move(client, cells.OneOf(ClientFields.Stage, Enums.Stage));
        var address = addresses[client.Id].FirstOrDefault();
        if (ClientValues.Place(cells) is { } place)
        {
            if (address is null)
            {
                address = new Address { ClientId = client.Id };
                batch.AddBeside(row, address, client.Name, null, null);
            }
            ClientValues.Fill(address, place);
        }
        var had = tags[client.Id].Select(t => t.TextKey).ToHashSet();
        foreach (var tag in ClientValues.Tags(cells).Where(t => !had.Contains(Folded.Key(t))))
        {
            batch.AddBeside(row, Tag(client.Id, tag, had.Count), tag, null, null);
            had.Add(Folded.Key(tag));
        }
        TakeSeat(row, client.Id);
        batch.Settle(
            row,
            client,
            client.Name,
            Client.Changed,
            client.Id,
            address is null ? [] : [address]
        );
        var parent = cells.Raw(ClientFields.Parent);
        row.Pending =
            parent is not null
            && (
                client.ParentId is not { } current
                || parents.GetValueOrDefault(current) != Folded.Key(parent)
            )
                ? parent
                : null;
    }

    private void Move(Client client, Stage? to)
    {
        if (to is not { } stage || stage == client.Stage)
        {
            return;
        }
        batch.Db.Add(
            new StageChange
            {
                ClientId = client.Id,
                From = client.Stage,
                To = stage,
                At = batch.Now,
                ByColleagueId = batch.Db.Viewer.ColleagueId,
            }
        );
        (client.Stage, client.StageSince) = (stage, batch.Now);
    }

    private static ClientTag Tag(Guid clientId, string text, int position) =>
        new()
        {
            ClientId = clientId,
            Text = text,
            TextKey = Folded.Key(text),
            Position = position,
        };

    /// <summary>The owner takes the account manager's seat where nobody holds it.</summary>
    private void TakeSeat(Draft row, Guid clientId)
    {
        if (row.Cells.Raw(ClientFields.Owner) is not { } owner || seats[clientId].Any())
        {
            return;
        }
        var seat = new Seat
        {
            ClientId = clientId,
            ColleagueId = owners.FindOrMake(owner, Roles.AccountManager, row),
            Role = SeatRole.AccountManager,
            Since = batch.Today,
        };
        batch.AddBeside(row, seat, owner, Seat.Taken, clientId);
    }
}
