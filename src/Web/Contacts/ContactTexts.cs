using System.Globalization;
using NodaTime;
using Rapport.Contacts;
using Rapport.Web.Clients;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Contacts;

/// <summary>What is known of a contact in words.</summary>
public static class ContactTexts
{
    /// <summary>How the list of contacts speaks.</summary>
    public static readonly ListSpeech List = new(
        key =>
            ContactWords.ResourceManager.GetString("Field_" + key, CultureInfo.CurrentUICulture)
            ?? key,
        choice =>
            choice switch
            {
                Stance stance => stance.Label(),
                Influence influence => influence.Label(),
                _ => choice.ToString(),
            }
    );

    /// <summary>"You may call her now, until 17:00; 09:42 where she is".</summary>
    public static string Said(this Reach reach)
    {
        var may = reach.State switch
        {
            ReachState.Open when reach.Until is { } until => ContactWords.ReachOpenUntil.With(
                Time(until)
            ),
            ReachState.Open => ContactWords.ReachOpen,
            ReachState.OffHoursAllowed => ContactWords.ReachOffHours,
            ReachState.Closed when reach.Opens is { } opens => ContactWords.ReachClosedUntil.With(
                Moment(opens, reach.There!.Value)
            ),
            ReachState.Closed => ContactWords.ReachClosed,
            _ => ContactWords.ReachUnknown,
        };
        return reach.There is { } there
            ? $"{may} · {ContactWords.TimeThere.With(Time(there))}"
            : may;
    }

    public static Tone Tone(this Reach reach) =>
        reach.State switch
        {
            ReachState.Open or ReachState.OffHoursAllowed => Shared.Tone.Good,
            ReachState.Closed => Shared.Tone.Warn,
            _ => Shared.Tone.Plain,
        };

    public static string Label(this PointKind kind) => Word("Point", kind);

    public static string Label(this Stance stance) => Word(nameof(Stance), stance);

    public static string Label(this Influence influence) => Word(nameof(Influence), influence);

    public static string Label(this Closeness closeness) => Word(nameof(Closeness), closeness);

    public static string Label(this ConsentPurpose purpose) => Word("Consent", purpose);

    public static string Channel(string code) =>
        ContactWords.ResourceManager.GetString("Channel_" + code, CultureInfo.CurrentUICulture)
        ?? code;

    public static string Icon(this PointKind kind) =>
        kind switch
        {
            PointKind.Email => "mail",
            PointKind.Phone => "phone",
            PointKind.Mobile => "device-mobile",
            PointKind.Chat => "message",
            _ => "link",
        };

    /// <summary>What a click on it does: it writes, calls or opens; null where the kind does not say.</summary>
    public static string? Href(this PointKind kind, string value) =>
        kind switch
        {
            PointKind.Email => "mailto:" + Uri.EscapeDataString(value).Replace("%40", "@"),
            PointKind.Phone or PointKind.Mobile => "tel:" + Values.Known.PhoneKey(value),
            PointKind.Web => value.Contains("://", StringComparison.Ordinal)
                ? value
                : "https://" + value,
            _ => null,
        };

    public static Tone Tone(this Stance stance) =>
        stance switch
        {
            Stance.Supporter or Stance.Promoter => Shared.Tone.Good,
            Stance.Sceptic => Shared.Tone.Warn,
            Stance.Opponent => Shared.Tone.Bad,
            _ => Shared.Tone.Plain,
        };

    /// <summary>The people who are there, as the map places them; who was never judged has no place on it.</summary>
    public static IReadOnlyList<PersonOnMap> OnMap(IEnumerable<PersonOf> people, bool mayChange) =>
        [
            .. people
                .Where(p => p.Left is null)
                .Select(p => new PersonOnMap(
                    p.Name,
                    (int?)p.Influence,
                    p.Stance - Stance.Neutral,
                    // The map has no ring between one who knows her well and one whom she trusts.
                    Known(p) is { } known
                        ? Math.Min((int)known, 3)
                        : null,
                    $"/contacts/{p.Id}",
                    mayChange ? $"/contacts/{p.Id}/edit" : null
                )),
        ];

    /// <summary>Somebody with whom one of us was in touch is met, whatever nobody said of it.</summary>
    private static Closeness? Known(PersonOf person) =>
        person switch
        {
            { Closeness: > Closeness.NotMet and var said } => said,
            { LastTouch: not null } => Closeness.Met,
            _ => person.Closeness,
        };

    public static IReadOnlyList<Option> Options<T>(Func<T, string> label)
        where T : struct, Enum => ClientTexts.Options(label);

    private static string Moment(ZonedDateTime at, ZonedDateTime now) =>
        at.Date == now.Date ? Time(at) : $"{WeekInput.Label(at.DayOfWeek, brief: true)} {Time(at)}";

    private static string Time(ZonedDateTime at) =>
        at.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Word<T>(string kind, T value)
        where T : struct, Enum =>
        ContactWords.ResourceManager.GetString(kind + value, CultureInfo.CurrentUICulture)
        ?? value.ToString();
}
