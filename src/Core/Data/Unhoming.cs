using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>
/// Undoes what <see cref="Rehoming"/> wrote down, the last first. What somebody changed since stays as it is, and is told.
/// </summary>
public sealed class Unhoming(Db db, CancellationToken cancel)
{
    private Dictionary<string, IEntityType> types = [];

    /// <summary>Reads what these things speak of, in few statements.</summary>
    public async Task Look(IReadOnlyCollection<Rehomed> done)
    {
        types = db.Model.GetEntityTypes().ToDictionary(t => t.ShortName());
        foreach (var kind in done.GroupBy(d => d.Kind))
        {
            if (!types.TryGetValue(kind.Key, out var type))
            {
                continue;
            }
            var first = type.FindPrimaryKey()!.Properties[0];
            if (first.ClrType != typeof(Guid))
            {
                continue;
            }
            var ids = kind.Select(d => (Guid)RehomedRows.Key(type, d.RowKey)[0]!)
                .Distinct()
                .ToList();
            await RehomedRows.Load(db, type, first.Name, ids, cancel);
            if (
                RehomedRows.Owner(type) is { } owner
                && type.GetForeignKeys().Any(k => k.Properties[0] == first)
            )
            {
                await RehomedRows.Tell(db, owner, ids, cancel);
            }
        }
    }

    /// <summary>True when it is as it was before; false where it was changed since, and stays.</summary>
    public async Task<bool> Undo(Rehomed done)
    {
        if (!types.TryGetValue(done.Kind, out var type))
        {
            return false;
        }
        var row = await db.FindAsync(type.ClrType, RehomedRows.Key(type, done.RowKey), cancel);
        return done.Way switch
        {
            RehomedWay.Removed => row is null && await Return(type, done),
            RehomedWay.Moved => row is not null && Back(db.Entry(row), done),
            _ => row is not null && Reset(db.Entry(row), done),
        };
    }

    private async Task<bool> Return(IEntityType type, Rehomed done)
    {
        var values = JsonNode.Parse(done.Before!)!.AsObject();
        var whole = true;
        foreach (var key in type.GetForeignKeys().Where(k => k.Properties.Count == 1))
        {
            var name = key.Properties[0].Name;
            if (values[name] is not { } stored)
            {
                continue;
            }
            var id = StoredValue.Read(key.Properties[0], stored);
            if (await db.FindAsync(key.PrincipalEntityType.ClrType, [id], cancel) is not null)
            {
                continue;
            }
            if (!key.Properties[0].IsNullable)
            {
                // What it was a part of is gone.
                return false;
            }
            (values[name], whole) = (null, false);
        }
        RehomedRows.Add(db, type, values);
        return whole;
    }

    private bool Back(EntityEntry entry, Rehomed done)
    {
        var column = entry.Metadata.FindProperty(done.Column!);
        if (column is null || !Equals(entry.Property(column).CurrentValue, done.To))
        {
            return false;
        }
        if (column.IsPrimaryKey())
        {
            var values = RehomedRows.Values(entry);
            values[column.Name] = StoredValue.Write(column, done.From);
            entry.State = EntityState.Deleted;
            RehomedRows.Add(db, entry.Metadata, values);
            return true;
        }
        entry.Property(column).CurrentValue = done.From;
        foreach (var (name, value) in Others(done))
        {
            if (entry.Metadata.FindProperty(name) is { } property)
            {
                entry.Property(property).CurrentValue = StoredValue.Read(property, value);
            }
        }
        return true;
    }

    private static bool Reset(EntityEntry entry, Rehomed done)
    {
        if (entry.Metadata.FindProperty(done.Column!) is not { } property)
        {
            return false;
        }
        var now = entry.Property(property);
        var stands = StoredValue.Write(property, now.CurrentValue)?.ToJsonString(StoredValue.Plain);
        if (stands != done.After)
        {
            return false;
        }
        now.CurrentValue = StoredValue.Read(
            property,
            done.Before is null ? null : JsonNode.Parse(done.Before)
        );
        return true;
    }

    private static JsonObject Others(Rehomed done) =>
        done.Before is null ? [] : JsonNode.Parse(done.Before)!.AsObject();
}
