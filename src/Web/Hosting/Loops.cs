using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Notices;
using Rapport.Plays;
using Rapport.Today;
using Rapport.Web.Mail;

namespace Rapport.Web.Hosting;

/// <summary>
/// Work that commits wake: sealing the audit, delivering the outbox, what plays do by the clock, what is told by mail and chat. Each under a lease, so that among all nodes one
/// does it; another process's commits, which beat no pulse here, are found at the next look.
/// </summary>
internal sealed class Loops(
    DbSource source,
    AuditKey key,
    INoticeMail notices,
    IDigestMail mornings,
    ILogger<Loops> log,
    MailSetting? mail = null
) : BackgroundService
{
    private const int SealAtOnce = 1000;
    private static readonly Duration LeaseTime = Duration.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Entries that come within this are sealed together: a seal is a commit and a signature of its own.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);

    private const string OutboxName = "outbox";
    private const string TellingName = "telling";

    /// <summary>Of the leases under which they run here.</summary>
    public IReadOnlyList<string> Names { get; } =
    [Sealer.LeaseName, OutboxName, PlayClock.LeaseName, TellingName];

    /// <summary>When it was last looked whose mornings there are.</summary>
    private Instant settled = Instant.MinValue;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Run<AuditEntry>(
                Sealer.LeaseName,
                Gather,
                (db, cancel) => Sealer.Seal(db, key, SealAtOnce, cancel),
                stoppingToken
            ),
            Run<OutboxRow>(
                OutboxName,
                TimeSpan.Zero,
                (db, cancel) => Outbox.Deliver(db, Failed, cancel),
                stoppingToken
            ),
            Run<Watch>(PlayClock.LeaseName, TimeSpan.Zero, PlayClock.Run, stoppingToken),
            Run<NoticeWays>(TellingName, TimeSpan.Zero, Tell, stoppingToken)
        );

    /// <summary>Where mail is off none is written, so that nothing old goes when it is put on.</summary>
    private async Task<int> Tell(Db db, CancellationToken cancel)
    {
        if (db.Now - settled >= Duration.FromMinutes(1))
        {
            await NoticeChoices.Settle(db, cancel);
            settled = db.Now;
        }
        return mail is null
            ? await MailedNotices.Run(db, null, cancel)
            : await MailedNotices.Run(db, notices, cancel)
                + await Digests.Run(db, mornings, cancel);
    }

    private void Failed(OutboxRow row, Exception failure) =>
        log.LogError(
            failure,
            "{Consumer} failed over event {Event}, for the {Attempt}. time; it comes again",
            row.Consumer,
            row.EventId,
            row.Attempts + 1
        );

    private async Task Run<TAwaited>(
        string name,
        TimeSpan gather,
        Func<Db, CancellationToken, Task<int>> work,
        CancellationToken stop
    )
        where TAwaited : IAwaited
    {
        var viewer = Viewer.System(name);
        var held = Instant.MinValue;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var db = source.For(viewer);
                var beat = Pulse.Of<TAwaited>(db).Next;
                do
                {
                    if (held - db.Now < LeaseTime / 2)
                    {
                        held = await db.Take(name, LeaseTime, stop)
                            ? db.Now + LeaseTime
                            : Instant.MinValue;
                    }
                } while (held > db.Now && await work(db, stop) > 0);
                await Task.WhenAny(beat, Task.Delay(Look, stop));
                await Task.Delay(gather, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The loop {Name} failed and goes on", name);
                await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
