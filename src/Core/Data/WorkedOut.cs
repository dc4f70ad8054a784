using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Rapport.Data;

/// <summary>
/// Puts columns right that are worked out from other rows, once those are written, in the transaction under way. It is no
/// change of the records themselves: their versions stay.
/// </summary>
public static class WorkedOut
{
    public static Task Anew<T>(
        Db db,
        IReadOnlyCollection<Guid> ids,
        Action<UpdateSettersBuilder<T>> set,
        CancellationToken cancel
    )
        where T : Row =>
        EveryRow.Of<T>(db).Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(set, cancel);
}
