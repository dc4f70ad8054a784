using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>Colleagues completed as typed, and found again by what was typed or chosen.</summary>
public static class ColleagueNames
{
    /// <summary>
    /// Those who are here and whose name has a word that begins so: "Ana Moreno (ana@firm.example)", the address telling
    /// two of the same name apart.
    /// </summary>
    public static async Task<IReadOnlyList<string>> Complete(
        Db db,
        string? typed,
        int most,
        CancellationToken cancel,
        bool alsoLeft = false
    )
    {
        if (Folded.Key(typed ?? "") is not { Length: > 0 } start)
        {
            return [];
        }
        var word = " " + start;
        var found = await db.Set<Colleague>()
            .Where(c => alsoLeft || c.Left == null)
            .Where(c => c.NameKey.StartsWith(start) || c.NameKey.Contains(word))
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(most)
            .Select(c => new { c.Name, c.Email })
            .ToListAsync(cancel);
        return found.ConvertAll(c => c.Email is null ? c.Name : $"{c.Name} ({c.Email})");
    }

    /// <summary>The one colleague meant, by mail address (alone or in brackets) or whole name; null when none is, or several.</summary>
    public static async Task<Guid?> Meant(
        Db db,
        string typed,
        CancellationToken cancel,
        bool alsoLeft = false
    )
    {
        var text = typed.Trim();
        var open = text.LastIndexOf('(');
        var email = open >= 0 && text.EndsWith(')') ? text[(open + 1)..^1] : text;
        var (emailKey, nameKey) = (Known.EmailKey(email), Folded.Key(text));
        var ids = await db.Set<Colleague>()
            .Where(c =>
                (alsoLeft || c.Left == null) && (c.EmailKey == emailKey || c.NameKey == nameKey)
            )
            .Take(2)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        return ids.Count == 1 ? ids[0] : null;
    }
}
