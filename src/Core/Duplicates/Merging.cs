using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Data;

namespace Rapport.Duplicates;

/// <summary>
/// Makes two records one, piece by piece: what refers to the lost one is led to the kept one; when nothing does any more,
/// in one transaction the chosen fields are set, the lost record goes, and what hangs on both is worked out anew. For a
/// viewer before whom no wall stands.
/// </summary>
internal sealed class Merging(Db db, DuplicatesOf noun, CancellationToken cancel)
{
    /// <summary>Rows that one step leads over: about a second's work.</summary>
    public const int AtOnce = 500;

    private static readonly IFollowMerge[] Followers = Discovered.All<IFollowMerge>();

    private readonly Rehoming rehoming = new(db, cancel);

    /// <summary>True when the merge is through; its rows and steps are saved by then, as after each piece.</summary>
    public async Task<bool> Step(Merge merge)
    {
        var type = db.Model.FindEntityType(noun.Row)!;
        await Rehoming.Hold(db, type, merge.LostId, cancel);
        var lost = await noun.Find(db, merge.LostId, cancel);
        var kept = await noun.Find(db, merge.KeptId, cancel);
        if (lost is null || kept is null)
        {
            merge.State = MergeState.Skipped;
            return true;
        }
        if (!await rehoming.Move(type, lost.Id, kept.Id, AtOnce))
        {
            Keep(merge);
            await db.SaveChangesAsync(cancel);
            return false;
        }
        await db.SaveChangesAsync(cancel);
        SetFields(merge, kept, lost);
        await BreakCircles(type, merge, kept);
        await ForgetPairs(merge, kept);
        rehoming.Remove(lost, kept.Id);
        Keep(merge);
        merge.State = MergeState.Done;
        db.Raise(Merge.Finished, kept, DuplicatesOf.ClientOf(kept));
        await db.SaveChangesAsync(cancel);
        await Follow(db, [kept.Id], cancel);
        return true;
    }

    public static async Task Follow(Db db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        foreach (var follower in Followers)
        {
            await follower.Follow(db, ids, cancel);
        }
    }

    private void SetFields(Merge merge, Row kept, Row lost)
    {
        var (to, from) = (db.Entry(kept), db.Entry(lost));
        foreach (
            var name in MergeChoice
                .FromLost(noun, merge.FromLost, to, from)
                .SelectMany(f => f.Properties)
        )
        {
            var value = from.Property(name).CurrentValue;
            // Its own parent it cannot be.
            if (!Equals(value, kept.Id))
            {
                rehoming.Set(to, to.Property(name).Metadata, value, lost.Id, kept.Id);
            }
        }
    }

    /// <summary>
    /// Where a record leads to another of its kind, such as its parent, the two together may lead to themselves round
    /// about: then the kept one leads nowhere.
    /// </summary>
    private async Task BreakCircles(IEntityType type, Merge merge, Row kept)
    {
        foreach (var key in type.GetForeignKeys().Where(k => k.PrincipalEntityType == type))
        {
            var property = key.Properties[0];
            var seen = new HashSet<Guid>();
            for (
                var above = (Guid?)db.Entry(kept).Property(property).CurrentValue;
                above is { } id && seen.Add(id);

            )
            {
                if (id == kept.Id)
                {
                    rehoming.Set(db.Entry(kept), property, null, merge.LostId, kept.Id);
                    break;
                }
                above = await noun.Find(db, id, cancel) is { } next
                    ? (Guid?)db.Entry(next).Property(property).CurrentValue
                    : null;
            }
        }
    }

    /// <summary>
    /// Pairs of the lost one are suggested no more; whom it is not, the kept one is not either.
    /// </summary>
    private async Task ForgetPairs(Merge merge, Row kept)
    {
        var lost = merge.LostId;
        await db.Sweep<Duplicate>(
            all => all.Where(d => d.FirstId == lost || d.SecondId == lost),
            cancel
        );
        var said = await db.Set<Distinction>()
            .Where(d => d.FirstId == lost || d.SecondId == lost)
            .ToListAsync(cancel);
        foreach (var one in said)
        {
            var other = one.FirstId == lost ? one.SecondId : one.FirstId;
            var (first, second) = Duplicate.Ordered(kept.Id, other);
            if (
                other != kept.Id
                && !await db.Set<Distinction>()
                    .AnyAsync(d => d.FirstId == first && d.SecondId == second, cancel)
            )
            {
                db.Add(
                    new Distinction
                    {
                        Noun = one.Noun,
                        FirstId = first,
                        SecondId = second,
                        ClientId = one.ClientId,
                        OtherClientId = one.OtherClientId,
                        ByColleagueId = one.ByColleagueId,
                        At = one.At,
                    }
                );
            }
        }
    }

    private void Keep(Merge merge)
    {
        foreach (var done in rehoming.Done)
        {
            db.Append(MergeStep.Of(merge.Id, merge.Steps++, done));
        }
    }
}
