using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Import;

/// <summary>Writing a list as somebody sees it into a file.</summary>
public sealed class ListExports(Db db, Jobs.Jobs jobs)
{
    /// <summary>Begins to write the file; a list that cannot be carried out is refused.</summary>
    /// <param name="words">Which columns the file has, and how it heads them; at least one.</param>
    public async Task<Result<ListExport>> Ask(
        string? list,
        ListSaid said,
        ExportFormat format,
        ExportWords words,
        DateTimeZone zone,
        CancellationToken cancel = default
    )
    {
        if (await ListOf.Find(db, list, cancel) is not { } asked)
        {
            return Refusal.Invalid("list", Fault.Unknown, list);
        }
        var query = await asked.Asked(db, zone, said, cancel);
        if (!query.Done)
        {
            return query.Refusal!;
        }
        if (said.ToString() is not { Length: <= ListSaid.LongestText } text)
        {
            return Refusal.Invalid("filter", Fault.TooLong, $"{ListSaid.LongestText}");
        }
        var export = new ListExport
        {
            List = asked.Key,
            Said = text,
            Format = format,
            Words = JsonSerializer.Serialize(words),
            Zone = zone.Id,
            OwnerId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
        };
        db.Add(export);
        jobs.Add(ListExportWork.Name, export.Id, await query.Value.Count(cancel));
        db.Raise(ListExport.Asked, export, null);
        return await db.Commit(cancel) is { } refusal ? refusal : export;
    }

    /// <summary>The export, when it is the viewer's.</summary>
    public Task<ListExport?> Find(Guid id, CancellationToken cancel = default) =>
        db.Set<ListExport>()
            .AsNoTracking()
            .FirstOrDefaultAsync(e => e.Id == id && e.OwnerId == db.Viewer.ColleagueId, cancel);

    public bool IsThere(ListExport export) => ExportFiles.Exists(db.Folder, export.Id);

    /// <summary>The written file; null before it is whole and after its time.</summary>
    public Stream? Open(ListExport export) => ExportFiles.Open(db.Folder, export.Id);

    /// <summary>Removes files whose time is over; answers how many.</summary>
    public static int SweepFiles(Db db)
    {
        var before = (db.Now - ListExport.Kept).ToDateTimeUtc();
        return ExportFiles.Sweep(db.Folder, before);
    }
}
