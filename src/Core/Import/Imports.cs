using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Import.Reading;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import;

/// <summary>What is said of a file that is brought in.</summary>
/// <param name="Kind">Null to guess it.</param>
/// <param name="Map">As in <c>account=name,sector=industry</c>; the rest is guessed.</param>
/// <param name="System">Where its ids come from; null to guess it.</param>
public sealed record ImportSaid(string FileName, ImportKind? Kind, string? Map, string? System);

/// <summary>A file before it is imported: how it is read, and its first rows.</summary>
public sealed record ImportLook(ImportPlan Plan, IReadOnlyList<IReadOnlyList<string>> Samples);

/// <summary>What can be done with imports. The file comes first, then looks at it, then the import, then perhaps its undo.</summary>
public sealed class Imports(Db db, Jobs.Jobs jobs, Firms firms)
{
    public const long MostBytes = 1L << 30;

    /// <summary>Takes a file in and finds out what it seems to be. Nothing but the import's own row comes of it.</summary>
    public async Task<Result<Import>> Upload(
        ImportSaid said,
        Stream content,
        CancellationToken cancel = default
    )
    {
        var id = Guid.CreateVersion7();
        if (await ImportFiles.Save(db.Folder, id, content, MostBytes, cancel) is not { } saved)
        {
            return Refusal.Invalid("file", Fault.TooLarge, $"{MostBytes >> 20} MB");
        }
        var planned = await Plan(id, said, cancel);
        if (!planned.Done)
        {
            ImportFiles.Remove(db.Folder, id);
            return planned.Refusal!;
        }
        var plan = planned.Value;
        var import = new Import
        {
            Id = id,
            ByColleagueId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
            FileName = FileName(said.FileName),
            Size = saved.Size,
            Hash = saved.Hash,
            Kind = plan.Kind,
            System = Word(said.System) ?? SourceSystem.Of(plan.Header),
            Plan = plan.Write(),
        };
        db.Add(import);
        db.Raise(Import.Uploaded, import, null);
        if (await db.Commit(cancel) is { } refusal)
        {
            ImportFiles.Remove(db.Folder, id);
            return refusal;
        }
        return import;
    }

    /// <summary>Says otherwise what a file is and what its columns mean; what a dry run found is void then.</summary>
    /// <param name="fields">The field of each column, or null; null as a whole to guess them for the kind.</param>
    public async Task<Result<Import>> Map(
        Guid id,
        ImportKind kind,
        IReadOnlyList<string?>? fields,
        string? system,
        CancellationToken cancel = default
    )
    {
        if (await Find(id, cancel) is not { } import)
        {
            return Refusal.NotFound;
        }
        if (!import.CanStart)
        {
            return Refusal.Invalid("", Fault.Busy);
        }
        var plan = ImportPlan.Read(import.Plan);
        await using var file = ImportFiles.Open(db.Folder, id);
        if (fields is null || kind != plan.Kind)
        {
            plan = Planning.Guess(
                plan.File,
                file,
                kind,
                plan.Currency,
                plan.Zone,
                await Own(cancel)
            );
        }
        else
        {
            var faults = new Faults();
            foreach (var field in fields.OfType<string>().GroupBy(f => f))
            {
                var known = Schema.Field(kind, field.Key, plan.Own);
                faults.If(known is null, "fields", Fault.Unknown, field.Key);
                faults.If(
                    known is { Several: false } && field.Count() > 1,
                    "fields",
                    Fault.Taken,
                    field.Key
                );
            }
            faults.If(fields.Count != plan.Fields.Count, "fields", Fault.MappingMalformed);
            if (faults.Any)
            {
                return faults.Refusal;
            }
            plan = Planning.Remap(plan, file, plan.Mapping with { Kind = kind, Fields = fields });
        }
        (import.Kind, import.Plan, import.System, import.State) = (
            kind,
            plan.Write(),
            Word(system),
            ImportState.Uploaded
        );
        import.ClearCounts();
        db.Raise(Import.Mapped, import, null);
        return await db.Commit(cancel) is { } refusal ? refusal : import;
    }

    /// <summary>The plan and the first rows of a file that waits; null when there is none, or its file is gone.</summary>
    public async Task<ImportLook?> Look(Guid id, int rows, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } import || !ImportFiles.Exists(db.Folder, id))
        {
            return null;
        }
        var plan = ImportPlan.Read(import.Plan);
        await using var file = ImportFiles.Open(db.Folder, id);
        return new ImportLook(plan, plan.File.Sample(file, rows));
    }

    /// <summary>Begins the dry run.</summary>
    public Task<Result<Import>> Check(Guid id, CancellationToken cancel = default) =>
        Begin(id, CheckWork.Name, ImportState.Checking, Import.Mapped, i => i.CanStart, cancel);

    /// <summary>Begins the import; one that runs already goes on.</summary>
    public Task<Result<Import>> Start(Guid id, CancellationToken cancel = default) =>
        Begin(id, RunWork.Name, ImportState.Running, Import.Started, i => i.CanStart, cancel);

    /// <summary>Begins to take back what the import made and changed.</summary>
    public Task<Result<Import>> TakeBack(Guid id, CancellationToken cancel = default) =>
        Begin(id, UndoWork.Name, ImportState.Undoing, Import.UndoStarted, i => i.CanUndo, cancel);

    /// <summary>The import of this very file that began and did not come to its end; null when there is none.</summary>
    public Task<Import?> Unfinished(string hash, ImportKind? kind, CancellationToken cancel) =>
        db.Set<Import>()
            .Where(i => i.Hash == hash && (kind == null || i.Kind == kind))
            .Where(i => i.State == ImportState.Running)
            .OrderByDescending(i => i.Id)
            .FirstOrDefaultAsync(cancel);

    /// <summary>Removes files whose upload was cut off before it became an import; answers how many.</summary>
    public static async Task<int> SweepFiles(Db db, CancellationToken cancel)
    {
        var day = (db.Now - NodaTime.Duration.FromDays(1)).ToDateTimeUtc();
        var left = ImportFiles.OlderThan(db.Folder, day).ToList();
        var known = await db.Set<Import>()
            .Where(i => left.Contains(i.Id))
            .Select(i => i.Id)
            .ToListAsync(cancel);
        left.RemoveAll(known.Contains);
        left.ForEach(id => ImportFiles.Remove(db.Folder, id));
        return left.Count;
    }

    private async Task<Result<Import>> Begin(
        Guid id,
        string work,
        ImportState state,
        EventName begun,
        Func<Import, bool> may,
        CancellationToken cancel
    )
    {
        if (await Find(id, cancel) is not { } import)
        {
            return Refusal.NotFound;
        }
        if (import.State == state)
        {
            // Said twice, or left by a job that failed: it goes on where it stood.
            if (await jobs.Latest(id, cancel) is { IsOver: true } over)
            {
                await jobs.GoOn(over.Id, cancel);
            }
            return import;
        }
        if (!may(import))
        {
            return Refusal.Invalid("", Fault.Busy);
        }
        if (state != ImportState.Undoing && ImportPlan.Read(import.Plan).Missing is { } missing)
        {
            return Refusal.Invalid("fields", Fault.Required, missing);
        }
        import.State = state;
        jobs.Add(work, id, state == ImportState.Undoing ? null : import.Size);
        db.Raise(begun, import, null);
        return await db.Commit(cancel) is { } refusal ? refusal : import;
    }

    private Task<Import?> Find(Guid id, CancellationToken cancel) =>
        db.Set<Import>().FirstOrDefaultAsync(i => i.Id == id, cancel);

    private async Task<Result<ImportPlan>> Plan(Guid id, ImportSaid said, CancellationToken cancel)
    {
        var firm = await firms.Read(cancel);
        await using var file = ImportFiles.Open(db.Folder, id);
        var opening = CsvFile.Open(file);
        if (opening.File is not { } layout)
        {
            return Refusal.Invalid(
                "file",
                opening.Fault switch
                {
                    FileFault.Empty => Fault.FileEmpty,
                    FileFault.Workbook => Fault.FileIsWorkbook,
                    FileFault.Binary => Fault.FileIsBinary,
                    _ => Fault.FileHeaderBroken,
                }
            );
        }
        var plan = Planning.Guess(
            layout,
            file,
            said.Kind,
            firm.Currency,
            firm.Zone,
            await Own(cancel)
        );
        if (said.Map is not { Length: > 0 } map)
        {
            return plan;
        }
        var mapped = plan.Mapping.With(map);
        return mapped.Mapping is { } mapping
            ? Planning.Remap(plan, file, mapping)
            : Refusal.Invalid(
                "map",
                mapped.Fault switch
                {
                    MappingFault.UnknownColumn or MappingFault.UnknownField => Fault.Unknown,
                    MappingFault.Twice => Fault.Taken,
                    _ => Fault.MappingMalformed,
                },
                mapped.About
            );
    }

    private async Task<IReadOnlyList<OwnField>> Own(CancellationToken cancel) =>
        OwnField.All(await FieldRecords.All(db, cancel));

    private static string FileName(string said)
    {
        var name = new string([
            .. Path.GetFileName(said.Replace('\\', '/')).Where(c => !char.IsControl(c)),
        ]);
        return name.Length == 0 ? "?" : Shortened.To(name, Import.NameLength);
    }

    private static string? Word(string? text) =>
        text?.Trim() is { Length: > 0 and <= 60 } word ? word.ToLowerInvariant() : null;
}
