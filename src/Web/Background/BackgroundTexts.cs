using System.Globalization;
using NodaTime;
using Rapport.Jobs;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Background;

/// <summary>What works in the background, in the reader's words.</summary>
public static class BackgroundTexts
{
    /// <summary>Of long work: "Import"; the kind itself where it is unknown here.</summary>
    public static string Kind(string kind) => Word("Kind", kind);

    /// <summary>Of recurring work: "Look for duplicates".</summary>
    public static string Work(string name) => Word("Work", name);

    /// <summary>What recurring work is good for; empty where it is unknown here.</summary>
    public static string What(string name) =>
        BackgroundWords.ResourceManager.GetString($"What_{name}", CultureInfo.CurrentUICulture)
        ?? "";

    public static string Loop(string lease) => Word("Loop", lease);

    public static string Label(this RunOutcome outcome) => Word("Outcome", outcome.ToString());

    public static string Label(this JobState state) => Word("State", state.ToString());

    public static Tone Tone(this RunOutcome outcome) =>
        outcome switch
        {
            RunOutcome.Done => Shared.Tone.Good,
            RunOutcome.Failed => Shared.Tone.Bad,
            RunOutcome.Left => Shared.Tone.Warn,
            _ => Shared.Tone.Info,
        };

    public static Tone Tone(this JobState state) =>
        state switch
        {
            JobState.Running => Shared.Tone.Info,
            JobState.Failed => Shared.Tone.Bad,
            JobState.Cancelled => Shared.Tone.Warn,
            JobState.Done => Shared.Tone.Good,
            _ => Shared.Tone.Plain,
        };

    /// <summary>By which a mark shows its outcome to those who see no colour.</summary>
    public static string Icon(this RunOutcome outcome) =>
        outcome switch
        {
            RunOutcome.Done => "check",
            RunOutcome.Failed => "x",
            RunOutcome.Left => "alert-triangle",
            _ => "hourglass",
        };

    /// <summary>How long it took, in the one or two units that matter: "0.4 s", "3 min 20 s", "2 h 5 min".</summary>
    public static string Took(Duration took) =>
        took.TotalSeconds switch
        {
            < 9.95 => BackgroundWords.Seconds.With(
                took.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture)
            ),
            < 60 => BackgroundWords.Seconds.With(
                ((int)took.TotalSeconds).ToString(CultureInfo.CurrentCulture)
            ),
            < 3600 => BackgroundWords.Minutes.With((int)took.TotalMinutes, took.Seconds),
            _ => BackgroundWords.Hours.With((int)took.TotalHours, took.Minutes),
        };

    /// <summary>"Today, 02:07"; the day in the reader's zone.</summary>
    public static string At(Instant at, Instant now, DateTimeZone zone)
    {
        var (day, today) = (at.InZone(zone).Date, now.InZone(zone).Date);
        return day == today.PlusDays(1)
            ? BackgroundWords.Tomorrow.With(Moments.Time(at, zone))
            : $"{Moments.Day(day, today)}, {Moments.Time(at, zone)}";
    }

    /// <summary>The same in a narrow column: "22:25", "tomorrow 02:07", "21 Nov 2026".</summary>
    public static string Short(Instant at, Instant now, DateTimeZone zone)
    {
        var (day, today) = (at.InZone(zone).Date, now.InZone(zone).Date);
        return day == today ? Moments.Time(at, zone)
            : day == today.PlusDays(1) ? BackgroundWords.TomorrowShort.With(Moments.Time(at, zone))
            : ClientTexts.Date(day);
    }

    /// <summary>"30 % done"; null where nothing is known of how far it is.</summary>
    public static string? Progress(ListedJob job) =>
        job switch
        {
            { Total: > 0 and { } total } when job.IsOpen => BackgroundWords.Of.With(
                Math.Clamp((double)job.Done / total, 0, 1)
                    .ToString("P0", CultureInfo.CurrentCulture)
            ),
            _ => null,
        };

    private static string Word(string group, string key) =>
        BackgroundWords.ResourceManager.GetString(
            $"{group}_{key.Replace('.', '_').Replace('-', '_')}",
            CultureInfo.CurrentUICulture
        ) ?? key;
}
