using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Values;

namespace Rapport.Duplicates;

/// <summary>Which two records are to become one.</summary>
/// <param name="Of">The key of their noun.</param>
/// <param name="FromLost">Keys of fields whose value is the lost one's; null leaves it to what each says.</param>
public sealed record MergeSaid(
    string? Of,
    Guid? KeptId,
    Guid? LostId,
    IReadOnlyList<string>? FromLost
);

/// <summary>
/// Making two records one, and taking it back. Both are carried out by a job, since what refers to a record may be much;
/// whoever asks may run that job at once where it is small.
/// </summary>
public sealed class Merges(Db db, Jobs.Jobs jobs)
{
    /// <summary>Begins to make the two one; begun already changes nothing.</summary>
    public async Task<Result<Merge>> Start(MergeSaid said, CancellationToken cancel = default)
    {
        if (DuplicatesOf.OfKey(said.Of) is not { } noun)
        {
            var nothing = new Faults();
            nothing.Add("of", said.Of is null ? Fault.Required : Fault.Unknown, said.Of);
            nothing.If(said.KeptId is null, "keptId", Fault.Required);
            nothing.If(said.LostId is null, "lostId", Fault.Required);
            return nothing.Refusal;
        }
        var faults = new Faults();
        var kept = await Find(noun, said.KeptId, "keptId", faults, cancel);
        if (
            said is { KeptId: { } to, LostId: { } from }
            && await Under(noun, from, to, cancel) is { } same
        )
        {
            return same;
        }
        var lost = await Find(noun, said.LostId, "lostId", faults, cancel);
        faults.If(kept is not null && kept == lost, "lostId", Fault.Circular);
        foreach (var key in said.FromLost ?? [])
        {
            faults.If(noun.Fields.All(f => f.Key != key), "fromLost", Fault.FieldUnknown, key);
        }
        if (kept is not null && lost is not null && !faults.Any)
        {
            faults.If(!noun.MayJoin(kept, lost), "lostId", Fault.NotAllowed);
            faults.If(await IsBusy([kept.Id, lost.Id], cancel), "lostId", Fault.Busy);
        }
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var merge = Add(noun, kept!, lost!, said.FromLost, null, 0);
        merge.State = MergeState.Running;
        jobs.Add(MergeWork.Name, merge.Id, null);
        db.Raise(Merge.Started, merge, merge.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : merge;
    }

    /// <summary>Begins to take it back; taken back already changes nothing.</summary>
    public async Task<Result<Merge>> TakeBack(Guid id, CancellationToken cancel = default)
    {
        if (await db.Set<Merge>().FirstOrDefaultAsync(m => m.Id == id, cancel) is not { } merge)
        {
            return Refusal.NotFound;
        }
        if (merge.State is MergeState.TakingBack or MergeState.TakenBack)
        {
            return merge;
        }
        if (!merge.CanTakeBack)
        {
            return Refusal.Invalid("", merge.IsBusy ? Fault.Busy : Fault.NotAllowed);
        }
        if (await DuplicatesOf.OfKey(merge.Noun)!.Find(db, merge.KeptId, cancel) is null)
        {
            // It became one with another since: that has to be taken back before.
            return Refusal.Invalid("", Fault.BuiltUpon);
        }
        (merge.State, merge.TakenBackById) = (MergeState.TakingBack, db.Viewer.ColleagueId);
        jobs.Add(MergeUndoWork.Name, merge.Id, merge.Steps);
        db.Raise(Merge.UndoStarted, merge, merge.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : merge;
    }

    /// <summary>The record that this id leads to now; null where none was merged under it, or the viewer does not see it.</summary>
    public static async Task<Guid?> Now(Db db, DuplicatesOf noun, Guid id, CancellationToken cancel)
    {
        var seen = new HashSet<Guid>();
        var at = id;
        while (seen.Add(at))
        {
            var (key, from) = (noun.Key, at);
            var next = await db.Set<Merge>()
                .Where(m => m.LostId == from && m.Noun == key)
                .Where(m => m.State == MergeState.Done || m.State == MergeState.TakingBack)
                .Select(m => (Guid?)m.KeptId)
                .FirstOrDefaultAsync(cancel);
            if (next is null)
            {
                break;
            }
            at = next.Value;
        }
        return at != id && await noun.Find(db, at, cancel) is not null ? at : null;
    }

    /// <summary>The records that are now what another program knew by these ids.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> KnownAs(
        Db db,
        DuplicatesOf noun,
        string system,
        IReadOnlyCollection<string> externalIds,
        CancellationToken cancel
    )
    {
        var (key, ids) = (noun.Key, externalIds.ToList());
        var found = await db.Set<Merge>()
            .Where(m => m.System == system && ids.Contains(m.ExternalId!) && m.Noun == key)
            .Where(m => m.State == MergeState.Done || m.State == MergeState.TakingBack)
            .Select(m => new { m.ExternalId, m.LostId })
            .ToListAsync(cancel);
        var known = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var one in found)
        {
            if (await Now(db, noun, one.LostId, cancel) is { } kept)
            {
                known[one.ExternalId!] = kept;
            }
        }
        return known;
    }

    internal Merge Add(
        DuplicatesOf noun,
        Row kept,
        Row lost,
        IReadOnlyList<string>? fromLost,
        Guid? batch,
        int position
    )
    {
        var merge = new Merge
        {
            Noun = noun.Key,
            KeptId = kept.Id,
            LostId = lost.Id,
            ClientId = DuplicatesOf.ClientOf(kept),
            FromLost = fromLost is null ? null : string.Join(' ', fromLost),
            BatchId = batch,
            Position = position,
            ByColleagueId = db.Viewer.ColleagueId,
            At = db.Now,
        };
        merge.KnowAs(db, lost);
        db.Add(merge);
        return merge;
    }

    /// <summary>A form of the same merge that was sent twice.</summary>
    private Task<Merge?> Under(DuplicatesOf noun, Guid lost, Guid kept, CancellationToken cancel)
    {
        var key = noun.Key;
        return db.Set<Merge>()
            .FirstOrDefaultAsync(
                m =>
                    m.Noun == key
                    && m.LostId == lost
                    && m.KeptId == kept
                    && (m.State == MergeState.Running || m.State == MergeState.Done),
                cancel
            );
    }

    private async Task<bool> IsBusy(Guid[] ids, CancellationToken cancel) =>
        await db.Set<Merge>()
            .AnyAsync(
                m =>
                    (ids.Contains(m.LostId) || ids.Contains(m.KeptId))
                    && (m.State == MergeState.Running || m.State == MergeState.TakingBack),
                cancel
            );

    private async Task<Row?> Find(
        DuplicatesOf noun,
        Guid? id,
        string field,
        Faults faults,
        CancellationToken cancel
    )
    {
        var found = id is { } said ? await noun.Find(db, said, cancel) : null;
        faults.If(found is null, field, id is null ? Fault.Required : Fault.Unknown);
        return found;
    }
}

internal static class MergeIdentity
{
    private const string System = "System";
    private const string ExternalId = "ExternalId";

    /// <summary>Keeps how another program knows the lost record.</summary>
    public static void KnowAs(this Merge merge, Db db, Row lost)
    {
        var entry = db.Entry(lost);
        if (entry.Metadata.FindProperty(ExternalId) is not null)
        {
            (merge.System, merge.ExternalId) = (
                (string?)entry.Property(System).CurrentValue,
                (string?)entry.Property(ExternalId).CurrentValue
            );
        }
    }
}
