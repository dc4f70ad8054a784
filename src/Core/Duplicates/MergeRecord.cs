using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;

namespace Rapport.Duplicates;

/// <summary>How many rows of a kind were led over by one of their references.</summary>
public sealed record MovedCount(string Kind, string Column, int Count);

/// <summary>A merge as its page and the API show it.</summary>
/// <param name="Kept">Null where the reader does not see it any more.</param>
/// <param name="Lost">As it was called, or is called again; null where the reader does not see it.</param>
/// <param name="Moved">What was led over.</param>
/// <param name="Joined">Rows that said the same on both sides, and are there once.</param>
/// <param name="Left">What could not be taken back, since it was changed since.</param>
public sealed record MergeRecord(
    Guid Id,
    int Version,
    string Of,
    Guid KeptId,
    Guid LostId,
    string? Kept,
    string? Lost,
    MergeState State,
    Instant At,
    string? By,
    string? TakenBackBy,
    IReadOnlyList<MovedCount> Moved,
    int Joined,
    int Left,
    JobRecord? Job
);

public static class MergeRecords
{
    private const int Most = 20;

    /// <summary>Null when the viewer sees neither of the two.</summary>
    public static async Task<MergeRecord?> Find(Db db, Guid id, CancellationToken cancel)
    {
        if (
            await db.Set<Merge>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancel)
            is not { } merge
        )
        {
            return null;
        }
        var noun = DuplicatesOf.OfKey(merge.Noun)!;
        var counts = await db.Set<MergeStep>()
            .Where(s => s.MergeId == id && s.Way != RehomedWay.Set)
            .GroupBy(s => new
            {
                s.Way,
                s.Kind,
                s.Column,
            })
            .Select(g => new
            {
                g.Key.Way,
                g.Key.Kind,
                g.Key.Column,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        var joined = counts.Where(c => c.Way == RehomedWay.Removed).Sum(c => c.Count);
        var names = await Names(db, noun, [merge], cancel);
        return new MergeRecord(
            merge.Id,
            merge.Version,
            merge.Noun,
            merge.KeptId,
            merge.LostId,
            names.GetValueOrDefault(merge.KeptId),
            names.GetValueOrDefault(merge.LostId),
            merge.State,
            merge.At,
            await Who(db, merge.ByColleagueId, cancel),
            await Who(db, merge.TakenBackById, cancel),
            [
                .. counts
                    .Where(c => c.Way == RehomedWay.Moved)
                    .OrderByDescending(c => c.Count)
                    .ThenBy(c => c.Kind, StringComparer.Ordinal)
                    .Select(c => new MovedCount(c.Kind, c.Column!, c.Count)),
            ],
            // One of them was the lost record itself.
            Math.Max(0, joined - 1),
            merge.Left,
            JobRecord.Of(await new Jobs.Jobs(db).Latest(id, cancel))
        );
    }

    /// <summary>What was merged into a record, the latest first.</summary>
    public static async Task<IReadOnlyList<MergedName>> Into(
        Db db,
        Guid keptId,
        CancellationToken cancel
    )
    {
        var merges = await db.Set<Merge>()
            .AsNoTracking()
            .Where(m => m.KeptId == keptId)
            .Where(m => m.State != MergeState.Asked && m.State != MergeState.Skipped)
            .OrderByDescending(m => m.Id)
            .Take(Most)
            .ToListAsync(cancel);
        if (merges.Count == 0)
        {
            return [];
        }
        var names = await Names(db, DuplicatesOf.OfKey(merges[0].Noun)!, merges, cancel);
        return
        [
            .. merges.Select(m => new MergedName(
                m.Id,
                names.GetValueOrDefault(m.LostId),
                m.State,
                m.At
            )),
        ];
    }

    /// <summary>The pairs of a batch, in their order, with the sides' names.</summary>
    public static async Task<IReadOnlyList<MergeOfBatch>> OfBatch(
        Db db,
        MergeBatch batch,
        int? after,
        int limit,
        CancellationToken cancel
    )
    {
        var merges = await db.Set<Merge>()
            .AsNoTracking()
            .Where(m => m.BatchId == batch.Id)
            .Where(m => after == null || m.Position > after)
            .OrderBy(m => m.Position)
            .Take(limit)
            .ToListAsync(cancel);
        var names = await Names(db, DuplicatesOf.OfKey(batch.Noun)!, merges, cancel);
        return
        [
            .. merges.Select(m => new MergeOfBatch(
                m.Position,
                m.Id,
                m.KeptId,
                m.LostId,
                names.GetValueOrDefault(m.KeptId),
                names.GetValueOrDefault(m.LostId),
                m.State
            )),
        ];
    }

    private static async Task<Dictionary<Guid, string>> Names(
        Db db,
        DuplicatesOf noun,
        IReadOnlyCollection<Merge> merges,
        CancellationToken cancel
    )
    {
        var heads = await noun.Heads(
            db,
            [.. merges.SelectMany(m => new[] { m.KeptId, m.LostId }).Distinct()],
            cancel
        );
        var names = heads.ToDictionary(h => h.Key, h => h.Value.Name);
        // Whoever sees what became of it may know what it was called.
        var gone = merges
            .Where(m => m.Holds && names.ContainsKey(m.KeptId) && !names.ContainsKey(m.LostId))
            .ToDictionary(m => m.Id, m => m.LostId);
        var ids = gone.Keys.ToList();
        var kind = db.Model.FindEntityType(noun.Row)!.ShortName();
        var removed =
            ids.Count == 0
                ? []
                : await db.Set<MergeStep>()
                    .Where(s =>
                        ids.Contains(s.MergeId)
                        && s.Way == RehomedWay.Removed
                        && s.Kind == kind
                        && s.Before != null
                    )
                    .Select(s => new
                    {
                        s.MergeId,
                        s.FromId,
                        s.Before,
                    })
                    .ToListAsync(cancel);
        foreach (var step in removed.Where(s => gone[s.MergeId] == s.FromId))
        {
            if (JsonNode.Parse(step.Before!)?["Name"]?.GetValue<string>() is { } name)
            {
                names[step.FromId] = name;
            }
        }
        return names;
    }

    private static Task<string?> Who(Db db, Guid? id, CancellationToken cancel) =>
        id is null
            ? Task.FromResult<string?>(null)
            : db.Set<Colleague>()
                .Where(c => c.Id == id)
                .Select(c => c.Name)
                .FirstOrDefaultAsync(cancel);
}

/// <param name="Name">What the lost one was called; null where the reader may not know.</param>
public sealed record MergedName(Guid Id, string? Name, MergeState State, Instant At);

public sealed record MergeOfBatch(
    int Position,
    Guid Id,
    Guid KeptId,
    Guid LostId,
    string? Kept,
    string? Lost,
    MergeState State
);

/// <summary>Merges that were chosen together.</summary>
/// <param name="Counts">How many are in which state; states that none is in are left out.</param>
public sealed record MergeBatchRecord(
    Guid Id,
    int Version,
    string Of,
    BatchState State,
    Instant CreatedAt,
    IReadOnlyDictionary<MergeState, int> Counts,
    JobRecord? Job
)
{
    public int Count(MergeState state) => Counts.GetValueOrDefault(state);

    public static async Task<MergeBatchRecord> Read(
        Db db,
        MergeBatch batch,
        CancellationToken cancel
    )
    {
        var counts = await db.Set<Merge>()
            .Where(m => m.BatchId == batch.Id)
            .GroupBy(m => m.State)
            .Select(g => new { State = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.State, g => g.Count, cancel);
        return new(
            batch.Id,
            batch.Version,
            batch.Noun,
            batch.State,
            batch.CreatedAt,
            counts,
            JobRecord.Of(await new Jobs.Jobs(db).Latest(batch.Id, cancel))
        );
    }
}
