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
    private const int DeepestTree = 100;

    public async Task Link(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var batch = new Batch(db, import, ImportPlan.Read(import.Plan), dry, []);
        var names = new ClientNames(batch);
        await names.Load(rows.Select(r => ClientSaid.Read(r.Pending!)), cancel);
        var ids = rows.Select(r => r.SubjectId).ToList();
        var children = await db.Set<Client>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, cancel);
        var above = await Above(rows, names, cancel);
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
            else if (IsAbove(row.SubjectId!.Value, parent, above))
            {
                Note(row, RowReason.ParentCircular, said.Words);
            }
            else
            {
                above[row.SubjectId!.Value] = parent;
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

    /// <summary>Who stands above whom, level by level, for all that these rows could tie.</summary>
    private async Task<Dictionary<Guid, Guid>> Above(
        IReadOnlyList<ImportRow> rows,
        ClientNames names,
        CancellationToken cancel
    )
    {
        var above = new Dictionary<Guid, Guid>();
        var level = rows.Select(r => names.Find(ClientSaid.Read(r.Pending!)))
            .OfType<Guid>()
            .Distinct()
            .ToList();
        for (var depth = 0; level.Count > 0 && depth < DeepestTree; depth++)
        {
            var parents = await db.Set<Client>()
                .Where(c => level.Contains(c.Id) && c.ParentId != null)
                .Select(c => new { c.Id, c.ParentId })
                .ToListAsync(cancel);
            level = [];
            foreach (var pair in parents)
            {
                if (above.TryAdd(pair.Id, pair.ParentId!.Value))
                {
                    level.Add(pair.ParentId.Value);
                }
            }
        }
        return above;
    }

    private static bool IsAbove(Guid client, Guid? parent, Dictionary<Guid, Guid> above)
    {
        for (var depth = 0; parent is { } at && depth <= DeepestTree; depth++)
        {
            if (at == client)
            {
                return true;
            }
            parent = above.TryGetValue(at, out var next) ? next : null;
        }
        return false;
    }
}
