using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Data;

namespace Rapport.Plays;

/// <summary>What plays do by the clock: looks at records whose time has come, and goes up the ladders that are due.</summary>
public static class PlayClock
{
    public const string LeaseName = "plays";

    private const int AtOnce = 500;

    /// <summary>Does what is due now, so much at once; answers how much that was.</summary>
    /// <param name="db">Of the system.</param>
    public static async Task<int> Run(Db db, CancellationToken cancel = default)
    {
        var looks = await Look(db, cancel);
        return looks + await GoUp(db, cancel);
    }

    /// <summary>When something is due next; null for nothing. For a clock that does not tick by itself.</summary>
    public static async Task<Instant?> NextAt(Db db, CancellationToken cancel = default)
    {
        var look = await db.Set<Watch>().MinAsync(w => w.LookAt, cancel);
        var rung = await db.Set<Escalation>().MinAsync(e => e.NextAt, cancel);
        return look is null || rung < look ? rung : look;
    }

    private static async Task<int> Look(Db db, CancellationToken cancel)
    {
        var now = db.Now;
        var due = await db.Set<Watch>()
            .AsNoTracking()
            .Where(w => w.LookAt <= now)
            .OrderBy(w => w.LookAt)
            .Take(AtOnce)
            .Select(w => new { w.PlayId, w.SubjectId })
            .ToListAsync(cancel);
        foreach (var play in due.GroupBy(w => w.PlayId, w => w.SubjectId))
        {
            db.Forget();
            await db.Together(() => Look(db, play.Key, [.. play], cancel), _ => true, cancel);
        }
        return due.Count;
    }

    private static async Task<bool> Look(
        Db db,
        Guid playId,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var book = await Playbook.Of(db, null, cancel);
        if (book.Find(playId) is { } play)
        {
            var round = new Round(db, book, cancel);
            await db.KeepRecords((await round.List(play.Said.Of)).RowType, ids, cancel);
            await new Watching(round).LookByClock(play, await Due(db, playId, ids, cancel));
        }
        else
        {
            db.RemoveRange(await Due(db, playId, ids, cancel));
        }
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Read again once nobody else changes them: what was due may have been moved on meanwhile.</summary>
    private static Task<List<Watch>> Due(
        Db db,
        Guid playId,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        return db.Set<Watch>()
            .Where(w => w.PlayId == playId && ids.Contains(w.SubjectId) && w.LookAt <= now)
            .ToListAsync(cancel);
    }

    private static async Task<int> GoUp(Db db, CancellationToken cancel)
    {
        var now = db.Now;
        var due = await db.Set<Escalation>()
            .AsNoTracking()
            .Where(e => e.NextAt <= now)
            .OrderBy(e => e.NextAt)
            .Take(AtOnce)
            .Select(e => e.CommitmentId)
            .ToListAsync(cancel);
        foreach (var id in due)
        {
            db.Forget();
            await db.Together(() => GoUp(db, id, cancel), _ => true, cancel);
        }
        return due.Count;
    }

    private static async Task<bool> GoUp(Db db, Guid commitmentId, CancellationToken cancel)
    {
        await db.KeepRecords(typeof(Commitment), [commitmentId], cancel);
        var now = db.Now;
        var ladder = await db.Set<Escalation>()
            .FirstOrDefaultAsync(e => e.CommitmentId == commitmentId && e.NextAt <= now, cancel);
        if (ladder is null)
        {
            return false;
        }
        var owed = await db.Set<Commitment>().SingleAsync(c => c.Id == commitmentId, cancel);
        var round = new Round(db, await Playbook.Of(db, null, cancel), cancel);
        await new Ladders(round).GoUp(ladder, owed);
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
