using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>What can be done with clients. Every act loads inside the viewer's walls: what is not seen is not found.</summary>
public sealed class Clients(Db db)
{
    /// <summary>Adds a client; a colleague before whom walls stand takes the account manager's seat, or would lose sight of it.</summary>
    public async Task<Result<Client>> Add(ClientDetails said, CancellationToken cancel = default)
    {
        var faults = new Faults();
        var now = db.Now;
        var client = new Client
        {
            Name = "",
            CreatedAt = now,
            StageSince = now,
        };
        client.Fill(said, faults, Today);
        await SetParent(client, said.ParentId, faults, cancel);
        await ClientLists.Fill(db, client, said, faults, cancel);
        await CustomValues.Fill(db, client, said.Fields, Spoken.Added, faults, cancel);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        db.Add(client);
        db.Add(
            new StageChange
            {
                ClientId = client.Id,
                To = client.Stage,
                At = now,
                ByColleagueId = db.Viewer.ColleagueId,
            }
        );
        if (!db.Viewer.SeesAll && db.Viewer.ColleagueId is { } colleague)
        {
            db.Add(
                new Seat
                {
                    ClientId = client.Id,
                    ColleagueId = colleague,
                    Role = SeatRole.AccountManager,
                    Since = Today,
                }
            );
        }
        db.Raise(Client.Added, client, client.Id);
        return await db.Commit(cancel) is { } refusal ? refusal : client;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Client>> Change(
        Guid id,
        ClientDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } client)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != client.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        client.Fill(said, faults, Today);
        await SetParent(client, said.ParentId, faults, cancel);
        await ClientLists.Fill(db, client, said, faults, cancel);
        await CustomValues.Fill(db, client, said.Fields, Spoken.Whole, faults, cancel);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Touch(client);
            db.Raise(Client.Changed, client, client.Id);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : client;
    }

    /// <summary>Moves the client to a stage of its life cycle; being there already changes nothing.</summary>
    public async Task<Result<Client>> Move(
        Guid id,
        Stage? to,
        string? reason,
        int? version = null,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } client)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != client.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        faults.If(to is null, "to", Fault.Required);
        var why = faults.Text("reason", reason, Client.TextLength, required: to == Stage.Lapsed);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        if (client.Stage == to)
        {
            return client;
        }
        var now = db.Now;
        db.Add(
            new StageChange
            {
                ClientId = id,
                From = client.Stage,
                To = to!.Value,
                At = now,
                ByColleagueId = db.Viewer.ColleagueId,
                Reason = why,
            }
        );
        (client.Stage, client.StageSince) = (to.Value, now);
        db.Raise(Client.Moved, client, id);
        return await db.Commit(cancel) is { } refusal ? refusal : client;
    }

    /// <summary>Says how far we live up to one of the client's values, and what shows it.</summary>
    public async Task<Result<Client>> Rate(
        Guid id,
        Guid valueId,
        Compliance compliance,
        string? evidence,
        CancellationToken cancel = default
    )
    {
        if (
            await Load(id, cancel) is not { } client
            || await db.Set<ClientValue>()
                .FirstOrDefaultAsync(v => v.Id == valueId && v.ClientId == id, cancel)
                is not { } value
        )
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        var shown = faults.Text("evidence", evidence, Client.TextLength);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        if (value.Compliance != compliance || value.Evidence != shown)
        {
            (value.Compliance, value.Evidence) = (compliance, shown);
            db.Touch(client);
            db.Raise(Client.Changed, client, id);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : client;
    }

    private LocalDate Today => db.Now.InUtc().Date;

    private Task<Client?> Load(Guid id, CancellationToken cancel) =>
        db.Set<Client>().FirstOrDefaultAsync(c => c.Id == id, cancel);

    /// <summary>
    /// A parent is a client that the viewer sees, and never one of its own children. One that they do not see they cannot
    /// name either: it stays until they name another.
    /// </summary>
    private async Task SetParent(
        Client client,
        Guid? parentId,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (
            parentId == client.ParentId
            || (parentId is null && !await ClientRecords.Sees(db, client.ParentId!.Value, cancel))
        )
        {
            return;
        }
        client.ParentId = parentId;
        var seen = new HashSet<Guid> { client.Id };
        for (var above = parentId; above is { } id; )
        {
            if (!seen.Add(id))
            {
                faults.Add("parentId", Fault.Circular);
                return;
            }
            var found = await db.Set<Client>()
                .Where(c => c.Id == id)
                .Select(c => new { c.ParentId })
                .FirstOrDefaultAsync(cancel);
            faults.If(found is null && id == parentId, "parentId", Fault.Unknown);
            above = found?.ParentId;
        }
    }
}
