using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;

namespace Rapport.Plays;

/// <summary>A play as pages and the API show it, in the reader's words where it was brought and nobody reworded it.</summary>
/// <param name="Open">How many commitments it raised and that are open.</param>
/// <param name="Gaps">How many of those nobody owes: a seat is empty.</param>
/// <param name="Kept">What became of those that were to be judged in the last <see cref="PlayRecords.Weeks"/> weeks.</param>
/// <param name="PassedOver">How many records an import brought that are due and wait until somebody takes them up.</param>
/// <param name="Clients">Names of the clients of whom it says something else.</param>
public sealed record PlayRecord(
    Guid Id,
    int Version,
    int Edition,
    string? Shipped,
    bool IsOn,
    PlayDetails Details,
    int Open,
    int Gaps,
    Consistency Kept,
    int PassedOver,
    Instant CreatedAt,
    IReadOnlyDictionary<Guid, string> Clients
);

/// <summary>Reads plays, and how it goes with what they raised.</summary>
public static class PlayRecords
{
    /// <summary>Over which its rate of kept ones is told.</summary>
    public const int Weeks = 12;

    /// <summary>More plays than any firm writes.</summary>
    internal const int Most = 1_000;

    private sealed record Standing(Guid PlayId, int Open, int Gaps);

    public static Task<IReadOnlyList<PlayRecord>> All(
        Db db,
        string? language,
        CancellationToken cancel
    ) => Read(db, db.Set<Play>().OrderBy(p => p.NameKey).ThenBy(p => p.Id), language, cancel);

    public static async Task<PlayRecord?> Find(
        Db db,
        Guid id,
        string? language,
        CancellationToken cancel
    ) =>
        await Read(db, db.Set<Play>().Where(p => p.Id == id), language, cancel) is [var found]
            ? found
            : null;

    private static async Task<IReadOnlyList<PlayRecord>> Read(
        Db db,
        IQueryable<Play> wanted,
        string? language,
        CancellationToken cancel
    )
    {
        var plays = await wanted
            .AsNoTracking()
            .Take(Most)
            .Include(p => p.Ladder.OrderBy(r => r.Position))
            .Include(p => p.Variants.OrderBy(v => v.Position))
            .AsSplitQuery()
            .ToListAsync(cancel);
        var ids = plays.ConvertAll(p => p.Id);
        var owed = db.Set<Commitment>().Where(c => ids.Contains(c.PlayId!.Value));
        var standing = await owed.Where(c => c.State == CommitmentState.Open)
            .GroupBy(c => c.PlayId!.Value)
            .Select(g => new Standing(g.Key, g.Count(), g.Count(c => c.OwnerId == null)))
            .ToDictionaryAsync(s => s.PlayId, cancel);
        var now = db.Now;
        var since = now - Duration.FromDays(7 * Weeks);
        var judged = (
            await owed.Where(c => c.JudgedBy >= since && c.JudgedBy <= now)
                .Select(c => new
                {
                    Play = c.PlayId!.Value,
                    Word = new Word(c.ClientId, c.State, c.JudgedBy, c.WaitingSince),
                })
                .ToListAsync(cancel)
        ).ToLookup(j => j.Play, j => j.Word);
        var passed = await db.Set<Watch>()
            .Where(w => w.PassedOver && ids.Contains(w.PlayId))
            .GroupBy(w => w.PlayId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var named = plays
            .SelectMany(p => p.Variants)
            .Select(v => v.ClientId)
            .OfType<Guid>()
            .ToHashSet();
        var clients = await db.Set<Client>()
            .Where(c => named.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        return
        [
            .. plays.Select(p => new PlayRecord(
                p.Id,
                p.Version,
                p.Edition,
                p.Shipped,
                p.IsOn,
                Said(p, language, clients),
                standing.GetValueOrDefault(p.Id)?.Open ?? 0,
                standing.GetValueOrDefault(p.Id)?.Gaps ?? 0,
                judged[p.Id]
                    .Select(w => Consistency.Of(w, now))
                    .OfType<Consistency>()
                    .Aggregate(Consistency.None, (sum, one) => sum.With(one)),
                passed.GetValueOrDefault(p.Id),
                p.CreatedAt,
                clients
                    .Where(c => p.Variants.Exists(v => v.ClientId == c.Key))
                    .ToDictionary(c => c.Key, c => c.Value)
            )),
        ];
    }

    /// <summary>What it says, without what it says of clients whom the viewer does not see.</summary>
    private static PlayDetails Said(Play play, string? language, Dictionary<Guid, string> seen)
    {
        var (name, why, owes) = Shipped.Worded(play, language);
        return new()
        {
            Name = name,
            Why = why,
            Of = play.Of,
            Trigger = play.Trigger,
            Event = play.Event,
            Gate = play.Gate,
            DateField = play.DateField,
            Offset = play.Offset,
            Lasts = play.Lasts,
            Cadence = play.Cadence,
            Anchor = play.Anchor,
            Condition = play.Condition,
            Owes = owes,
            Favour = play.Favour,
            Who = play.Who,
            Within = play.Within,
            Discharge = play.Discharge,
            DischargeEvent = play.DischargeEvent,
            ByClient = play.ByClient,
            DischargeCondition = play.DischargeCondition,
            Guarded = play.Guarded,
            Ladder = [.. play.Ladder.Select(r => new RungDetails(r.After, r.Who))],
            Variants =
            [
                .. play
                    .Variants.Where(v => v.ClientId is not { } id || seen.ContainsKey(id))
                    .Select(VariantDetails.Of),
            ],
        };
    }
}
