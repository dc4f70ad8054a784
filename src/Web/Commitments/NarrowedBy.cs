using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;

namespace Rapport.Web.Commitments;

/// <summary>What the play and the team are called by which a list of commitments is narrowed; null where by neither, or by none.</summary>
public sealed record NarrowedBy(string? Play, string? Team)
{
    public static readonly NarrowedBy Nothing = new(null, null);

    internal static async Task<NarrowedBy> Of(
        Db db,
        CommitmentQuery query,
        CancellationToken cancel
    )
    {
        var play = query.Play is { } playId
            ? await db.Set<Play>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == playId, cancel)
            : null;
        var team = query.Team is { } teamId
            ? await db.Set<Unit>()
                .Where(u => u.Id == teamId)
                .Select(u => u.Name)
                .FirstOrDefaultAsync(cancel)
            : null;
        return new(
            play is null
                ? null
                : Shipped.Worded(play, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).Name,
            team
        );
    }
}
