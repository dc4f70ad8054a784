using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>Somebody who may have taken part.</summary>
/// <param name="Kind">contact or colleague.</param>
/// <param name="Hint">What tells two of the same name apart: the job, the client.</param>
public sealed record PersonAround(Guid Id, string Kind, string Label, string? Hint);

/// <summary>The people around a client, as they are completed while a name is typed.</summary>
public static class PeopleAround
{
    private const int Most = 8;
    private const int MostOfClient = 200;

    /// <summary>Contacts first, then colleagues, whose name has a word that begins so.</summary>
    /// <param name="clientId">Whose contacts; null for those of every client that the viewer sees.</param>
    public static async Task<List<PersonAround>> Complete(
        Db db,
        Guid? clientId,
        string? typed,
        CancellationToken cancel
    )
    {
        if (Folded.Key(typed ?? "") is not { Length: > 0 } start)
        {
            return [];
        }
        var word = " " + start;
        var contacts = await db.Set<Contact>()
            .Where(c => clientId == null || c.ClientId == clientId)
            .Where(c => c.NameKey.StartsWith(start) || c.NameKey.Contains(word))
            // Those who left come last: they may have taken part in what happened before.
            .OrderBy(c => c.Left != null)
            .ThenBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new PersonAround(
                c.Id,
                "contact",
                c.Name,
                clientId == null
                    ? db.Set<Client>()
                        .Where(x => x.Id == c.ClientId)
                        .Select(x => x.Name)
                        .FirstOrDefault()
                    : c.JobTitle
            ))
            .ToListAsync(cancel);
        var colleagues = await Begins(db.Set<Colleague>().Where(c => c.Left == null), start, word)
            .ToListAsync(cancel);
        return [.. contacts, .. colleagues];
    }

    /// <summary>Colleagues who can be named as readers of a client's entry, completed in the same way.</summary>
    public static Task<List<PersonAround>> CompleteReaders(
        Db db,
        Guid? clientId,
        string? typed,
        CancellationToken cancel
    ) =>
        Folded.Key(typed ?? "") is { Length: > 0 } start
            ? Begins(Readers(db, clientId), start, " " + start).ToListAsync(cancel)
            : Task.FromResult<List<PersonAround>>([]);

    /// <summary>The names of these people, of whom the viewer may know, so that a form can show them again.</summary>
    public static async Task<IReadOnlyList<PersonAround>> Named(
        Db db,
        IEnumerable<Guid> people,
        CancellationToken cancel
    )
    {
        var ids = people.Distinct().ToList();
        var contacts = await db.Set<Contact>()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new PersonAround(c.Id, "contact", c.Name, c.JobTitle))
            .ToListAsync(cancel);
        var colleagues = await db.Set<Colleague>()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new PersonAround(c.Id, "colleague", c.Name, null))
            .ToListAsync(cancel);
        return [.. contacts, .. colleagues];
    }

    /// <summary>Whom a client's stream can be narrowed to: its contacts, and who of us has sat there.</summary>
    public static async Task<(
        IReadOnlyList<PersonAround> Contacts,
        IReadOnlyList<PersonAround> Colleagues
    )> Of(Db db, Guid clientId, CancellationToken cancel)
    {
        var contacts = await db.Set<Contact>()
            .Where(c => c.ClientId == clientId)
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(MostOfClient)
            .Select(c => new PersonAround(c.Id, "contact", c.Name, c.JobTitle))
            .ToListAsync(cancel);
        var colleagues = await db.Set<Colleague>()
            .Where(c => db.Set<Seat>().Any(s => s.ClientId == clientId && s.ColleagueId == c.Id))
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(MostOfClient)
            .Select(c => new PersonAround(c.Id, "colleague", c.Name, null))
            .ToListAsync(cancel);
        return (contacts, colleagues);
    }

    /// <summary>Colleagues before whom the client's wall does not stand.</summary>
    internal static IQueryable<Colleague> Readers(Db db, Guid? clientId)
    {
        var unwalled = Permissions.AllThatSeeAll;
        return db.Set<Colleague>()
            .Where(c => c.Left == null)
            .Where(c =>
                unwalled.Contains(c.Roles)
                || db.Set<Pass>().Any(p => p.ColleagueId == c.Id && p.ClientId == clientId)
            );
    }

    private static IQueryable<PersonAround> Begins(
        IQueryable<Colleague> colleagues,
        string start,
        string word
    ) =>
        colleagues
            .Where(c => c.NameKey.StartsWith(start) || c.NameKey.Contains(word))
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new PersonAround(c.Id, "colleague", c.Name, null));
}
