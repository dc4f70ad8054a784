using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Today;

/// <summary>A client of whom nothing was heard for longer than its tier lets pass.</summary>
public sealed record GoingQuiet(Guid Id, string Name, Instant LastHeard)
{
    private const int Most = 5;

    /// <summary>Those whose account a colleague holds, the longest quiet first.</summary>
    public static async Task<IReadOnlyList<GoingQuiet>> Of(
        Db db,
        Guid colleagueId,
        CancellationToken cancel
    )
    {
        var (key, core, other) = (
            db.Now - Silence.Allowed(Tier.Key),
            db.Now - Silence.Allowed(Tier.Core),
            db.Now - Silence.Allowed(Tier.Standard)
        );
        return await db.Set<Client>()
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
                && c.LastInteraction != null
                && (
                    (c.Tier == Tier.Key && c.LastInteraction < key)
                    || (c.Tier == Tier.Core && c.LastInteraction < core)
                    || (c.Tier != Tier.Key && c.Tier != Tier.Core && c.LastInteraction < other)
                )
            )
            .OrderBy(c => c.LastInteraction)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new GoingQuiet(c.Id, c.Name, c.LastInteraction!.Value))
            .ToListAsync(cancel);
    }
}
