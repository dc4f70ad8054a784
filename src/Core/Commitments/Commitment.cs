using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>In whose favour something is owed.</summary>
public enum Favour
{
    /// <summary>We owe it to the client.</summary>
    Client,

    /// <summary>The client owes it to us; one of us follows it.</summary>
    Us,

    /// <summary>One of us owes it to the firm.</summary>
    Internal,
}

/// <summary>How a commitment stands. One that is open past its due time is late; done then, it is kept late.</summary>
public enum CommitmentState
{
    Open,
    Kept,
    KeptLate,

    /// <summary>It was closed undone.</summary>
    Missed,

    /// <summary>It is owed no more, for a reason; it counts neither way.</summary>
    Waived,
}

/// <summary>Where a commitment came from.</summary>
public enum CommitmentOrigin
{
    /// <summary>Somebody made it on its own.</summary>
    Hand,

    /// <summary>It followed from an entry of the handbook.</summary>
    Entry,

    /// <summary>Another commitment waits for it.</summary>
    Wait,

    /// <summary>A play raised it.</summary>
    Play,
}

/// <summary>
/// Something owed by a due time. Its word is judged by <see cref="JudgedBy"/>: a date moved with the consent of whom it is
/// owed to, before it passed, moves that too; moved without, or after, the first date is the one that counts.
/// </summary>
public sealed class Commitment : Row, IOwned, IHasAudience
{
    public static readonly EventName Made = new(
        "commitment.made",
        "Something is owed from now on."
    );
    public static readonly EventName Changed = new(
        "commitment.changed",
        "What is said of a commitment changed, but neither its date nor its owner."
    );
    public static readonly EventName Moved = new(
        "commitment.moved",
        "Another date was agreed, or set, for a commitment."
    );
    public static readonly EventName Waiting = new(
        "commitment.waiting",
        "A commitment waits for somebody else: its clock stands."
    );
    public static readonly EventName Resumed = new(
        "commitment.resumed",
        "A commitment waits no more: its clock goes on."
    );
    public static readonly EventName HandedOver = new(
        "commitment.handed_over",
        "A commitment has another owner."
    );
    public static readonly EventName Kept = new("commitment.kept", "What was owed was done.");
    public static readonly EventName Missed = new(
        "commitment.missed",
        "A commitment was closed although what was owed was not done."
    );
    public static readonly EventName Waived = new(
        "commitment.waived",
        "What was owed is owed no more, for a reason."
    );
    public static readonly EventName Reopened = new(
        "commitment.reopened",
        "A commitment that was closed is open again."
    );
    public static readonly EventName Escalated = new(
        "commitment.escalated",
        "A commitment slipped, and the next on its ladder heard of it."
    );

    public const int TextLength = 300;
    public const int ReasonLength = 1_000;
    public const int KindLength = 40;

    public Guid? ClientId { get; set; }
    public required string Text { get; set; }
    public string? TextKey
    {
        get => Folded.KeyOf(Text);
        private set { }
    }
    public Favour Favour { get; set; }

    /// <summary>The colleague who owes it, or who follows what the client owes us.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>Who stands in while the owner cannot.</summary>
    public Guid? BackupId { get; set; }

    /// <summary>To whom of them it is owed, or who of them owes it.</summary>
    public Guid? ContactId { get; set; }

    /// <summary>By when it is promised: from here on it is late.</summary>
    public Instant Due { get; set; }

    /// <summary>The day at whose end it is due; null where a time of day was said.</summary>
    public LocalDate? DueOn { get; set; }

    /// <summary>The day by which we mean to have done it, at or before that of the promise.</summary>
    public LocalDate? TargetOn { get; set; }

    /// <summary>The time by which it is told whether the word was kept.</summary>
    public Instant JudgedBy { get; set; }
    public CommitmentOrigin Origin { get; init; }

    /// <summary>
    /// With how many promises like it our record was compared when it was given to a client, and how many of those had been kept;
    /// null where it was not, or there were too few to tell.
    /// </summary>
    public int? ComparedWith { get; set; }
    public int? ComparedKept { get; set; }

    /// <summary>It was given tighter than our record supported then.</summary>
    public bool IsTight { get; set; }

    /// <summary>The entry that it followed from, the commitment that waits for it, or what made its play raise it.</summary>
    public Guid? OriginId { get; init; }

    /// <summary>The record that it is about, of any kind; null where that is the client, or nothing.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>By the key of its list, what kind of record the subject is.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>The play that raised it, and in which edition.</summary>
    public Guid? PlayId { get; init; }
    public int? Edition { get; init; }

    /// <summary>Who heard last that it slipped.</summary>
    public Guid? EscalatedToId { get; set; }

    public CommitmentState State { get; set; }

    /// <summary>When it was done, or closed undone; null while it is open.</summary>
    public Instant? ClosedAt { get; set; }

    /// <summary>The entry of the handbook that shows that it was done.</summary>
    public Guid? EvidenceId { get; set; }

    /// <summary>Since when its clock stands; null while it runs.</summary>
    public Instant? WaitingSince { get; set; }
    public Audience Audience { get; set; } = Audience.Inside;
    public Guid? AuthorId { get; init; }
    public Instant CreatedAt { get; init; }

    public List<CommitmentStep> Steps { get; init; } = [];

    public bool IsOpen => State == CommitmentState.Open;

    public bool IsLate(Instant now) => IsOpen && WaitingSince is null && now > Due;

    /// <summary>How the word is kept that is fulfilled at this time. While its clock stands, it is no later than it was.</summary>
    public CommitmentState KeptAt(Instant done) =>
        (WaitingSince is { } since ? Instant.Min(done, since) : done) <= JudgedBy
            ? CommitmentState.Kept
            : CommitmentState.KeptLate;

    /// <summary>
    /// Gives it another date. Before the old one passed, and with the consent of whom it is owed to, that is the word
    /// from then on. What we are owed is ours to move.
    /// </summary>
    public void MoveTo(DueTime due, bool agreed, Instant now)
    {
        if (now <= JudgedBy && (agreed || Favour == Favour.Us))
        {
            JudgedBy = due.At;
        }
        (Due, DueOn) = (due.At, due.On);
        if (TargetOn > DueOn)
        {
            TargetOn = DueOn;
        }
    }

    /// <summary>
    /// Lets its clock go on: what was left when it stopped is left again, a day for each day that began meanwhile where
    /// it is due by the day. What was late when it stopped stays late.
    /// </summary>
    public void Resume(Instant now, DateTimeZone zone)
    {
        if (WaitingSince is not { } since)
        {
            return;
        }
        WaitingSince = null;
        if (since > Due)
        {
            return;
        }
        var judged = JudgedBy == Due;
        if (DueOn is { } day)
        {
            var days = Period.DaysBetween(since.InZone(zone).Date, now.InZone(zone).Date);
            var due = DueTime.Of(day.PlusDays(days), zone);
            (Due, DueOn) = (due.At, due.On);
            TargetOn = TargetOn?.PlusDays(days);
        }
        else
        {
            Due += now - since;
        }
        JudgedBy = judged ? Due : JudgedBy;
    }
}

/// <summary>When something is due: at a moment, or by the end of a day.</summary>
/// <param name="At">The moment; of a day, its last.</param>
/// <param name="On">The day; null where a time of day was said.</param>
public sealed record DueTime(Instant At, LocalDate? On)
{
    public static DueTime Of(Instant at) => new(at, null);

    /// <summary>The end of a day: the last microsecond, so that what is done at midnight is late.</summary>
    public static DueTime Of(LocalDate day, DateTimeZone zone) =>
        new(zone.AtStartOfDay(day.PlusDays(1)).ToInstant() - Duration.FromMilliseconds(0.001), day);
}
