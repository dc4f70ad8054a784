using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rapport.Values;

namespace Rapport.Data;

/// <summary>
/// Gives texts that were kept before their folded keys were, their keys: no statement of an engine folds as we do. It
/// is no change of the records themselves, whose versions stay.
/// </summary>
public static class TextKeys
{
    private const int AtOnce = 1000;

    /// <summary>Answers how many rows got a key; asked again it finds none.</summary>
    public static async Task<int> Fill(Db db, CancellationToken cancel)
    {
        var filled = 0;
        foreach (var type in db.Model.GetEntityTypes())
        {
            foreach (var key in type.GetProperties())
            {
                if (key.FindAnnotation(Mapping.FoldedFrom)?.Value is string text)
                {
                    filled += await (Task<int>)
                        typeof(TextKeys)
                            .GetMethod(
                                nameof(FillOne),
                                BindingFlags.NonPublic | BindingFlags.Static
                            )!
                            .MakeGenericMethod(type.ClrType)
                            .Invoke(null, [db, key.Name, text, cancel])!;
                }
            }
        }
        return filled;
    }

    // One statement for each text, of which there are far fewer than rows.
    private static async Task<int> FillOne<T>(
        Db db,
        string key,
        string text,
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
                var folded = Folded.KeyOf(one);
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
