using System.Globalization;
using Rapport.Notices;
using Rapport.Web.Background;
using Rapport.Web.History;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>Notices in the reader's words, and where they lead.</summary>
public static class NoticeTexts
{
    /// <summary>What happened: "You owe this now"; the name itself where a kind is declared no more.</summary>
    public static string KindWords(string kind) =>
        NoticeWords.ResourceManager.GetString(Key(kind), CultureInfo.CurrentUICulture) ?? kind;

    /// <summary>Under which the words of a kind stand.</summary>
    public static string Key(string kind) => "Kind_" + kind.Replace('.', '_');

    /// <summary>What it is about: the text as it was told, or where that names work of the program, what this work is called.</summary>
    public static string What(this NoticeRecord told) =>
        told.Kind == JobNotices.Stopped.Name ? BackgroundTexts.Kind(told.Text)
        : told.Kind == JobNotices.Failed.Name ? BackgroundTexts.Work(told.Text)
        : told.Text;

    /// <summary>The page of its subject; null where it leads nowhere.</summary>
    public static string? Href(this NoticeRecord told) =>
        told.Kind == ChatAddress.Dead.Name ? TellingPages.Path
        : told is { Subject: { } kind, SubjectId: { } id }
            ? kind == JobNotices.Stopped.Subject ? LongPages.Found(id)
                : kind == JobNotices.Failed.Subject ? RecurringPages.Found(id)
                : HistoryOf
                    .All.FirstOrDefault(h =>
                        h.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase)
                    )
                    ?.Record(id)
        : null;

    /// <summary>It asks whether one comes to a meeting, and can be answered where it stands.</summary>
    public static bool AsksToCome(NoticeRecord told) =>
        told.Kind == Rapport.Meetings.Invitations.Asked.Name
        || told.Kind == Rapport.Meetings.Invitations.Moved.Name;

    /// <summary>How many wait, where it is not counted further than it is read.</summary>
    public static string Count(int waiting) =>
        waiting >= Readings.MostCounted
            ? $"{Readings.MostCounted - 1}+"
            : waiting.ToString(CultureInfo.CurrentCulture);

    public static string Bell(int waiting) =>
        waiting == 0 ? NoticeWords.Title
        : waiting == 1 ? NoticeWords.BellOne
        : NoticeWords.BellMany.With(Count(waiting));
}
