using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>
/// Moves moments that are worked out from other rows on, in the transaction under way, and back only where they are
/// counted again. It is no change of the records themselves: their versions stay, so that whoever edits one is not told
/// of a conflict, and two writers at once do not refuse each other.
/// </summary>
public static class Advance
{
    public static async Task To<T>(
        Db db,
        string property,
        IReadOnlyDictionary<Guid, Instant> moments,
        CancellationToken cancel
    )
        where T : Row
    {
        var stored = new SortedDictionary<Guid, Instant>();
        foreach (var (id, moment) in moments)
        {
            if (db.Set<T>().Local.FindEntry(id) is { State: EntityState.Added } added)
            {
                var value = added.Property<Instant?>(property);
                value.CurrentValue =
                    value.CurrentValue is { } before && before > moment ? before : moment;
            }
            else
            {
                stored.Add(id, moment);
            }
        }
        if (stored.Count == 0)
        {
            return;
        }
        var type = db.Model.FindEntityType(typeof(T))!;
        var (table, column) = (type.GetTableName(), type.FindProperty(property)!.GetColumnName());
        // Names are the model's own; every value travels as a parameter.
#pragma warning disable EF1002
        if (db.Engine == EngineKind.Sqlite)
        {
            await db.Database.ExecuteSqlRawAsync(
                $"""
                UPDATE "{table}" SET "{column}" = m.value FROM json_each(@moments) AS m
                WHERE "{table}"."Id" = m.key AND ("{column}" IS NULL OR "{column}" < m.value)
                """,
                [
                    new Microsoft.Data.Sqlite.SqliteParameter(
                        "moments",
                        JsonSerializer.Serialize(
                            stored.ToDictionary(
                                m => m.Key.ToString().ToUpperInvariant(),
                                m => db.Stored(m.Value)
                            )
                        )
                    ),
                ],
                cancel
            );
            return;
        }
        // Locked in one order first, so that two writers never wait for each other.
        await db.Database.ExecuteSqlRawAsync(
            $"""
            SELECT "Id" FROM "{table}" WHERE "Id" = ANY(@ids) ORDER BY "Id" FOR UPDATE;
            UPDATE "{table}" AS t SET "{column}" = m.at
            FROM unnest(@ids, @moments) AS m(id, at)
            WHERE t."Id" = m.id AND (t."{column}" IS NULL OR t."{column}" < m.at)
            """,
            [
                new Npgsql.NpgsqlParameter("ids", stored.Keys.ToArray()),
                new Npgsql.NpgsqlParameter(
                    "moments",
                    stored.Values.Select(m => m.ToDateTimeUtc()).ToArray()
                ),
            ],
            cancel
        );
#pragma warning restore EF1002
    }

    /// <summary>Puts a moment to the latest of what is left, once something counts no more.</summary>
    public static async Task Recount<T>(
        Db db,
        string property,
        IEnumerable<Guid> ids,
        Func<Guid, IQueryable<Instant?>> left,
        CancellationToken cancel
    )
        where T : Row
    {
        foreach (var id in ids.Order())
        {
            var one = db.Set<T>().Where(r => r.Id == id);
            // Locked before it is counted, so that nobody moves it on in between.
            await one.ExecuteUpdateAsync(
                s =>
                    s.SetProperty(
                        r => EF.Property<Instant?>(r, property),
                        r => EF.Property<Instant?>(r, property)
                    ),
                cancel
            );
            var last = await left(id).MaxAsync(cancel);
            await one.ExecuteUpdateAsync(
                s => s.SetProperty(r => EF.Property<Instant?>(r, property), last),
                cancel
            );
        }
    }
}
