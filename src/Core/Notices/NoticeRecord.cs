using NodaTime;

namespace Rapport.Notices;

/// <summary>A notice as it is shown.</summary>
/// <param name="Kind">As in <c>commitment.given</c>.</param>
/// <param name="Subject">The kind of record that it leads to; null where it leads nowhere.</param>
/// <param name="ReadAt">Null while it waits to be read.</param>
public sealed record NoticeRecord(
    Guid Id,
    string Kind,
    NoticePriority Priority,
    string Text,
    string? Subject,
    Guid? SubjectId,
    Guid? ClientId,
    Instant At,
    Instant? ReadAt
)
{
    public static NoticeRecord Of(Notice told) =>
        new(
            told.Id,
            told.Kind,
            told.Priority,
            told.Text,
            NoticeKind.Find(told.Kind)?.Subject,
            told.SubjectId,
            told.ClientId,
            told.At,
            told.ReadAt
        );
}

/// <summary>Where a list of notices goes on: after this one, to older ones.</summary>
public sealed record NoticePlace(Instant At, Guid Id);
