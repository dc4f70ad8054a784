using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as clients. A parent is linked when all rows are in, so that it may stand anywhere in the file.
/// </summary>
internal sealed class ClientRows(Batch batch) : IRows
{
    private static readonly string[] Whereabouts =
    [
        ClientFields.Street,
        ClientFields.PostalCode,
        ClientFields.City,
        ClientFields.Region,
        ClientFields.Country,
    ];

    private readonly ClientMatch match = new(batch);
    private readonly ClientSeats seats = new(batch);
    private readonly OwnColumns<Client> own = new(batch);
    private readonly IReadOnlyList<IPartColumn> columns = ClientColumns.All(batch);
    private ILookup<Guid?, Address> addresses = null!;
    private ILookup<Guid?, ClientTag> tags = null!;
    private Dictionary<Guid, Client> parents = [];

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
        await match.Load(cancel);
        await Load(cancel);
        foreach (var row in batch.Drafts)
        {
            Decide(row);
        }
    }

    /// <summary>The parts of those that are there, as far as the file says anything of them.</summary>
    private async Task Load(CancellationToken cancel)
    {
        var db = batch.Db;
        var at = match.Known.Select(c => (Guid?)c.Id).Distinct().ToList();
        addresses = (
            Whereabouts.Any(batch.Plan.Has)
                ? await db.Set<Address>()
                    .Where(a => at.Contains(a.ClientId))
                    .OrderBy(a => a.Position)
                    .ToListAsync(cancel)
                : []
        ).ToLookup(a => a.ClientId);
        tags = (
            batch.Plan.Has(ClientFields.Tags)
                ? await db.Set<ClientTag>().Where(t => at.Contains(t.ClientId)).ToListAsync(cancel)
                : []
        ).ToLookup(t => t.ClientId);
        foreach (var column in columns)
        {
            await column.Load(at, cancel);
        }
        await seats.Load(at, cancel);
        await own.Load(match.Known.Select(c => c.Id), cancel);
        var above = match.Known.Select(c => c.ParentId).OfType<Guid>().Distinct().ToList();
        parents = batch.Plan.Has(ClientFields.Parent)
            ? await db.Set<Client>()
                .AsNoTracking()
                .Where(c => above.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, cancel)
            : [];
    }

    private void Decide(Draft row)
    {
        row.Kind = nameof(Client);
        row.Label = ClientMatch.NameOf(row);
        if (
            row.Cells.Text(ClientFields.Name, Client.NameLength) is null
            && row.Cells.Text(ClientFields.LegalName, Client.NameLength) is null
        )
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        var (client, id) = match.Of(row);
        if (
            row.Fate == Fate.Refused
            || (
                id is { } found
                && batch.IsSecond(row, found, bare: row.Cells.SayOnly(ClientFields.Name))
            )
        )
        {
            return;
        }
        if (client is not null)
        {
            Change(row, client);
        }
        else
        {
            Add(row);
        }
    }

    private void Add(Draft row)
    {
        var source = match.SourceOf(row);
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
        TakeParts(row, client);
        own.Take(row, client);
        row.Pending = ParentOf(row).Kept;
        NoteAlike(row);
        match.Remember(row, client);
    }

    /// <summary>The same name in the same city may be the same firm after all, whatever its website.</summary>
    private void NoteAlike(Draft row)
    {
        if (
            row.Cells.Raw(ClientFields.City) is { } city
            && match
                .Apart(row)
                .FirstOrDefault(c =>
                    addresses[c.Id].Any(a => a.City is { } at && Folded.Key(at) == Folded.Key(city))
                )
                is { } client
        )
        {
            row.Note(RowReason.MayBe, $"{client.Name}\n{ClientRecords.Number(client.Number)}");
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
        if (
            match.SourceOf(row) is { } source
            && client.ExternalId is null
            && !Sources.IsOwn(source, client)
        )
        {
            // Set once, by whoever knows it first: the row's own setter is for those who make it.
            batch.Db.Entry(client).Property(c => c.System).CurrentValue = source.System;
            batch.Db.Entry(client).Property(c => c.ExternalId).CurrentValue = source.Id;
        }
        ClientValues.Fill(client, cells, batch.Today);
        Move(client, cells.OneOf(ClientFields.Stage, Enums.Stage));
        var parts = new List<Data.Row>();
        if (ClientValues.Place(cells) is { } place)
        {
            if (addresses[client.Id].FirstOrDefault() is { } address)
            {
                parts.Add(address);
            }
            else
            {
                address = new Address { ClientId = client.Id };
                batch.AddPart(row, address, client.Name);
            }
            ClientValues.Fill(address, place);
        }
        var had = tags[client.Id].Select(t => t.TextKey).ToHashSet();
        foreach (var tag in ClientValues.Tags(cells).Where(t => !had.Contains(Folded.Key(t))))
        {
            batch.AddPart(row, Tag(client.Id, tag, had.Count), tag);
            had.Add(Folded.Key(tag));
        }
        parts.AddRange(TakeParts(row, client));
        parts.AddRange(own.Take(row, client));
        batch.Settle(row, client, client.Name, Client.Changed, client.Id, parts);
        row.Pending = Pending(ParentOf(row), client);
    }

    private List<Data.Row> TakeParts(Draft row, Client client)
    {
        var touched = columns.SelectMany(c => c.Take(row, client.Id)).ToList();
        seats.Take(row, client.Id);
        return touched;
    }

    private ClientSaid ParentOf(Draft row) =>
        row.Cells.Raw(ClientFields.Parent) is null
            ? default
            : ClientSaid.Of(row, batch, ClientFields.Parent, ClientFields.ParentKey);

    /// <summary>The parent that is to be linked; null where the client has it already.</summary>
    private string? Pending(ClientSaid said, Client client)
    {
        if (client.ParentId is not { } id || parents.GetValueOrDefault(id) is not { } parent)
        {
            return said.Kept;
        }
        var has = said.Key is { } key
            ? key == (parent.System, parent.ExternalId) || Sources.IsOwn(key, parent)
            : said.Name is { } name && Folded.Key(name) == parent.NameKey;
        return has ? null : said.Kept;
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
}
