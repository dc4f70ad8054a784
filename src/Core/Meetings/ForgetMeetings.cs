using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Meetings;

/// <summary>
/// Takes a person out of the meetings to which she was asked: she becomes somebody without a name, and what was written
/// at her clients names her no more.
/// </summary>
internal sealed class ForgetMeetings : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var (ids, clients) = (person.ContactIds, person.ClientIds);
        var touched = new HashSet<Guid>();
        var meetings = await EveryRow
            .Of<Meeting>(db)
            .Where(m => m.ClientId != null && clients.Contains(m.ClientId.Value))
            .ToListAsync(cancel);
        foreach (var meeting in meetings)
        {
            var title = person.Said.Blacken(meeting.Title);
            if (title != meeting.Title)
            {
                meeting.Title = Shortened(title, Meeting.TitleLength);
                touched.Add(meeting.Id);
            }
            if (meeting.Place is { } place)
            {
                meeting.Place = Shortened(person.Said.Blacken(place), Meeting.PlaceLength);
            }
        }
        var all = meetings.ConvertAll(m => m.Id);
        await People(db, person, all, touched, cancel);
        await Words(db, person, all, touched, cancel);
        touched.UnionWith(await Series(db, person, cancel));
        return touched;
    }

    private static async Task People(
        Db db,
        ErasedPerson person,
        List<Guid> meetings,
        HashSet<Guid> touched,
        CancellationToken cancel
    )
    {
        var ids = person.ContactIds;
        var there = await EveryRow
            .Of<Attendee>(db)
            .Where(a =>
                (a.ContactId != null && ids.Contains(a.ContactId.Value))
                || (a.Name != null && meetings.Contains(a.MeetingId))
            )
            .ToListAsync(cancel);
        foreach (
            var one in there.Where(a =>
                a.ContactId is not null || (a.Name is { } name && person.Said.Is(name))
            )
        )
        {
            (one.ContactId, one.Name) = (null, null);
            touched.Add(one.MeetingId);
        }
        var todo = await EveryRow
            .Of<MeetingAction>(db)
            .Where(a => a.ContactId != null && ids.Contains(a.ContactId.Value))
            .ToListAsync(cancel);
        foreach (var action in todo)
        {
            action.ContactId = null;
            touched.Add(action.MeetingId);
        }
    }

    private static async Task Words(
        Db db,
        ErasedPerson person,
        List<Guid> meetings,
        HashSet<Guid> touched,
        CancellationToken cancel
    )
    {
        foreach (
            var point in await EveryRow
                .Of<AgendaItem>(db)
                .Where(i => meetings.Contains(i.MeetingId))
                .ToListAsync(cancel)
        )
        {
            var was = (point.Text, point.Notes, point.Decisions);
            point.Text = Shortened(person.Said.Blacken(point.Text), AgendaItem.TextLength);
            point.Notes = Blackened(person, point.Notes);
            point.Decisions = Blackened(person, point.Decisions);
            if (was != (point.Text, point.Notes, point.Decisions))
            {
                touched.Add(point.MeetingId);
            }
        }
        foreach (
            var action in await EveryRow
                .Of<MeetingAction>(db)
                .Where(a => meetings.Contains(a.MeetingId))
                .ToListAsync(cancel)
        )
        {
            var text = person.Said.Blacken(action.Text);
            if (text != action.Text)
            {
                action.Text = Shortened(text, Commitments.Commitment.TextLength);
                touched.Add(action.MeetingId);
            }
        }
        foreach (
            var step in await EveryRow
                .Of<MeetingStep>(db)
                .Where(s => s.Reason != null && meetings.Contains(s.MeetingId))
                .ToListAsync(cancel)
        )
        {
            var reason = person.Said.Blacken(step.Reason!);
            if (reason != step.Reason)
            {
                step.Reason = Shortened(reason, Meeting.ReasonLength);
                touched.Add(step.MeetingId);
            }
        }
    }

    private static async Task<IEnumerable<Guid>> Series(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var ids = person.ContactIds;
        var members = await EveryRow
            .Of<SeriesMember>(db)
            .Where(m => m.ContactId != null && ids.Contains(m.ContactId.Value))
            .ToListAsync(cancel);
        db.RemoveRange(members);
        return members.Select(m => m.SeriesId);
    }

    private static string? Blackened(ErasedPerson person, string? text) =>
        text is null ? null : Shortened(person.Said.Blacken(text), AgendaItem.NotesLength);

    private static string Shortened(string text, int most) =>
        text.Length > most ? text[..most] : text;
}
