using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Files;

/// <summary>
/// A record on which files hang. All that a noun has to say: whose it is and for whom follows from what its rows say
/// anyhow, and files go where it goes.
/// </summary>
public interface IHoldsFiles : IOfClient;

/// <summary>A record by the name of its kind, such as <c>Interaction</c>, and its id.</summary>
public sealed record Holder(string Kind, Guid Id);

/// <summary>The nouns on whose records files hang, found by what their rows say.</summary>
public static class Holders
{
    private static readonly Dictionary<string, Type> All = Discovered
        .Types.Where(t =>
            t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IHoldsFiles))
        )
        .ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Kinds => All.Keys;

    /// <summary>Whose the record is; null where there is none that the viewer sees.</summary>
    internal static Task<Standing?> Find(Db db, Holder holder, CancellationToken cancel) =>
        All.TryGetValue(holder.Kind, out var type)
            ? (Task<Standing?>)
                typeof(Holders)
                    .GetMethod(nameof(FindOf), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(type)
                    .Invoke(null, [db, holder.Id, cancel])!
            : Task.FromResult<Standing?>(null);

    private static async Task<Standing?> FindOf<T>(Db db, Guid id, CancellationToken cancel)
        where T : Row, IHoldsFiles =>
        await db.Set<T>().FirstOrDefaultAsync(r => r.Id == id, cancel) is { } record
            ? Standing.Of(record)
            : null;
}
