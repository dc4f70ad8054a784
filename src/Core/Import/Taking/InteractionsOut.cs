using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Import.Taking;

internal static class InteractionsOut
{
    private sealed record Took(
        Guid InteractionId,
        int Position,
        string? Theirs,
        string? Ours,
        string? Name
    );

    public static async Task<(IReadOnlyList<string?[]> Rows, Guid Last)> Page(
        Db db,
        Guid? after,
        CancellationToken cancel
    )
    {
        var entries = await db.Set<Interaction>()
            .AsNoTracking()
            .Where(i => after == null || i.Id.CompareTo(after.Value) > 0)
            .OrderBy(i => i.Id)
            .Take(Out.AtOnce)
            .Select(i => new
            {
                Entry = i,
                Client = db.Set<Client>()
                    .Where(c => c.Id == i.ClientId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var ids = entries.Select(e => e.Entry.Id).ToList();
        var took = (
            await db.Set<Participant>()
                .Where(p => ids.Contains(p.InteractionId))
                .Select(p => new Took(
                    p.InteractionId,
                    p.Position,
                    db.Set<Contact>()
                        .Where(c => c.Id == p.ContactId)
                        .Select(c => c.Name)
                        .FirstOrDefault(),
                    db.Set<Colleague>()
                        .Where(c => c.Id == p.ColleagueId)
                        .Select(c => c.Name)
                        .FirstOrDefault(),
                    p.Name
                ))
                .ToListAsync(cancel)
        )
            .OrderBy(t => t.Position)
            .ToLookup(t => t.InteractionId);
        return (
            [.. entries.Select(e => Row(e.Entry, e.Client, [.. took[e.Entry.Id]]))],
            entries.Count > 0 ? entries[^1].Entry.Id : Guid.Empty
        );
    }

    private static string?[] Row(Interaction i, string? client, IReadOnlyList<Took> took) =>
        [
            client,
            Out.Text(i.Occurred),
            Out.Text(i.Touchpoint),
            Out.Text(i.Channel),
            i.Subject,
            i.Body,
            Out.List(took.Select(t => t.Theirs ?? t.Name).OfType<string>()),
            Out.List(took.Select(t => t.Ours).OfType<string>()),
            Out.Text(i.Audience),
            Out.Text(i.Minutes),
            i.System,
            i.ExternalId,
        ];
}
