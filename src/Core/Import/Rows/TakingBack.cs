using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Import.Rows;

/// <summary>Takes back what some rows made or changed, as far as nothing was built on it.</summary>
internal sealed class TakingBack(Db db, Import import)
{
    /// <summary>Answers how many of the rows are done with.</summary>
    public async Task<int> Take(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var before = rows.Count(r => r.Undone != Undo.Taken);
        foreach (var kind in rows.GroupBy(r => r.Kind!))
        {
            var type = db.Model.GetEntityTypes().First(t => t.ShortName() == kind.Key).ClrType;
            await (Task)
                typeof(TakingBack)
                    .GetMethod(
                        nameof(TakeKind),
                        System.Reflection.BindingFlags.NonPublic
                            | System.Reflection.BindingFlags.Instance
                    )!
                    .MakeGenericMethod(type)
                    .Invoke(this, [kind.ToList(), cancel])!;
        }
        return before - rows.Count(r => r.Undone != Undo.Taken);
    }

    private async Task TakeKind<T>(List<ImportRow> rows, CancellationToken cancel)
        where T : Data.Row
    {
        var ids = rows.Select(r => r.SubjectId!.Value).ToList();
        var records = await db.Set<T>()
            .Where(r => ids.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, cancel);
        var uses = new Uses(db, import);
        var touched = await uses.Touched(ids, cancel);
        var used = await uses.Used(db.Model.FindEntityType(typeof(T))!, ids, cancel);
        var gone = new List<T>();
        var merged = await db.Set<Merge>()
            .Where(m => ids.Contains(m.LostId) && m.State == MergeState.Done)
            .Select(m => m.LostId)
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (merged.Contains(row.SubjectId!.Value))
            {
                // It became one with another, which is more than what this row made.
                Keep(row, RowReason.ChangedSince);
            }
            else if (!records.TryGetValue(row.SubjectId!.Value, out var record))
            {
                // Removed by somebody already, or with what it was a part of.
                Take(row);
            }
            else if (row.Fate == Fate.Updates)
            {
                Restore(row, record);
            }
            else if (
                touched.Contains(record.Id) || (record.RootId != record.Id && record.Version > 1)
            )
            {
                Keep(row, RowReason.ChangedSince);
            }
            else if (used.TryGetValue(record.Id, out var by))
            {
                Keep(row, RowReason.BuiltUpon, by);
            }
            else
            {
                Take(row);
                gone.Add(record);
            }
        }
        await uses.RemoveParts(
            db.Model.FindEntityType(typeof(T))!,
            [.. gone.Select(g => g.Id)],
            cancel
        );
        foreach (var record in gone)
        {
            db.Remove(record);
            if (record.RootId == record.Id)
            {
                db.Raise(Import.Removed, record, (record as IOfClient)?.ClientId);
            }
        }
        if (gone.Count > 0 && typeof(T) == typeof(Interaction))
        {
            var corrections = gone.Select(g => (Guid?)g.Id).ToList();
            foreach (
                var old in await db.Set<Interaction>()
                    .Where(i => corrections.Contains(i.CorrectedById))
                    .ToListAsync(cancel)
            )
            {
                old.CorrectedById = null;
            }
        }
        if (gone.Count > 0 && typeof(T) == typeof(Colleague))
        {
            var led = gone.Select(g => (Guid?)g.Id).ToList();
            foreach (
                var unit in await db.Set<Unit>()
                    .Where(u => led.Contains(u.LeadId))
                    .ToListAsync(cancel)
            )
            {
                unit.LeadId = null;
            }
        }
    }

    /// <summary>What the undo says stands in the place of what the import said for as long as the record stays.</summary>
    private static void Keep(ImportRow row, RowReason reason, string? detail = null)
    {
        row.Pending ??= row.Reason is { } said ? $"{said}\n{row.Detail}" : "";
        (row.Reason, row.Detail) = (reason, detail);
    }

    private static void Take(ImportRow row)
    {
        row.Undone = Undo.Taken;
        if (row.Pending is not { } pending)
        {
            return;
        }
        // Of an earlier round: what was built on it went with it.
        var said = pending.Split('\n', 2);
        (row.Reason, row.Detail, row.Pending) = Enum.TryParse<RowReason>(said[0], out var reason)
            ? (reason, said[1] is { Length: > 0 } detail ? detail : null, null)
            : ((RowReason?)null, (string?)null, (string?)null);
    }

    /// <summary>A field goes back to what it was where it still says what the import made of it.</summary>
    private void Restore(ImportRow row, Data.Row record)
    {
        Take(row);
        if (row.Changes is null)
        {
            return;
        }
        var entry = db.Entry(record);
        var restored = false;
        foreach (var (name, before, after) in Changed.All(row.Changes))
        {
            if (entry.Metadata.FindProperty(name) is not { } property)
            {
                continue;
            }
            var now = entry.Property(name);
            if (!Equals(now.CurrentValue, StoredValue.Read(property, after)))
            {
                Keep(row, RowReason.ChangedSince);
                row.Undone = Undo.Kept;
                continue;
            }
            now.CurrentValue = StoredValue.Read(property, before);
            restored = true;
        }
        if (!restored)
        {
            return;
        }
        if (record is Client client && entry.Property(nameof(Client.Stage)).IsModified)
        {
            db.Add(
                new StageChange
                {
                    ClientId = client.Id,
                    From = (Stage)entry.Property(nameof(Client.Stage)).OriginalValue!,
                    To = client.Stage,
                    At = db.Now,
                    ByColleagueId = db.Viewer.ColleagueId,
                }
            );
        }
        Keys(entry.Entity);
        db.Raise(Import.Restored, record, (record as IOfClient)?.ClientId);
    }

    /// <summary>Keys follow from what they are keys of.</summary>
    private static void Keys(object record)
    {
        switch (record)
        {
            case Client client:
                client.NameKey = Values.Folded.Key(client.Name);
                break;
            case Offers.Opportunity deal:
                deal.NameKey = Values.Folded.Key(deal.Name);
                break;
            case Colleague colleague:
                colleague.EmailKey = colleague.Email is { } mail
                    ? Values.Known.EmailKey(mail)
                    : null;
                break;
        }
    }
}
