using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>Whether somebody comes to a meeting.</summary>
/// <param name="Number">Of who is asked; null for whoever says it.</param>
public sealed record ReplyDetails(int? Number, Answer Answer);

/// <summary>Notes who comes to a meeting: each for herself, and for others who told us.</summary>
public sealed class Replies(Db db)
{
    private const int Tries = 5;

    /// <summary>Saying the same again changes nothing.</summary>
    public async Task<Result<Meeting>> Say(
        Guid meetingId,
        ReplyDetails said,
        CancellationToken cancel = default
    )
    {
        var done = await Once(meetingId, said, cancel);
        // Many answer at once when an invitation comes; each says her own.
        for (var at = 1; at < Tries && done.Refusal?.Kind == RefusalKind.Stale; at++)
        {
            db.Forget();
            done = await Once(meetingId, said, cancel);
        }
        return done;
    }

    private async Task<Result<Meeting>> Once(
        Guid meetingId,
        ReplyDetails said,
        CancellationToken cancel
    )
    {
        if (await Meetings.Find(db, meetingId, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        var me = db.Viewer.ColleagueId;
        var one = await db.Set<Attendee>()
            .FirstOrDefaultAsync(
                a =>
                    a.MeetingId == meetingId
                    && (
                        said.Number == null
                            ? a.ColleagueId == me && me != null
                            : a.Number == said.Number
                    ),
                cancel
            );
        var faults = new Faults();
        faults.If(!meeting.IsOpen, "", Fault.AlreadyDone);
        faults.If(one is null, "number", Fault.Unknown);
        faults.If(!Enum.IsDefined(said.Answer), "answer", Fault.Unknown);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        if (!one!.Say(said.Answer, me, db.Now))
        {
            return meeting;
        }
        db.Raise(Meeting.Answered, meeting, meeting.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }
}
