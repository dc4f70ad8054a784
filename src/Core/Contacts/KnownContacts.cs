using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>Somebody whom a contact about to be added may be already.</summary>
public sealed record KnownContact(
    Guid Id,
    string Name,
    string? JobTitle,
    string? Client,
    bool HasLeft
);

/// <summary>Contacts that one about to be added may be already, as far as the viewer sees them.</summary>
public static class KnownContacts
{
    private const int Most = 5;

    /// <summary>Those of the same folded name at the same client, and those with the same mail address anywhere.</summary>
    public static async Task<IReadOnlyList<KnownContact>> Like(
        Db db,
        ContactDetails said,
        CancellationToken cancel
    )
    {
        var name = string.IsNullOrWhiteSpace(said.Name)
            ? $"{said.GivenName} {said.FamilyName}"
            : said.Name;
        var (key, client) = (Folded.Key(name), said.ClientId);
        var mails = (said.Points ?? [])
            .Where(p => p.Kind == PointKind.Email && !string.IsNullOrWhiteSpace(p.Value))
            .Select(p => Known.EmailKey(p.Value!.Trim()))
            .ToList();
        return await db.Set<Contact>()
            .Where(c =>
                (c.ClientId == client && c.NameKey == key && client != null && key != "")
                || db.Set<ContactPoint>()
                    .Any(p =>
                        p.ContactId == c.Id
                        && p.Kind == PointKind.Email
                        && mails.Contains(p.ValueKey)
                    )
            )
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new KnownContact(
                c.Id,
                c.Name,
                c.JobTitle,
                db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                c.Left != null
            ))
            .ToListAsync(cancel);
    }
}
