using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Handovers;

/// <summary>Why somebody is proposed.</summary>
public enum ProposedAs
{
    /// <summary>She is the backup at this client.</summary>
    Backup,

    /// <summary>She has another seat there.</summary>
    Seat,

    /// <summary>She stands in where the leaver is away.</summary>
    Substitute,

    /// <summary>She leads the leaver's unit.</summary>
    Lead,
}

/// <summary>Who could take over, and why.</summary>
/// <param name="Role">Of her seat there, where that is why.</param>
public sealed record Proposal(Guid ColleagueId, string Name, ProposedAs Why, SeatRole? Role = null);

/// <summary>What a colleague holds of one kind.</summary>
public sealed record HeldThings(string Kind, int Count);

/// <summary>What a colleague holds at one client.</summary>
/// <param name="Seats">The roles of her own seats there.</param>
/// <param name="Knows">How many of its people she knows: that cannot be handed over, she can introduce.</param>
/// <param name="Proposed">Null where nobody suggests herself: somebody has to be chosen.</param>
public sealed record HeldAtClient(
    Guid ClientId,
    string Client,
    IReadOnlyList<HeldThings> Things,
    IReadOnlyList<SeatRole> Seats,
    int Knows,
    Proposal? Proposed
)
{
    public int Count => Things.Sum(t => t.Count);
}

/// <summary>All that a colleague holds, as far as the viewer sees it, and who could take it over.</summary>
/// <param name="OfFirm">What belongs to no client.</param>
/// <param name="ForFirm">Who could take that over.</param>
/// <param name="Whole">The viewer sees all; else some of it may stand behind walls.</param>
/// <param name="InConfidence">Some of it is for named people alone, and goes only to one of them.</param>
public sealed record HandoverPlan(
    Guid ColleagueId,
    string Colleague,
    bool IsHere,
    IReadOnlyList<HeldAtClient> Clients,
    IReadOnlyList<HeldThings> OfFirm,
    Proposal? ForFirm,
    bool Whole,
    bool InConfidence
)
{
    public int Count => Clients.Sum(c => c.Count) + OfFirm.Sum(t => t.Count);

    /// <param name="suddenly">Then the lead of her unit is proposed where nobody else is.</param>
    /// <returns>Null where there is no such colleague.</returns>
    public static async Task<HandoverPlan?> Read(
        Db db,
        Guid colleagueId,
        bool suddenly,
        CancellationToken cancel
    )
    {
        var colleague = await db.Set<Colleague>()
            .AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == colleagueId, cancel);
        if (colleague is null)
        {
            return null;
        }
        var held = await HeldKinds.Count(db, colleagueId, cancel);
        var successors = await Successors.Read(db, colleague, cancel);
        var ids = held.Select(h => h.ClientId).OfType<Guid>().ToHashSet();
        var clients = await db.Set<Client>()
            .Where(c => ids.Contains(c.Id))
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Name })
            .ToListAsync(cancel);
        var knows = await db.Set<Acquaintance>()
            .Where(a =>
                a.ColleagueId == colleagueId
                && ids.Contains(a.ClientId!.Value)
                && a.Closeness != Closeness.NotMet
            )
            .GroupBy(a => a.ClientId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var atClients = held.ToLookup(h => h.ClientId);
        var proposed = new List<HeldAtClient>();
        foreach (var client in clients)
        {
            if (Things(atClients[client.Id]) is { Count: > 0 } things)
            {
                proposed.Add(
                    new HeldAtClient(
                        client.Id,
                        client.Name,
                        things,
                        successors.OwnRoles(client.Id),
                        knows.GetValueOrDefault(client.Id),
                        await successors.For(client.Id, suddenly, cancel)
                    )
                );
            }
        }
        return new HandoverPlan(
            colleague.Id,
            colleague.Name,
            colleague.IsHere,
            proposed,
            Things(atClients[null]),
            successors.ForFirm,
            db.Viewer.SeesAll,
            await EveryRow
                .Of<Commitment>(db)
                .AnyAsync(
                    c =>
                        c.OwnerId == colleagueId
                        && c.State == CommitmentState.Open
                        && c.Audience == Audience.Named
                        // Whether something is told behind a wall is behind the wall too.
                        && (c.ClientId == null || ids.Contains(c.ClientId.Value)),
                    cancel
                )
        );
    }

    private static List<HeldThings> Things(IEnumerable<HeldCount> counts) =>
        [.. counts.Where(c => c.Count > 0).Select(c => new HeldThings(c.Kind, c.Count))];
}
