using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.Values;

namespace Rapport.Reports;

/// <summary>What stands at the head of every page of one client: who it is, where it stands, its few figures.</summary>
/// <param name="Parent">Null when it has none, or one that the viewer does not see.</param>
/// <param name="People">Contacts who are there.</param>
/// <param name="EntriesThisYear">Those that hold, counted up to <see cref="MostCounted"/>.</param>
/// <param name="FirstEntry">When the history begins; null without any.</param>
public sealed record ClientHeading(
    Guid Id,
    string Number,
    string Name,
    string? Industry,
    Stage Stage,
    Tier Tier,
    string? City,
    string? Country,
    string? TimeZone,
    WeeklyHours? OpenHours,
    Guid? ParentId,
    string? Parent,
    Instant? LastInteraction,
    Instant? LastTouch,
    int People,
    int EntriesThisYear,
    Instant? FirstEntry,
    OpportunityFacts Opportunities
)
{
    public const int MostCounted = 1000;

    private sealed record Found(
        Client Client,
        string? Parent,
        string? City,
        string? Country,
        int People,
        int Entries,
        Instant? First
    );

    private static readonly Question<Guid, Instant, Found> Facts = new(
        (db, id, year) =>
            db.Set<Client>()
                .AsNoTracking()
                .Where(c => c.Id == id)
                .Select(c => new Found(
                    c,
                    db.Set<Client>()
                        .Where(p => p.Id == c.ParentId)
                        .Select(p => p.Name)
                        .FirstOrDefault(),
                    db.Set<Address>()
                        .Where(a => a.ClientId == id)
                        .OrderBy(a => a.Position)
                        .Select(a => a.City)
                        .FirstOrDefault(),
                    db.Set<Address>()
                        .Where(a => a.ClientId == id)
                        .OrderBy(a => a.Position)
                        .Select(a => a.Country)
                        .FirstOrDefault(),
                    db.Set<Contact>().Count(p => p.ClientId == id && p.Left == null),
                    // Beyond a number that says "often" counting would cost more, and tell no more.
                    db.Set<Interaction>()
                        .Where(i =>
                            i.ClientId == id && i.Occurred >= year && i.CorrectedById == null
                        )
                        .Take(MostCounted)
                        .Count(),
                    db.Set<Interaction>()
                        .Where(i => i.ClientId == id)
                        .OrderBy(i => i.Occurred)
                        .Select(i => (Instant?)i.Occurred)
                        .FirstOrDefault()
                ))
    );

    /// <summary>The heading in two statements; null when the viewer does not see the client.</summary>
    /// <param name="year">When the reader's year began.</param>
    public static async Task<ClientHeading?> Find(
        Db db,
        Guid id,
        Instant year,
        CancellationToken cancel
    ) => (await Read(db, id, year, cancel))?.Heading;

    /// <summary>The heading, and the row that it was made from.</summary>
    internal static async Task<(ClientHeading Heading, Client Client)?> Read(
        Db db,
        Guid id,
        Instant year,
        CancellationToken cancel
    )
    {
        var found = await Facts.First(db, id, year, cancel);
        if (found is null)
        {
            return null;
        }
        var c = found.Client;
        var heading = new ClientHeading(
            c.Id,
            ClientRecords.Number(c.Number),
            c.Name,
            c.Industry,
            c.Stage,
            c.Tier,
            found.City,
            found.Country,
            c.TimeZone,
            c.OpenHours,
            found.Parent is null ? null : c.ParentId,
            found.Parent,
            c.LastInteraction,
            c.LastTouch,
            found.People,
            found.Entries,
            found.First,
            await OpportunityFacts.Of(db, id, cancel)
        );
        return (heading, c);
    }
}

/// <summary>How much business is possible with a client.</summary>
/// <param name="All">Open, won and lost.</param>
/// <param name="Value">Of the open ones, one sum for each currency, since they have none together.</param>
public sealed record OpportunityFacts(int All, int Open, IReadOnlyList<Money> Value)
{
    private sealed record Group(OpportunityStage Stage, string? Currency, int Count, long? Sum);

    private static readonly Question<Guid, Group> Groups = new(
        (db, clientId) =>
            db.Set<Opportunity>()
                .Where(o => o.ClientId == clientId)
                .GroupBy(o => new { o.Stage, o.ValueCurrency })
                .Select(g => new Group(
                    g.Key.Stage,
                    g.Key.ValueCurrency,
                    g.Count(),
                    g.Sum(o => o.ValueMinor)
                ))
    );

    internal static async Task<OpportunityFacts> Of(Db db, Guid clientId, CancellationToken cancel)
    {
        var groups = await Groups.All(db, clientId, cancel);
        var open = groups
            .Where(g => g.Stage is not (OpportunityStage.Won or OpportunityStage.Lost))
            .ToList();
        return new(
            groups.Sum(g => g.Count),
            open.Sum(g => g.Count),
            [
                .. open.Where(g => g is { Currency: not null, Sum: > 0 })
                    .GroupBy(g => g.Currency!, StringComparer.Ordinal)
                    .Select(g => new Money(g.Sum(x => x.Sum!.Value), g.Key))
                    .OrderByDescending(m => m.Major),
            ]
        );
    }
}
