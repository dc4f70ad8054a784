using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>
/// Closes meetings that took place: what was said becomes an entry of the handbook, what is to be done becomes
/// commitments, what was found done is kept, and the next one is arranged. All of it in one transaction, or nothing.
/// </summary>
public sealed class Holdings(Db db, BusinessTimes times)
{
    /// <summary>Closing it again changes nothing.</summary>
    public async Task<Result<Meeting>> Close(
        Guid id,
        MeetingClosure said,
        CancellationToken cancel = default
    )
    {
        var closed = await db.Together(() => Hold(id, said, cancel), done => done.Done, cancel);
        if (!closed.Done)
        {
            db.Forget();
        }
        return closed;
    }

    /// <summary>The same within a transaction that is open; whoever opened it gives it up where this is refused.</summary>
    internal async Task<Result<Meeting>> Hold(
        Guid id,
        MeetingClosure said,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        if (await Minutes.Whole(db, id, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        if (meeting.State == MeetingState.Held)
        {
            return meeting;
        }
        var faults = new Faults();
        faults.If(!meeting.IsOpen, "", Fault.AlreadyDone);
        faults.If(!meeting.MayHaveBegun(now), "start", Fault.InTheFuture);
        meeting.Minutes = MeetingFilling.Minutes(said.Minutes ?? meeting.Minutes, faults);
        var why = faults.Text("withoutNext", said.WithoutNext, Meeting.ReasonLength);
        var next = await Next(meeting, said, faults, cancel);
        faults.If(meeting.NeedsNext && next is null && why is null, "next", Fault.Required);
        foreach (var (at, action) in meeting.Actions.OrderBy(a => a.Number).Index())
        {
            faults.If(action.DueOn is null, $"actions[{at}].due", Fault.Required);
        }
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var entry = meeting.ClientId is null ? null : await Entry(meeting, now, cancel);
        if (entry is { Done: false })
        {
            return entry.Refusal!;
        }
        if (await Follow(meeting, entry?.Value, cancel) is { } refused)
        {
            return refused;
        }
        (meeting.State, meeting.EntryId, meeting.NextId) = (
            MeetingState.Held,
            entry?.Value.Id,
            next?.Id
        );
        await Meetings.Step(db, meeting, MeetingDeed.Held, next is null ? why : null, cancel);
        db.Raise(Meeting.Held, meeting, meeting.ClientId, Instant.Min(meeting.Start, now));
        if (await db.Commit(cancel) is { } refusal)
        {
            return refusal;
        }
        await new Rhythms(db, times).Recount(meeting.SeriesId, cancel);
        return await db.Commit(cancel) is { } late ? late : meeting;
    }

    /// <summary>The meeting that follows: one that is planned, or one arranged now with the same people.</summary>
    private async Task<Meeting?> Next(
        Meeting meeting,
        MeetingClosure said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said.NextId is { } id)
        {
            var planned = await db.Set<Meeting>()
                .FirstOrDefaultAsync(
                    m =>
                        m.Id == id
                        && m.ClientId == meeting.ClientId
                        && m.State == MeetingState.Planned
                        && m.Id != meeting.Id,
                    cancel
                );
            faults.If(planned is null, "nextId", Fault.Unknown);
            return planned;
        }
        if (said.Next is not { } start)
        {
            return null;
        }
        faults.If(start <= meeting.Start, "next", Fault.InThePast);
        if (faults.Any)
        {
            return null;
        }
        var wrong = new Faults();
        var next = await new Meetings(db).Fresh(
            new MeetingDetails
            {
                ClientId = meeting.ClientId,
                Title = meeting.Title,
                Kind = meeting.Kind,
                Start = start,
                Minutes = meeting.Minutes,
                Zone = meeting.Zone,
                Place = meeting.Place,
                OwnerId = meeting.OwnerId,
                Audience = meeting.Audience,
                Attendees =
                [
                    .. meeting.Attendees.Select(a => new AttendeeDetails(
                        a.ContactId,
                        a.ColleagueId,
                        a.Name
                    )),
                ],
            },
            wrong,
            cancel
        );
        if (wrong.Any)
        {
            faults.Add("next", wrong.Refusal.Faults[0].Fault, wrong.Refusal.Faults[0].Detail);
            return null;
        }
        next.SeriesId = meeting.SeriesId;
        return next;
    }

    private async Task<Result<Interaction>> Entry(
        Meeting meeting,
        Instant now,
        CancellationToken cancel
    )
    {
        var there = meeting.Attendees.Where(a => a.Present).OrderBy(a => a.Number).ToList();
        var body = MinutesText.Of(
            Agendas.Shown(meeting),
            meeting.Actions.OrderBy(a => a.Number),
            await Names(meeting, cancel),
            Interaction.BodyLength
        );
        return await new Rapport.Interactions.Interactions(db).Record(
            new InteractionDetails
            {
                ClientId = meeting.ClientId,
                Subject = meeting.Title,
                Body = body,
                Channel = IsCall(meeting.Place) ? Channel.Video : Channel.Meeting,
                Touchpoint = Of(meeting.Kind),
                Occurred = Instant.Min(meeting.Start, now),
                Minutes = meeting.Minutes,
                Audience = meeting.Audience,
                Named =
                    meeting.Audience == Audience.Named
                        ? [.. meeting.Attendees.Select(a => a.ColleagueId).OfType<Guid>()]
                        : null,
                Participants =
                [
                    .. there.Select(a => new ParticipantDetails(
                        a.ContactId,
                        a.ColleagueId,
                        a.Name
                    )),
                ],
            },
            cancel
        );
    }

    /// <summary>What was found done is kept, what is to be done is owed from now on; why not, where something is refused.</summary>
    private async Task<Refusal?> Follow(
        Meeting meeting,
        Interaction? entry,
        CancellationToken cancel
    )
    {
        var closures = new Closures(db);
        foreach (var point in Agendas.Shown(meeting).Where(p => p is { Done: true, IsOwed: true }))
        {
            var kept = await closures.Close(
                point.SourceId!.Value,
                new ClosureDetails { Outcome = Ending.Kept, EvidenceId = entry?.Id },
                cancel
            );
            // What somebody closed another way meanwhile stays as she left it.
            if (kept.Refusal is { } refused && !refused.Faults.Any(f => f.Field == "outcome"))
            {
                return Refusal.Invalid($"done{point.Number}", Fault.Unknown);
            }
        }
        var commitments = new Rapport.Commitments.Commitments(db);
        foreach (var (at, action) in meeting.Actions.OrderBy(a => a.Number).Index())
        {
            var details = new CommitmentDetails
            {
                Text = action.Text,
                Favour = action.Favour,
                OwnerId = action.OwnerId ?? meeting.OwnerId,
                ContactId = action.ContactId,
                DueOn = action.DueOn,
            };
            var made = entry is null
                ? await commitments.Make(details, cancel)
                : await commitments.Follow(entry, details, cancel);
            if (made.Refusal is { } refused)
            {
                return Refusal.Invalid([.. refused.Faults.Select(f => OfAction(at, f))]);
            }
            action.CommitmentId = made.Value.Id;
        }
        return null;
    }

    private static FieldFault OfAction(int at, FieldFault fault) =>
        fault with
        {
            Field =
                $"actions[{at}]."
                + fault.Field switch
                {
                    "ownerId" => "owner",
                    "contactId" => "contact",
                    _ => fault.Field,
                },
        };

    private async Task<Dictionary<Guid, string>> Names(Meeting meeting, CancellationToken cancel)
    {
        var ids = meeting
            .Actions.SelectMany(a => new[] { a.OwnerId, a.ContactId })
            .OfType<Guid>()
            .ToList();
        var names = await db.Set<Colleague>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        foreach (
            var contact in await db.Set<Contact>()
                .Where(c => ids.Contains(c.Id))
                .Select(c => new { c.Id, c.Name })
                .ToListAsync(cancel)
        )
        {
            names[contact.Id] = contact.Name;
        }
        return names;
    }

    /// <summary>A place that is an address of the net is a call with pictures.</summary>
    internal static bool IsCall(string? place) =>
        Uri.TryCreate(place, UriKind.Absolute, out var link) && link.Scheme is "https" or "http";

    private static Touchpoint Of(MeetingKind kind) =>
        kind switch
        {
            MeetingKind.Discovery => Touchpoint.Sales,
            MeetingKind.Executive or MeetingKind.PartnerReview or MeetingKind.Internal =>
                Touchpoint.Engagement,
            _ => Touchpoint.Delivery,
        };
}
