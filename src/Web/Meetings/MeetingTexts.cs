using System.Globalization;
using NodaTime;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>How meetings and their series are told.</summary>
internal static class MeetingTexts
{
    /// <summary>How lists of meetings and of series speak.</summary>
    public static readonly ListSpeech List = new(
        key => Word("Field_" + key) ?? key,
        choice =>
            choice switch
            {
                MeetingKind kind => kind.Label(),
                MeetingState state => state.Label(),
                MeetingLevel level => level.Label(),
                _ => choice.ToString(),
            }
    );

    public static string Label(this MeetingKind kind) => Word($"Kind{kind}") ?? $"{kind}";

    public static string Label(this MeetingState state) => Word($"State{state}") ?? $"{state}";

    public static string Label(this MeetingLevel level) =>
        Word($"Kind{Rapport.Meetings.Series.KindOf(level)}") ?? $"{level}";

    public static string Label(this SeriesStand stand) => Word($"Stand{stand}") ?? $"{stand}";

    public static string Label(this MeetingsWhen when) => Word($"When{when}") ?? $"{when}";

    public static string Label(this Answer answer) => Word($"Answer{answer}") ?? $"{answer}";

    /// <summary>As one answers for oneself: yes, perhaps, no.</summary>
    public static string Said(this Answer answer) => Word($"Say{answer}") ?? answer.Label();

    public static Tone Tone(this Answer answer) =>
        answer switch
        {
            Answer.Accepted => Shared.Tone.Good,
            Answer.Declined => Shared.Tone.Bad,
            Answer.Tentative => Shared.Tone.Warn,
            _ => Shared.Tone.Plain,
        };

    /// <summary>Who of us said it for her, and when; null where she said it herself, or nothing.</summary>
    public static string? Told(AttendeeRecord one, DateTimeZone zone) =>
        one is { AnsweredAt: { } at, AnsweredBy: { } by } && one.AnsweredById != one.ColleagueId
            ? MeetingWords.AnswerToldBy.With(by, ClientTexts.Date(at.InZone(zone).Date))
            : null;

    public static string Label(this AgendaSource source) => Word($"Source{source}") ?? $"{source}";

    public static string Label(this MeetingDeed deed) => Word($"Deed{deed}") ?? $"{deed}";

    public static string Label(this Rapport.Values.Keeping keeping) =>
        Word($"Keeping{keeping}") ?? $"{keeping}";

    public static Tone Tone(this MeetingState state) =>
        state switch
        {
            MeetingState.Held => Shared.Tone.Good,
            MeetingState.Cancelled => Shared.Tone.Bad,
            _ => Shared.Tone.Plain,
        };

    public static Tone Tone(this SeriesStand stand) =>
        stand switch
        {
            SeriesStand.Kept => Shared.Tone.Good,
            SeriesStand.Due => Shared.Tone.Warn,
            SeriesStand.Slipped => Shared.Tone.Bad,
            _ => Shared.Tone.Plain,
        };

    /// <summary>"Today, 14:00", "Tuesday 24 November, 14:00".</summary>
    public static string When(Instant start, Instant now, DateTimeZone zone) =>
        Moments.DayAndTime(start, zone, now.InZone(zone).Date) is var said
        && start.InZone(zone).Date == now.InZone(zone).Date.PlusDays(1)
            ? $"{MeetingWords.Tomorrow}, {Moments.Time(start, zone)}"
            : said;

    /// <summary>As a row of a list has room for: "24 Nov, 14:00".</summary>
    public static string Short(Instant start, DateTimeZone zone) =>
        $"{ClientTexts.Date(start.InZone(zone).Date)}, {Moments.Time(start, zone)}";

    /// <summary>From when until when, and where it was agreed where that is another zone than the reader's.</summary>
    public static string Span(MeetingRecord meeting, DateTimeZone zone)
    {
        var own = DateTimeZoneProviders.Tzdb.GetZoneOrNull(meeting.Zone);
        var here = $"{Moments.Time(meeting.Start, zone)}–{Moments.Time(meeting.End, zone)}";
        return own is null || own.GetUtcOffset(meeting.Start) == zone.GetUtcOffset(meeting.Start)
            ? here
            : $"{here} ({MeetingWords.There.With(Moments.Time(meeting.Start, own), World.Zone(meeting.Zone))})";
    }

    /// <summary>What was done with a meeting, in a sentence.</summary>
    public static string Sentence(MeetingStepRecord step, DateTimeZone zone) =>
        step is { Deed: MeetingDeed.Moved, From: { } from, To: { } to }
            ? MeetingWords.DeedMovedFrom.With(Short(from, zone), Short(to, zone))
            : step.Deed.Label();

    /// <summary>How the rhythm of a series stands, in a sentence: "kept", "due by 8 Dec", "slipped, due 24 Nov".</summary>
    public static string Says(SeriesRecord series, Instant now) =>
        series.On(now) switch
        {
            SeriesStand.Due => MeetingWords.DueBy.With(ClientTexts.Date(series.SlipsAfter)),
            SeriesStand.Slipped => MeetingWords.SlippedSince.With(
                ClientTexts.Date(series.SlipsAfter)
            ),
            var stand => stand.Label(),
        };

    /// <summary>A cadence as one says it; as it was typed where it cannot be read.</summary>
    public static string Cadence(string typed) =>
        Rapport.Values.Cadence.Read(typed) is { Done: true, Value: var cadence }
            ? Capital(cadence.Words())
            : typed;

    public static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];

    private static string? Word(string key) =>
        MeetingWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
