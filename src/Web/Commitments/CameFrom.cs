using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Plays;

namespace Rapport.Web.Commitments;

/// <summary>What a commitment came from, and what waits with it, as its page leads there.</summary>
/// <param name="Text">What the entry or the commitment says; null where the viewer does not see it.</param>
public sealed record CameFrom(
    string? Text,
    string? Href,
    IReadOnlyList<(Guid Id, string Text)> Theirs
)
{
    public static async Task<CameFrom> Of(Db db, CommitmentRecord record, CancellationToken cancel)
    {
        var text = record.Origin switch
        {
            CommitmentOrigin.Entry => await db.Set<Interaction>()
                .Where(i => i.Id == record.OriginId)
                .Select(i => i.Subject)
                .FirstOrDefaultAsync(cancel),
            CommitmentOrigin.Wait => await db.Set<Commitment>()
                .Where(c => c.Id == record.OriginId)
                .Select(c => c.Text)
                .FirstOrDefaultAsync(cancel),
            CommitmentOrigin.Play => await PlayOf(db, record, cancel),
            _ => null,
        };
        var href = record.Origin switch
        {
            CommitmentOrigin.Entry => $"/interactions/{record.OriginId}",
            CommitmentOrigin.Play => $"/settings/playbook/{record.PlayId}",
            _ => $"/commitments/{record.OriginId}",
        };
        var theirs = await db.Set<Commitment>()
            .Where(c => c.OriginId == record.Id && c.State == CommitmentState.Open)
            .OrderBy(c => c.Due)
            .ThenBy(c => c.Id)
            .Take(20)
            .Select(c => new { c.Id, c.Text })
            .ToListAsync(cancel);
        return new(text, text is null ? null : href, [.. theirs.Select(t => (t.Id, t.Text))]);
    }

    private static async Task<string?> PlayOf(
        Db db,
        CommitmentRecord record,
        CancellationToken cancel
    ) =>
        await db.Set<Play>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == record.PlayId, cancel)
            is { } play
            ? Shipped.Worded(play, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).Name
            : null;
}
