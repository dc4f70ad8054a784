using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Live;

/// <summary>All browsers that listen at this node. One for a process; what they are told comes from <see cref="LiveTeller"/>.</summary>
public sealed class LiveStreams
{
    /// <summary>Streams of one session: one for each of its windows where a browser cannot share them.</summary>
    public const int MostOfSession = 24;

    private readonly DbSource source;
    private readonly IClock clock;
    private readonly Lock gate = new();
    private readonly HashSet<LiveStream> open = [];
    private readonly LiveKept kept;
    private long last;
    private long said;

    public LiveStreams(DbSource source, IClock clock)
    {
        (this.source, this.clock) = (source, clock);
        last = said = Micros(clock.GetCurrentInstant());
        kept = new LiveKept(last);
    }

    /// <summary>Names this node among those that share the database, as long as it runs.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Where this node is: a page that is read from now on lacks nothing that was told before.</summary>
    public LivePlace Place => new(Node, Interlocked.Read(ref last));

    public int Open
    {
        get
        {
            lock (gate)
            {
                return open.Count;
            }
        }
    }

    public static long Micros(Instant at) => at.ToUnixTimeTicks() / 10;

    /// <summary>Begins a stream; what was told since a place comes first. Null where the session has too many.</summary>
    /// <param name="since">Up to where the browser knows; null for from now on.</param>
    public async Task<LiveStream?> Begin(
        Guid sessionId,
        Guid colleagueId,
        bool seesAll,
        LivePlace? since,
        CancellationToken cancel
    )
    {
        var stream = new LiveStream(sessionId, colleagueId, seesAll, this);
        IReadOnlyList<LiveNotice>? missed;
        lock (gate)
        {
            if (open.Count(s => s.SessionId == sessionId) >= MostOfSession)
            {
                return null;
            }
            missed = since is { } place ? kept.After(place.On(Node)) : [];
            open.Add(stream);
            Measures.LiveStreams.Add(1);
        }
        try
        {
            await CatchUp(stream, missed, cancel);
            return stream;
        }
        catch
        {
            End(stream);
            throw;
        }
    }

    public void End(LiveStream stream)
    {
        lock (gate)
        {
            if (open.Remove(stream))
            {
                Measures.LiveStreams.Add(-1);
            }
        }
    }

    /// <summary>Asks anew whose session still stands, and who sees all: what ended is ended here too.</summary>
    /// <param name="which">Those that are asked for.</param>
    public async Task Recheck(Func<LiveStream, bool> which, CancellationToken cancel)
    {
        var asked = All().FindAll(s => which(s));
        if (asked.Count == 0)
        {
            return;
        }
        await using var db = source.For(Viewer.System("live"));
        var ids = asked.Select(s => s.SessionId).Distinct().ToList();
        var standing = await LiveSessions.Standing(db, ids, cancel);
        foreach (var stream in asked)
        {
            if (!standing.TryGetValue(stream.SessionId, out var roles))
            {
                stream.End();
            }
            else if (stream.SeesAll != roles.SeeAll())
            {
                stream.SeesAll = roles.SeeAll();
                stream.AskAgain();
            }
        }
    }

    /// <summary>Up to where all was given to the streams that it is for.</summary>
    internal long Said => Interlocked.Read(ref said);

    /// <summary>Gives notices their places, one after the other, as they come in.</summary>
    internal List<LiveNotice> Placed(IEnumerable<LiveNotice> notices)
    {
        lock (gate)
        {
            var placed = notices.Select(n => n with { At = Next() }).ToList();
            placed.ForEach(kept.Know);
            return placed;
        }
    }

    /// <summary>Gives notices to those who may see them; null for the sight where it was not asked for.</summary>
    /// <param name="upTo">The place of the last that came in with them.</param>
    internal void Give(IReadOnlyList<LiveNotice> notices, LiveSight? sight, long upTo)
    {
        lock (gate)
        {
            foreach (var stream in open)
            {
                if (sight is not null)
                {
                    foreach (var notice in notices.Where(n => sight.May(stream, n)))
                    {
                        stream.Offer(notice);
                    }
                }
                else if (notices.Count > 0)
                {
                    // Nobody listened a moment ago: whoever began since then asks once more.
                    stream.AskAgain();
                }
            }
            foreach (var notice in notices.Where(n => n.IsKept))
            {
                kept.Add(notice);
            }
            Interlocked.Exchange(ref said, Math.Max(said, upTo));
        }
    }

    /// <summary>Those of the events of which nobody told.</summary>
    internal List<Event> Untold(List<Event> events)
    {
        lock (gate)
        {
            return events.FindAll(e => !kept.Knows(e.Id));
        }
    }

    /// <summary>Something may have gone by: who listens asks again, and nobody is caught up beyond this.</summary>
    internal void Break()
    {
        lock (gate)
        {
            kept.Break(Next());
            foreach (var stream in open)
            {
                stream.AskAgain();
            }
        }
    }

    internal List<LiveStream> All()
    {
        lock (gate)
        {
            return [.. open];
        }
    }

    private async Task CatchUp(
        LiveStream stream,
        IReadOnlyList<LiveNotice>? missed,
        CancellationToken cancel
    )
    {
        if (missed is null)
        {
            stream.AskAgain();
        }
        else if (missed.Count > 0)
        {
            await using var db = source.For(Viewer.System("live"));
            var sight = await LiveSight.Of(db, missed, cancel);
            stream.Begin([.. missed.Where(n => sight.May(stream, n))]);
        }
    }

    private long Next()
    {
        var next = Math.Max(Micros(clock.GetCurrentInstant()), last + 1);
        Interlocked.Exchange(ref last, next);
        return next;
    }
}
