using NodaTime;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>Which entries; what is null or empty does not narrow.</summary>
/// <param name="ClientId">Of this client; null for all that the viewer sees.</param>
/// <param name="PersonId">A contact or colleague who took part.</param>
/// <param name="Text">Words that stand in subject or body, folded; only within a client or a person's entries.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="Before">Earlier than this moment.</param>
/// <param name="Current">Without entries that a later one corrects.</param>
public sealed record StreamFilter(
    Guid? ClientId = null,
    Guid? PersonId = null,
    IReadOnlyList<Touchpoint>? Touchpoints = null,
    Channel? Channel = null,
    string? Text = null,
    Instant? From = null,
    Instant? Before = null,
    bool Current = false
);

/// <summary>Where a stream goes on.</summary>
public sealed record StreamPlace(Instant Occurred, Guid Id);

/// <summary>One entry as a stream shows it.</summary>
/// <param name="Excerpt">How the body begins.</param>
/// <param name="HasMore">The body goes on behind the excerpt.</param>
/// <param name="CorrectedBy">Who corrected it, where somebody did.</param>
/// <param name="FileCount">How many files hang on it.</param>
public sealed record StreamEntry(
    Guid Id,
    Guid? ClientId,
    string? Client,
    Touchpoint Touchpoint,
    Channel Channel,
    Direction Direction,
    Instant Occurred,
    string Subject,
    string? Excerpt,
    bool HasMore,
    int? Minutes,
    Audience Audience,
    bool RealTouch,
    string? Author,
    Guid? CorrectsId,
    Guid? CorrectedById,
    string? CorrectedBy,
    int FileCount
)
{
    public IReadOnlyList<FileThere> Files { get; init; } = [];

    public IReadOnlyList<PersonThere> People { get; init; } = [];

    /// <summary>For whom it is, where it is for named people: its author apart.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];
}

/// <summary>Somebody who took part, by a name that the viewer may know.</summary>
public sealed record PersonThere(Guid? ContactId, Guid? ColleagueId, string Name);

/// <summary>A file that hangs on an entry.</summary>
public sealed record FileThere(Guid Id, string Name, long Size, string MediaType);

/// <summary>How much there is and since when.</summary>
/// <param name="First">When the oldest entry happened; null without any.</param>
public sealed record StreamFacts(int Count, Instant? First);

public sealed record LastMeeting(Guid Id, Instant Occurred, Channel Channel, string Subject);
