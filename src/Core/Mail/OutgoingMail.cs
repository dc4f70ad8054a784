using NodaTime;
using Rapport.Data;

namespace Rapport.Mail;

public enum MailState
{
    Waiting,
    Delivered,

    /// <summary>The server will not take it.</summary>
    Refused,

    /// <summary>It could not be sent before it was of no more use.</summary>
    Expired,
}

/// <summary>
/// A mail to somebody, written in the transaction of what it tells of and sent after it. What it says goes once it is
/// over; that it was sent, to whom and under which subject stays for a while.
/// </summary>
public sealed class OutgoingMail : IAwaited
{
    public const int SubjectLength = 300;
    public const int AddressLength = 254;
    public const int MethodLength = 20;
    public const int AnswerLength = 500;

    private static readonly Duration FirstPause = Duration.FromMinutes(1);
    private static readonly Duration LongestPause = Duration.FromHours(2);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string To { get; init; }

    /// <summary>The address as it is compared.</summary>
    public required string ToKey { get; init; }
    public required string Subject { get; set; }

    /// <summary>Null once it is over; where <see cref="IsSealed" />, as it was sealed.</summary>
    public string? Text { get; set; }
    public string? Html { get; set; }

    /// <summary>A file of RFC 5545 that goes with it.</summary>
    public string? Calendar { get; set; }

    /// <summary>What that asks for: REQUEST, CANCEL, PUBLISH.</summary>
    public string? CalendarMethod { get; init; }

    /// <summary>Text and Html hold a secret and are kept sealed.</summary>
    public bool IsSealed { get; init; }

    /// <summary>What it is about: a colleague, a meeting.</summary>
    public Guid? SubjectId { get; init; }
    public Instant At { get; init; }
    public Instant NotBefore { get; set; }

    /// <summary>From when it is of no use to anybody; null where it always is.</summary>
    public Instant? NotAfter { get; init; }
    public MailState State { get; set; }

    /// <summary>How often it was given out to be sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Until when whoever took it has it for himself.</summary>
    public Instant? LeasedUntil { get; set; }

    /// <summary>What the server, or the way to it, last said.</summary>
    public string? Answer { get; set; }
    public Instant? OverAt { get; set; }

    public bool IsWaiting => State == MailState.Waiting;

    /// <summary>After how long it is tried again: one minute, two, four, up to two hours.</summary>
    public static Duration PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>Nothing more will be done; what it said is forgotten.</summary>
    public void End(MailState state, string? answer, Instant now)
    {
        (State, Answer, OverAt, LeasedUntil) = (state, answer, now, null);
        (Text, Html, Calendar) = (null, null, null);
    }

    /// <summary>It is tried again later.</summary>
    public void Postpone(string? answer, Instant now)
    {
        (Answer, LeasedUntil) = (answer, null);
        NotBefore = now + PauseAfter(Attempts);
    }
}
