using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Live;

/// <summary>A record that somebody may look at, and the client behind whose wall it stands.</summary>
public sealed record LiveRecord(string Kind, Guid Id, Guid? ClientId);

/// <summary>Finds records of any kind within the viewer's walls.</summary>
public static class LiveRecords
{
    public static Task<LiveRecord?> Find(Db db, string kind, Guid id, CancellationToken cancel) =>
        LiveKind.Find(kind) is { } found
            ? (Task<LiveRecord?>)
                typeof(LiveRecords)
                    .GetMethod(nameof(FindOf), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(found.Row)
                    .Invoke(null, [db, kind, id, cancel])!
            : Task.FromResult<LiveRecord?>(null);

    private static async Task<LiveRecord?> FindOf<T>(
        Db db,
        string kind,
        Guid id,
        CancellationToken cancel
    )
        where T : Row, IOfClient
    {
        var rows = db.Set<T>().AsNoTracking().Where(r => r.Id == id);
        // A client is behind its own wall, and keeps no id for that.
        var column = db.Model.FindEntityType(typeof(T))!.FindProperty(nameof(IOfClient.ClientId));
        var found = column is null
            ? await rows.Select(r => new { ClientId = (Guid?)r.Id }).FirstOrDefaultAsync(cancel)
            : await rows.Select(r => new { r.ClientId }).FirstOrDefaultAsync(cancel);
        return found is null ? null : new LiveRecord(kind, id, found.ClientId);
    }
}
