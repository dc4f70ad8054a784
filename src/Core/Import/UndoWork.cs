using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Import.Rows;
using Rapport.Jobs;

namespace Rapport.Import;

/// <summary>
/// Takes an import back, last row first. A record that others still refer to is passed over and looked at again in the
/// next round, until a round takes nothing more: what is left then was built upon, and stays.
/// </summary>
public sealed class UndoWork : IWork
{
    public const string Name = "import.undo";
    private const int RowsAtOnce = 300;

    private enum Phase
    {
        Take,
        Rest,
        Done,
    }

    private sealed record Place(Phase Phase, long Number, int Part, int Taken)
    {
        public static readonly Place Start = new(Phase.Take, long.MaxValue, int.MaxValue, 0);
    }

    public string Kind => Name;

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(ImportWork.As(job));

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        db.InBulk = true;
        var import = await db.Set<Import>().FirstAsync(i => i.Id == job.SubjectId, cancel);
        job.Total ??= await Left(db, import.Id).LongCountAsync(cancel);
        var place = job.Cursor is { } cursor
            ? JsonSerializer.Deserialize<Place>(cursor)!
            : Place.Start;
        place =
            place.Phase == Phase.Take
                ? await Take(db, job, import, place, cancel)
                : await Rest(db, import, place, cancel);
        job.Cursor = JsonSerializer.Serialize(place);
        if (place.Phase != Phase.Done)
        {
            return StepResult.More;
        }
        (import.State, import.UndoneAt) = (ImportState.Undone, db.Now);
        db.Raise(Import.WasUndone, import, null);
        return StepResult.Done;
    }

    private static IQueryable<ImportRow> Left(Db db, Guid importId) =>
        db.Set<ImportRow>()
            .Where(r =>
                r.ImportId == importId
                && !r.Dry
                && r.Undone != Undo.Taken
                && r.SubjectId != null
                && (r.Fate == Fate.New || r.Fate == Fate.Updates)
            );

    private static async Task<Place> Take(
        Db db,
        Job job,
        Import import,
        Place place,
        CancellationToken cancel
    )
    {
        var rows = await Left(db, import.Id)
            .Where(r =>
                r.Number < place.Number || (r.Number == place.Number && r.Part < place.Part)
            )
            .OrderByDescending(r => r.Number)
            .ThenByDescending(r => r.Part)
            .Take(RowsAtOnce)
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return place.Taken > 0 ? Place.Start : Place.Start with { Phase = Phase.Rest };
        }
        var taken = await new TakingBack(db, import).Take(rows, cancel);
        job.Done += taken;
        return place with
        {
            Number = rows[^1].Number,
            Part = rows[^1].Part,
            Taken = place.Taken + taken,
        };
    }

    private static async Task<Place> Rest(
        Db db,
        Import import,
        Place place,
        CancellationToken cancel
    )
    {
        var left = Left(db, import.Id);
        var rows = await left.Where(r => r.Undone == null)
            .OrderBy(r => r.Number)
            .Take(RowsAtOnce)
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            row.Undone = Undo.Kept;
        }
        if (rows.Count > 0)
        {
            return place;
        }
        import.Kept = await left.CountAsync(r => r.Part == 0, cancel);
        return place with { Phase = Phase.Done };
    }
}
