using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rapport.Tests.World;

/// <summary>
/// Counts the statements that a piece of a test sends to its database, itself or by asking the program: they are known by
/// the trace that they belong to, which goes with every request.
/// </summary>
public static class Statements
{
    private static readonly ConcurrentDictionary<ActivityTraceId, Counter> Counted = [];

    // From the beginning: a context that sent something while nobody listened tells nothing for a second after that.
    [ModuleInitializer]
    internal static void Listen() => DiagnosticListener.AllListeners.Subscribe(new Listeners());

    /// <summary>Only what runs inside counts, whatever other tests do at the same time.</summary>
    public static async Task<int> Count(Func<Task> piece)
    {
        using var trace = new Activity("counted").SetIdFormat(ActivityIdFormat.W3C).Start();
        var counter = Counted.GetOrAdd(trace.TraceId, _ => new Counter());
        await piece();
        Counted.TryRemove(trace.TraceId, out _);
        return counter.Seen;
    }

    private sealed class Counter
    {
        public int Seen;
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                value.Subscribe(
                    new Commands(),
                    name => name == RelationalEventId.CommandExecuting.Name
                );
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }

    private sealed class Commands : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (
                value.Key == RelationalEventId.CommandExecuting.Name
                && Activity.Current is { } trace
                && Counted.TryGetValue(trace.TraceId, out var counter)
            )
            {
                Interlocked.Increment(ref counter.Seen);
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }

    private static class DbLoggerCategory
    {
        public const string Name = "Microsoft.EntityFrameworkCore";
    }
}
