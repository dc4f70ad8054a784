using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>Meetings to which a colleague invites and that are not closed. Whoever invites comes.</summary>
internal sealed class HeldMeetings : HeldIn<Meeting>
{
    public override string Kind => "meetings";
    public override int Order => 30;
    public override string Column => $"{nameof(Meeting)}.{nameof(Meeting.OwnerId)}";

    protected override IQueryable<HeldRow<Meeting>> Of(Db db, Guid colleague) =>
        db.Set<Meeting>()
            .Where(m => m.OwnerId == colleague && m.State == MeetingState.Planned)
            .Select(m => new HeldRow<Meeting>
            {
                Row = m,
                ClientId = m.ClientId,
                SubjectId = m.Id,
                IsNamed = m.Audience == Audience.Named,
            });

    protected override async Task Give(
        Db db,
        IReadOnlyList<Meeting> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        foreach (var meeting in rows)
        {
            meeting.OwnerId = how.To;
            // Who invites stands in each invitation: inviting again goes to everybody.
            meeting.Sequence++;
            await Replace(db, meeting, how, cancel);
        }
    }

    /// <summary>Her place at a meeting that is still to come is her successor's, who has not answered yet.</summary>
    internal static async Task Replace(
        Db db,
        Meeting meeting,
        Passing how,
        CancellationToken cancel
    )
    {
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        var hers = meeting.Attendees.Find(a => a.ColleagueId == how.From);
        var his = meeting.Attendees.Find(a => a.ColleagueId == how.To);
        // Of one that began already it is told who was there.
        if (meeting.Start > db.Now && hers is not null)
        {
            if (his is null)
            {
                (hers.ColleagueId, hers.InvitedAs) = (how.To, null);
                hers.Say(Answer.None, null, db.Now);
            }
            else
            {
                meeting.Attendees.Remove(hers);
                db.Remove(hers);
            }
        }
        await new MeetingFilling(db).Readers(meeting, meeting.Attendees, cancel);
        db.Raise(Meeting.Changed, meeting, meeting.ClientId);
    }
}

/// <summary>Meetings to come to which a colleague is asked by somebody else.</summary>
internal sealed class HeldPlaces : HeldIn<Attendee>
{
    public override string Kind => "places";
    public override int Order => 31;
    public override string Column => $"{nameof(Attendee)}.{nameof(Attendee.ColleagueId)}";

    protected override IQueryable<HeldRow<Attendee>> Of(Db db, Guid colleague)
    {
        var now = db.Now;
        return db.Set<Attendee>()
            .Where(a => a.ColleagueId == colleague)
            .Join(
                db.Set<Meeting>()
                    .Where(m =>
                        m.State == MeetingState.Planned && m.Start > now && m.OwnerId != colleague
                    ),
                a => a.MeetingId,
                m => m.Id,
                (a, m) =>
                    new HeldRow<Attendee>
                    {
                        Row = a,
                        ClientId = m.ClientId,
                        SubjectId = m.Id,
                        IsNamed = m.Audience == Audience.Named,
                    }
            );
    }

    protected override async Task Give(
        Db db,
        IReadOnlyList<Attendee> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        var ids = rows.Select(a => a.MeetingId).ToList();
        foreach (
            var meeting in await db.Set<Meeting>()
                .Where(m => ids.Contains(m.Id))
                .ToListAsync(cancel)
        )
        {
            meeting.Sequence++;
            await HeldMeetings.Replace(db, meeting, how, cancel);
        }
    }
}

/// <summary>What a colleague is to do by the minutes of a meeting that is not closed.</summary>
internal sealed class HeldActions : HeldIn<MeetingAction>
{
    public override string Kind => "actions";
    public override int Order => 32;
    public override string Column => $"{nameof(MeetingAction)}.{nameof(MeetingAction.OwnerId)}";

    protected override IQueryable<HeldRow<MeetingAction>> Of(Db db, Guid colleague) =>
        db.Set<MeetingAction>()
            .Where(a => a.OwnerId == colleague && a.CommitmentId == null)
            .Join(
                db.Set<Meeting>().Where(m => m.State == MeetingState.Planned),
                a => a.MeetingId,
                m => m.Id,
                (a, m) =>
                    new HeldRow<MeetingAction>
                    {
                        Row = a,
                        ClientId = m.ClientId,
                        SubjectId = m.Id,
                        IsNamed = m.Audience == Audience.Named,
                    }
            );

    protected override async Task Give(
        Db db,
        IReadOnlyList<MeetingAction> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        var ids = rows.Select(a => a.MeetingId).ToHashSet();
        foreach (var action in rows)
        {
            action.OwnerId = how.To;
        }
        foreach (
            var meeting in await db.Set<Meeting>()
                .Where(m => ids.Contains(m.Id))
                .ToListAsync(cancel)
        )
        {
            db.Raise(Meeting.Noted, meeting, meeting.ClientId);
        }
    }
}
