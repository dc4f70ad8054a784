using NodaTime;
using Rapport.Data;

namespace Rapport.Plays;

/// <summary>Why somebody did all the same what a play stands before.</summary>
public sealed class PlayReason : Row, IOfClient
{
    public static readonly EventName Given = new(
        "play.reason_given",
        "Somebody said why she does what a play stands before."
    );

    public const int Most = 1_000;

    public Guid PlayId { get; init; }
    public int Edition { get; init; }

    /// <summary>The event by which the act is told.</summary>
    public required string Act { get; init; }

    /// <summary>What was acted upon, and by the key of its list what kind of record it is.</summary>
    public Guid SubjectId { get; init; }
    public required string SubjectKind { get; init; }
    public Guid? ClientId { get; init; }
    public required string Text { get; set; }
    public Guid? ById { get; init; }
    public Instant At { get; init; }

    public override Guid RootId => SubjectId;
}
