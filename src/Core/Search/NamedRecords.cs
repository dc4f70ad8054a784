using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;

namespace Rapport.Search;

/// <summary>A record by its name.</summary>
/// <param name="Client">Whose it is; null of a client itself.</param>
public sealed record NamedRecord(SearchKind Kind, Guid Id, string Title, string? Client);

/// <summary>Names for ids that somebody kept: whatever search knows, behind the same walls, in one statement.</summary>
public static class NamedRecords
{
    /// <summary>Those that the viewer still sees, in the order asked for.</summary>
    public static async Task<IReadOnlyList<NamedRecord>> Find(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel = default
    )
    {
        var wanted = ids.ToList();
        var found = await db.Set<SearchEntry>()
            .Where(e => wanted.Contains(e.SubjectId))
            .Select(e => new NamedRecord(
                e.Kind,
                e.SubjectId,
                e.Title,
                e.Kind == SearchKind.Client
                    ? null
                    : db.Set<Client>()
                        .Where(c => c.Id == e.ClientId)
                        .Select(c => c.Name)
                        .FirstOrDefault()
            ))
            .ToListAsync(cancel);
        return [.. found.OrderBy(r => wanted.IndexOf(r.Id))];
    }
}
