using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Plays;

namespace Rapport.Search;

/// <param name="Name">In the words of the reader's language.</param>
public sealed record FoundPlay(Guid Id, string Name, bool IsOn);

/// <summary>
/// Plays by the words of their names. They are few and each reader reads them in a language of her own, so they stand in no
/// index: each is looked at.
/// </summary>
public static class FoundPlays
{
    /// <param name="text">As it was typed; nothing finds nothing.</param>
    /// <param name="language">Two letters; null for the first of the firm.</param>
    /// <returns>At most so many, those that begin with it first, then by name.</returns>
    public static async Task<IReadOnlyList<FoundPlay>> Find(
        Db db,
        string? text,
        string? language,
        int limit,
        CancellationToken cancel
    )
    {
        var wanted = Wanted.Parse(text);
        if (wanted.IsNothing || limit < 1)
        {
            return [];
        }
        var plays = await db.Set<Play>()
            .AsNoTracking()
            .OrderBy(p => p.NameKey)
            .ThenBy(p => p.Id)
            .Take(PlayRecords.Most)
            .ToListAsync(cancel);
        return
        [
            .. plays
                .Select(p => new FoundPlay(p.Id, Shipped.Worded(p, language).Name, p.IsOn))
                .Select(p => (Play: p, Near: wanted.Of(p.Name)))
                .Where(p => p.Near > Nearness.Text)
                .OrderByDescending(p => p.Near)
                .Select(p => p.Play)
                .Take(limit),
        ];
    }
}
