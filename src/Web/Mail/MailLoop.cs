using System.ComponentModel;
using Rapport.Data;
using Rapport.Mail;
using Rapport.People;

namespace Rapport.Web.Mail;

/// <summary>
/// Sends what waits, as long as the program runs: takes mails under a lease, has the worker send them, and writes down what
/// became of each. A worker that ended is started again, and what it held is given out again; what we held when we ended
/// ourselves comes again when its lease is over.
/// </summary>
public sealed class MailLoop(
    DbSource source,
    ISealSecrets seal,
    ILogger<MailLoop> log,
    MailSetting? setting = null
) : BackgroundService
{
    private const int AtOnce = 10;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly Viewer Sender = Viewer.System("mail");

    private MailWorker? worker;

    /// <summary>The worker's process; null before the first mail, and where mail is off.</summary>
    public int? WorkerId => worker is { HasEnded: false } alive ? alive.Id : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (setting is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var db = source.For(Sender);
                var beat = Pulse.Of<OutgoingMail>(db).Next;
                if (await SendSome(db, setting, stoppingToken) < AtOnce)
                {
                    await Task.WhenAny(beat, Task.Delay(Look, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Win32Exception missing)
            {
                log.LogError("Node cannot be started, so no mail is sent: {Why}", missing.Message);
                await Task.Delay(Look, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Sending mail failed and goes on");
                await Task.Delay(Look, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        worker?.Dispose();
    }

    /// <summary>Answers how many it took.</summary>
    private async Task<int> SendSome(Db db, MailSetting by, CancellationToken stop)
    {
        // Before anything is taken: without a worker it would only wait.
        var sender = Alive(by);
        var taken = await Mails.Take(db, seal, AtOnce, stop);
        await Task.WhenAll(taken.Select(mail => SendOne(sender, mail, stop)));
        return taken.Count;
    }

    private async Task SendOne(MailWorker sender, TakenMail mail, CancellationToken stop)
    {
        var (outcome, answer) = await Sent(sender, mail, stop);
        await using var db = source.For(Sender);
        await Mails.Report(db, mail, outcome, answer, stop);
        if (outcome != MailOutcome.Delivered)
        {
            log.LogWarning("Mail {Mail} was not sent: {Why}", mail.Id, answer);
        }
    }

    /// <summary>A worker that died over a mail may have sent it: it comes again under the same Message-ID.</summary>
    private static async Task<(MailOutcome, string?)> Sent(
        MailWorker sender,
        TakenMail mail,
        CancellationToken stop
    )
    {
        try
        {
            return await sender.Send(mail, stop);
        }
        catch (IOException ended)
        {
            return (MailOutcome.Later, ended.Message);
        }
    }

    private MailWorker Alive(MailSetting by)
    {
        if (worker is { HasEnded: true } dead)
        {
            dead.Dispose();
            worker = null;
        }
        return worker ??= MailWorker.Start(
            by,
            said => log.LogWarning("The mail worker says: {Said}", said)
        );
    }
}
