using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>
/// Leads whatever refers to one record to another, through tracked rows, and writes down each thing it did. For a viewer
/// before whom no wall stands: nothing may stay behind because somebody does not see it.
/// </summary>
public sealed class Rehoming(Db db, CancellationToken cancel)
{
    private const string Position = "Position";
    private readonly List<Rehomed> done = [];

    public IReadOnlyList<Rehomed> Done => done;

    /// <summary>
    /// Keeps others from referring to the record until the transaction ends: on PostgreSQL whoever is about to waits and
    /// is then refused, on SQLite the one writer is us.
    /// </summary>
    public static Task Hold(Db db, IEntityType type, Guid id, CancellationToken cancel)
    {
        if (db.Engine == EngineKind.Sqlite)
        {
            return Task.CompletedTask;
        }
        // The name is the model's own.
#pragma warning disable EF1002
        return db.Database.ExecuteSqlRawAsync(
            $"SELECT 1 FROM \"{type.GetTableName()}\" WHERE \"Id\" = @id FOR UPDATE",
            [new Npgsql.NpgsqlParameter("id", id)],
            cancel
        );
#pragma warning restore EF1002
    }

    /// <summary>How many rows refer to the record, by kind and column, as far as the viewer sees them.</summary>
    public static async Task<IReadOnlyList<(string Kind, string Column, int Count)>> Count(
        Db db,
        IEntityType type,
        Guid id,
        CancellationToken cancel
    )
    {
        var counts = new List<(string, string, int)>();
        foreach (var column in References.To(type))
        {
            var count = await (Task<int>)
                Generic(nameof(CountOne), column).Invoke(null, [db, column.Name, id, cancel])!;
            if (count > 0)
            {
                counts.Add((column.DeclaringType.ShortName(), column.Name, count));
            }
        }
        return counts;
    }

    /// <summary>Leads some of what refers to the one record to the other; true when nothing does any more.</summary>
    public async Task<bool> Move(IEntityType type, Guid from, Guid to, int atMost)
    {
        foreach (var column in References.To(type))
        {
            var left = atMost - done.Count;
            if (left <= 0)
            {
                return false;
            }
            await (Task)
                Generic(nameof(MoveColumn), column).Invoke(this, [type, column, from, to, left])!;
        }
        foreach (var text in References.Texts(type.Model))
        {
            await (Task)Generic(nameof(MoveText), text).Invoke(this, [text, from, to])!;
        }
        return done.Count < atMost;
    }

    /// <summary>Removes the row for good, but for what is written down of it.</summary>
    public void Remove(Row row, Guid to)
    {
        done.Add(Gone(db.Entry(row), row.Id, to));
        db.Remove(row);
    }

    /// <summary>Gives a property another value; the same value changes nothing.</summary>
    public void Set(EntityEntry entry, IProperty property, object? value, Guid from, Guid to)
    {
        var now = entry.Property(property);
        var (before, after) = (
            StoredValue.Write(property, now.CurrentValue)?.ToJsonString(StoredValue.Plain),
            StoredValue.Write(property, value)?.ToJsonString(StoredValue.Plain)
        );
        if (before == after)
        {
            return;
        }
        now.CurrentValue = value;
        done.Add(
            new(
                RehomedWay.Set,
                entry.Metadata.ShortName(),
                property.Name,
                RehomedRows.KeyOf(entry),
                from,
                to,
                before,
                after
            )
        );
    }

    private static Task<int> CountOne<T>(Db db, string column, Guid id, CancellationToken cancel)
        where T : class => db.Set<T>().CountAsync(x => EF.Property<Guid?>(x, column) == id, cancel);

    private async Task MoveColumn<T>(
        IEntityType to,
        IProperty column,
        Guid from,
        Guid kept,
        int atMost
    )
        where T : class
    {
        var name = column.Name;
        var rows = await db.Set<T>()
            .Where(x => EF.Property<Guid?>(x, name) == from)
            .Take(atMost)
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return;
        }
        var type = db.Entry(rows[0]).Metadata;
        var uniques = References.Uniques(column).ToList();
        var there = await There(column, uniques, rows, kept);
        var next = await NextPosition<T>(column, kept);
        await TellOwners(type, rows);
        foreach (var row in rows)
        {
            var entry = db.Entry(row);
            if (type == to && row is Row { Id: var own } && own == kept)
            {
                // What led from the one record to the other would lead to itself.
                Set(entry, column, null, from, kept);
                continue;
            }
            var keys = uniques.Select((u, i) => (i, Key: u.Key(db, row))).Where(k => k.Key != null);
            var found = keys.Select(k => there.GetValueOrDefault((k.i, k.Key!)))
                .FirstOrDefault(t => t is not null);
            if (found is not null)
            {
                await Join(type, row, found, kept);
                continue;
            }
            var moved = Lead(entry, column, from, kept, ref next);
            foreach (var (i, key) in keys)
            {
                there[(i, key!)] = moved;
            }
        }
    }

    /// <summary>Rows of the other record with which these may collide.</summary>
    private async Task<Dictionary<(int Unique, string Key), object>> There<T>(
        IProperty column,
        List<References.Unique> uniques,
        List<T> rows,
        Guid kept
    )
        where T : class
    {
        var there = new Dictionary<(int, string), object>();
        if (uniques.Count == 0)
        {
            return there;
        }
        var name = column.Name;
        var known = db.Set<T>().Where(x => EF.Property<Guid?>(x, name) == kept);
        if (uniques.TrueForAll(u => Narrow(u) is not null) && uniques.Count == 1)
        {
            var by = Narrow(uniques[0])!;
            var ids = rows.ConvertAll(r => (Guid)db.Entry(r).Property(by).CurrentValue!);
            var narrow = by.Name;
            known = known.Where(x => ids.Contains(EF.Property<Guid>(x, narrow)));
        }
        foreach (var row in await known.ToListAsync(cancel))
        {
            for (var i = 0; i < uniques.Count; i++)
            {
                if (uniques[i].Key(db, row) is { } key)
                {
                    there.TryAdd((i, key), row);
                }
            }
        }
        return there;
    }

    private static IProperty? Narrow(References.Unique unique) =>
        unique.Agreeing.FirstOrDefault(p => p.ClrType == typeof(Guid));

    /// <summary>Where the rows of a record are counted, what comes to it stands behind what is there.</summary>
    private async Task<int?> NextPosition<T>(IProperty column, Guid kept)
        where T : class
    {
        var type = (IEntityType)column.DeclaringType;
        if (
            !type.GetIndexes()
                .Any(i => i.Properties is [var whole, { Name: Position }] && whole == column)
        )
        {
            return null;
        }
        var name = column.Name;
        return 1
                + await db.Set<T>()
                    .Where(x => EF.Property<Guid?>(x, name) == kept)
                    .MaxAsync(x => (int?)EF.Property<int>(x, Position), cancel)
            ?? 0;
    }

    /// <summary>The one row goes for the other; what refers to it refers to that from now on.</summary>
    private async Task Join(IEntityType type, object row, object found, Guid kept)
    {
        var entry = db.Entry(row);
        if (row is Row { Id: var gone } && found is Row { Id: var stays })
        {
            await Move(type, gone, stays, int.MaxValue);
        }
        done.Add(Gone(entry, (row as Row)?.Id ?? Guid.Empty, kept));
        db.Remove(row);
    }

    private object Lead(EntityEntry entry, IProperty column, Guid from, Guid kept, ref int? next)
    {
        var before = (string?)null;
        if (column.IsPrimaryKey())
        {
            entry = Again(entry, column, kept);
        }
        else
        {
            entry.Property(column).CurrentValue = kept;
            if (next is { } position)
            {
                var place = entry.Property(Position);
                before = new JsonObject
                {
                    [Position] = StoredValue.Write(place.Metadata, place.CurrentValue),
                }.ToJsonString();
                place.CurrentValue = position;
                next++;
            }
        }
        done.Add(
            new(
                RehomedWay.Moved,
                entry.Metadata.ShortName(),
                column.Name,
                RehomedRows.KeyOf(entry),
                from,
                kept,
                before,
                null
            )
        );
        return entry.Entity;
    }

    /// <summary>A key is never changed: the row goes and comes again under the other.</summary>
    private EntityEntry Again(EntityEntry entry, IProperty column, Guid to)
    {
        var values = RehomedRows.Values(entry);
        values[column.Name] = StoredValue.Write(column, to);
        entry.State = EntityState.Deleted;
        return RehomedRows.Add(db, entry.Metadata, values);
    }

    private async Task MoveText<T>(IProperty column, Guid from, Guid to)
        where T : class
    {
        var (name, said) = (column.Name, from.ToString());
        var rows = await db.Set<T>()
            .Where(x => EF.Property<string>(x, name).Contains(said))
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            var entry = db.Entry(row);
            var text = (string)entry.Property(name).CurrentValue!;
            Set(
                entry,
                column,
                text.Replace(said, to.ToString(), StringComparison.Ordinal),
                from,
                to
            );
        }
    }

    /// <summary>A line has no history of its own: the record that it is a line of changed, and the audit tells how.</summary>
    private async Task TellOwners<T>(IEntityType type, List<T> rows)
        where T : class
    {
        if (RehomedRows.Owner(type) is not { } owner)
        {
            return;
        }
        var ids = rows.ConvertAll(r => ((ILineOf)r).RowId).Distinct().ToList();
        await RehomedRows.Tell(db, owner, ids, cancel);
    }

    private static Rehomed Gone(EntityEntry entry, Guid from, Guid to) =>
        new(
            RehomedWay.Removed,
            entry.Metadata.ShortName(),
            null,
            RehomedRows.KeyOf(entry),
            from,
            to,
            RehomedRows.Values(entry).ToJsonString(StoredValue.Plain),
            null
        );

    private static MethodInfo Generic(string method, IProperty column) =>
        typeof(Rehoming)
            .GetMethod(
                method,
                BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
            )!
            .MakeGenericMethod(column.DeclaringType.ClrType);
}
