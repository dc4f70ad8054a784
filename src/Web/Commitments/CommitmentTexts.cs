using System.Globalization;
using NodaTime;
using Rapport.Commitments;
using Rapport.People;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Commitments;

/// <summary>How what is owed is told: its state, its favour, and when it is due, in a sentence.</summary>
internal static class CommitmentTexts
{
    private static readonly Duration Soon = Duration.FromHours(4);

    /// <summary>How lists of commitments speak.</summary>
    public static readonly ListSpeech List = new(
        key => Word("Field_" + key) ?? key,
        choice =>
            choice switch
            {
                CommitmentState state => state.Label(),
                Favour favour => favour.Label(),
                CommitmentOrigin origin => origin.Label(),
                _ => choice.ToString(),
            }
    );

    public static string Label(this CommitmentState state) => Word($"State{state}") ?? $"{state}";

    public static string Label(this Favour favour) => Word($"Favour{favour}") ?? $"{favour}";

    public static string Label(this CommitmentOrigin origin) =>
        Word($"Origin{origin}") ?? $"{origin}";

    public static string Label(this Stand stand) => Word($"Stand{stand}") ?? $"{stand}";

    public static string Label(this Audience audience) =>
        Word($"Audience{audience}") ?? $"{audience}";

    public static string Label(this StepKind step) => Word($"Step{step}") ?? $"{step}";

    public static Tone Tone(this CommitmentState state) =>
        state switch
        {
            CommitmentState.Kept => Shared.Tone.Good,
            CommitmentState.KeptLate => Shared.Tone.Warn,
            CommitmentState.Missed => Shared.Tone.Bad,
            _ => Shared.Tone.Plain,
        };

    /// <summary>When it is due as one would say it now: "2 h left", "1 day late", "tomorrow", "25 Nov".</summary>
    public static (string Words, Tone Tone) When(
        CommitmentRecord owed,
        Instant now,
        DateTimeZone zone
    ) =>
        owed.State != CommitmentState.Open ? (owed.State.Label(), owed.State.Tone())
        : owed.WaitingSince is not null ? (CommitmentWords.Waits, Shared.Tone.Plain)
        : owed.Late ? (Late(owed, now, zone), Shared.Tone.Bad)
        : Left(owed, now, zone);

    /// <summary>A due time as a date, or a date and an hour where that was said.</summary>
    public static string Date(Instant due, LocalDate? on, DateTimeZone zone) =>
        on is { } day
            ? ClientTexts.Date(day)
            : $"{ClientTexts.Date(due.InZone(zone).Date)}, {Moments.Time(due, zone)}";

    /// <summary>What stands small below: the client, to or from whom, our target. Null for nothing.</summary>
    public static string? Context(CommitmentRecord owed, DateTimeZone zone, bool withClient = false)
    {
        var whom =
            owed.Favour == Favour.Us ? CommitmentWords.FromContact : CommitmentWords.ToContact;
        string?[] parts =
        [
            withClient ? owed.Client ?? CommitmentWords.NoClient : null,
            owed.Contact is { } contact ? whom.With(contact) : null,
            owed.TargetOn is { } target
            && target != (owed.DueOn ?? owed.Due.InZone(zone).Date)
            && owed.State == CommitmentState.Open
                ? CommitmentWords.TargetOf.With(Day(target, (owed.DueOn ?? target).Year))
                : null,
        ];
        var said = parts.OfType<string>().ToList();
        return said.Count == 0 ? null : string.Join(" · ", said);
    }

    /// <summary>What was done with it, in a sentence without its subject.</summary>
    public static string Sentence(StepRecord step, DateTimeZone zone) =>
        step.Kind switch
        {
            StepKind.Moved => (
                step.Agreed == true ? CommitmentWords.StepMovedAgreed : CommitmentWords.StepMoved
            ).With(
                Date(step.From!.Value, step.FromOn, zone),
                Date(step.To!.Value, step.ToOn, zone)
            ),
            StepKind.Resumed when step.To is { } to && to != step.From =>
                CommitmentWords.StepResumedTo.With(Date(to, step.ToOn, zone)),
            StepKind.HandedOver => CommitmentWords.StepHandedOver.With(
                step.FromOwner ?? "–",
                step.ToOwner ?? "–"
            ),
            StepKind.Escalated => CommitmentWords.StepEscalated.With(step.ToOwner ?? "–"),
            _ => step.Kind.Label(),
        };

    /// <summary>What is said after an act.</summary>
    public static string Said(CommitmentAct act, Commitment owed) =>
        act switch
        {
            CommitmentAct.Move => CommitmentWords.SaidMoved,
            CommitmentAct.HandOver => CommitmentWords.SaidHandedOver,
            CommitmentAct.Wait => owed.WaitingSince is null
                ? CommitmentWords.SaidGoesOn
                : CommitmentWords.SaidWaits,
            _ => Word($"Said{owed.State}") ?? CommitmentWords.Noted,
        };

    private static string Late(CommitmentRecord owed, Instant now, DateTimeZone zone)
    {
        var days = owed.DueOn is { } on
            ? Period.DaysBetween(on, now.InZone(zone).Date)
            : (int)(now - owed.Due).TotalDays;
        if (days >= 1)
        {
            return days == 1 ? CommitmentWords.DayLate : CommitmentWords.DaysLate.With(days);
        }
        var late = now - owed.Due;
        return late < Duration.FromHours(1)
            ? CommitmentWords.MinuteLate.With(Math.Max(1, (int)late.TotalMinutes))
            : CommitmentWords.HourLate.With((int)late.TotalHours);
    }

    private static (string, Tone) Left(CommitmentRecord owed, Instant now, DateTimeZone zone)
    {
        var left = owed.Due - now;
        var today = now.InZone(zone).Date;
        var day = owed.DueOn ?? owed.Due.InZone(zone).Date;
        if (owed.DueOn is null && left < Soon)
        {
            return (
                left < Duration.FromHours(1)
                    ? CommitmentWords.Minute.With(Math.Max(1, (int)left.TotalMinutes))
                    : CommitmentWords.Hour.With((int)left.TotalHours),
                Shared.Tone.Warn
            );
        }
        // Where the client is it may still be the day that is over here.
        return day <= today
                ? (
                    owed.DueOn is null ? Moments.Time(owed.Due, zone) : CommitmentWords.Today,
                    Shared.Tone.Warn
                )
            : day == today.PlusDays(1) ? (CommitmentWords.Tomorrow, Shared.Tone.Plain)
            : (Day(day, today.Year), Shared.Tone.Plain);
    }

    /// <summary>Without the year where that goes without saying.</summary>
    private static string Day(LocalDate day, int year) =>
        day.Year == year
            ? day.ToString(CommitmentWords.DayPattern, CultureInfo.CurrentCulture)
            : ClientTexts.Date(day);

    private static string? Word(string key) =>
        CommitmentWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
