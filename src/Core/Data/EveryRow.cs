using Microsoft.EntityFrameworkCore;

namespace Rapport.Data;

/// <summary>
/// Rows beyond every wall and audience: for erasure, since a person's data goes also where whoever erases it may not read,
/// and to ask whether something stands there already. What is found here is changed, removed or left out, and never shown.
/// </summary>
internal static class EveryRow
{
    public static IQueryable<T> Of<T>(Db db)
        where T : class => db.Set<T>().IgnoreQueryFilters();
}
