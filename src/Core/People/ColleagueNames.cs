using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>Colleagues completed as typed, and found again by what was typed or chosen.</summary>
public static class ColleagueNames
{
    /// <summary>Staff: P- is a contact's, and the two are counted apart.</summary>
    internal const string Mark = "S-";

    /// <summary>Of those who may be meant so many are told.</summary>
    private const int MostMaybe = 5;

    /// <summary>
    /// Those who are here and whose name has a word that begins so: "Ana Moreno (ana@firm.example)", the address, or the
    /// number of who has none, telling two of the same name apart.
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
            .Select(c => new
            {
                c.Name,
                c.Email,
                c.Number,
            })
            .ToListAsync(cancel);
        return found.ConvertAll(c => $"{c.Name} ({c.Email ?? Mark + c.Number})");
    }

    /// <summary>
    /// The colleague that a form names; null when it names none. Where it is not clear who is meant, the fault tells who
    /// may be.
    /// </summary>
    public static async Task<Guid?> Chosen(
        Db db,
        string? typed,
        string field,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var meant = await Meant(db, typed, cancel);
        if (meant is null)
        {
            faults.Unclear(field, [.. await Complete(db, typed, MostMaybe, cancel)]);
        }
        return meant;
    }

    /// <summary>A colleague as completing writes her; null when there is none.</summary>
    public static Task<string?> Said(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Colleague>()
            .Where(c => c.Id == id)
            .Select(c => (string?)(c.Name + " (" + (c.Email ?? Mark + c.Number) + ")"))
            .FirstOrDefaultAsync(cancel);

    /// <summary>
    /// The one colleague meant, by mail address or number (alone or in brackets) or whole name; null when none is, or
    /// several.
    /// </summary>
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
        var (emailKey, nameKey, number) = (Known.EmailKey(email), Folded.Key(text), Number(email));
        var ids = await db.Set<Colleague>()
            .Where(c =>
                (alsoLeft || c.Left == null)
                && (c.EmailKey == emailKey || c.NameKey == nameKey || c.Number == number)
            )
            .Take(2)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        return ids.Count == 1 ? ids[0] : null;
    }

    private static long? Number(string typed) =>
        typed.StartsWith(Mark, StringComparison.OrdinalIgnoreCase)
        && long.TryParse(
            typed.AsSpan(Mark.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
