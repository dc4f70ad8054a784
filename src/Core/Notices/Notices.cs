using Rapport.Data;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>What a colleague is to be told.</summary>
/// <param name="Text">What it is about, as data: shown beside the words of its kind, cut where it is too long.</param>
/// <param name="SubjectId">The record it leads to, of the kind that the notice's kind names.</param>
/// <param name="ClientId">Behind whose wall it stands.</param>
/// <param name="Once">
/// Told again to the same colleague, of the same kind and subject, under the same key, it stays one notice; null where each
/// telling is one of its own.
/// </param>
public sealed record Telling(
    Guid ColleagueId,
    NoticeKind Kind,
    string Text,
    Guid? SubjectId,
    Guid? ClientId,
    string? Once = null
);

/// <summary>Tells colleagues of something, in the transaction in which it happens.</summary>
public static class Notices
{
    /// <summary>
    /// Adds it to what the caller is about to commit: the notice is there with what it tells of, or not at all. One that
    /// was told already is left out as the save is written.
    /// </summary>
    public static Task Tell(Db db, Telling said, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var id = Guid.CreateVersion7();
        db.Add(
            new Notice
            {
                Id = id,
                ColleagueId = said.ColleagueId,
                Kind = said.Kind.Name,
                Priority = said.Kind.Priority,
                SubjectId = said.SubjectId,
                ClientId = said.ClientId,
                Text = Shortened.To(said.Text, Notice.TextLength),
                Once = said.Once ?? id.ToString("N"),
                At = db.Now,
                MailAt = db.Now + NoticeWays.Gather,
            }
        );
        return Task.CompletedTask;
    }
}
