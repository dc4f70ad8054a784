using Microsoft.EntityFrameworkCore;

namespace Rapport.Data;

/// <summary>Removes bookkeeping that nobody needs any more, without loading it. Never records: those are removed tracked, and audited.</summary>
public static class Sweeping
{
    public static Task<int> Sweep<T>(
        this Db db,
        Func<IQueryable<T>, IQueryable<T>> which,
        CancellationToken cancel
    )
        where T : class, IPlumbing => which(db.Set<T>()).ExecuteDeleteAsync(cancel);
}
