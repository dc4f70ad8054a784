using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>A meeting, as lists and the API show it.</summary>
/// <param name="InvitedAt">When people were invited; null before.</param>
/// <param name="EntryId">The entry of the handbook that holds its minutes.</param>
/// <param name="NextId">The meeting that was arranged when it ended.</param>
/// <param name="NeedsNext">It is not closed without the next one, or a reason.</param>
public sealed record MeetingRecord(
    Guid Id,
    int Version,
    string Title,
    Guid? ClientId,
    string? Client,
    Guid? SeriesId,
    string? Series,
    MeetingKind Kind,
    MeetingState State,
    Instant Start,
    int Minutes,
    string Zone,
    string? Place,
    Guid? OwnerId,
    string? Owner,
    Audience Audience,
    string Uid,
    int Sequence,
    Instant? InvitedAt,
    Guid? EntryId,
    Guid? NextId,
    Instant CreatedAt
)
{
    public bool NeedsNext => ClientId is not null && Meeting.WantsNext(Kind);

    public bool FacesClient => ClientId is not null && Kind != MeetingKind.Internal;

    public Instant End => Start + Duration.FromMinutes(Minutes);

    public bool IsOpen => State == MeetingState.Planned;
}

/// <summary>Somebody who is asked to a meeting, with her name.</summary>
/// <param name="AnsweredBy">The colleague who said so, for her or for herself.</param>
/// <param name="Invited">By mail; that she answers may be awaited.</param>
/// <param name="MinutesAt">When the minutes went to her.</param>
public sealed record AttendeeRecord(
    int Number,
    Guid? ContactId,
    Guid? ColleagueId,
    string? Name,
    string? JobTitle,
    Answer Answer,
    bool Present,
    Instant? AnsweredAt,
    Guid? AnsweredById,
    string? AnsweredBy,
    bool Invited,
    Instant? MinutesAt
)
{
    public AttendeeDetails Said => new(ContactId, ColleagueId, Name);
}

/// <summary>A point of an agenda, with how what it is about stands now.</summary>
/// <param name="Owed">The commitment that it is about; null where it is about none, or the viewer does not see it.</param>
public sealed record PointRecord(
    int Number,
    string Text,
    AgendaSource Source,
    Guid? SourceId,
    string? Notes,
    string? Decisions,
    bool Done,
    CommitmentRecord? Owed
);

/// <summary>What somebody is to do, with names.</summary>
public sealed record ActionRecord(
    int Number,
    string Text,
    Favour Favour,
    Guid? OwnerId,
    string? Owner,
    Guid? ContactId,
    string? Contact,
    LocalDate? DueOn,
    Guid? CommitmentId
);

/// <summary>One thing that was done with a meeting, with the name of who did it.</summary>
public sealed record MeetingStepRecord(
    MeetingDeed Deed,
    Instant At,
    string? By,
    string? Reason,
    Instant? From,
    Instant? To
);

/// <summary>A meeting with all that belongs to it.</summary>
/// <param name="Next">The meeting that was arranged when it ended; null where there is none, or the viewer does not see it.</param>
public sealed record MeetingWhole(
    MeetingRecord Meeting,
    IReadOnlyList<AttendeeRecord> Attendees,
    IReadOnlyList<PointRecord> Agenda,
    IReadOnlyList<ActionRecord> Actions,
    IReadOnlyList<MeetingStepRecord> Steps,
    MeetingRecord? Next
)
{
    public MeetingChange Said =>
        new()
        {
            Title = Meeting.Title,
            Kind = Meeting.Kind,
            Place = Meeting.Place,
            OwnerId = Meeting.OwnerId,
            Audience = Meeting.Audience,
            Attendees = [.. Attendees.Select(a => a.Said)],
        };
}

/// <summary>Reads meetings.</summary>
public static class MeetingRecords
{
    public static Task<MeetingRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        Of(db, db.Set<Meeting>().Where(m => m.Id == id)).FirstOrDefaultAsync(cancel);

    /// <summary>These, in the order of their ids as given.</summary>
    public static async Task<IReadOnlyList<MeetingRecord>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var rows = await Of(db, db.Set<Meeting>().Where(m => ids.Contains(m.Id)))
            .ToDictionaryAsync(r => r.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>What was not called off and begins in this time, the first first.</summary>
    public static Task<List<MeetingRecord>> Between(
        Db db,
        Instant from,
        Instant to,
        int most,
        CancellationToken cancel
    ) =>
        Of(
                db,
                db.Set<Meeting>()
                    .Where(m =>
                        m.Start >= from && m.Start < to && m.State != MeetingState.Cancelled
                    )
                    .OrderBy(m => m.Start)
                    .ThenBy(m => m.Id)
                    .Take(most)
            )
            .ToListAsync(cancel);

    /// <summary>What was not called off and begins in this time, to which a colleague invites or is asked, the first first.</summary>
    public static Task<List<MeetingRecord>> Of(
        Db db,
        Guid colleagueId,
        Instant from,
        Instant to,
        int most,
        CancellationToken cancel
    ) =>
        Of(
                db,
                db.Set<Meeting>()
                    .Where(m =>
                        m.Start >= from
                        && m.Start < to
                        && m.State != MeetingState.Cancelled
                        && (
                            m.OwnerId == colleagueId
                            || db.Set<Attendee>()
                                .Any(a => a.MeetingId == m.Id && a.ColleagueId == colleagueId)
                        )
                    )
                    .OrderBy(m => m.Start)
                    .ThenBy(m => m.Id)
                    .Take(most)
            )
            .ToListAsync(cancel);

    /// <summary>What is planned at a client and not over for a day, the first first.</summary>
    public static Task<List<MeetingRecord>> ComingAt(
        Db db,
        Guid clientId,
        int most,
        CancellationToken cancel
    )
    {
        var from = db.Now - Duration.FromDays(1);
        return Of(
                db,
                db.Set<Meeting>()
                    .Where(m =>
                        m.ClientId == clientId && m.State == MeetingState.Planned && m.Start >= from
                    )
                    .OrderBy(m => m.Start)
                    .ThenBy(m => m.Id)
                    .Take(most)
            )
            .ToListAsync(cancel);
    }

    /// <summary>The meeting with its people, agenda, actions and history; null when the viewer does not see it.</summary>
    public static async Task<MeetingWhole?> Whole(Db db, Guid id, CancellationToken cancel)
    {
        if (await Find(db, id, cancel) is not { } meeting)
        {
            return null;
        }
        return new MeetingWhole(
            meeting,
            await People(db, id, cancel),
            await Points(db, id, cancel),
            await Todo(db, id, cancel),
            await Steps(db, id, cancel),
            meeting.NextId is { } next ? await Find(db, next, cancel) : null
        );
    }

    internal static Task<List<AttendeeRecord>> People(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Attendee>()
            .Where(a => a.MeetingId == id)
            .OrderBy(a => a.Number)
            .Select(a => new AttendeeRecord(
                a.Number,
                a.ContactId,
                a.ColleagueId,
                a.ContactId != null
                        ? db.Set<Contact>()
                            .Where(c => c.Id == a.ContactId)
                            .Select(c => c.Name)
                            .FirstOrDefault()
                    : a.ColleagueId != null
                        ? db.Set<Colleague>()
                            .Where(c => c.Id == a.ColleagueId)
                            .Select(c => c.Name)
                            .FirstOrDefault()
                    : a.Name,
                db.Set<Contact>()
                    .Where(c => c.Id == a.ContactId)
                    .Select(c => c.JobTitle)
                    .FirstOrDefault(),
                a.Answer,
                a.Present,
                a.AnsweredAt,
                a.AnsweredById,
                db.Set<Colleague>()
                    .Where(c => c.Id == a.AnsweredById)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                a.InvitedAs != null,
                a.MinutesAt
            ))
            .ToListAsync(cancel);

    private static async Task<IReadOnlyList<PointRecord>> Points(
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        var points = await db.Set<AgendaItem>()
            .AsNoTracking()
            .Where(i => i.MeetingId == id && !i.Removed)
            .OrderBy(i => i.Position)
            .ThenBy(i => i.Number)
            .ToListAsync(cancel);
        var about = points.Where(p => p.IsOwed).Select(p => p.SourceId).OfType<Guid>().ToList();
        var owed =
            about.Count == 0
                ? []
                : (await CommitmentRecords.Read(db, about, cancel)).ToDictionary(c => c.Id);
        return
        [
            .. points.Select(p => new PointRecord(
                p.Number,
                p.Text,
                p.Source,
                p.SourceId,
                p.Notes,
                p.Decisions,
                p.Done,
                p is { IsOwed: true, SourceId: { } source } ? owed.GetValueOrDefault(source) : null
            )),
        ];
    }

    private static Task<List<ActionRecord>> Todo(Db db, Guid id, CancellationToken cancel) =>
        db.Set<MeetingAction>()
            .Where(a => a.MeetingId == id)
            .OrderBy(a => a.Number)
            .Select(a => new ActionRecord(
                a.Number,
                a.Text,
                a.Favour,
                a.OwnerId,
                db.Set<Colleague>()
                    .Where(c => c.Id == a.OwnerId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                a.ContactId,
                db.Set<Contact>()
                    .Where(c => c.Id == a.ContactId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                a.DueOn,
                a.CommitmentId
            ))
            .ToListAsync(cancel);

    private static Task<List<MeetingStepRecord>> Steps(Db db, Guid id, CancellationToken cancel) =>
        db.Set<MeetingStep>()
            .Where(s => s.MeetingId == id)
            .OrderBy(s => s.Position)
            .Take(MeetingStep.Most)
            .Select(s => new MeetingStepRecord(
                s.Deed,
                s.At,
                db.Set<Colleague>().Where(c => c.Id == s.ById).Select(c => c.Name).FirstOrDefault(),
                s.Reason,
                s.From,
                s.To
            ))
            .ToListAsync(cancel);

    private static IQueryable<MeetingRecord> Of(Db db, IQueryable<Meeting> meetings) =>
        meetings
            .AsNoTracking()
            .Select(m => new MeetingRecord(
                m.Id,
                m.Version,
                m.Title,
                m.ClientId,
                db.Set<Client>()
                    .Where(x => x.Id == m.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                m.SeriesId,
                db.Set<Series>()
                    .Where(x => x.Id == m.SeriesId)
                    .Select(x => x.Title)
                    .FirstOrDefault(),
                m.Kind,
                m.State,
                m.Start,
                m.Minutes,
                m.Zone,
                m.Place,
                m.OwnerId,
                db.Set<Colleague>()
                    .Where(x => x.Id == m.OwnerId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                m.Audience,
                m.Uid,
                m.Sequence,
                m.InvitedAt,
                m.EntryId,
                m.NextId,
                m.CreatedAt
            ));
}
