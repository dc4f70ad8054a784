using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>The tags in use among the clients that the viewer sees.</summary>
public static class ClientTags
{
    /// <summary>Tags that begin so, each once, as one of the clients writes it.</summary>
    public static async Task<IReadOnlyList<string>> Complete(
        Db db,
        string? typed,
        int most,
        CancellationToken cancel
    )
    {
        var start = Folded.Key(typed ?? "");
        var end = start + '\uffff';
        return await db.Set<ClientTag>()
            .Where(t => string.Compare(t.TextKey, start) >= 0 && string.Compare(t.TextKey, end) < 0)
            .GroupBy(t => t.TextKey)
            .OrderBy(g => g.Key)
            .Take(most)
            .Select(g => g.Min(t => t.Text)!)
            .ToListAsync(cancel);
    }
}
