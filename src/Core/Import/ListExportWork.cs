using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import;

/// <summary>
/// Writes a list into a file, page by page as its author sees it: first the rows as lines of JSON, which a killed step
/// can take up again, and then the file of them.
/// </summary>
public sealed class ListExportWork : IWork
{
    public const string Name = "list.export";
    private const int RowsAtOnce = 500;

    private sealed record Place(ListPlace? After, long Length, int Columns)
    {
        public static Place Start(ExportWords words) => new(null, 0, words.Columns.Count);
    }

    public string Kind => Name;

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Colleagues.ViewerOf(db, job.ByColleagueId, Origin.Page, cancel);

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var export = await db.Set<ListExport>()
            .AsNoTracking()
            .FirstAsync(e => e.Id == job.SubjectId, cancel);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(export.Zone) ?? DateTimeZone.Utc;
        var list = (await ListOf.Find(db, export.List, cancel))!;
        var words = WordsOf(export, list);
        var asked = await list.Asked(db, zone, ListSaid.Read(export.Said), cancel);
        var place = job.Cursor is { } cursor
            ? JsonSerializer.Deserialize<Place>(cursor)!
            : Place.Start(words);
        if (place.Columns != words.Columns.Count)
        {
            // The firm archived a field, or asks for one again: rows of the one width and of the other are no table.
            (place, job.Done) = (Place.Start(words), 0);
        }
        var columns = words.Columns.Select(c => c.Key).ToList();
        var texts = new ExportTexts(words, columns.ConvertAll(c => list.Field(c)!.Kind), zone);
        var page = await asked.Value.Page(place.After, RowsAtOnce, cancel);
        await using var rows = ExportFiles.Rows(db.Folder, export.Id, place.Length);
        await Write(
            rows,
            page,
            await list.Cells(db, [.. page.Select(p => p.Id)], columns, cancel),
            texts,
            cancel
        );
        job.Done += page.Count;
        if (page.Count == RowsAtOnce)
        {
            job.Cursor = JsonSerializer.Serialize(
                place with
                {
                    After = page[^1],
                    Length = rows.Length,
                }
            );
            return StepResult.More;
        }
        await Finish(db, export, texts, rows, cancel);
        return StepResult.Done;
    }

    /// <summary>Without the columns of fields that the firm archived since it was asked for.</summary>
    private static ExportWords WordsOf(ListExport export, ListOf list)
    {
        var words = JsonSerializer.Deserialize<ExportWords>(export.Words)!;
        return words with
        {
            Columns = [.. words.Columns.Where(c => list.Field(c.Key) is not null)],
        };
    }

    private static async Task Write(
        FileStream rows,
        IReadOnlyList<ListPlace> page,
        IReadOnlyDictionary<Guid, IReadOnlyList<Cell>> cells,
        ExportTexts texts,
        CancellationToken cancel
    )
    {
        foreach (var id in page.Select(p => p.Id).Where(cells.ContainsKey))
        {
            await JsonSerializer.SerializeAsync(
                rows,
                texts.Of(cells[id]),
                (JsonSerializerOptions?)null,
                cancel
            );
            rows.WriteByte((byte)'\n');
        }
        rows.Flush(flushToDisk: true);
    }

    private static async Task Finish(
        Db db,
        ListExport export,
        ExportTexts texts,
        FileStream rows,
        CancellationToken cancel
    )
    {
        rows.Position = 0;
        using var lines = new StreamReader(rows, Encoding.UTF8, false, 1 << 16, leaveOpen: true);
        await using (var file = ExportFiles.Begin(db.Folder, export.Id))
        {
            if (export.Format == ExportFormat.Xlsx)
            {
                Workbook.Write(file, texts.Heads, texts.Types, Lines(lines));
            }
            else
            {
                WriteCsv(file, texts.Heads, Lines(lines));
            }
            file.Flush(flushToDisk: true);
        }
        cancel.ThrowIfCancellationRequested();
        ExportFiles.Finish(db.Folder, export.Id);
    }

    private static void WriteCsv(
        Stream file,
        IReadOnlyList<string> heads,
        IEnumerable<IReadOnlyList<string>> rows
    )
    {
        using var csv = new CsvWriter(file);
        csv.Write(heads);
        foreach (var row in rows)
        {
            csv.Write(row);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Lines(StreamReader lines)
    {
        while (lines.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize<string[]>(line)!;
        }
    }
}
