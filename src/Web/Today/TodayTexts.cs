using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Today;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Shared;

namespace Rapport.Web.Today;

/// <summary>How a day is greeted, and why something stands where it stands.</summary>
internal static class TodayTexts
{
    private const int Noon = 12;
    private const int Evening = 18;

    public static string Greeting(string name, Instant now, DateTimeZone zone) =>
        (
            now.InZone(zone).Hour switch
            {
                < Noon => TodayWords.GoodMorning,
                < Evening => TodayWords.GoodDay,
                _ => TodayWords.GoodEvening,
            }
        ).With(name.Split(' ')[0]);

    /// <summary>The day in a sentence or three.</summary>
    public static string Sentence(QueueCounts counts) =>
        string.Join(
            ' ',
            new[]
            {
                Said(counts.Mine, TodayWords.OneDue, TodayWords.SomeDue) ?? TodayWords.NothingDue,
                Said(counts.ToClients, TodayWords.OnePromise, TodayWords.SomePromises),
                Said(counts.Late, TodayWords.OneLate, TodayWords.SomeLate),
            }.OfType<string>()
        );

    public static string Label(this QueuePart part) =>
        TodayWords.ResourceManager.GetString($"Part{part}", CultureInfo.CurrentUICulture)
        ?? part.ToString();

    public static string Label(this QueueOf which) =>
        TodayWords.ResourceManager.GetString($"{which}", CultureInfo.CurrentUICulture)
        ?? which.ToString();

    /// <summary>What is said where a queue is empty.</summary>
    public static (string Title, string Text) Calm(this QueueOf which) =>
        which switch
        {
            QueueOf.Clients => (TodayWords.CalmClients, TodayWords.CalmClientsText),
            QueueOf.Ahead => (TodayWords.CalmAhead, TodayWords.CalmAheadText),
            QueueOf.Team => (TodayWords.CalmTeam, TodayWords.CalmTeamText),
            _ => (TodayWords.CalmTitle, TodayWords.CalmText),
        };

    /// <summary>Why it stands where it does: "It is late · a client was promised it · a key client".</summary>
    public static string Why(Queued queued, DateTimeZone zone)
    {
        var (owed, urgency) = (queued.Owed, queued.Urgency);
        var due = CommitmentTexts.Date(owed.Due, owed.DueOn, zone);
        var first = urgency.Part switch
        {
            QueuePart.Late => TodayWords.WhyLate,
            QueuePart.Theirs => TodayWords.WhyTheirs,
            QueuePart.Ahead => TodayWords.WhyAhead.With(due),
            _ when owed.TargetOn is { } target && owed.DueOn > target => TodayWords.WhyTarget,
            _ => TodayWords.WhyToday,
        };
        string?[] parts =
        [
            first,
            urgency.Favour == Favour.Client ? TodayWords.WhyClient : null,
            urgency.Tier == Tier.Key && owed.ClientId is not null ? TodayWords.WhyKey : null,
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    /// <summary>"4 of 5 kept".</summary>
    public static string Said(WordWeek week) =>
        TodayWords.Week.With(ClientTexts.Date(week.Monday))
        + ": "
        + (
            week.Said.All == 0
                ? TodayWords.WeekNone
                : TodayWords.WeekSaid.With(week.Said.Kept, week.Said.All)
        );

    /// <summary>How a week is coloured; words say the same.</summary>
    public static string Shade(WordWeek week) =>
        week.Said.Rate switch
        {
            null => "none",
            1 => "kept",
            >= 0.75 => "mostly",
            >= 0.5 => "some",
            _ => "few",
        };

    private static string? Said(int count, string one, string some) =>
        count switch
        {
            0 => null,
            1 => one,
            _ => some.With(count.ToString("N0", CultureInfo.CurrentCulture)),
        };
}
