using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Live;

/// <summary>
/// Tells the streams of this node what happens: of the commits of this process at once, of those of other nodes through
/// the wire, and of what neither said by a look into the event rows. One for a process.
/// </summary>
public sealed class LiveTeller : IDisposable
{
    /// <summary>A commit with more events than these tells of each kind as one.</summary>
    private const int MostOfCommit = 50;

    /// <summary>So many of the largest still fit in one message.</summary>
    private const int MostOfMessage = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly DbSource source;
    private readonly IClock clock;
    private readonly LiveStreams streams;
    private readonly Wire wire;
    private readonly Lock gate = new();
    private readonly Instant began;
    private readonly Channel<LiveNews> incoming = Channel.CreateBounded<LiveNews>(
        new BoundedChannelOptions(10_000) { SingleReader = true }
    );

    public LiveTeller(DbSource source, IClock clock, LiveStreams streams)
    {
        (this.source, this.clock, this.streams) = (source, clock, streams);
        began = clock.GetCurrentInstant();
        wire = new Wire(source);
        source.Committed += Take;
    }

    /// <summary>Who looks at what.</summary>
    public Lookers Lookers { get; } = new();

    private Instant Now => clock.GetCurrentInstant();

    /// <summary>Carries what the nodes tell each other until it is stopped.</summary>
    public Task Carry(Action<Exception> failed, CancellationToken stop) =>
        wire.Carry(Hear, streams.Break, failed, stop);

    /// <summary>Tells what has come in, and waits for more, until it is stopped.</summary>
    /// <param name="gather">What comes within this is told together: each telling asks the database who may know.</param>
    public async Task TellAll(TimeSpan gather, Action<Exception> failed, CancellationToken stop)
    {
        while (await incoming.Reader.WaitToReadAsync(stop))
        {
            var news = new List<LiveNews>();
            while (news.Count < 1000 && incoming.Reader.TryRead(out var one))
            {
                news.Add(one);
            }
            try
            {
                await Tell(news, stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Whom it was for is not known: all ask again, each within her own walls.
                failed(failure);
                streams.Break();
            }
            await Task.Delay(gather, stop);
        }
    }

    /// <summary>Finds events that nobody told of: of a command beside the server, of a node that died over it.</summary>
    /// <param name="since">Where the look before began.</param>
    public async Task Look(Instant since, CancellationToken cancel)
    {
        if (streams.Open == 0)
        {
            return;
        }
        await using var db = source.For(Viewer.System("live"));
        // What was written before this node began nobody here read without it.
        var from = Instant.Max(since - LiveLook.Overlap, began);
        var untold = streams.Untold(await LiveLook.Since(db, from, cancel));
        if (untold.Count == LiveLook.Most)
        {
            streams.Break();
            return;
        }
        var at = LiveStreams.Micros(Now);
        var notices = LiveLook.NoticesOf(untold, MostOfCommit, null, null, at);
        if (notices.Count > 0)
        {
            Take(new LiveNews(streams.Node) { Notices = notices });
        }
    }

    /// <summary>Takes what a page says of who looks at it, and tells the others where that is new.</summary>
    public void Looks(Looker looker)
    {
        Say(new LiveNews(streams.Node) { Lookers = [looker] });
        Heard(looker);
    }

    /// <summary>Forgets who fell silent, and says so to those who look at the same.</summary>
    public void SweepLookers()
    {
        foreach (var silent in Lookers.Sweep(Now))
        {
            Take(new LiveNews(streams.Node) { Notices = [Looking(silent)] });
        }
    }

    public void Dispose() => source.Committed -= Take;

    /// <summary>On the thread that committed: only puts it where it is taken up.</summary>
    private void Take(Committed committed)
    {
        var notices = LiveLook.NoticesOf(
            committed.Events,
            MostOfCommit,
            committed.By,
            committed.ById,
            LiveStreams.Micros(committed.At)
        );
        if (notices.Count + committed.Stirs.Count == 0)
        {
            return;
        }
        var node = streams.Node;
        Take(new LiveNews(node) { Notices = notices, Stirs = committed.Stirs });
        foreach (var part in notices.Chunk(MostOfMessage))
        {
            Say(new LiveNews(node) { Notices = part });
        }
        foreach (var part in committed.Stirs.Chunk(MostOfMessage))
        {
            Say(new LiveNews(node) { Stirs = part });
        }
    }

    private void Take(LiveNews news)
    {
        // Places are given in the order in which all is taken up.
        lock (gate)
        {
            if (incoming.Writer.TryWrite(news with { Notices = streams.Placed(news.Notices) }))
            {
                return;
            }
        }
        streams.Break();
    }

    private void Say(LiveNews news)
    {
        if (wire.Exists)
        {
            wire.Send(JsonSerializer.Serialize(news, Json));
        }
    }

    private void Hear(string message)
    {
        var news = JsonSerializer.Deserialize<LiveNews>(message, Json);
        if (news is null || news.Node == streams.Node)
        {
            return;
        }
        foreach (var looker in news.Lookers)
        {
            Heard(looker);
        }
        if (news.Notices.Count + news.Stirs.Count > 0)
        {
            Take(news);
        }
    }

    private void Heard(Looker looker)
    {
        if (Lookers.Take(looker, Now))
        {
            Take(new LiveNews(streams.Node) { Notices = [Looking(looker)] });
        }
    }

    private LiveNotice Looking(Looker looker) =>
        new(
            looker.Kind,
            looker.RecordId,
            looker.ClientId,
            Looker.Event,
            0,
            null,
            null,
            LiveStreams.Micros(Now)
        );

    private async Task Tell(List<LiveNews> news, CancellationToken cancel)
    {
        var notices = news.SelectMany(n => n.Notices).ToList();
        var stirs = news.SelectMany(n => n.Stirs).ToList();
        // Who may not listen any more hears nothing of what comes with it.
        var ended = stirs.Where(s => s.Kind == Session.Told).Select(s => s.Id).ToHashSet();
        var changed = Ids(notices, LiveSessions.Colleague);
        await streams.Recheck(
            s => ended.Contains(s.SessionId) || changed.Contains(s.ColleagueId),
            cancel
        );
        var told = notices
            .Where(n => LiveKind.Find(n.Kind) is not null)
            .Concat(stirs.Where(s => s.ColleagueId is not null).Select(Notice))
            .ToList();
        LiveSight? sight = null;
        if (streams.Open > 0 && told.Count > 0)
        {
            await using var db = source.For(Viewer.System("live"));
            await AskAgainAfterSeats(db, Ids(notices, LiveSessions.Seat), cancel);
            sight = await LiveSight.Of(db, told, cancel);
        }
        streams.Give(told, sight, notices.Count > 0 ? notices[^1].At : 0);
    }

    /// <summary>Whose seats changed sees more or less than before, and asks again; of what waits for her she is not told.</summary>
    private async Task AskAgainAfterSeats(Db db, HashSet<Guid> seats, CancellationToken cancel)
    {
        if (seats.Count == 0)
        {
            return;
        }
        var whose = await LiveSessions.Holders(db, [.. seats], cancel);
        foreach (var stream in streams.All().Where(s => whose.Contains(s.ColleagueId)))
        {
            stream.AskAgain();
        }
    }

    private LiveNotice Notice(Stir stir) =>
        new(stir.Kind, stir.Id, null, stir.Kind, 0, null, null, LiveStreams.Micros(Now))
        {
            For = stir.ColleagueId,
            Alone = stir.Alone,
            At = streams.Said,
        };

    private static HashSet<Guid> Ids(List<LiveNotice> notices, string kind) =>
        [.. notices.Where(n => n.Kind == kind).Select(n => n.Id).OfType<Guid>()];
}
