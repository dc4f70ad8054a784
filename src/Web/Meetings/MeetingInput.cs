using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Commitments;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>The address of a list of meetings: what is filtered, sorted and shown.</summary>
/// <param name="Adding">The field of a condition that is being added.</param>
/// <param name="View">The kept view that it was opened as.</param>
public sealed record MeetingQuery(
    string? Q = null,
    MeetingsWhen? When = null,
    MeetingKind? Kind = null,
    bool? Mine = null,
    string? Filter = null,
    string? Sort = null,
    string? Columns = null,
    string? After = null,
    string? Adding = null,
    string? View = null
)
{
    public string Href(string path) => Links(path).Href;

    public ListLinks Links(string path) =>
        new(
            path,
            ListSaid.Of(
                (ListSaid.Words, Q),
                (MeetingFilter.Which, When is { } w and not MeetingsWhen.Coming ? $"{w}" : null),
                (MeetingList.Kind, Kind?.ToString()),
                (MeetingFilter.Mine, Mine == true ? "true" : null),
                (ListSaid.Filter, Filter),
                (ListSaid.Sort, Sort),
                (ListSaid.Columns, Columns),
                (ListLinks.View, View)
            )
        );

    public bool Narrows =>
        When is not (null or MeetingsWhen.All)
        || Kind is not null
        || Mine == true
        || !string.IsNullOrWhiteSpace(Q)
        || !string.IsNullOrWhiteSpace(Filter);

    public MeetingFilter Quick => new(null, Q, When ?? MeetingsWhen.Coming, Kind, Mine == true);
}

/// <summary>A meeting as it was typed.</summary>
public sealed class MeetingInput
{
    private const string ContactMark = "contact:";
    private const string ColleagueMark = "colleague:";

    /// <summary>Where one was, and goes back to.</summary>
    public string? Back { get; set; }
    public string? Title { get; set; }
    public string? ClientId { get; set; }
    public string? Client { get; set; }
    public string? SeriesId { get; set; }
    public string? Kind { get; set; }

    /// <summary>Day and time in the reader's zone.</summary>
    public string? Start { get; set; }
    public string? Minutes { get; set; }
    public string? Place { get; set; }
    public string? Owner { get; set; }
    public string? Audience { get; set; }
    public List<string>? Participant { get; set; }
    public string? Reason { get; set; }
    public int? Version { get; set; }

    /// <summary>What of it is changed by its form, as it is told where two change it.</summary>
    public static FormShape Shape(IEnumerable<PersonAround> people) =>
        new([
            new("Title", MeetingWords.Name),
            new("Kind", MeetingWords.Kind, Kinds),
            new("Place", MeetingWords.Place),
            new("Owner", MeetingWords.Organizer, Property: "OwnerId"),
            new("Audience", MeetingWords.Audience, Audiences),
            new(
                "Participant",
                MeetingWords.People,
                [.. people.Select(p => new Option($"{p.Kind}:{p.Id}", p.Label))],
                Several: true,
                Property: "Attendee"
            ),
        ]);

    public static IReadOnlyList<Option> Kinds =>
        [.. Enum.GetValues<MeetingKind>().Select(k => new Option(k.ToString(), k.Label()))];

    public static IReadOnlyList<Option> Audiences =>
        [
            new(nameof(Rapport.People.Audience.Inside), InteractionWords.AudienceInside),
            new(nameof(Rapport.People.Audience.Client), InteractionWords.AudienceClient),
            new(nameof(Rapport.People.Audience.Named), MeetingWords.AudienceNamed),
        ];

    public static MeetingInput Of(IFormCollection form) =>
        new()
        {
            Title = Said(form, "Title"),
            Kind = Said(form, "Kind"),
            Place = Said(form, "Place"),
            Owner = Said(form, "Owner"),
            Audience = Said(form, "Audience"),
            Participant = [.. form["Participant"].OfType<string>()],
            Version = Overtaken.Version(form),
        };

    public static MeetingInput From(MeetingWhole whole) =>
        new()
        {
            Title = whole.Meeting.Title,
            Kind = whole.Meeting.Kind.ToString(),
            Place = whole.Meeting.Place,
            Owner = whole.Meeting.Owner,
            Audience = whole.Meeting.Audience.ToString(),
            Participant = [.. whole.Attendees.Select(a => Value(a.Said)).Where(v => v.Length > 0)],
            Version = whole.Meeting.Version,
        };

    public async Task<MeetingDetails> Details(
        Db db,
        DateTimeZone zone,
        Faults faults,
        CancellationToken cancel
    ) =>
        new()
        {
            Title = Title,
            ClientId = Guid.TryParse(ClientId, out var id)
                ? id
                : await ClientNames.Chosen(db, Client, "clientId", faults, cancel),
            SeriesId = Choice.OfId(SeriesId, "seriesId", faults),
            Kind = Choice.Of(Kind, MeetingKind.Working, "kind", faults),
            Start = Moment(Start, "start", zone, faults),
            Minutes = WholeInput.Read("minutes", Minutes, faults),
            Zone = string.IsNullOrEmpty(SeriesId) ? zone.Id : null,
            Place = Place,
            OwnerId = await ColleagueNames.Chosen(db, Owner, "ownerId", faults, cancel),
            Audience = Choice.Of(Audience, Rapport.People.Audience.Inside, "audience", faults),
            Attendees = People(Participant),
        };

    public async Task<MeetingChange> Change(
        Db db,
        MeetingRecord before,
        Faults faults,
        CancellationToken cancel
    ) =>
        new()
        {
            Title = Title,
            Kind = Choice.Of(Kind, before.Kind, "kind", faults),
            Place = Place,
            OwnerId =
                Owner == before.Owner
                    ? before.OwnerId
                    : await ColleagueNames.Chosen(db, Owner, "ownerId", faults, cancel),
            Audience = Choice.Of(Audience, before.Audience, "audience", faults),
            Attendees = People(Participant),
        };

    /// <summary>The ids of all people chosen, whose names the form shows again.</summary>
    public IEnumerable<Guid> Chosen =>
        (Participant ?? []).Select(p => Id(p, ContactMark) ?? Id(p, ColleagueMark)).OfType<Guid>();

    public static IReadOnlyList<AttendeeDetails> People(IEnumerable<string>? typed) =>
        [
            .. (typed ?? [])
                .Where(p => !string.IsNullOrWhiteSpace(p))
                .Select(p =>
                    Id(p, ContactMark) is { } contact ? new AttendeeDetails(contact, null, null)
                    : Id(p, ColleagueMark) is { } colleague
                        ? new AttendeeDetails(null, colleague, null)
                    : new AttendeeDetails(null, null, p)
                ),
        ];

    public static string Value(AttendeeDetails person) =>
        person switch
        {
            { ContactId: { } contact } => ContactMark + contact,
            { ColleagueId: { } colleague } => ColleagueMark + colleague,
            _ => person.Name ?? "",
        };

    public static Instant? Moment(string? typed, string field, DateTimeZone zone, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var moment = Moments.Parse(typed.Trim(), null, zone);
        faults.If(moment is null, field, Fault.NotADate);
        return moment;
    }

    internal static string? Said(IFormCollection form, string name) =>
        form[name].ToString() is { Length: > 0 } text ? text : null;

    private static Guid? Id(string value, string mark) =>
        value.StartsWith(mark, StringComparison.Ordinal)
        && Guid.TryParse(value.AsSpan(mark.Length), out var id)
            ? id
            : null;
}

/// <summary>A point of an agenda as it is put on, moved, reworded or taken off.</summary>
public sealed class AgendaInput
{
    public string? Text { get; set; }
    public string? Source { get; set; }
    public int? Number { get; set; }
    public int? By { get; set; }
}

/// <summary>How a meeting is closed, as it was typed.</summary>
public sealed class ClosureInput
{
    public const string Arrange = "arrange";
    public const string Planned = "planned";
    public const string Without = "without";

    /// <summary>One of the three.</summary>
    public string? Then { get; set; }
    public string? Next { get; set; }
    public string? NextId { get; set; }
    public string? Reason { get; set; }
    public string? Minutes { get; set; }

    public MeetingClosure Details(DateTimeZone zone, Faults faults) =>
        new()
        {
            Next = Then == Arrange ? MeetingInput.Moment(Next, "next", zone, faults) : null,
            NextId = Then == Planned ? Choice.OfId(NextId, "nextId", faults) : null,
            WithoutNext = Then is Arrange or Planned ? null : Reason,
            Minutes = WholeInput.Read("minutes", Minutes, faults),
        };
}
