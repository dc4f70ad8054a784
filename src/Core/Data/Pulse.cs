using System.Collections.Concurrent;

namespace Rapport.Data;

/// <summary>
/// Commits that leave work of a kind beat it, the loop that does such work waits for it; a beat while nobody waits is
/// kept, and many are one.
/// </summary>
public sealed class Pulse
{
    private static readonly ConcurrentDictionary<(string Place, Type Awaited), Pulse> All = [];

    private TaskCompletionSource next = Fresh();

    /// <summary>One for each kind of work in each database that this process writes to.</summary>
    public static Pulse Of<TAwaited>(Db db)
        where TAwaited : IAwaited => Of(db.Place, typeof(TAwaited));

    internal static Pulse Of(string place, Type awaited) =>
        All.GetOrAdd((place, awaited), _ => new Pulse());

    /// <summary>Ends at the next beat. Take it before looking for work, so that no beat falls in between.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Beat() => Interlocked.Exchange(ref next, Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
