using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Values;

namespace Rapport.Duplicates;

/// <summary>What can be done with suggestions: have them looked for, and say that a pair is two.</summary>
public sealed class Duplicates(Db db, Jobs.Jobs jobs)
{
    /// <summary>Begins to look; while somebody's look goes on, that one is answered.</summary>
    public async Task<Result<Job>> Look(string? noun, CancellationToken cancel = default)
    {
        if (DuplicatesOf.OfKey(noun) is not { } of)
        {
            return Refusal.Invalid("of", noun is null ? Fault.Required : Fault.Unknown, noun);
        }
        var subject = DuplicateWork.SubjectOf(of);
        if (await jobs.Latest(subject, cancel) is { IsOver: false } under)
        {
            return under;
        }
        var job = jobs.Add(DuplicateWork.Name, subject, null);
        db.Raise(Duplicate.Looked, job, null);
        return await db.Commit(cancel) is { } refusal ? refusal : job;
    }

    /// <summary>Begins to look at the records of every noun that has duplicates, as each night does.</summary>
    public async Task LookAtAll(CancellationToken cancel = default)
    {
        foreach (var noun in DuplicatesOf.All)
        {
            await Look(noun.Key, cancel);
        }
    }

    /// <summary>The two are not the same: they are not suggested again. Said already changes nothing.</summary>
    public async Task<Result<Distinction>> Dismiss(Guid id, CancellationToken cancel = default)
    {
        if (await db.Set<Duplicate>().FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } pair)
        {
            return await Said(id, cancel) is { } said ? said : Refusal.NotFound;
        }
        var distinction = new Distinction
        {
            Noun = pair.Noun,
            FirstId = pair.FirstId,
            SecondId = pair.SecondId,
            ClientId = pair.ClientId,
            OtherClientId = pair.OtherClientId,
            ByColleagueId = db.Viewer.ColleagueId,
            At = db.Now,
        };
        db.Add(distinction);
        db.Remove(pair);
        db.Raise(Distinction.Made, distinction, pair.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : distinction;
    }

    private async Task<Distinction?> Said(Guid id, CancellationToken cancel)
    {
        // The id of a pair is made of its two, and there are few who were told apart within one's walls.
        var all = await db.Set<Distinction>().AsNoTracking().ToListAsync(cancel);
        return all.Find(d => Duplicate.IdOf(d.FirstId, d.SecondId) == id);
    }
}
