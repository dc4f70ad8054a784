using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Import.Rows;
using Rapport.Jobs;

namespace Rapport.Import;

/// <summary>The dry run: every row's fate, and nothing else.</summary>
public sealed class CheckWork : ImportWork
{
    public const string Name = "import.check";

    public override string Kind => Name;

    protected override bool Dry => true;
}

/// <summary>The import itself.</summary>
public sealed class RunWork : ImportWork
{
    public const string Name = "import.run";

    public override string Kind => Name;

    protected override bool Dry => false;
}

/// <summary>
/// Brings a file in, some hundred rows a step. First what is left of earlier looks goes, then all rows come in, then
/// what rows say of each other is linked, which may stand anywhere in the file: parents, lines of report, corrections.
/// </summary>
public abstract class ImportWork : IWork
{
    private const int RowsAtOnce = 1000;
    private const int SweptAtOnce = 20_000;

    private enum Phase
    {
        Clean,
        Rows,
        Links,
        Done,
    }

    private sealed record Place(Phase Phase, Position Position, long Linked);

    public abstract string Kind { get; }

    protected abstract bool Dry { get; }

    /// <summary>Sees all, so that nothing is brought in twice; what it does is the importer's doing.</summary>
    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(As(job));

    internal static Viewer As(Job job) =>
        new(ActorKind.System, job.ByColleagueId, job.ByColleagueId, true, Origin.Import, "import");

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        db.InBulk = true;
        var import = await db.Set<Import>().FirstAsync(i => i.Id == job.SubjectId, cancel);
        var plan = ImportPlan.Read(import.Plan);
        var place = job.Cursor is { } cursor
            ? JsonSerializer.Deserialize<Place>(cursor)!
            : new Place(Phase.Clean, plan.File.First, 0);
        place = place.Phase switch
        {
            Phase.Clean => await Clean(db, import, place, cancel),
            Phase.Rows => await Take(db, job, import, plan, place, cancel),
            _ => await Link(db, import, place, cancel),
        };
        job.Cursor = JsonSerializer.Serialize(place);
        if (place.Phase != Phase.Done)
        {
            return StepResult.More;
        }
        import.State = Dry ? ImportState.Checked : ImportState.Done;
        if (!Dry)
        {
            import.FinishedAt = db.Now;
            db.Raise(Import.Finished, import, null);
            // Its rows are records now and their fates are kept: nobody needs the file again, and no phase from here
            // reads it, should this step have to be repeated.
            ImportFiles.Remove(db.Folder, import.Id);
        }
        return StepResult.Done;
    }

    /// <summary>Removes the fates of an earlier dry run.</summary>
    private static async Task<Place> Clean(
        Db db,
        Import import,
        Place place,
        CancellationToken cancel
    )
    {
        var first = await db.Set<ImportRow>()
            .Where(r => r.ImportId == import.Id && r.Dry)
            .OrderBy(r => r.Number)
            .Select(r => (long?)r.Number)
            .FirstOrDefaultAsync(cancel);
        if (first is { } from)
        {
            await db.Sweep<ImportRow>(
                rows =>
                    rows.Where(r =>
                        r.ImportId == import.Id && r.Dry && r.Number < from + SweptAtOnce
                    ),
                cancel
            );
            return place;
        }
        await db.Sweep<ImportKey>(keys => keys.Where(k => k.ImportId == import.Id), cancel);
        import.ClearCounts();
        return place with { Phase = Phase.Rows };
    }

    private async Task<Place> Take(
        Db db,
        Job job,
        Import import,
        ImportPlan plan,
        Place place,
        CancellationToken cancel
    )
    {
        await using var file = ImportFiles.Open(db.Folder, import.Id);
        var reader = plan.File.Reader(file, place.Position);
        var (drafts, broken) = (new List<Draft>(), new List<BrokenRow>());
        Reading.Row? row = null;
        while (drafts.Count + broken.Count < RowsAtOnce && (row = reader.Read()) is not null)
        {
            if (row is WholeRow whole)
            {
                drafts.Add(new Draft(whole.Number, new Cells(plan, whole.Fields)));
            }
            else
            {
                broken.Add((BrokenRow)row);
            }
        }
        var batch = new Batch(db, import, plan, Dry, drafts);
        await Of(plan.Kind, batch).Decide(cancel);
        if (Dry)
        {
            db.Forget();
            db.Attach(job);
            db.Attach(import);
            foreach (var key in batch.NewKeys)
            {
                db.Append(key);
            }
        }
        var kept = drafts
            .SelectMany(d => d.Kept(import.Id, Dry))
            .Concat(broken.Select(b => Draft.Broken(b, import.Id, Dry)))
            .ToList();
        kept.ForEach(db.Append);
        Count(import, kept);
        foreach (var fate in kept.Where(r => r.Part == 0).CountBy(r => r.Fate))
        {
            Measures.ImportRows.Add(
                fate.Value,
                new KeyValuePair<string, object?>("fate", fate.Key)
            );
        }
        job.Done = reader.Position.ByteOffset;
        return row is null
            ? place with
            {
                Phase = Phase.Links,
            }
            : place with
            {
                Position = reader.Position,
            };
    }

    private static IRows Of(ImportKind kind, Batch batch) =>
        kind switch
        {
            ImportKind.Clients => new ClientRows(batch),
            ImportKind.Contacts => new ContactRows(batch),
            ImportKind.Opportunities => new OpportunityRows(batch),
            ImportKind.Interactions => new InteractionRows(batch),
            _ => new ColleagueRows(batch),
        };

    private static void Count(Import import, List<ImportRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Part > 0)
            {
                import.Besides++;
                continue;
            }
            import.News += row.Fate == Fate.New ? 1 : 0;
            import.Sames += row.Fate == Fate.Same ? 1 : 0;
            import.Updates += row.Fate == Fate.Updates ? 1 : 0;
            import.Refused += row.Fate == Fate.Refused ? 1 : 0;
            import.Notes += row.Fate != Fate.Refused && row.Reason is not null ? 1 : 0;
        }
    }

    private async Task<Place> Link(Db db, Import import, Place place, CancellationToken cancel)
    {
        var rows = await db.Set<ImportRow>()
            .Where(r =>
                r.ImportId == import.Id
                && r.Dry == Dry
                && r.Pending != null
                && r.Number > place.Linked
            )
            .OrderBy(r => r.Number)
            .Take(RowsAtOnce)
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return place with { Phase = Phase.Done };
        }
        await (
            import.Kind switch
            {
                ImportKind.Contacts => new PeopleLinks(db, import, Dry).Link(rows, cancel),
                ImportKind.Interactions => new CorrectionLinks(db, import, Dry).Link(rows, cancel),
                _ => new ParentLinks(db, import, Dry).Link(rows, cancel),
            }
        );
        db.ChangeTracker.DetectChanges();
        return place with { Linked = rows[^1].Number };
    }
}
