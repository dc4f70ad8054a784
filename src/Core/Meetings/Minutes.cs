using Microsoft.EntityFrameworkCore;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>Writes the minutes of a meeting down as it goes on: who is there, what is said, decided and to be done.</summary>
public sealed class Minutes(Db db)
{
    private readonly MeetingFilling filling = new(db);

    /// <param name="version">The version of the meeting that this was written on; null when the caller does not care.</param>
    public async Task<Result<Meeting>> Save(
        Guid id,
        MinutesDetails said,
        int? version = null,
        CancellationToken cancel = default
    )
    {
        if (await Whole(db, id, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != meeting.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        faults.If(!meeting.IsOpen, "", Fault.AlreadyDone);
        if (!faults.Any)
        {
            await There(meeting, said, faults, cancel);
            Points(meeting, said.Points ?? [], faults);
            await Actions(meeting, said.Actions, faults, cancel);
        }
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Meeting.Noted, meeting, meeting.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }

    /// <summary>The meeting with its people, agenda and actions.</summary>
    internal static async Task<Meeting?> Whole(Db db, Guid id, CancellationToken cancel)
    {
        if (await Meetings.Find(db, id, cancel) is not { } meeting)
        {
            return null;
        }
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        await db.Entry(meeting).Collection(m => m.Agenda).LoadAsync(cancel);
        await db.Entry(meeting).Collection(m => m.Actions).LoadAsync(cancel);
        return meeting;
    }

    private async Task There(
        Meeting meeting,
        MinutesDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said.Present is { } present)
        {
            foreach (var one in meeting.Attendees)
            {
                one.Present = present.Contains(one.Number);
            }
            faults.If(
                present.Except(meeting.Attendees.Select(a => a.Number)).Any(),
                "present",
                Fault.Unknown
            );
        }
        if (said.Came is not { Count: > 0 } came)
        {
            return;
        }
        var before = meeting.Attendees.ToList();
        var people = await filling.People(
            meeting.Id,
            meeting.ClientId,
            came,
            null,
            before,
            faults,
            cancel
        );
        foreach (var one in people)
        {
            one.Present = true;
        }
        db.AddRange(people.Except(before));
        await filling.Readers(meeting, [.. before.Union(people)], cancel);
    }

    private static void Points(Meeting meeting, IReadOnlyList<PointNotes> said, Faults faults)
    {
        foreach (var one in said)
        {
            if (meeting.Agenda.Find(i => i.Number == one.Number) is not { } point)
            {
                faults.Add($"points[{one.Number}]", Fault.Unknown);
                continue;
            }
            point.Notes = Text($"notes{one.Number}", one.Notes, faults);
            point.Decisions = Text($"decisions{one.Number}", one.Decisions, faults);
            point.Done = one.Done && point.IsOwed;
        }
    }

    private static string? Text(string field, string? said, Faults faults) =>
        faults.Text(field, said?.ReplaceLineEndings("\n"), AgendaItem.NotesLength);

    private async Task Actions(
        Meeting meeting,
        IReadOnlyList<ActionDetails>? said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said is null)
        {
            return;
        }
        faults.If(said.Count > MeetingAction.Most, "actions", Fault.TooMany);
        var before = meeting.Actions.ToList();
        var kept = new List<MeetingAction>();
        var next = before.Count == 0 ? 1 : before.Max(a => a.Number) + 1;
        foreach (var (at, one) in said.Take(MeetingAction.Most).Index())
        {
            var field = $"actions[{at}]";
            var text = faults.Text(
                field + ".text",
                Meetings.OneLine(one.Text),
                Commitment.TextLength,
                required: true
            );
            var action = before.Find(a => a.Number == one.Number);
            if (action is null)
            {
                action = new MeetingAction
                {
                    MeetingId = meeting.Id,
                    Number = next++,
                    Text = "",
                };
                db.Add(action);
            }
            var favour = meeting.ClientId is null ? Favour.Internal : one.Favour;
            if (one.OwnerId != action.OwnerId)
            {
                await filling.Colleague(
                    one.OwnerId,
                    meeting.ClientId,
                    field + ".owner",
                    faults,
                    cancel
                );
            }
            if (one.ContactId != action.ContactId)
            {
                await filling.Contact(
                    one.ContactId,
                    meeting.ClientId,
                    field + ".contact",
                    faults,
                    cancel
                );
            }
            (action.Text, action.Favour, action.DueOn) = (text ?? "", favour, one.DueOn);
            (action.OwnerId, action.ContactId) = (one.OwnerId, one.ContactId);
            kept.Add(action);
        }
        db.RemoveRange(before.Except(kept));
    }
}
