using NodaTime;

namespace Rapport.Jobs;

/// <summary>A run of recurring work, as it is shown.</summary>
/// <param name="Node">Machine and process.</param>
/// <param name="By">Who asked for it; null where its time had come.</param>
/// <param name="EndedAt">Null while it runs, and where its node died.</param>
/// <param name="Count">How many rows or files it worked on; null where the work does not say.</param>
/// <param name="Failure">Why it failed, in the words of what failed.</param>
public sealed record RunRecord(
    Guid Id,
    string Work,
    string Node,
    string? By,
    Instant BeganAt,
    Instant? EndedAt,
    RunOutcome Outcome,
    long? Count,
    string? Failure
)
{
    public Duration? Took => EndedAt - BeganAt;
}

/// <summary>Where the runs of a work go on: after this one, to older ones.</summary>
public sealed record RunPlace(Instant BeganAt, Guid Id);
