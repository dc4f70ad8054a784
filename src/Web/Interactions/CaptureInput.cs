using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Web.Interactions;

/// <summary>What the form of an entry sends, as it was typed.</summary>
public sealed class CaptureInput
{
    /// <summary>Where one was, and goes back to.</summary>
    public string? Back { get; set; }
    public string? ClientId { get; set; }

    /// <summary>The client's name as typed, where no id was known.</summary>
    public string? Client { get; set; }
    public string? Subject { get; set; }
    public string? Body { get; set; }
    public string? Channel { get; set; }
    public string? Touchpoint { get; set; }
    public string? Direction { get; set; }
    public string? Minutes { get; set; }

    /// <summary>Day and time in the reader's zone.</summary>
    public string? When { get; set; }

    /// <summary>The moment that the field showed, so that one left as it stood is kept to the second.</summary>
    public string? Shown { get; set; }
    public List<string>? Participant { get; set; }
    public string? Audience { get; set; }
    public List<string>? Named { get; set; }

    /// <summary>What we promised on the occasion, by which day, and who does it.</summary>
    public string? NextText { get; set; }
    public string? NextDay { get; set; }
    public string? NextOwner { get; set; }

    /// <summary>What was owed and is done with this.</summary>
    public List<Guid>? Keeps { get; set; }

    /// <summary>Files that were brought before the form was sent.</summary>
    public List<Guid>? Upload { get; set; }

    private const string ContactMark = "contact:";
    private const string ColleagueMark = "colleague:";

    public InteractionDetails ToDetails(Guid? clientId, DateTimeZone zone, Faults faults)
    {
        var named = (Named ?? []).Where(n => !string.IsNullOrWhiteSpace(n)).ToList();
        faults.If(named.Exists(n => Id(n, ColleagueMark) is null), "named", Fault.Unknown);
        return new InteractionDetails
        {
            ClientId = clientId,
            Touchpoint = Parse(
                Touchpoint,
                "touchpoint",
                Rapport.Interactions.Touchpoint.Engagement,
                faults
            ),
            Channel = Parse(Channel, "channel", Rapport.Interactions.Channel.Note, faults),
            Direction = Parse(Direction, "direction", Rapport.Interactions.Direction.Both, faults),
            Occurred = Moment(zone, faults),
            Minutes = WholeInput.Read("minutes", Minutes, faults),
            Subject = Subject,
            Body = Body,
            Audience = Parse(Audience, "audience", Rapport.People.Audience.Inside, faults),
            Named = [.. named.Select(n => Id(n, ColleagueMark)).OfType<Guid>()],
            Participants =
            [
                .. (Participant ?? [])
                    .Where(p => !string.IsNullOrWhiteSpace(p))
                    .Select(p =>
                        Id(p, ContactMark) is { } contact
                            ? new ParticipantDetails(contact, null, null)
                        : Id(p, ColleagueMark) is { } colleague
                            ? new ParticipantDetails(null, colleague, null)
                        : new ParticipantDetails(null, null, p)
                    ),
            ],
        };
    }

    /// <summary>What follows from it. Nothing, where neither a text nor a day was given.</summary>
    public async Task<FollowUp> FollowUp(Db db, Faults faults, CancellationToken cancel)
    {
        var keeps = (IReadOnlyList<Guid>)(Keeps ?? []);
        if (string.IsNullOrWhiteSpace(NextText) && string.IsNullOrWhiteSpace(NextDay))
        {
            return new(null, keeps);
        }
        var day = Moments.Date(NextDay?.Trim());
        faults.If(day is null && !string.IsNullOrWhiteSpace(NextDay), "nextDue", Fault.NotADate);
        return new(
            new CommitmentDetails
            {
                Text = NextText,
                DueOn = day,
                OwnerId = await ColleagueNames.Chosen(db, NextOwner, "nextOwnerId", faults, cancel),
            },
            keeps
        );
    }

    /// <summary>A form that says nothing of who may read it leaves that as it was.</summary>
    public CorrectionDetails ToCorrection(DateTimeZone zone, Faults faults)
    {
        var said = ToDetails(null, zone, faults);
        return string.IsNullOrEmpty(Audience)
            ? new CorrectionDetails(said)
            : new CorrectionDetails(said) { Audience = said.Audience, Named = said.Named };
    }

    /// <summary>The form of an entry that is to be corrected, or of a new one.</summary>
    public static CaptureInput Of(EntryDetails said, Instant now, DateTimeZone zone) =>
        new()
        {
            Subject = said.Subject,
            Body = said.Body,
            Channel = said.Channel.ToString(),
            Touchpoint = said.Touchpoint.ToString(),
            Direction = said.Direction.ToString(),
            Minutes = said.Minutes?.ToString(CultureInfo.InvariantCulture),
            When = Moments.Typed(said.Occurred ?? now, zone),
            Shown = InstantPattern.ExtendedIso.Format(said.Occurred ?? now),
            Audience = nameof(Rapport.People.Audience.Inside),
            Participant = [.. (said.Participants ?? []).Select(Value)],
        };

    /// <summary>A correction is for the same people unless somebody says otherwise.</summary>
    public void TakeReaders(InteractionDetails said)
    {
        Audience = said.Audience.ToString();
        Named = [.. (said.Named ?? []).Select(id => ColleagueMark + id)];
    }

    public static string Value(ParticipantDetails person) =>
        person switch
        {
            { ContactId: { } contact } => ContactMark + contact,
            { ColleagueId: { } colleague } => ColleagueMark + colleague,
            _ => person.Name ?? "",
        };

    /// <summary>The ids of all people chosen, whose names the form shows again.</summary>
    public IEnumerable<Guid> People =>
        (Participant ?? [])
            .Concat(Named ?? [])
            .Select(p => Id(p, ContactMark) ?? Id(p, ColleagueMark))
            .OfType<Guid>();

    private Instant? Moment(DateTimeZone zone, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(When))
        {
            return null;
        }
        Instant? shown = InstantPattern.ExtendedIso.Parse(Shown ?? "") is { Success: true } parsed
            ? parsed.Value
            : null;
        var moment = Moments.Parse(When, shown, zone);
        faults.If(moment is null, "occurred", Fault.NotADate);
        return moment;
    }

    private static T Parse<T>(string? text, string field, T usual, Faults faults)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return usual;
        }
        var known = Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value);
        faults.If(!known, field, Fault.Unknown);
        return known ? value : usual;
    }

    private static Guid? Id(string value, string mark) =>
        value.StartsWith(mark, StringComparison.Ordinal)
        && Guid.TryParse(value.AsSpan(mark.Length), out var id)
            ? id
            : null;
}
