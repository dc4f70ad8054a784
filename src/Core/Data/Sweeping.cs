using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>Removes what was kept for a time only.</summary>
public static class Sweeping
{
    /// <summary>How long a repeated request is answered as before.</summary>
    public static readonly Duration RequestKeyLife = Duration.FromHours(24);

    /// <summary>Forgets requests whose repetition nobody waits for any more; answers how many.</summary>
    public static Task<int> SweepRequestKeys(Db db, CancellationToken cancel)
    {
        var before = db.Now - RequestKeyLife;
        return db.Together(
            () => db.Set<RequestKey>().Where(r => r.At < before).ExecuteDeleteAsync(cancel),
            _ => true,
            cancel
        );
    }

    /// <summary>Removes bookkeeping without loading it. Never records: those are removed tracked, and audited.</summary>
    public static Task<int> Sweep<T>(
        this Db db,
        Func<IQueryable<T>, IQueryable<T>> which,
        CancellationToken cancel
    )
        where T : class, IPlumbing => which(db.Set<T>()).ExecuteDeleteAsync(cancel);
}
