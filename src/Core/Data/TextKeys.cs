using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Values;

namespace Rapport.Data;

/// <summary>
/// Gives texts that were kept before their folded keys were, their keys: no statement of an engine folds as we do. It
/// is no change of the records themselves, whose versions stay.
/// </summary>
public static class TextKeys
{
    private const int AtOnce = 1000;

    private const string Filled = "text-keys";

    /// <summary>
    /// Fills the keys where the model has others than when they were filled last. That they were is written down at
    /// the end: a start that was cut off between a migration and its keys is made good by the next.
    /// </summary>
    public static async Task FillOnce(Db db, CancellationToken cancel)
    {
        var keys = string.Join(
            '\n',
            Keys(db)
                .Select(k => $"{k.Key.DeclaringType.ShortName()}.{k.Key.Name}")
                .Order(StringComparer.Ordinal)
        );
        // 63 bits of it tell one set of names from another; nothing hangs on its being secret.
        var mark =
            BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(keys)))
            & long.MaxValue;
        var counter = await db.Set<Counter>().FirstOrDefaultAsync(c => c.Kind == Filled, cancel);
        if (counter?.Next == mark)
        {
            return;
        }
        await Fill(db, cancel);
        if (counter is null)
        {
            counter = new Counter { Kind = Filled };
            db.Add(counter);
        }
        counter.Next = mark;
        // Another node that starts at the same time filled them too, and said so first.
        await db.Commit(cancel);
    }

    /// <summary>Answers how many rows got a key; asked again it finds none.</summary>
    public static async Task<int> Fill(Db db, CancellationToken cancel)
    {
        var filled = 0;
        foreach (var (key, text, fold) in Keys(db))
        {
            var kind = key.DeclaringType.ClrType;
            filled += await (Task<int>)
                typeof(TextKeys)
                    .GetMethod(
                        kind.IsAssignableTo(typeof(Row)) ? nameof(FillRows) : nameof(FillOne),
                        BindingFlags.NonPublic | BindingFlags.Static
                    )!
                    .MakeGenericMethod(kind)
                    .Invoke(null, [db, key.Name, text, fold, cancel])!;
        }
        return filled;
    }

    private static IEnumerable<(IProperty Key, string Text, Func<string, string> Fold)> Keys(
        Db db
    ) =>
        from type in db.Model.GetEntityTypes()
        from key in type.GetProperties()
        let text = key.FindAnnotation(Mapping.FoldedFrom)?.Value as string
        where text is not null
        let number = key.FindAnnotation(Mapping.FoldedAs)?.Value is Mapping.Number
        select (key, text, number ? Known.PhoneKey : (Func<string, string>)Folded.Key);

    /// <summary>
    /// Along the ids: of millions of entries each may have a text of its own, and none is looked at twice.
    /// </summary>
    private static async Task<int> FillRows<T>(
        Db db,
        string key,
        string text,
        Func<string, string> fold,
        CancellationToken cancel
    )
        where T : Row
    {
        var (filled, last) = (0, Guid.Empty);
        List<Guid> ids;
        do
        {
            var after = last;
            var some = await EveryRow
                .Of<T>(db)
                .Where(r => EF.Property<string?>(r, key) == null)
                .Where(r => EF.Property<string?>(r, text) != null)
                .Where(r => r.Id.CompareTo(after) > 0)
                .OrderBy(r => r.Id)
                .Take(AtOnce)
                .Select(r => new { r.Id, Text = EF.Property<string>(r, text) })
                .ToListAsync(cancel);
            ids = some.ConvertAll(r => r.Id);
            filled +=
                db.Engine == EngineKind.Postgres
                    ? await Update<T>(db, key, ids, some.ConvertAll(r => fold(r.Text)), cancel)
                    : await Update<T>(db, key, some.ToLookup(r => fold(r.Text), r => r.Id), cancel);
            last = ids.LastOrDefault();
        } while (ids.Count == AtOnce);
        return filled;
    }

    /// <summary>A thousand rows by one statement.</summary>
    private static Task<int> Update<T>(
        Db db,
        string key,
        List<Guid> ids,
        List<string> keys,
        CancellationToken cancel
    )
    {
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
        var sql =
            $"UPDATE \"{table}\" AS r SET \"{key}\" = s.k FROM unnest({{0}}, {{1}}) AS s(id, k) WHERE r.\"Id\" = s.id";
        return db.Database.ExecuteSqlRawAsync(sql, [ids.ToArray(), keys.ToArray()], cancel);
    }

    /// <summary>Those that share a key together, all in one transaction.</summary>
    private static async Task<int> Update<T>(
        Db db,
        string key,
        ILookup<string, Guid> keys,
        CancellationToken cancel
    )
        where T : Row
    {
        var filled = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var some in keys)
        {
            var (ids, folded) = (some.ToList(), some.Key);
            filled += await EveryRow
                .Of<T>(db)
                .Where(r => ids.Contains(r.Id))
                .ExecuteUpdateAsync(
                    s => s.SetProperty(r => EF.Property<string?>(r, key), folded),
                    cancel
                );
        }
        await transaction.CommitAsync(cancel);
        return filled;
    }

    // One statement for each text, of which there are far fewer than rows.
    private static async Task<int> FillOne<T>(
        Db db,
        string key,
        string text,
        Func<string, string> fold,
        CancellationToken cancel
    )
        where T : class
    {
        var without = EveryRow
            .Of<T>(db)
            .Where(r => EF.Property<string?>(r, key) == null)
            .Where(r => EF.Property<string?>(r, text) != null);
        var filled = 0;
        List<string?> texts;
        do
        {
            texts = await without
                .Select(r => EF.Property<string?>(r, text))
                .Distinct()
                .Take(AtOnce)
                .ToListAsync(cancel);
            foreach (var one in texts)
            {
                var folded = fold(one!);
                filled += await without
                    .Where(r => EF.Property<string?>(r, text) == one)
                    .ExecuteUpdateAsync(
                        s => s.SetProperty(r => EF.Property<string?>(r, key), folded),
                        cancel
                    );
            }
        } while (texts.Count == AtOnce);
        return filled;
    }
}
