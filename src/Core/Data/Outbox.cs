using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>Hands committed events to those outside the transaction: at least once, later again when they fail.</summary>
public static class Outbox
{
    private const int AtOnce = 100;
    private static readonly Duration LongestPause = Duration.FromHours(1);
    private static readonly IConsumeEvents[] Consumers = Discovered.All<IConsumeEvents>();

    /// <summary>Delivers what is due; answers how many rows it looked at.</summary>
    public static async Task<int> Deliver(Db db, CancellationToken cancel)
    {
        var now = db.Now;
        var due = await db.Set<OutboxRow>()
            .Where(o => o.NotBefore == null || o.NotBefore <= now)
            .OrderBy(o => o.Id)
            .Take(AtOnce)
            .ToListAsync(cancel);
        var ids = due.Select(o => o.EventId).Distinct().ToList();
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, cancel);
        foreach (var row in due)
        {
            var consumer = Array.Find(Consumers, c => c.Name == row.Consumer);
            try
            {
                if (consumer is not null)
                {
                    await consumer.Consume(db, events[row.EventId], cancel);
                }
                db.Remove(row);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                row.Attempts++;
                var pause = Duration.FromSeconds(Math.Pow(2, Math.Min(row.Attempts, 12)));
                row.NotBefore = now + (pause < LongestPause ? pause : LongestPause);
            }
        }
        await db.SaveChangesAsync(cancel);
        return due.Count;
    }
}
