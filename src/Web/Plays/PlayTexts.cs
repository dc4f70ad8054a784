using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Plays;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>Plays in words.</summary>
internal static class PlayTexts
{
    /// <summary>How the kinds speak that have no list on screen.</summary>
    private static readonly Dictionary<string, ListSpeech> Spoken = new(StringComparer.Ordinal)
    {
        [SeatList.SeatKey] = new(key => Word("Seat_" + key) ?? key, Choice),
        [SeatChangeList.SeatChangeKey] = new(key => Word("SeatChange_" + key) ?? key, Choice),
    };

    private static string Choice(Enum choice) =>
        choice switch
        {
            SeatRole role => role.Label(),
            SeatChangeState state => state.Label(),
            _ => choice.ToString(),
        };

    public static string Label(this Trigger trigger) => Word($"Trigger{trigger}") ?? $"{trigger}";

    public static string Label(this GateAnswer answer) => Word($"Gate{answer}") ?? $"{answer}";

    public static string Label(this Who who) => Word($"Who{who}") ?? $"{who}";

    public static string Label(this Discharge discharge) =>
        Word($"Discharge{discharge}") ?? $"{discharge}";

    public static string Label(this OpenOnes open) => Word($"Open{open}") ?? $"{open}";

    /// <summary>What kind of records a play looks at.</summary>
    public static string Kind(string? key) =>
        Spoken.ContainsKey(key ?? "") ? Word("Kind_" + key) ?? key! : ListFace.Of(key ?? "").Title;

    /// <summary>How the list of that kind speaks.</summary>
    public static ListSpeech Speech(ListOf list) =>
        Spoken.GetValueOrDefault(list.Key) ?? ListFace.SpeechOf(list);

    /// <summary>What happened, by the name of its event: "a client moved to another stage".</summary>
    public static string Happened(string? name) =>
        Word("Event_" + name?.Replace('.', '_')) ?? name ?? "–";

    /// <summary>"2 business days"; what cannot be read stays as it is.</summary>
    public static string Time(string? text)
    {
        if (text is null || Term.TryParse(text) is not { } term)
        {
            return text ?? "–";
        }
        if (term.Days is { } days)
        {
            return Counted("BusinessDay", days);
        }
        var (hours, minutes) = Math.DivRem((int)term.Time.TotalMinutes, 60);
        return minutes == 0 ? Counted("BusinessHour", hours)
            : hours == 0 ? Counted("BusinessMinute", minutes)
            : $"{Counted("BusinessHour", hours)} {Counted("BusinessMinute", minutes)}";
    }

    /// <summary>"15 business days after “Last touch”".</summary>
    public static string From(string? offset, string date)
    {
        if (DayOffset.TryParse(offset) is not { Count: not 0 } far)
        {
            return PlaybookWords.OnDate.With(date);
        }
        var unit = far.Unit switch
        {
            DayUnit.BusinessDays => "BusinessDay",
            DayUnit.Months => "Month",
            _ => "Day",
        };
        return (far.Count < 0 ? PlaybookWords.BeforeDate : PlaybookWords.AfterDate).With(
            Counted(unit, Math.Abs(far.Count)),
            date
        );
    }

    /// <summary>When it raises something, without of which records.</summary>
    public static string When(PlayDetails said, ListOf? list) =>
        said.Trigger switch
        {
            Trigger.Event => PlaybookWords.WhenEvent.With(Happened(said.Event)),
            Trigger.Gate => PlaybookWords.WhenGate.With(Happened(said.Event)),
            Trigger.Date => PlaybookWords.WhenDate.With(
                From(
                    said.Offset,
                    list is null ? said.DateField ?? "–" : Speech(list).Field(said.DateField ?? "–")
                )
            ),
            Trigger.State => said.Lasts is { } lasts
                ? PlaybookWords.WhenLasts.With(Time(lasts))
                : PlaybookWords.WhenState,
            _ => Cadence.Read(said.Cadence) is { Done: true, Value: var cadence }
                ? cadence.Words()
                : said.Cadence ?? "–",
        };

    /// <summary>What shows that it was done, without of which records.</summary>
    public static string Done(PlayDetails said) =>
        said.Discharge switch
        {
            Discharge.Event => (
                said.ByClient ? PlaybookWords.DoneEventOfClient : PlaybookWords.DoneEvent
            ).With(Happened(said.DischargeEvent)),
            _ => said.Discharge.Label(),
        };

    /// <summary>"then Account manager after 3 business days".</summary>
    public static string Rung(RungDetails rung) =>
        PlaybookWords.Rung.With(rung.Who.Label(), Time(rung.After));

    /// <summary>"Ana Silva 5", "Key": for whom it says something else, and what.</summary>
    public static string Says(VariantDetails said) =>
        said.Off
            ? PlaybookWords.VariantOff
            : string.Join(
                " · ",
                new[]
                {
                    said.Offset is { } offset ? PlaybookWords.VariantOffset.With(offset) : null,
                    said.Within is { } within
                        ? PlaybookWords.VariantWithin.With(Time(within))
                        : null,
                }.OfType<string>()
            );

    public static string Rate(Consistency kept) =>
        kept.Rate is { } rate
            ? PlaybookWords.Rate.With(rate.ToString("P0", CultureInfo.CurrentCulture), kept.All)
            : PlaybookWords.RateNone;

    /// <summary>A condition in words; null of none. One that cannot be read stands as it is kept.</summary>
    public static async Task<string?> Condition(
        Db db,
        string? text,
        ListOf? list,
        CancellationToken cancel
    ) =>
        text is null ? null
        : list is not null && FilterText.Read(text) is { Done: true, Value: { } filter }
            ? await ConditionWords.Of(db, filter, list, cancel)
        : text;

    private static string Counted(string unit, int count) =>
        count == 1 ? Word("One" + unit)! : Word($"Many{unit}s")!.With(count);

    private static string? Word(string key) =>
        PlaybookWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
