using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>Checks what is said of a meeting against what the viewer sees, and puts people to it.</summary>
internal sealed class MeetingFilling(Db db)
{
    private static readonly Duration Farthest = Duration.FromDays(366 * 10);

    /// <summary>The zone said, else the client's, else the firm's.</summary>
    public async Task<string> Zone(
        string? said,
        Guid? clientId,
        Faults faults,
        CancellationToken cancel
    )
    {
        var zone = said?.Trim();
        if (!string.IsNullOrEmpty(zone))
        {
            faults.If(!Known.Zone(zone), "zone", Fault.NotATimeZone);
            return zone;
        }
        var theirs = clientId is null
            ? null
            : await db.Set<Client>()
                .Where(c => c.Id == clientId)
                .Select(c => c.TimeZone)
                .FirstOrDefaultAsync(cancel);
        return theirs ?? (await new Firms(db).Read(cancel)).Zone;
    }

    public Instant Start(Instant? said, Faults faults)
    {
        faults.If(said is null, "start", Fault.Required);
        var start = MicrosecondClock.Whole(said ?? db.Now);
        faults.If(start > db.Now + Farthest, "start", Fault.TooLarge);
        faults.If(start < db.Now - Farthest, "start", Fault.InThePast);
        return start;
    }

    public static int Minutes(int minutes, Faults faults)
    {
        faults.If(minutes < 1, "minutes", Fault.TooSmall);
        faults.If(minutes > Meeting.LongestMinutes, "minutes", Fault.TooLarge);
        return minutes;
    }

    public async Task Client(Guid? clientId, Faults faults, CancellationToken cancel) =>
        faults.If(
            clientId is not null && !await db.Set<Client>().AnyAsync(c => c.Id == clientId, cancel),
            "clientId",
            Fault.Unknown
        );

    /// <summary>
    /// Those who are asked, nobody twice, the one who invites among them. A contact of another client is unknown; a
    /// colleague who does not see the client would learn of it by being asked.
    /// </summary>
    public async Task<IReadOnlyList<Attendee>> People(
        Guid meetingId,
        Guid? clientId,
        IReadOnlyList<AttendeeDetails> said,
        Guid? ownerId,
        IReadOnlyCollection<Attendee> before,
        Faults faults,
        CancellationToken cancel
    )
    {
        var given = said.Select(a => new ParticipantDetails(a.ContactId, a.ColleagueId, a.Name))
            .ToList();
        if (ownerId is { } inviting)
        {
            given.Add(new ParticipantDetails(null, inviting, null));
        }
        faults.If(given.Count > Attendee.Most, "attendees", Fault.TooLarge);
        var wrong = new Faults();
        var found = await Attendance.Find(
            db,
            meetingId,
            clientId,
            [.. given.Take(Attendee.Most)],
            wrong,
            cancel
        );
        if (wrong.Any)
        {
            faults.Add("attendees", wrong.Refusal.Faults[0].Fault, wrong.Refusal.Faults[0].Detail);
        }
        await Seats(
            clientId,
            [.. found.Select(p => p.ColleagueId).Except(before.Select(a => a.ColleagueId))],
            faults,
            cancel
        );
        var next = before.Count == 0 ? 1 : before.Max(a => a.Number) + 1;
        return
        [
            .. found.Select(p =>
                before.FirstOrDefault(a => IsSame(a, p))
                ?? new Attendee
                {
                    MeetingId = meetingId,
                    Number = next++,
                    ContactId = p.ContactId,
                    ColleagueId = p.ColleagueId,
                    Name = p.Name,
                }
            ),
        ];
    }

    /// <summary>Who reads a meeting that is not for all who see its client: the colleagues who are asked to it.</summary>
    public async Task Readers(
        Meeting meeting,
        IReadOnlyList<Attendee> people,
        CancellationToken cancel
    )
    {
        var wanted =
            meeting.ClientId is null || meeting.Audience == Audience.Named
                ? people
                    .Select(a => a.ColleagueId)
                    .Append(meeting.AuthorId)
                    .OfType<Guid>()
                    .Where(id => id != meeting.OwnerId)
                    .ToHashSet()
                : [];
        var there = await db.Set<AudienceMember>()
            .Where(m => m.SubjectId == meeting.Id)
            .ToListAsync(cancel);
        db.RemoveRange(there.Where(m => !wanted.Contains(m.ColleagueId)));
        db.AddRange(
            wanted
                .Except(there.Select(m => m.ColleagueId))
                .Select(id => new AudienceMember { SubjectId = meeting.Id, ColleagueId = id })
        );
    }

    /// <summary>A colleague who is here and sees the client.</summary>
    public async Task Colleague(
        Guid? id,
        Guid? clientId,
        string field,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (id is null || id == db.Viewer.ColleagueId)
        {
            return;
        }
        faults.If(
            !await db.Set<Colleague>().AnyAsync(c => c.Id == id && c.Left == null, cancel),
            field,
            Fault.Unknown
        );
        faults.If(
            clientId is not null
                && !await PeopleAround.Readers(db, clientId).AnyAsync(c => c.Id == id, cancel),
            field,
            Fault.WithoutSeat
        );
    }

    /// <summary>Somebody of that client.</summary>
    public async Task Contact(
        Guid? id,
        Guid? clientId,
        string field,
        Faults faults,
        CancellationToken cancel
    ) =>
        faults.If(
            id is not null
                && !await db.Set<Contact>()
                    .AnyAsync(c => c.Id == id && c.ClientId == clientId, cancel),
            field,
            Fault.Unknown
        );

    private async Task Seats(
        Guid? clientId,
        List<Guid?> colleagues,
        Faults faults,
        CancellationToken cancel
    )
    {
        var ids = colleagues.OfType<Guid>().ToList();
        if (clientId is null || ids.Count == 0)
        {
            return;
        }
        var seeing = await PeopleAround
            .Readers(db, clientId)
            .Where(c => ids.Contains(c.Id))
            .Select(c => c.Id)
            .ToListAsync(cancel);
        faults.If(
            ids.Except(seeing).Any(id => id != db.Viewer.ColleagueId),
            "attendees",
            Fault.WithoutSeat
        );
    }

    private static bool IsSame(Attendee one, Participant other) =>
        one.ContactId == other.ContactId
        && one.ColleagueId == other.ColleagueId
        && (one.ContactId is not null || one.ColleagueId is not null || one.Name == other.Name);
}
