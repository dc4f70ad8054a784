using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import.Reading;

namespace Rapport.Import;

/// <summary>
/// Takes a person out of what imports keep: the fates of rows that speak of her, and files that were brought but not
/// taken in. One that is being taken in just now is left alone; its file goes at its end.
/// </summary>
internal sealed class ForgetImports : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var forgotten = new List<Guid>();
        foreach (var import in await db.Set<Import>().ToListAsync(cancel))
        {
            if (import.CanStart && Names(db.Folder, import, person))
            {
                // It never came to anything: without its file there is nothing left of it.
                ImportFiles.Remove(db.Folder, import.Id);
                await db.Sweep<ImportRow>(rows => rows.Where(r => r.ImportId == import.Id), cancel);
                await db.Sweep<ImportKey>(keys => keys.Where(k => k.ImportId == import.Id), cancel);
                db.Remove(import);
                forgotten.Add(import.Id);
                continue;
            }
            if (person.Said.IsIn(import.FileName))
            {
                db.Entry(import).Property(i => i.FileName).CurrentValue = Short(
                    person.Said.Blacken(import.FileName)
                );
                forgotten.Add(import.Id);
            }
        }
        await BlackOutRows(db, person, cancel);
        return forgotten;
    }

    /// <summary>Rows that made or changed her, and rows that name her beside another record.</summary>
    private static async Task BlackOutRows(Db db, ErasedPerson person, CancellationToken cancel)
    {
        var ids = person.ContactIds.Select(id => (Guid?)id).ToList();
        var hers = await db.Set<ImportRow>()
            .Where(r => ids.Contains(r.SubjectId))
            .ToListAsync(cancel);
        foreach (var row in hers)
        {
            var entry = db.Entry(row);
            (row.Detail, row.Changes, row.Pending) = (null, null, null);
            entry.Property(r => r.Label).CurrentValue = Occurrences.Black;
            // A hash of what the row said could be guessed.
            entry.Property(r => r.Content).CurrentValue = Guid.Empty;
        }
        var naming = new List<ImportRow>();
        var all = db.Set<ImportRow>()
            .AsNoTracking()
            .Where(r => r.SubjectId == null || !ids.Contains(r.SubjectId));
        await foreach (var row in all.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (Texts(row).Any(person.Said.IsIn))
            {
                naming.Add(row);
            }
        }
        foreach (var row in naming)
        {
            var entry = db.Attach(row);
            entry.Property(r => r.Label).CurrentValue = Clean(row.Label);
            (row.Detail, row.Changes, row.Pending) = (
                Clean(row.Detail),
                row.Changes is { } changes && person.Said.IsIn(changes) ? null : row.Changes,
                Clean(row.Pending)
            );
            entry.Property(r => r.Content).CurrentValue = Guid.Empty;
        }

        string? Clean(string? text) => text is null ? null : person.Said.Blacken(text);
    }

    private static IEnumerable<string> Texts(ImportRow row) =>
        new[] { row.Label, row.Detail, row.Changes, row.Pending }.OfType<string>();

    /// <summary>Whether a file that waits speaks of her, in one cell or in cells side by side.</summary>
    private static bool Names(string folder, Import import, ErasedPerson person)
    {
        if (!ImportFiles.Exists(folder, import.Id))
        {
            return false;
        }
        using var file = ImportFiles.Open(folder, import.Id);
        return ImportPlan
            .Read(import.Plan)
            .File.Reader(file)
            .Rows()
            .Any(row =>
                person.Said.IsIn(
                    row is WholeRow whole
                        ? string.Join(' ', whole.Fields)
                        : ((BrokenRow)row).Excerpt
                )
            );
    }

    private static string Short(string name) =>
        name.Length > Import.NameLength ? name[..Import.NameLength] : name;
}
