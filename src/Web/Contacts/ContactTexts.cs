using System.Globalization;
using NodaTime;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
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

    /// <summary>"You may call her now, until 17:00".</summary>
    public static string Said(this Reach reach) =>
        reach.State switch
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

    /// <summary>All people of a client, where a map is given a part of them alone; null where it has everybody.</summary>
    internal static async Task<PeopleCount?> Counted(
        Db db,
        Guid client,
        int there,
        IEnumerable<PersonOf> people,
        CancellationToken cancel
    ) =>
        there <= people.Count(p => p.Left is null)
            ? null
            : new(
                there,
                (await PeopleOf.Alike(db, client, cancel)).ToDictionary(
                    j => new MapPlace((int)j.Influence, j.Stance - Stance.Neutral),
                    j => j.Count
                )
            );

    /// <summary>The people of a client who stand at one place of its map, as a list.</summary>
    public static string ListOf(Guid client, MapPlace place) =>
        new ContactQuery(
            Client: client.ToString(),
            Stance: Stance.Neutral + place.Stance,
            Filter: new Condition(
                ContactList.Influence,
                Comparison.Eq,
                FieldText.Write((Influence)place.Influence)
            ).ToString()
        ).Href;

    /// <summary>Those of whom nobody said where they stand, as a list.</summary>
    public static string ListWithoutPlace(Guid client) =>
        new ContactQuery(
            Client: client.ToString(),
            Filter: new AnyOf([
                new NotThat(new Condition(ContactList.Influence, Comparison.Pr)),
                new NotThat(new Condition(ContactList.Stance, Comparison.Pr)),
            ]).ToString()
        ).Href;

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

    internal static string Time(ZonedDateTime at) =>
        at.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Word<T>(string kind, T value)
        where T : struct, Enum =>
        ContactWords.ResourceManager.GetString(kind + value, CultureInfo.CurrentUICulture)
        ?? value.ToString();
}
