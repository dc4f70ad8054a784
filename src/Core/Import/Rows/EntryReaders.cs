using Microsoft.EntityFrameworkCore;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Import.Rows;

/// <summary>
/// Who may read what rows say in confidence: whom the row names, else who took part, and always its author. Where none
/// of them sees the client, who brings the file in reads it too; nobody whom the row does not name is shown anything.
/// </summary>
internal sealed class EntryReaders(Batch batch)
{
    private HashSet<Guid> everywhere = [];
    private HashSet<(Guid Client, Guid Colleague)> seated = [];

    private static bool AreNamed(Draft row) =>
        row.Cells.Raw(InteractionFields.Audience) is { } said
        && Enums.Audience(HeaderKey.Of(said)) == Audience.Named;

    public async Task Load(IEnumerable<EntryDraft> entries, CancellationToken cancel)
    {
        var at = entries
            .Where(e => AreNamed(e.Row))
            .Select(e => e.Client)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        if (at.Count == 0)
        {
            return;
        }
        var (db, unwalled) = (batch.Db, Permissions.AllThatSeeAll);
        var here = db.Set<Colleague>().Where(c => c.Left == null);
        everywhere =
        [
            .. await here.Where(c => unwalled.Contains(c.Roles))
                .Select(c => c.Id)
                .ToListAsync(cancel),
        ];
        seated =
        [
            .. (
                await db.Set<Pass>()
                    .Where(p => at.Contains(p.ClientId) && here.Any(c => c.Id == p.ColleagueId))
                    .ToListAsync(cancel)
            ).Select(p => (p.ClientId, p.ColleagueId)),
        ];
    }

    /// <summary>Those for whom the entry is besides its author; the row says so where nobody of them reads it yet.</summary>
    public List<Guid> Of(Draft row, Guid client, Guid? author, List<Guid> named, List<Guid> ours)
    {
        bool Sees(Guid colleague) =>
            everywhere.Contains(colleague) || seated.Contains((client, colleague));

        // A row that says who wrote it says for whom it is, also where their wall opens only later.
        var complete = row.Cells.Raw(InteractionFields.WrittenBy) is not null;
        if (complete || (author is { } writer && Sees(writer)) || named.Exists(Sees))
        {
            return named;
        }
        if (batch.Db.Viewer.ColleagueId is { } importer && Sees(importer))
        {
            return [.. named.Append(importer).Distinct()];
        }
        if (ours.FindAll(Sees) is { Count: > 0 } there)
        {
            return [.. named.Union(there)];
        }
        row.Note(RowReason.ReadersAway, null);
        return named;
    }
}
