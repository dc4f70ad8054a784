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
            await Replace(db, meeting, how, invites: true, cancel);
        }
    }

    /// <summary>
    /// Her place at a meeting that is still to come is her successor's, and with it where she invited that. Whoever was
    /// invited is told by mail as of any other change; she herself, where she still sees it, that it takes place without her.
    /// </summary>
    internal static async Task Replace(
        Db db,
        Meeting meeting,
        Passing how,
        bool invites,
        CancellationToken cancel
    )
    {
        var invitations = new Invitations(db, db.Lent<MeetingPost>());
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        meeting.Sequence++;
        var hers = meeting.Attendees.Find(a => a.ColleagueId == how.From);
        // Of one that began already it is told who was there.
        if (meeting.Start > db.Now && hers is not null)
        {
            await invitations.CallOff(meeting, [hers], null, cancel);
            meeting.Attendees.Remove(hers);
            db.Remove(hers);
            if (!meeting.Attendees.Exists(a => a.ColleagueId == how.To))
            {
                meeting.Attendees.Add(
                    new Attendee
                    {
                        MeetingId = meeting.Id,
                        Number =
                            meeting.Attendees.Select(a => a.Number).Append(hers.Number).Max() + 1,
                        ColleagueId = how.To,
                    }
                );
            }
        }
        if (invites)
        {
            meeting.OwnerId = how.To;
        }
        await new MeetingFilling(db).Readers(meeting, meeting.Attendees, cancel);
        await invitations.Renew(meeting, meeting.Attendees, all: invites, null, cancel);
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
            await HeldMeetings.Replace(db, meeting, how, invites: false, cancel);
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
