using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;

namespace Rapport.Import.Rows;

/// <summary>
/// Ties clients to the parents that their rows name, once all rows are in. A parent that nobody has is not made up: the
/// row keeps its client, and says so.
/// </summary>
internal sealed class ParentLinks(Db db, Import import, bool dry)
{
    public async Task Link(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var batch = new Batch(db, import, ImportPlan.Read(import.Plan), dry, []);
        var names = new ClientNames(batch);
        await names.Load(rows.Select(r => ClientSaid.Read(r.Pending!)), cancel);
        var ids = rows.Select(r => r.SubjectId).ToList();
        var children = await db.Set<Client>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, cancel);
        var above = await LinesUp.From(
            rows.Select(r => names.Find(ClientSaid.Read(r.Pending!))).OfType<Guid>(),
            level =>
                db.Set<Client>()
                    .Where(c => level.Contains(c.Id))
                    .Select(c => new LineUp(c.Id, c.ParentId))
                    .ToListAsync(cancel)
        );
        foreach (var row in rows)
        {
            var said = ClientSaid.Read(row.Pending!);
            row.Pending = null;
            if (names.Find(said) is not { } parent)
            {
                Note(
                    row,
                    names.IsAmbiguous(said) ? RowReason.Ambiguous : RowReason.ParentUnknown,
                    names.Unknown(said)
                );
            }
            else if (above.IsAbove(row.SubjectId!.Value, parent))
            {
                Note(row, RowReason.ParentCircular, said.Words);
            }
            else
            {
                above.Tie(row.SubjectId!.Value, parent);
                Set(row, children.GetValueOrDefault(row.SubjectId!.Value), parent);
            }
        }
    }

    private void Set(ImportRow row, Client? child, Guid parent)
    {
        if (child?.ParentId == parent)
        {
            return;
        }
        if (row.Fate != Fate.New)
        {
            // Only a client that was there before is changed by it; a new one is taken back whole.
            Linked.Say(
                db,
                import,
                row,
                typeof(Client),
                nameof(Client.ParentId),
                child?.ParentId,
                parent
            );
        }
        if (!dry && child is not null)
        {
            child.ParentId = parent;
            db.Entry(child).DetectChanges();
            db.Raise(Client.Changed, child, child.Id);
        }
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
