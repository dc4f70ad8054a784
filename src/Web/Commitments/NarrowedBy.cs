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

    /// <summary>Each with the address that takes it back.</summary>
    public IEnumerable<(string Href, string Label)> Back(CommitmentQuery query, string path)
    {
        if (query.Play is not null)
        {
            yield return ((query with { Play = null }).Href(path), Play ?? CommitmentWords.ByHand);
        }
        if (query.Team is not null)
        {
            yield return ((query with { Team = null }).Href(path), Team ?? CommitmentWords.NoTeam);
        }
    }

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
