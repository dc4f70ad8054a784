using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Duplicates;

namespace Rapport.Import.Rows;

/// <summary>Records by the ids that other programs gave them, and by their own where a file of ours says them.</summary>
internal static class Sources
{
    /// <summary>What a row's own record is called where it comes from.</summary>
    public static (string System, string Id)? Of(
        Draft row,
        Batch batch,
        string idField,
        string systemField
    ) =>
        row.Cells.Raw(idField) is { Length: <= 200 } id
            ? (row.Cells.Raw(systemField) ?? batch.System, id)
            : null;

    public static async Task<Dictionary<(string System, string Id), T>> Find<T>(
        Db db,
        IQueryable<T> all,
        IEnumerable<(string System, string Id)?> said,
        CancellationToken cancel
    )
        where T : Data.Row
    {
        var found = new Dictionary<(string System, string Id), T>();
        foreach (
            var system in said.OfType<(string System, string Id)>()
                .Distinct()
                .GroupBy(s => s.System, s => s.Id)
        )
        {
            var ids = system.ToList();
            foreach (
                var one in await all.Where(r =>
                        EF.Property<string?>(r, nameof(Client.System)) == system.Key
                        && ids.Contains(EF.Property<string?>(r, nameof(Client.ExternalId))!)
                    )
                    .Select(r => new
                    {
                        Id = EF.Property<string>(r, nameof(Client.ExternalId)),
                        Record = r,
                    })
                    .ToListAsync(cancel)
            )
            {
                found[(system.Key, one.Id)] = one.Record;
            }
            if (system.Key == Reference.Ours)
            {
                var own = ids.Where(i => Guid.TryParse(i, out _)).Select(Guid.Parse).ToList();
                foreach (var record in await all.Where(r => own.Contains(r.Id)).ToListAsync(cancel))
                {
                    found[(system.Key, record.Id.ToString())] = record;
                }
            }
            var gone = ids.FindAll(i => !found.ContainsKey((system.Key, i)));
            var now = await Now<T>(db, system.Key, gone, cancel);
            var kept = now.Values.ToList();
            var records = await all.Where(r => kept.Contains(r.Id)).ToListAsync(cancel);
            foreach (var (id, to) in now)
            {
                if (records.Find(r => r.Id == to) is { } record)
                {
                    found[(system.Key, id)] = record;
                }
            }
        }
        return found;
    }

    /// <summary>What became one with another record since is that record.</summary>
    private static async Task<IReadOnlyDictionary<string, Guid>> Now<T>(
        Db db,
        string system,
        List<string> ids,
        CancellationToken cancel
    )
    {
        var now = new Dictionary<string, Guid>(StringComparer.Ordinal);
        if (
            ids.Count == 0
            || DuplicatesOf.All.FirstOrDefault(n => n.Row == typeof(T)) is not { } noun
        )
        {
            return now;
        }
        foreach (var (id, lost) in await Merges.KnownAs(db, noun, system, ids, cancel))
        {
            now[id] = lost;
        }
        if (system == Reference.Ours)
        {
            foreach (var id in ids)
            {
                if (
                    Guid.TryParse(id, out var lost)
                    && await Merges.Now(db, noun, lost, cancel) is { } kept
                )
                {
                    now[id] = kept;
                }
            }
        }
        return now;
    }

    /// <summary>Whether the id is the one that the record has with us, and no other program's.</summary>
    public static bool IsOwn((string System, string Id) source, Data.Row record) =>
        source.System == Reference.Ours && source.Id == record.Id.ToString();

    /// <summary>
    /// Whether the record cannot be what a row with this id speaks of: the same system told the two apart. In a file of
    /// ours, whatever another of its rows made is another record too.
    /// </summary>
    public static bool IsOther((string System, string Id)? source, string? system, string? id) =>
        source is { } s && s.System == system && id is not null && s.Id != id;
}
