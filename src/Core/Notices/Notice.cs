using NodaTime;
using Rapport.Data;

namespace Rapport.Notices;

/// <summary>
/// What one colleague is told of, for her alone; about a client only while she sees that client. Kept for some months and
/// in no history: what it tells of has its own.
/// </summary>
public sealed class Notice : IPlumbing, IStir
{
    /// <summary>The kind under which it is told to open pages.</summary>
    public const string Told = "notice";

    public const int TextLength = 300;
    public const int OnceLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ColleagueId { get; init; }

    /// <summary>The name of its <see cref="NoticeKind"/>.</summary>
    public required string Kind { get; init; }
    public NoticePriority Priority { get; init; }

    /// <summary>The record that it leads to, of the kind that <see cref="NoticeKind.Subject"/> names.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Behind whose wall it stands; null where it is about no client.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>What it is about, as data and not as a sentence: the text of a commitment, the subject of an entry.</summary>
    public required string Text { get; set; }

    /// <summary>Of one colleague, kind and subject, none is told twice under the same of these.</summary>
    public required string Once { get; init; }
    public Instant At { get; init; }
    public Instant? ReadAt { get; set; }

    /// <summary>When it is looked whether it goes by mail or to a chat; null once it went, was read, or where it does not by itself.</summary>
    public Instant? MailAt { get; set; }

    /// <summary>A key was given, under which it may be told again.</summary>
    public bool IsToldOnce => Once != Id.ToString("N");

    public Stir Stirs(bool gone) => new(Told, Id, ColleagueId, Alone: true);
}
