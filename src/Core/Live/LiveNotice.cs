using System.Text.Json.Serialization;
using Rapport.Data;

namespace Rapport.Live;

/// <summary>
/// That something was changed, for those who may see it: which record, and nothing of what stands in it. Whoever shows
/// it asks for it again, by the ordinary page within the ordinary walls.
/// </summary>
/// <param name="Kind">The kind of record, as in the names of events: <c>client</c>.</param>
/// <param name="Id">The record; null where many of a kind changed at once.</param>
/// <param name="Event">The event that it was, such as <c>client.changed</c>.</param>
/// <param name="Committed">When, in microseconds since 1970.</param>
/// <param name="By">The colleague who did it, as she is called; null for the program itself.</param>
public sealed record LiveNotice(
    string Kind,
    Guid? Id,
    Guid? ClientId,
    string Event,
    int Version,
    string? By,
    Guid? ById,
    long Committed
)
{
    /// <summary>The event of which it tells, by which it is known again; null for what has none.</summary>
    public Guid? EventId { get; init; }

    /// <summary>The events of which it tells where they are many: from the first to the last.</summary>
    public LiveSpan? Span { get; init; }

    /// <summary>The one colleague whom it concerns, where it is of no record of a client.</summary>
    public Guid? For { get; init; }

    /// <summary>It is for that colleague alone, and not for those who see all.</summary>
    public bool Alone { get; init; }

    /// <summary>Where it stands among all that this node told: microseconds, each once.</summary>
    [JsonIgnore]
    public long At { get; init; }

    /// <summary>Told also to whoever comes back later. That somebody looks, or how far a job is, is asked for by then.</summary>
    [JsonIgnore]
    public bool IsKept => Event != Looker.Event && For is null;
}

/// <summary>Events of one commit that are told as one.</summary>
public sealed record LiveSpan(Guid First, Guid Last, int Count)
{
    public bool Holds(Guid id) => id.CompareTo(First) >= 0 && id.CompareTo(Last) <= 0;
}

/// <summary>What one node tells the others.</summary>
/// <param name="Node">Who tells.</param>
public sealed record LiveNews(string Node)
{
    public IReadOnlyList<LiveNotice> Notices { get; init; } = [];
    public IReadOnlyList<Stir> Stirs { get; init; } = [];
    public IReadOnlyList<Looker> Lookers { get; init; } = [];
}
