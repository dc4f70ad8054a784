namespace Rapport.Live;

/// <summary>
/// What was told of late: for whoever comes back after a broken connection, and to know again what is found in the event
/// rows. Not safe for threads; its owner locks.
/// </summary>
internal sealed class LiveKept(long from)
{
    private const int Most = 5000;

    /// <summary>More events than are written within the time for which the rows are looked through again.</summary>
    private const int MostKnown = 20_000;

    private readonly Queue<LiveNotice> notices = [];
    private readonly Queue<Guid> order = [];
    private readonly HashSet<Guid> known = [];
    private readonly Queue<LiveSpan> spans = [];

    /// <summary>All that was told after this is kept.</summary>
    public long From { get; private set; } = from;

    public void Add(LiveNotice notice)
    {
        if (notices.Count == Most)
        {
            From = notices.Dequeue().At;
        }
        notices.Enqueue(notice);
    }

    /// <summary>From here on it is not certain that all was heard.</summary>
    public void Break(long at)
    {
        notices.Clear();
        From = at;
    }

    /// <summary>What was told after a place; null when that is more than one may be told, or not all is kept.</summary>
    public IReadOnlyList<LiveNotice>? After(long at)
    {
        if (at < From)
        {
            return null;
        }
        var after = notices.SkipWhile(n => n.At <= at).ToList();
        return after.Count > LiveStream.MostWaiting ? null : after;
    }

    public void Know(LiveNotice notice)
    {
        if (notice.Span is { } span)
        {
            spans.Enqueue(span);
            if (spans.Count > Most)
            {
                spans.Dequeue();
            }
        }
        else if (notice.EventId is { } id && known.Add(id))
        {
            order.Enqueue(id);
            if (order.Count > MostKnown)
            {
                known.Remove(order.Dequeue());
            }
        }
    }

    public bool Knows(Guid eventId) => known.Contains(eventId) || spans.Any(s => s.Holds(eventId));
}
