using System.Collections.Concurrent;

namespace Rapport.Data;

/// <summary>Commits beat it, loops wait for it; a beat while nobody waits is kept, and many are one.</summary>
public sealed class Pulse
{
    private static readonly ConcurrentDictionary<string, Pulse> All = new(StringComparer.Ordinal);

    private TaskCompletionSource next = Fresh();

    /// <summary>One for each database that this process writes to.</summary>
    public static Pulse Of(Db db) => All.GetOrAdd(db.Place, _ => new Pulse());

    /// <summary>Ends at the next beat. Take it before looking for work, so that no beat falls in between.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Beat() => Interlocked.Exchange(ref next, Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
