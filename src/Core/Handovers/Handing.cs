using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Told = Rapport.Notices.Notices;

namespace Rapport.Handovers;

/// <summary>
/// Carries a handover out, piece by piece: what has gone is held by nobody who leaves, so that a piece that is done again
/// finds nothing to do. For a viewer before whom no wall stands.
/// </summary>
internal sealed class Handing(Db db, CancellationToken cancel)
{
    /// <summary>Things that one step hands over: about a second's work.</summary>
    public const int AtOnce = 200;

    public static readonly NoticeKind Given = new(
        "handover.given",
        NoticePriority.Usual,
        "handover"
    );
    public static readonly NoticeKind LeftOver = new(
        "handover.left_over",
        NoticePriority.Usual,
        "handover"
    );

    /// <summary>True when it is through. Saved in the transaction under way, which a refusal has to end.</summary>
    /// <param name="handover">Tracked, with its shares.</param>
    public async Task<Result<bool>> Step(Handover handover)
    {
        db.TellsTogether = true;
        var held = await HeldKinds.Count(db, handover.ColleagueId, cancel);
        var here = await Here(handover);
        var left = AtOnce;
        foreach (var share in handover.Shares.OrderBy(s => s.Position))
        {
            if (here.Contains(share.SuccessorId))
            {
                var went = Tally.Of(share.Went);
                var passed = await Pass(
                    handover,
                    held,
                    share.ClientId,
                    share.SuccessorId,
                    went,
                    left
                );
                if (!passed.Done)
                {
                    return passed.Refusal!;
                }
                left -= passed.Value;
                share.Went = went.Written;
            }
            if (left <= 0)
            {
                return await db.Commit(cancel) is { } full ? full : false;
            }
        }
        if (handover.SuccessorId is { } one && here.Contains(one))
        {
            var went = Tally.Of(handover.Went);
            var passed = await Pass(handover, held, null, one, went, left);
            if (!passed.Done)
            {
                return passed.Refusal!;
            }
            left -= passed.Value;
            handover.Went = went.Written;
        }
        var isThrough = left == AtOnce;
        if (isThrough)
        {
            await End(handover, held);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : isThrough;
    }

    private static bool IsOf(Handover handover, HeldCount held) =>
        handover.Shares.Exists(s => s.ClientId == held.ClientId)
        || HeldKinds.All.Any(k => k.Kind == held.Kind && k.OfFirm);

    private async Task<Result<int>> Pass(
        Handover handover,
        IReadOnlyList<HeldCount> held,
        Guid? clientId,
        Guid to,
        Tally went,
        int atMost
    )
    {
        var done = 0;
        foreach (var kind in HeldKinds.All)
        {
            if (
                done >= atMost
                || (clientId is null && !handover.Whole && !kind.OfFirm)
                || !held.Any(h => h.Kind == kind.Kind && h.ClientId == clientId)
            )
            {
                continue;
            }
            var count = await kind.Pass(
                db,
                new Passing(handover.ColleagueId, to, clientId, handover.Reason, handover.Suddenly),
                atMost - done,
                cancel
            );
            went.Add(kind.Kind, count);
            done += count;
            // What follows asks who sees the client: a seat that was taken has to be there.
            if (count > 0 && await db.Commit(cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return done;
    }

    /// <summary>Who can take something over: who left meanwhile cannot.</summary>
    private async Task<HashSet<Guid>> Here(Handover handover)
    {
        var ids = handover
            .Shares.Select(s => s.SuccessorId)
            .Append(handover.SuccessorId ?? Guid.Empty)
            .Distinct()
            .ToList();
        return
        [
            .. await db.Set<Colleague>()
                .Where(c => ids.Contains(c.Id) && c.Left == null)
                .Select(c => c.Id)
                .ToListAsync(cancel),
        ];
    }

    private async Task End(Handover handover, IReadOnlyList<HeldCount> held)
    {
        var leaver = await db.Set<Colleague>()
            .FirstAsync(c => c.Id == handover.ColleagueId, cancel);
        (handover.State, handover.FinishedAt) = (HandoverState.Done, db.Now);
        // What stands behind walls that whoever asked does not pass is not told, not even as a number.
        handover.Stayed = held.Where(h => handover.Whole || IsOf(handover, h)).Sum(h => h.Count);
        db.Raise(Handover.Finished, handover, null);
        var colleagues = new Colleagues(db);
        if (
            handover.Leaves
            && leaver.IsHere
            && !await colleagues.IsLastAdministrator(leaver, cancel)
        )
        {
            colleagues.Go(leaver, handover.Stayed > 0 ? handover.Reason : null);
        }
        await Tell(handover, leaver);
    }

    /// <summary>Each successor hears once of all that she got, and whoever asked of what is nobody's.</summary>
    private async Task Tell(Handover handover, Colleague leaver)
    {
        var got = handover
            .Shares.Where(s => s.Went is not null)
            .Select(s => s.SuccessorId)
            .Append(handover.Went is null ? Guid.Empty : handover.SuccessorId ?? Guid.Empty)
            .Where(id => id != Guid.Empty && id != handover.ByColleagueId)
            .Distinct();
        foreach (var successor in got)
        {
            await Told.Tell(
                db,
                new Telling(successor, Given, leaver.Name, handover.Id, null, "given"),
                cancel
            );
        }
        if (handover is { Stayed: > 0, ByColleagueId: { } asked })
        {
            await Told.Tell(
                db,
                new Telling(asked, LeftOver, leaver.Name, handover.Id, null, "left"),
                cancel
            );
        }
    }
}
