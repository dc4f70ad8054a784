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
    /// <summary>What a row says of it, until all rows are in.</summary>
    public static string? Kept(Draft row, Batch batch) =>
        row.Cells.Key(InteractionFields.Corrects, batch.System) is { } key
            ? CellText.Line(key.System, key.Id)
            : null;

    public async Task Link(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var keys = rows.ToDictionary(r => r.Number, r => Reference.Read(r.Pending!).Reference!.Key);
        var batch = new Batch(db, import, ImportPlan.Read(import.Plan), dry, []);
        var olds = await Sources.Find(
            db.Set<Interaction>(),
            keys.Values.Select(k => ((string, string)?)k),
            cancel
        );
        await batch.LoadKeys(keys.Values.Select(EntryDraft.IdKey), cancel);
        var ids = rows.Select(r => r.SubjectId).ToList();
        var made = await db.Set<Interaction>()
            .Where(i => ids.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, cancel);
        foreach (var row in rows)
        {
            var key = keys[row.Number];
            row.Pending = null;
            var entry = made.GetValueOrDefault(row.SubjectId!.Value);
            if (olds.TryGetValue(key, out var old) && old.Id != row.SubjectId)
            {
                Set(entry, old);
            }
            else if (batch.Made(EntryDraft.IdKey(key)) is null && row.Reason is null)
            {
                (row.Reason, row.Detail) = (RowReason.EntryUnknown, key.Id);
                import.Notes++;
            }
        }
    }

    /// <summary>The same as when an entry is corrected here: of the same client, and none that was corrected before.</summary>
    private void Set(Interaction? entry, Interaction old)
    {
        if (dry || entry is null || entry.ClientId != old.ClientId || old.CorrectedById is not null)
        {
            return;
        }
        db.Entry(entry).Property(i => i.CorrectsId).CurrentValue = old.Id;
        old.CorrectedById = entry.Id;
        db.Raise(Interaction.Corrected, entry, entry.ClientId, entry.Occurred);
    }
}
