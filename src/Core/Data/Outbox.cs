using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>Hands committed events to those outside the transaction: at least once, later again when they fail.</summary>
public static class Outbox
{
    private const int AtOnce = 100;
    private static readonly Duration LongestPause = Duration.FromHours(1);
    private static readonly IConsumeEvents[] Consumers = Discovered.All<IConsumeEvents>();

    /// <summary>
    /// Delivers what is due, each in a save of its own, so that what one consumer left behind as it failed is written by
    /// no other; answers how many rows it looked at.
    /// </summary>
    /// <param name="failed">Told of each failure: nobody else waits for what a consumer does.</param>
    public static async Task<int> Deliver(
        Db db,
        Action<OutboxRow, Exception>? failed,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        var due = await db.Set<OutboxRow>()
            .AsNoTracking()
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
            db.Forget();
            try
            {
                if (Array.Find(Consumers, c => c.Name == row.Consumer) is { } consumer)
                {
                    await consumer.Consume(db, events[row.EventId], cancel);
                }
                db.Remove(row);
                await db.SaveChangesAsync(cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failed?.Invoke(row, failure);
                await Postpone(db, row, cancel);
            }
        }
        return due.Count;
    }

    private static async Task Postpone(Db db, OutboxRow row, CancellationToken cancel)
    {
        db.Forget();
        db.Attach(row);
        row.Attempts++;
        var pause = Duration.FromSeconds(Math.Pow(2, Math.Min(row.Attempts, 12)));
        row.NotBefore = db.Now + (pause < LongestPause ? pause : LongestPause);
        await db.SaveChangesAsync(cancel);
    }
}
