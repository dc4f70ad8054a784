using Rapport.Data;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Today;

namespace Rapport.Web.Notices;

/// <summary>
/// Sends what waits for chats, as long as the program runs: takes messages under a lease, posts them, and writes down what
/// each chat answered. What it held when it ended comes again when the lease is over.
/// </summary>
internal sealed class ChatLoop(
    DbSource source,
    ISealSecrets seal,
    INoticeChat words,
    ChatSender sender,
    ILogger<ChatLoop> log
) : BackgroundService
{
    private const int AtOnce = 10;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly Viewer Teller = Viewer.System("chat");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var db = source.For(Teller);
                var beat = Pulse.Of<OutgoingChat>(db).Next;
                var due = await Chats.Due(db, AtOnce, stoppingToken);
                var sent = await Task.WhenAll(due.Select(id => SendOne(id, stoppingToken)));
                if (due.Count < AtOnce || Array.TrueForAll(sent, done => !done))
                {
                    await Task.WhenAny(beat, Task.Delay(Look, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Telling chats failed and goes on");
                await Task.Delay(Look, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>False where it could not be taken up.</summary>
    private async Task<bool> SendOne(Guid id, CancellationToken stop)
    {
        try
        {
            await using var db = source.For(Teller);
            if (await ChattedNotices.Take(db, id, seal, words, stop) is not { } taken)
            {
                return true;
            }
            var answer = await sender.Send(taken.Target, taken.Lines, stop);
            db.Forget();
            await Chats.Report(db, taken.Id, taken.Until, taken.Since, answer, stop);
            if (answer.Outcome != ChatOutcome.Delivered)
            {
                log.LogWarning("Chat {Chat} was not told: {Why}", id, answer.Answer);
            }
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Telling chat {Chat} failed; it comes again", id);
            return false;
        }
    }
}
