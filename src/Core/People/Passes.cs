using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.People;

/// <summary>Keeps the passes true to the seats, in the transaction that changes a seat.</summary>
internal sealed class Passes : IJoinSave
{
    public int Order => 10;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var touched = changes
            .Where(c => c.Entry.Entity is Seat { ClientId: not null })
            .Select(c => (Seat)c.Entry.Entity)
            .ToList();
        if (touched.Count == 0)
        {
            return;
        }
        // Two who change seats of one colleague at once must each see what the other did.
        await db.KeepTurn("seats", cancel);
        var colleagues = touched.Select(s => s.ColleagueId).Distinct().ToList();
        // A seat that was led to another client leaves the one where it was.
        var before = touched.ToDictionary(
            s => s,
            s => db.Entry(s).Property(x => x.ClientId).OriginalValue
        );
        var clients = touched.Select(s => s.ClientId).Concat(before.Values).Distinct().ToList();
        var added = touched.Where(s => db.Entry(s).State == EntityState.Added).ToHashSet();
        // A pass may be new only where no row was there before: seats in this save are tracked, the rest is asked for.
        var stored = await db.Set<Seat>()
            .Where(s =>
                colleagues.Contains(s.ColleagueId)
                && clients.Contains(s.ClientId)
                && s.Until == null
            )
            .ToListAsync(cancel);
        var passes = await db.Set<Pass>()
            .Where(p => colleagues.Contains(p.ColleagueId) && clients.Contains(p.ClientId))
            .ToListAsync(cancel);
        var pairs = touched
            .SelectMany(s => new[] { s.ClientId, before[s] }.OfType<Guid>(), (s, c) => (s, c))
            .GroupBy(p => (p.s.ColleagueId, ClientId: p.c));
        foreach (var pair in pairs)
        {
            var held = stored
                .Concat(added)
                .Any(s =>
                    s.ColleagueId == pair.Key.ColleagueId
                    && s.ClientId == pair.Key.ClientId
                    && s.IsHeld
                    && db.Entry(s).State != EntityState.Deleted
                );
            var pass = passes.Find(p =>
                p.ColleagueId == pair.Key.ColleagueId && p.ClientId == pair.Key.ClientId
            );
            if (held && pass is null)
            {
                db.Add(
                    new Pass { ColleagueId = pair.Key.ColleagueId, ClientId = pair.Key.ClientId }
                );
            }
            else if (!held && pass is not null)
            {
                db.Remove(pass);
            }
        }
    }
}
