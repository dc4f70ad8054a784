namespace Rapport.Live;

/// <summary>What a stream has to say next.</summary>
/// <param name="Again">Something was missed: whoever shows anything asks for it again.</param>
/// <param name="Over">Who listened has no session any more; nothing comes after this.</param>
/// <param name="At">Up to where all was said.</param>
public sealed record LivePart(IReadOnlyList<LiveNotice> Notices, bool Again, bool Over, long At);

/// <summary>
/// One browser that listens. What waits for it is bounded: a reader who is slower than what happens is told to ask again
/// instead of having it all kept.
/// </summary>
public sealed class LiveStream
{
    /// <summary>How many notices wait for a reader before it counts as slow.</summary>
    public const int MostWaiting = 256;

    private readonly Lock gate = new();
    private TaskCompletionSource stirred = Fresh();
    private readonly LiveStreams streams;
    private List<LiveNotice> waiting = [];
    private bool behind;
    private bool over;

    internal LiveStream(Guid sessionId, Guid colleagueId, bool seesAll, LiveStreams streams) =>
        (SessionId, ColleagueId, SeesAll, this.streams) = (
            sessionId,
            colleagueId,
            seesAll,
            streams
        );

    public Guid SessionId { get; }

    public Guid ColleagueId { get; }

    /// <summary>No wall stands before her; follows her roles.</summary>
    public bool SeesAll { get; internal set; }

    /// <summary>How many notices wait for it.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Waits for something to say; nothing within the time is a part too, that says only how far all was said.</summary>
    public async Task<LivePart> Next(TimeSpan longest, CancellationToken cancel)
    {
        Task something;
        lock (gate)
        {
            something = stirred.Task;
        }
        await something
            .WaitAsync(longest, cancel)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        // Before the look: what is told in between is then said once more, and never left out.
        var at = streams.Said;
        lock (gate)
        {
            var part = new LivePart(waiting, behind, over, waiting.Count > 0 ? waiting[^1].At : at);
            (waiting, behind) = ([], false);
            if (stirred.Task.IsCompleted)
            {
                stirred = Fresh();
            }
            return part;
        }
    }

    /// <summary>What was told before it began comes before what was told since.</summary>
    internal void Begin(IReadOnlyList<LiveNotice> missed)
    {
        lock (gate)
        {
            waiting.InsertRange(0, missed);
            Stir();
        }
    }

    internal void Offer(LiveNotice notice)
    {
        lock (gate)
        {
            if (behind || over)
            {
                return;
            }
            if (waiting.Count >= MostWaiting)
            {
                (waiting, behind) = ([], true);
            }
            else
            {
                waiting.Add(notice);
            }
            Stir();
        }
    }

    /// <summary>What waits is not said any more: it may be of what she no longer sees, or not be all.</summary>
    internal void AskAgain()
    {
        lock (gate)
        {
            (waiting, behind) = ([], true);
            Stir();
        }
    }

    internal void End()
    {
        lock (gate)
        {
            (waiting, over) = ([], true);
            Stir();
        }
    }

    private void Stir() => stirred.TrySetResult();

    private static TaskCompletionSource Fresh() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
