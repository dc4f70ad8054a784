using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Duplicates;

/// <summary>Looks for records of a noun that may be the same, some hundred at a time; what nobody finds any more goes.</summary>
public sealed class DuplicateWork : IWork
{
    public const string Name = "duplicates.look";

    public string Kind => Name;

    /// <summary>Sees all: whom a pair is shown to is decided when it is read.</summary>
    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(Viewer.System("duplicates"));

    /// <summary>The subject that stands for all records of a noun.</summary>
    public static Guid SubjectOf(DuplicatesOf noun) =>
        new(
            System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes($"duplicates of {noun.Key}")
            )[..16]
        );

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        db.InBulk = true;
        var noun = DuplicatesOf.All.First(n => SubjectOf(n) == job.SubjectId);
        var looked = await noun.Look(db, job.Cursor, cancel);
        await Replace(db, noun, looked, cancel);
        job.Done += looked.Ids.Count;
        job.Cursor = looked.Next;
        if (looked.Next is not null)
        {
            return StepResult.More;
        }
        // Of records that are gone, or that are looked at no more.
        var begun = job.CreatedAt;
        var key = noun.Key;
        await db.Sweep<Duplicate>(
            all => all.Where(d => d.Noun == key && d.FoundAt < begun),
            cancel
        );
        return StepResult.Done;
    }

    private static async Task Replace(
        Db db,
        DuplicatesOf noun,
        Looked looked,
        CancellationToken cancel
    )
    {
        var ids = looked.Ids.ToList();
        await db.Sweep<Duplicate>(all => all.Where(d => ids.Contains(d.FirstId)), cancel);
        var firsts = looked.Pairs.Select(p => p.FirstId).Distinct().ToList();
        var distinct = (
            await db.Set<Distinction>()
                .Where(d => firsts.Contains(d.FirstId))
                .Select(d => new { d.FirstId, d.SecondId })
                .ToListAsync(cancel)
        )
            .Select(d => (d.FirstId, d.SecondId))
            .ToHashSet();
        foreach (var pair in looked.Pairs.Where(p => !distinct.Contains((p.FirstId, p.SecondId))))
        {
            db.Append(
                new Duplicate
                {
                    Id = Duplicate.IdOf(pair.FirstId, pair.SecondId),
                    Noun = noun.Key,
                    FirstId = pair.FirstId,
                    SecondId = pair.SecondId,
                    ClientId = pair.ClientId,
                    OtherClientId = pair.OtherClientId,
                    Weight = pair.Evidence.Weight,
                    Reasons = string.Join(' ', pair.Evidence.Reasons),
                    SharesMail = pair.SharesMail,
                    FoundAt = db.Now,
                }
            );
        }
    }
}
