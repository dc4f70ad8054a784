using Rapport.Meetings;

namespace Rapport.Web.Meetings;

/// <summary>A mail before it goes, and all who get it just so.</summary>
public sealed record MailShown(IReadOnlyList<MeetingReader> To, string Subject, string Text)
{
    public string Names => string.Join(", ", To.Select(r => r.Name));

    /// <summary>As one copies it: the subject above the text.</summary>
    public string Copied => $"{Subject}\n\n{Text}";

    /// <summary>Each text once; those of theirs first, since one looks at these most closely.</summary>
    public static IReadOnlyList<MailShown> Of(
        IReadOnlyList<(MeetingReader To, MailWording Said)> letters
    ) =>
        [
            .. letters
                .GroupBy(l => (l.Said, l.To.IsOurs))
                .OrderBy(g => g.Key.IsOurs)
                .ThenBy(g => g.Min(l => l.To.Number))
                .Select(g => new MailShown(
                    [.. g.Select(l => l.To)],
                    g.Key.Said.Subject,
                    g.Key.Said.Text
                )),
        ];
}
