using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>Letters about a meeting and the calendar files that go with them: to each only what she may read.</summary>
/// <param name="Organizer">Null where whoever invites has no address, and mail is off.</param>
internal sealed record MeetingLetters(
    Meeting Meeting,
    CalendarPerson? Organizer,
    string? Client,
    IReadOnlyList<string> Agenda,
    string? Reason,
    Instant Now
)
{
    /// <summary>To be handed to anybody who is asked.</summary>
    public MeetingLetter ForAll => Of(null, MeetingNews.Asked, ours: false);

    /// <param name="sender">Invites where the colleague who does is gone, or has no address.</param>
    public static async Task<MeetingLetters> About(
        Db db,
        Meeting meeting,
        CalendarPerson? sender,
        string? reason,
        CancellationToken cancel
    )
    {
        await db.Entry(meeting).Collection(m => m.Agenda).LoadAsync(cancel);
        var client = await db.Set<Client>()
            .Where(c => c.Id == meeting.ClientId)
            .Select(c => c.Name)
            .FirstOrDefaultAsync(cancel);
        var owner = await db.Set<Colleague>()
            .Where(c => c.Id == meeting.OwnerId && c.Left == null && c.Email != null)
            .Select(c => new { c.Email, c.Name })
            .FirstOrDefaultAsync(cancel);
        return new MeetingLetters(
            meeting,
            owner is null ? sender : new CalendarPerson(owner.Email!, owner.Name),
            client,
            Agendas.Shown(meeting).ConvertAll(i => i.Text),
            reason,
            db.Now
        );
    }

    public MeetingLetter To(MeetingReader reader, MeetingNews news) =>
        Of(reader, news, reader.IsOurs);

    /// <summary>The meeting as a calendar file, as far as the letter tells of it.</summary>
    /// <param name="page">Where those of us read more.</param>
    public string File(
        CalendarMethod method,
        MeetingLetter letter,
        IReadOnlyList<CalendarGuest> guests,
        Uri? page
    ) =>
        CalendarFile.Write(
            method,
            [
                new CalendarEvent(
                    Meeting.Uid,
                    Now,
                    new CalendarWhen.Span(
                        letter.Start,
                        letter.End,
                        DateTimeZoneProviders.Tzdb.GetZoneOrNull(Meeting.Zone)
                    ),
                    letter.Title
                )
                {
                    Sequence = Meeting.Sequence,
                    Location = letter.Place,
                    Description = Description(letter),
                    Organizer = Organizer,
                    Guests = guests,
                    Url = page,
                },
            ]
        );

    private MeetingLetter Of(MeetingReader? reader, MeetingNews news, bool ours) =>
        new(
            reader,
            news,
            Meeting.Id,
            Meeting.Title,
            Meeting.Start,
            Meeting.End,
            Meeting.Place,
            Organizer?.Name,
            ours ? Client : null,
            ours ? Agenda : [],
            ours ? Reason : null
        );

    private static string? Description(MeetingLetter letter)
    {
        var agenda = letter.Agenda.Select(
            (point, at) => string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {point}")
        );
        var lines = letter.Client is { } client ? agenda.Prepend(client) : agenda;
        return string.Join('\n', lines) is { Length: > 0 } text ? text : null;
    }
}
