using System.Threading.Channels;
using Npgsql;

namespace Rapport.Data;

/// <summary>
/// Short messages between the nodes that share a PostgreSQL database, by LISTEN and NOTIFY: none is kept, and none
/// waits for whoever is away. On SQLite there is one node, and nothing to carry.
/// </summary>
/// <remarks>
/// A message goes after its commit and not within it: PostgreSQL lets transactions that notify commit one by one. What
/// a node that dies in between did not say is found in the event rows.
/// </remarks>
public sealed class Wire(DbSource source)
{
    /// <summary>What PostgreSQL takes of one message, with room for what a letter may cost.</summary>
    public const int MostBytes = 7000;

    private const string Name = "rapport_live";
    private const int MostAtOnce = 200;

    /// <summary>Says that something was not said. No message is empty otherwise.</summary>
    private const string Lost = "";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<string> waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(5000) { SingleReader = true }
    );
    private int lost;

    public bool Exists => source.Place.Postgres is not null;

    /// <summary>Leaves a message to be sent. Nobody waits for it; of too many, the others are told that they missed some.</summary>
    public void Send(string message)
    {
        if (Exists && !waiting.Writer.TryWrite(message))
        {
            Interlocked.Exchange(ref lost, 1);
        }
    }

    /// <summary>Carries messages until it is stopped, again whenever the connection was away.</summary>
    /// <param name="heard">Takes each message of every node, our own too.</param>
    /// <param name="missed">Told when messages may have gone by: the connection was away, or another node says so.</param>
    /// <param name="failed">Told of each time that the connection broke.</param>
    public Task Carry(
        Action<string> heard,
        Action missed,
        Action<Exception> failed,
        CancellationToken stop
    ) =>
        Exists
            ? Task.WhenAll(Listen(heard, missed, failed, stop), SendAll(failed, stop))
            : Task.CompletedTask;

    /// <summary>Whether a message comes to who listens; a pooler that parts sessions swallows it.</summary>
    public static async Task<bool> Passes(DbSource source, CancellationToken cancel)
    {
        if (source.Apart() is not { } connection)
        {
            return true;
        }
        await using var _ = connection;
        var channel = $"rapport_asks_{Guid.NewGuid():N}";
        await connection.OpenAsync(cancel);
        await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancel);
        }
        await source.Notify(channel, ["heard"], cancel);
        return await connection.WaitAsync(Soon, cancel);
    }

    private async Task Listen(
        Action<string> heard,
        Action missed,
        Action<Exception> failed,
        CancellationToken stop
    )
    {
        var pause = ShortestPause;
        var wasThere = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = source.Apart()!;
                await connection.OpenAsync(stop);
                connection.Notification += (_, said) =>
                {
                    if (said.Payload == Lost)
                    {
                        missed();
                    }
                    else
                    {
                        heard(said.Payload);
                    }
                };
                await using (var listen = new NpgsqlCommand($"LISTEN {Name}", connection))
                {
                    await listen.ExecuteNonQueryAsync(stop);
                }
                if (wasThere)
                {
                    missed();
                }
                (wasThere, pause) = (true, ShortestPause);
                while (true)
                {
                    await connection.WaitAsync(stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                failed(failure);
                await Task.Delay(pause, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task SendAll(Action<Exception> failed, CancellationToken stop)
    {
        var messages = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (messages.Count == 0 && !await waiting.Reader.WaitToReadAsync(stop))
                {
                    return;
                }
                if (Interlocked.Exchange(ref lost, 0) == 1)
                {
                    messages.Add(Lost);
                }
                while (messages.Count < MostAtOnce && waiting.Reader.TryRead(out var message))
                {
                    messages.Add(message);
                }
                await source.Notify(Name, messages, stop);
                messages.Clear();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                failed(failure);
                if (!Outage.Is(failure))
                {
                    // It would be refused each time.
                    messages.Clear();
                    Interlocked.Exchange(ref lost, 1);
                }
                await Task.Delay(ShortestPause, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
