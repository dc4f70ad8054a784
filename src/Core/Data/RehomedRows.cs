using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>Rows by what is written down of them: their keys, all their values, and the records that they are lines of.</summary>
internal static class RehomedRows
{
    public static string KeyOf(EntityEntry entry) =>
        new JsonArray([
            .. entry
                .Metadata.FindPrimaryKey()!
                .Properties.Select(p => StoredValue.Write(p, entry.Property(p).CurrentValue)),
        ]).ToJsonString();

    public static object?[] Key(IEntityType type, string key)
    {
        var stored = JsonNode.Parse(key)!.AsArray();
        return
        [
            .. type.FindPrimaryKey()!.Properties.Select((p, i) => StoredValue.Read(p, stored[i])),
        ];
    }

    public static JsonObject Values(EntityEntry entry) =>
        new(
            entry
                .Metadata.GetProperties()
                .Select(p =>
                    KeyValuePair.Create(
                        p.Name,
                        StoredValue.Write(p, entry.Property(p).CurrentValue)
                    )
                )
        );

    /// <summary>Adds a row with these values; those of columns that came later stay as a new row has them.</summary>
    public static EntityEntry Add(Db db, IEntityType type, JsonObject values)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        var entry = db.Entry(row);
        foreach (var property in type.GetProperties())
        {
            if (values.TryGetPropertyValue(property.Name, out var value))
            {
                entry.Property(property).CurrentValue = StoredValue.Read(property, value);
            }
        }
        entry.State = EntityState.Added;
        return entry;
    }

    /// <summary>The kind of record that these rows are lines of; null where they are none.</summary>
    public static IEntityType? Owner(IEntityType type) =>
        type.ClrType.IsAssignableTo(typeof(ILineOf))
            ? type.GetForeignKeys()
                .FirstOrDefault(k =>
                    k.DeleteBehavior == DeleteBehavior.Cascade
                    && k.PrincipalEntityType.ClrType.IsAssignableTo(typeof(Row))
                )
                ?.PrincipalEntityType
            : null;

    /// <summary>Raises the versions of these records, so that the audit tells what changed of their lines.</summary>
    public static async Task Tell(
        Db db,
        IEntityType owner,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        foreach (var row in await Load(db, owner, nameof(Row.Id), ids, cancel))
        {
            var entry = db.Entry(row);
            if (entry.State == EntityState.Unchanged)
            {
                entry.Property(nameof(Row.Version)).IsModified = true;
            }
        }
    }

    /// <summary>Reads rows into the context, by one of their properties, in one statement.</summary>
    public static async Task<IReadOnlyList<object>> Load(
        Db db,
        IEntityType type,
        string property,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) =>
        await (Task<IReadOnlyList<object>>)
            typeof(RehomedRows)
                .GetMethod(nameof(LoadThose), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.ClrType)
                .Invoke(null, [db, property, ids.ToList(), cancel])!;

    private static async Task<IReadOnlyList<object>> LoadThose<T>(
        Db db,
        string property,
        List<Guid> ids,
        CancellationToken cancel
    )
        where T : class =>
        await db.Set<T>()
            .Where(x => ids.Contains(EF.Property<Guid>(x, property)))
            .ToListAsync(cancel);
}
