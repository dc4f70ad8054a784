using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Import.Taking;

/// <summary>Entries as they happened, one after the other.</summary>
internal sealed class InteractionsOut(Db db) : IPages
{
    private (Instant Occurred, Guid Id) after = (Instant.MinValue, Guid.Empty);
    private bool begun;

    private sealed record Took(Guid EntryId, int Position, string? Theirs, Guid? Ours);

    public async Task<IReadOnlyList<OutRow>> Next(CancellationToken cancel)
    {
        var (occurred, id) = after;
        var all = db.Set<Interaction>().AsNoTracking();
        var entries = await (
            begun
                ? all.Where(i =>
                    i.Occurred > occurred || (i.Occurred == occurred && i.Id.CompareTo(id) > 0)
                )
                : all
        )
            .OrderBy(i => i.Occurred)
            .ThenBy(i => i.Id)
            .Take(Out.AtOnce)
            .Select(i => new
            {
                Entry = i,
                Client = db.Set<Client>().FirstOrDefault(c => c.Id == i.ClientId),
                Corrects = db.Set<Interaction>()
                    .Where(o => o.Id == i.CorrectsId)
                    .Select(o => new
                    {
                        o.Id,
                        o.System,
                        o.ExternalId,
                    })
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        if (entries.Count > 0)
        {
            (after, begun) = ((entries[^1].Entry.Occurred, entries[^1].Entry.Id), true);
        }
        var ids = entries.ConvertAll(e => e.Entry.Id);
        var took = (await Participants(ids, cancel)).ToLookup(t => t.EntryId);
        var named = (
            await db.Set<AudienceMember>()
                .AsNoTracking()
                .Where(m => ids.Contains(m.SubjectId))
                .ToListAsync(cancel)
        ).ToLookup(m => m.SubjectId, m => m.ColleagueId);
        var colleagues = await PeopleOut.Colleagues(
            db,
            took.SelectMany(g => g)
                .Select(t => t.Ours)
                .Concat(named.SelectMany(g => g).Select(c => (Guid?)c))
                .Concat(entries.Select(e => e.Entry.AuthorId)),
            cancel
        );
        return
        [
            .. entries.Select(e => new OutRow(
                e.Entry.Id,
                Row(
                    e.Entry,
                    e.Client,
                    [.. took[e.Entry.Id]],
                    [.. named[e.Entry.Id]],
                    e.Corrects is { } old
                        ? Reference.Of(old.System, old.ExternalId, old.Id).Text
                        : null,
                    c => c is { } at ? colleagues.GetValueOrDefault(at) : null
                )
            )),
        ];
    }

    private async Task<IEnumerable<Took>> Participants(List<Guid> ids, CancellationToken cancel)
    {
        var took = await db.Set<Participant>()
            .AsNoTracking()
            .Where(p => ids.Contains(p.InteractionId))
            .Select(p => new
            {
                p.InteractionId,
                p.Position,
                p.ColleagueId,
                p.Name,
                Contact = db.Set<Contact>()
                    .Where(c => c.Id == p.ContactId)
                    .Select(c => new
                    {
                        c.Name,
                        Mail = db.Set<ContactPoint>()
                            .Where(x => x.ContactId == c.Id && x.Kind == PointKind.Email)
                            .OrderBy(x => x.Position)
                            .Select(x => x.Value)
                            .FirstOrDefault(),
                        Shared = db.Set<Contact>()
                            .Any(o =>
                                o.ClientId == c.ClientId && o.NameKey == c.NameKey && o.Id != c.Id
                            ),
                    })
                    .FirstOrDefault(),
            })
            .OrderBy(p => p.Position)
            .ToListAsync(cancel);
        return took.Select(p => new Took(
            p.InteractionId,
            p.Position,
            p.Contact is { } c ? PeopleOut.Text(c.Name, c.Mail, c.Shared) : p.Name,
            p.ColleagueId
        ));
    }

    private static string?[] Row(
        Interaction i,
        Client? client,
        IReadOnlyList<Took> took,
        IReadOnlyList<Guid> named,
        string? corrects,
        Func<Guid?, string?> colleague
    )
    {
        var source = Reference.Of(i.System, i.ExternalId, i.Id);
        return
        [
            client?.Name,
            Out.Text(i.Occurred),
            Out.Text(i.Touchpoint),
            Out.Text(i.Channel),
            i.Subject,
            i.Body,
            CellText.List(took.Select(t => t.Theirs).OfType<string>()),
            CellText.List(took.Select(t => colleague(t.Ours)).OfType<string>()),
            Out.Text(i.Audience),
            Out.Text(i.Minutes),
            source.System,
            source.Id,
            client is null ? null : Reference.Of(client.System, client.ExternalId, client.Id).Text,
            Out.Text(i.Direction),
            colleague(i.AuthorId),
            Out.Text(i.RecordedAt),
            CellText.List(
                named.Select(c => colleague(c)).OfType<string>().Order(StringComparer.Ordinal)
            ),
            corrects,
        ];
    }
}
