using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Interactions;

namespace Rapport.Import.Rows;

/// <summary>
/// Ties entries that correct another to it, once all rows are in. Only an entry that this import made says what it
/// corrects; one that was there stays as it is.
/// </summary>
internal sealed class CorrectionLinks(Db db, Import import, bool dry)
{
    private sealed record Said(Guid Client, (string System, string Id) Key);

    /// <summary>What a row says of it, until all rows are in.</summary>
    public static string? Kept(Draft row, Guid client, Batch batch) =>
        row.Cells.Key(InteractionFields.Corrects, batch.System) is { } key
            ? $"{client}\n{CellText.Line(key.System, key.Id)}"
            : null;

    public async Task Link(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var said = rows.ToDictionary(r => r.Number, Read);
        var keys = said.Values.Select(s => s.Key).ToList();
        var batch = new Batch(db, import, ImportPlan.Read(import.Plan), dry, []);
        var olds = await Sources.Find(
            db,
            db.Set<Interaction>(),
            keys.Select(k => ((string, string)?)k),
            cancel
        );
        await batch.LoadKeys(keys.Select(EntryDraft.IdKey), cancel);
        var ids = rows.Select(r => r.SubjectId).ToList();
        var made = await db.Set<Interaction>()
            .Where(i => ids.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, cancel);
        var corrected = olds
            .Values.Where(o => o.CorrectedById is not null)
            .Select(o => o.Id)
            .ToHashSet();
        var lines = await LinesUp.From(
            olds.Values.Select(o => o.Id),
            level =>
                db.Set<Interaction>()
                    .Where(i => level.Contains(i.Id))
                    .Select(i => new LineUp(i.Id, i.CorrectsId))
                    .ToListAsync(cancel)
        );
        foreach (var row in rows)
        {
            var (client, key) = said[row.Number];
            var (entry, old) = (row.SubjectId!.Value, olds.GetValueOrDefault(key));
            row.Pending = null;
            if ((old?.Id ?? batch.Made(EntryDraft.IdKey(key))) is not { } target)
            {
                Note(row, RowReason.EntryUnknown, key.Id);
            }
            else if (Against(entry, client, target, old) is { } reason)
            {
                Note(row, reason, key.Id);
            }
            else
            {
                corrected.Add(target);
                lines.Tie(entry, target);
                Set(made.GetValueOrDefault(entry), old);
            }
        }

        // The same as when an entry is corrected here: of the same client, and none that was corrected before. What
        // the dry run would make is of no client yet.
        RowReason? Against(Guid entry, Guid client, Guid target, Interaction? old) =>
            old is not null && old.ClientId != client ? RowReason.EntryElsewhere
            : lines.IsAbove(entry, target) ? RowReason.EntryCircular
            : corrected.Contains(target) ? RowReason.EntryCorrected
            : null;
    }

    private static Said Read(ImportRow row)
    {
        var lines = row.Pending!.Split('\n', 2);
        return new(Guid.Parse(lines[0]), Reference.Read(lines[1]).Reference!.Key);
    }

    private void Set(Interaction? entry, Interaction? old)
    {
        if (dry || entry is null || old is null)
        {
            return;
        }
        db.Entry(entry).Property(i => i.CorrectsId).CurrentValue = old.Id;
        old.CorrectedById = entry.Id;
        db.Raise(Interaction.Corrected, entry, entry.ClientId, entry.Occurred);
    }

    private void Note(ImportRow row, RowReason reason, string detail)
    {
        if (row.Reason is null)
        {
            (row.Reason, row.Detail) = (reason, detail);
            import.Notes++;
        }
    }
}
