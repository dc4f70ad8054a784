using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Today;

/// <summary>A client of whom nothing was heard for longer than is usual with it.</summary>
/// <param name="RhythmDays">How many days usually lie between two on which something happens; null where too little is known.</param>
public sealed record GoingQuiet(
    Guid Id,
    string Name,
    Instant LastHeard,
    int? RhythmDays,
    Quietness Quietness
)
{
    private const int Most = 5;

    /// <summary>Who holds more accounts than that is told of the longest silences.</summary>
    private const int MostLookedAt = 200;

    /// <summary>Those whose account a colleague holds: red before amber, the longest quiet first.</summary>
    public static async Task<IReadOnlyList<GoingQuiet>> Of(
        Db db,
        Guid colleagueId,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        var before = now - Silence.Least;
        var silent = await db.Set<Client>()
            .AsNoTracking()
            .Where(c =>
                c.Stage != Stage.Lapsed
                && db.Set<Seat>()
                    .Any(s =>
                        s.ClientId == c.Id
                        && s.ColleagueId == colleagueId
                        && s.Role == SeatRole.AccountManager
                        && s.Until == null
                    )
                && c.LastInteraction < before
            )
            .OrderBy(c => c.LastInteraction)
            .ThenBy(c => c.Id)
            .Take(MostLookedAt)
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Tier,
                c.Stage,
                LastHeard = c.LastInteraction!.Value,
            })
            .ToListAsync(cancel);
        var rhythms = await UsualGaps.Of(db, silent.ConvertAll(c => c.Id), cancel);
        return
        [
            .. silent
                .Select(c =>
                {
                    int? rhythm = rhythms.TryGetValue(c.Id, out var days) ? days : null;
                    return new GoingQuiet(
                        c.Id,
                        c.Name,
                        c.LastHeard,
                        rhythm,
                        Silence.Of(c.Tier, c.Stage, c.LastHeard, rhythm, now)
                    );
                })
                .Where(c => c.Quietness != Quietness.Heard)
                .OrderByDescending(c => c.Quietness)
                .Take(Most),
        ];
    }
}
