using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Offers;

/// <param name="Text">Begins the name or a word of it, folded.</param>
/// <param name="Open">Neither won nor lost.</param>
public sealed record OpportunityFilter(
    Guid? ClientId = null,
    OpportunityStage? Stage = null,
    Guid? OwnerId = null,
    string? Text = null,
    bool Open = false
)
{
    public bool Narrows =>
        Stage is not null || OwnerId is not null || !string.IsNullOrWhiteSpace(Text) || Open;
}

/// <summary>Where a list goes on: the newest stand first, by their ids, which are in the order of their making.</summary>
public sealed record OpportunityPlace(Guid Id);

/// <param name="Number">As people say it: O-1042.</param>
/// <param name="Client">Null when there is none.</param>
/// <param name="ClientNamed">What an import named as the client and nobody of ours is called.</param>
public sealed record OpportunityRecord(
    Guid Id,
    string Number,
    int Version,
    string Name,
    Guid? ClientId,
    string? Client,
    string? ClientNamed,
    Guid? OwnerId,
    string? Owner,
    OpportunityStage Stage,
    MoneyDetails? Value,
    LocalDate? Opened,
    LocalDate? Closed,
    string? Product,
    Instant CreatedAt,
    string? System,
    string? ExternalId
)
{
    public OpportunityDetails Details =>
        new()
        {
            Name = Name,
            ClientId = ClientId,
            OwnerId = OwnerId,
            Stage = Stage,
            Value = Value,
            Opened = Opened,
            Closed = Closed,
            Product = Product,
        };
}

/// <summary>Opportunities as lists and as records.</summary>
public static class OpportunityList
{
    public static async Task<IReadOnlyList<OpportunityRecord>> Page(
        Db db,
        OpportunityFilter filter,
        OpportunityPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var found = Filtered(db, filter);
        if (after is not null)
        {
            found = found.Where(o => o.Id.CompareTo(after.Id) < 0);
        }
        return await Records(db, found.OrderByDescending(o => o.Id).Take(limit))
            .ToListAsync(cancel);
    }

    public static Task<OpportunityRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        Records(db, db.Set<Opportunity>().AsNoTracking().Where(o => o.Id == id))
            .FirstOrDefaultAsync(cancel);

    public static Task<int> Count(Db db, OpportunityFilter filter, CancellationToken cancel) =>
        Filtered(db, filter).CountAsync(cancel);

    private static IQueryable<Opportunity> Filtered(Db db, OpportunityFilter filter)
    {
        var found = db.Set<Opportunity>().AsNoTracking();
        if (filter.ClientId is { } client)
        {
            found = found.Where(o => o.ClientId == client);
        }
        if (filter.Stage is { } stage)
        {
            found = found.Where(o => o.Stage == stage);
        }
        if (filter.Open)
        {
            found = found.Where(o =>
                o.Stage != OpportunityStage.Won && o.Stage != OpportunityStage.Lost
            );
        }
        if (filter.OwnerId is { } owner)
        {
            found = found.Where(o => o.OwnerId == owner);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var (start, word) = (Folded.Key(filter.Text), " " + Folded.Key(filter.Text));
            found = found.Where(o => o.NameKey.StartsWith(start) || o.NameKey.Contains(word));
        }
        return found;
    }

    private static IQueryable<OpportunityRecord> Records(Db db, IQueryable<Opportunity> found) =>
        found.Select(o => new OpportunityRecord(
            o.Id,
            "O-" + o.Number,
            o.Version,
            o.Name,
            o.ClientId,
            db.Set<Client>().Where(c => c.Id == o.ClientId).Select(c => c.Name).FirstOrDefault(),
            o.ClientNamed,
            o.OwnerId,
            db.Set<Colleague>().Where(c => c.Id == o.OwnerId).Select(c => c.Name).FirstOrDefault(),
            o.Stage,
            o.ValueMinor == null ? null : new MoneyDetails(o.ValueMinor.Value, o.ValueCurrency!),
            o.Opened,
            o.Closed,
            o.Product,
            o.CreatedAt,
            o.System,
            o.ExternalId
        ));
}
