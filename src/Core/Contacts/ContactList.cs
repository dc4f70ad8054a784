using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>Which contacts a list holds; what is null does not narrow.</summary>
/// <param name="Text">Begins the name or a word of it, folded.</param>
/// <param name="Left">Only those who left, or only those who are there.</param>
/// <param name="Clients">Only those at one of these.</param>
public sealed record ContactFilter(
    Guid? ClientId = null,
    string? Text = null,
    Stance? Stance = null,
    bool? Left = null,
    IReadOnlyCollection<Guid>? Clients = null
)
{
    internal IQueryable<Contact> Contacts(Db db)
    {
        var contacts = Visible(db);
        if (ClientId is { } client)
        {
            contacts = contacts.Where(c => c.ClientId == client);
        }
        if (Clients is not null)
        {
            contacts = contacts.Where(c => Clients.Contains(c.ClientId!.Value));
        }
        if (Folded.Key(Text ?? "") is { Length: > 0 } start)
        {
            var word = " " + start;
            contacts = contacts.Where(c => c.NameKey.StartsWith(start) || c.NameKey.Contains(word));
        }
        if (Stance is { } stance)
        {
            contacts = contacts.Where(c => c.Stance == stance);
        }
        return Left switch
        {
            true => contacts.Where(c => c.Left != null),
            false => contacts.Where(c => c.Left == null),
            _ => contacts,
        };
    }

    /// <summary>Who has few passes begins at these; the wall still stands behind it.</summary>
    private static IQueryable<Contact> Visible(Db db)
    {
        var contacts = db.Set<Contact>().AsNoTracking();
        if (db.Viewer.SeesAll)
        {
            return contacts;
        }
        var me = db.Viewer.ColleagueId;
        return db.Set<Pass>()
            .Where(p => p.ColleagueId == me)
            .Join(contacts, p => p.ClientId, c => c.ClientId, (p, c) => c);
    }
}

/// <summary>Where a list of contacts goes on.</summary>
public sealed record ContactPlace(string NameKey, Guid Id)
{
    public static ContactPlace Of(ContactRow row) => new(Folded.Key(row.Name), row.Id);
}

/// <summary>One row of the list of contacts.</summary>
/// <param name="Number">As people say it: P-1042.</param>
/// <param name="Email">The first of its kind; likewise the number.</param>
public sealed record ContactRow(
    Guid Id,
    string Number,
    string Name,
    string? JobTitle,
    Guid? ClientId,
    string? Client,
    Stance? Stance,
    Influence? Influence,
    string? Email,
    string? Phone,
    Instant? LastTouch,
    LocalDate? Left
);

/// <summary>The list of contacts by name, by pages that a key of the index begins.</summary>
public static class ContactList
{
    public static async Task<IReadOnlyList<ContactRow>> Page(
        Db db,
        ContactFilter filter,
        ContactPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var contacts = filter.Contacts(db);
        if (after is { NameKey: { } key, Id: var id })
        {
            contacts = contacts
                .Where(c => string.Compare(c.NameKey, key) >= 0)
                .Where(c => c.NameKey != key || c.Id.CompareTo(id) > 0);
        }
        var found = await contacts
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(limit)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Name,
                c.JobTitle,
                c.ClientId,
                c.Stance,
                c.Influence,
                c.LastTouch,
                c.Left,
            })
            .ToListAsync(cancel);
        var clients = await Clients(db, found.Select(c => c.ClientId), cancel);
        var points = await Points(db, found.ConvertAll(c => c.Id), cancel);
        return found.ConvertAll(c => new ContactRow(
            c.Id,
            ContactRecords.Number(c.Number),
            c.Name,
            c.JobTitle,
            c.ClientId,
            clients.GetValueOrDefault(c.ClientId ?? Guid.Empty),
            c.Stance,
            c.Influence,
            points[c.Id].FirstOrDefault(p => p.Kind == PointKind.Email)?.Value,
            points[c.Id].FirstOrDefault(p => p.Kind is PointKind.Phone or PointKind.Mobile)?.Value,
            c.LastTouch,
            c.Left
        ));
    }

    public static Task<int> Count(Db db, ContactFilter filter, CancellationToken cancel) =>
        filter.Contacts(db).CountAsync(cancel);

    private static Task<Dictionary<Guid, string>> Clients(
        Db db,
        IEnumerable<Guid?> ids,
        CancellationToken cancel
    )
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return db.Set<Client>()
            .Where(c => wanted.Contains(c.Id))
            .Select(c => new { c.Id, c.Name })
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
    }

    private static async Task<ILookup<Guid, ContactPoint>> Points(
        Db db,
        List<Guid> ids,
        CancellationToken cancel
    ) =>
        (
            await db.Set<ContactPoint>()
                .AsNoTracking()
                .Where(p => ids.Contains(p.ContactId))
                .OrderBy(p => p.Position)
                .ToListAsync(cancel)
        ).ToLookup(p => p.ContactId);
}
