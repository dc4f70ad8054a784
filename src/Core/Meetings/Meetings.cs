using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>What can be done with meetings before they are held: plan them, say more of them, move them, call them off.</summary>
/// <param name="post">Who is invited is told of changes by it; null where mail is off.</param>
public sealed class Meetings(Db db, MeetingPost? post = null)
{
    private readonly MeetingFilling filling = new(db);
    private readonly Invitations invitations = new(db, post);

    /// <summary>A meeting with its people and an agenda drawn from what is open. One of a series is as the series has it.</summary>
    public async Task<Result<Meeting>> Plan(MeetingDetails said, CancellationToken cancel = default)
    {
        var faults = new Faults();
        var meeting = await Fresh(said, faults, cancel);
        return faults.Any ? Left(faults)
            : await db.Commit(cancel) is { } refusal ? refusal
            : meeting;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Meeting>> Change(
        Guid id,
        MeetingChange said,
        int? version = null,
        CancellationToken cancel = default
    )
    {
        if (await Find(db, id, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != meeting.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        faults.If(meeting.State == MeetingState.Cancelled, "", Fault.AlreadyDone);
        var title = faults.Text("title", OneLine(said.Title), Meeting.TitleLength, required: true);
        var place = faults.Text("place", OneLine(said.Place), Meeting.PlaceLength);
        var owner = said.OwnerId ?? meeting.OwnerId;
        if (owner != meeting.OwnerId)
        {
            await filling.Colleague(owner, meeting.ClientId, "ownerId", faults, cancel);
        }
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        var before = meeting.Attendees.ToList();
        var people = await filling.People(
            meeting.Id,
            meeting.ClientId,
            said.Attendees ?? [.. before.Select(Said)],
            owner,
            before,
            faults,
            cancel
        );
        if (faults.Any)
        {
            return Left(faults);
        }
        var (gone, come) = (before.Except(people).ToList(), people.Except(before).ToList());
        var (faces, wasFacing) = (Meeting.Faces(meeting.ClientId, said.Kind), meeting.FacesClient);
        var all = (title, place, owner) != (meeting.Title, meeting.Place, meeting.OwnerId);
        var told = all || gone.Count > 0 || come.Count > 0 || faces != wasFacing;
        if (told)
        {
            meeting.Sequence++;
        }
        // Whoever is not asked any more knows it as it was, and does not learn what it is now.
        await invitations.CallOff(
            meeting,
            [.. gone, .. people.Where(a => a.ContactId is not null && wasFacing && !faces)],
            null,
            cancel
        );
        (meeting.Title, meeting.Place, meeting.OwnerId) = (title!, place, owner);
        (meeting.Kind, meeting.Audience) = (said.Kind, said.Audience);
        Answered(people, said.Attendees ?? []);
        db.RemoveRange(gone);
        db.AddRange(come);
        await filling.Readers(meeting, people, cancel);
        if (told)
        {
            await invitations.Renew(meeting, people, all, null, cancel);
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Meeting.Changed, meeting, meeting.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }

    /// <summary>Gives it another time; what it was before is kept.</summary>
    public async Task<Result<Meeting>> Move(
        Guid id,
        MeetingMove said,
        CancellationToken cancel = default
    )
    {
        if (await Find(db, id, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(!meeting.IsOpen, "start", Fault.AlreadyDone);
        var start = filling.Start(said.Start, faults);
        var minutes = MeetingFilling.Minutes(said.Minutes ?? meeting.Minutes, faults);
        var reason = faults.Text("reason", said.Reason, Meeting.ReasonLength);
        if (faults.Any)
        {
            return Left(faults);
        }
        if (start == meeting.Start && minutes == meeting.Minutes)
        {
            return meeting;
        }
        await Step(db, meeting, MeetingDeed.Moved, reason, cancel, meeting.Start, start);
        (meeting.Start, meeting.Minutes) = (start, minutes);
        meeting.Sequence++;
        await Unanswered(meeting, cancel);
        await invitations.Renew(meeting, meeting.Attendees, true, reason, cancel, moved: true);
        db.Raise(Meeting.Moved, meeting, meeting.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }

    /// <summary>Calls it off. Calling it off again changes nothing.</summary>
    public async Task<Result<Meeting>> Cancel(
        Guid id,
        MeetingCancellation said,
        CancellationToken cancel = default
    )
    {
        if (await Find(db, id, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        if (meeting.State == MeetingState.Cancelled)
        {
            return meeting;
        }
        var faults = new Faults();
        faults.If(!meeting.IsOpen, "reason", Fault.AlreadyDone);
        var reason = faults.Text("reason", said.Reason, Meeting.ReasonLength, required: true);
        if (faults.Any)
        {
            return Left(faults);
        }
        meeting.State = MeetingState.Cancelled;
        meeting.Sequence++;
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        await invitations.CallOff(meeting, meeting.Attendees, reason, cancel);
        await Step(db, meeting, MeetingDeed.Cancelled, reason, cancel);
        db.Raise(Meeting.Cancelled, meeting, meeting.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }

    /// <summary>A new meeting, checked and added but not saved.</summary>
    internal async Task<Meeting> Fresh(MeetingDetails said, Faults faults, CancellationToken cancel)
    {
        var series = said.SeriesId is { } of ? await Of(of, faults, cancel) : null;
        var clientId = series?.ClientId ?? said.ClientId;
        await filling.Client(clientId, faults, cancel);
        var owner = said.OwnerId ?? series?.OwnerId ?? db.Viewer.ColleagueId;
        faults.If(owner is null, "ownerId", Fault.Required);
        await filling.Colleague(owner, clientId, "ownerId", faults, cancel);
        var id = Guid.CreateVersion7();
        var people = await filling.People(
            id,
            clientId,
            said.Attendees ?? [.. series?.Members.Select(Said) ?? []],
            owner,
            [],
            faults,
            cancel
        );
        Answered(people, said.Attendees ?? []);
        var meeting = new Meeting
        {
            Id = id,
            ClientId = clientId,
            SeriesId = series?.Id,
            Kind = series?.Kind ?? said.Kind,
            Title =
                faults.Text(
                    "title",
                    OneLine(said.Title) ?? series?.Title,
                    Meeting.TitleLength,
                    required: true
                ) ?? "",
            Start = filling.Start(said.Start, faults),
            Minutes = MeetingFilling.Minutes(
                said.Minutes ?? series?.Minutes ?? Meeting.UsualMinutes,
                faults
            ),
            Zone = await filling.Zone(said.Zone ?? series?.Zone, clientId, faults, cancel),
            Place = faults.Text("place", OneLine(said.Place) ?? series?.Place, Meeting.PlaceLength),
            OwnerId = owner,
            Audience = said.Audience,
            Uid = $"{id:N}@rapport",
            AuthorId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
            Attendees = [.. people],
        };
        if (faults.Any)
        {
            return meeting;
        }
        meeting.Agenda.AddRange(await new Agendas(db).Drawn(meeting, cancel));
        db.Add(meeting);
        await filling.Readers(meeting, people, cancel);
        db.Raise(Meeting.Planned, meeting, meeting.ClientId);
        return meeting;
    }

    internal static Task<Meeting?> Find(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == id, cancel);

    internal static async Task Step(
        Db db,
        Meeting meeting,
        MeetingDeed deed,
        string? reason,
        CancellationToken cancel,
        Instant? from = null,
        Instant? to = null
    ) =>
        db.Add(
            new MeetingStep
            {
                MeetingId = meeting.Id,
                Position = await db.Set<MeetingStep>()
                    .CountAsync(s => s.MeetingId == meeting.Id, cancel),
                Deed = deed,
                At = db.Now,
                ById = db.Viewer.ColleagueId,
                Reason = reason,
                From = from,
                To = to,
            }
        );

    internal static string? OneLine(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : text.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();

    private async Task<Series?> Of(Guid id, Faults faults, CancellationToken cancel)
    {
        var series = await db.Set<Series>()
            .AsNoTracking()
            .Include(s => s.Members)
            .FirstOrDefaultAsync(s => s.Id == id, cancel);
        faults.If(series is null, "seriesId", Fault.Unknown);
        faults.If(series?.Ended is not null, "seriesId", Fault.AlreadyDone);
        return series;
    }

    private Result<Meeting> Left(Faults faults)
    {
        db.Forget();
        return faults.Refusal;
    }

    /// <summary>What was answered for another time says nothing of the new one.</summary>
    private async Task Unanswered(Meeting meeting, CancellationToken cancel)
    {
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        foreach (var one in meeting.Attendees)
        {
            one.Say(Answer.None, null, db.Now);
        }
    }

    private void Answered(IReadOnlyList<Attendee> people, IReadOnlyList<AttendeeDetails> said)
    {
        foreach (var one in said)
        {
            var person = people.FirstOrDefault(p =>
                one.ContactId is not null ? p.ContactId == one.ContactId
                : one.ColleagueId is not null ? p.ColleagueId == one.ColleagueId
                : p.Name == one.Name
            );
            if (one.Answer is { } answer)
            {
                person?.Say(answer, db.Viewer.ColleagueId, db.Now);
            }
        }
    }

    private static AttendeeDetails Said(Attendee one) =>
        new(one.ContactId, one.ColleagueId, one.Name);

    private static AttendeeDetails Said(SeriesMember one) =>
        new(one.ContactId, one.ColleagueId, null);
}
