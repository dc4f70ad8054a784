using NodaTime;
using Rapport.Live;

namespace Rapport.Web.Hosting;

/// <summary>Keeps those who listen told, as long as the program runs.</summary>
internal sealed class LiveLoop(
    LiveTeller teller,
    LiveStreams streams,
    IClock clock,
    ILogger<LiveLoop> log
) : BackgroundService
{
    /// <summary>What happens within this is told together, by one question of who may know.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    /// <summary>How soon one who fell silent is seen to look no more.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    /// <summary>How soon what no commit of this process and no other node told of is found.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>How soon a session that ended unheard, by its age or by a rule, is seen to be over.</summary>
    private static readonly TimeSpan Ask = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = clock.GetCurrentInstant();
        return Task.WhenAll(
            teller.Carry(Broke, stoppingToken),
            teller.TellAll(Gather, Failed, stoppingToken),
            Every(
                Sweep,
                _ =>
                {
                    teller.SweepLookers();
                    return Task.CompletedTask;
                },
                stoppingToken
            ),
            Every(
                LookAgain,
                async cancel =>
                {
                    var now = clock.GetCurrentInstant();
                    await teller.Look(looked, cancel);
                    looked = now;
                },
                stoppingToken
            ),
            Every(Ask, cancel => streams.Recheck(_ => true, cancel), stoppingToken)
        );
    }

    private async Task Every(
        TimeSpan pause,
        Func<CancellationToken, Task> act,
        CancellationToken stop
    )
    {
        using var timer = new PeriodicTimer(pause);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await act(stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure);
            }
        }
    }

    private void Broke(Exception failure) =>
        log.LogWarning(
            "What other nodes tell is not heard just now: {Why}",
            failure.GetBaseException().Message.ReplaceLineEndings(" ")
        );

    private void Failed(Exception failure) =>
        log.LogWarning(failure, "Those who listen were not told, and ask again");
}
