using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>What a colleague reads of what she was told, and that she read it.</summary>
public sealed class Readings(Db db)
{
    /// <summary>Beyond this it is not counted how many wait.</summary>
    public const int MostCounted = 100;

    /// <summary>How long one that was read is kept.</summary>
    public static readonly Duration Kept = Duration.FromDays(180);

    private const int AtOnce = 500;

    /// <summary>The viewer's own, the newest first.</summary>
    /// <param name="unread">Only those that wait to be read.</param>
    public async Task<IReadOnlyList<NoticeRecord>> Page(
        bool unread,
        NoticePlace? after,
        int size,
        CancellationToken cancel = default
    )
    {
        var mine = Mine;
        if (unread)
        {
            mine = mine.Where(n => n.ReadAt == null);
        }
        if (after is { At: var at, Id: var last })
        {
            mine = mine.Where(n => n.At < at || (n.At == at && n.Id.CompareTo(last) < 0));
        }
        var found = await mine.AsNoTracking()
            .OrderByDescending(n => n.At)
            .ThenByDescending(n => n.Id)
            .Take(size)
            .ToListAsync(cancel);
        return found.ConvertAll(NoticeRecord.Of);
    }

    /// <summary>How many wait to be read, up to <see cref="MostCounted" />.</summary>
    public Task<int> Waiting(CancellationToken cancel = default) =>
        Mine.Where(n => n.ReadAt == null).Take(MostCounted).CountAsync(cancel);

    /// <summary>Says that one was read; read already changes nothing.</summary>
    public async Task<Result<NoticeRecord>> Read(Guid id, CancellationToken cancel = default)
    {
        if (await Mine.FirstOrDefaultAsync(n => n.Id == id, cancel) is not { } told)
        {
            return Refusal.NotFound;
        }
        told.ReadAt ??= db.Now;
        told.MailAt = null;
        return await db.Commit(cancel) is { } refusal ? refusal : NoticeRecord.Of(told);
    }

    /// <summary>
    /// Says that all were read up to the newest that she saw: what came in while she looked still waits. Answers how many.
    /// </summary>
    public async Task<Result<int>> ReadUpTo(Guid newest, CancellationToken cancel = default)
    {
        var seen = await Mine.Where(n => n.Id == newest)
            .Select(n => (Instant?)n.At)
            .FirstOrDefaultAsync(cancel);
        if (seen is not { } at)
        {
            return 0;
        }
        var (read, more) = (0, true);
        while (more)
        {
            var waiting = await Mine.Where(n => n.ReadAt == null && n.At <= at)
                .OrderBy(n => n.At)
                .ThenBy(n => n.Id)
                .Take(AtOnce)
                .ToListAsync(cancel);
            foreach (var told in waiting)
            {
                told.ReadAt = db.Now;
                told.MailAt = null;
            }
            if (await db.Commit(cancel) is { } refusal)
            {
                return refusal;
            }
            (read, more) = (read + waiting.Count, waiting.Count == AtOnce);
        }
        return read;
    }

    /// <summary>Removes what was read long ago; answers how many.</summary>
    public static Task<int> Sweep(Db db, CancellationToken cancel)
    {
        var before = db.Now - Kept;
        return db.Together(
            () => db.Sweep<Notice>(all => all.Where(n => n.ReadAt < before), cancel),
            _ => true,
            cancel
        );
    }

    // The system sees all; its own has none.
    private IQueryable<Notice> Mine =>
        db.Set<Notice>().Where(n => n.ColleagueId == db.Viewer.ColleagueId);
}
