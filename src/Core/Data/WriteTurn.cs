using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rapport.Data;

/// <summary>
/// The queue of a database with one writer: whoever wants to write waits here without a thread, in order of coming,
/// rather than at the engine, where contending writers wait for seconds.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design",
    "CA1001",
    Justification = "One for each database, as long as the process lives"
)]
internal sealed class WriteTurn
{
    private static readonly ConcurrentDictionary<string, WriteTurn> All = new(
        StringComparer.Ordinal
    );

    private readonly SemaphoreSlim one = new(1, 1);

    public static WriteTurn For(string place) => All.GetOrAdd(place, _ => new WriteTurn());

    public async ValueTask<IDisposable> Take(CancellationToken cancel)
    {
        if (!Measures.WriteWait.Enabled)
        {
            await one.WaitAsync(cancel);
            return new Turn(one);
        }
        var waited = Stopwatch.StartNew();
        await one.WaitAsync(cancel);
        Measures.WriteWait.Record(waited.Elapsed.TotalSeconds);
        return new Turn(one);
    }

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
            {
                one.Release();
            }
        }
    }
}
