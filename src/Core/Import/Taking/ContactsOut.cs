using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Import.Taking;

internal static class ContactsOut
{
    public static async Task<(IReadOnlyList<string?[]> Rows, Guid Last)> Page(
        Db db,
        Guid? after,
        CancellationToken cancel
    )
    {
        var contacts = await db.Set<Contact>()
            .AsNoTracking()
            .Where(c => after == null || c.Id.CompareTo(after.Value) > 0)
            .OrderBy(c => c.Id)
            .Take(Out.AtOnce)
            .Select(c => new
            {
                Contact = c,
                Client = db.Set<Client>()
                    .Where(p => p.Id == c.ClientId)
                    .Select(p => p.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var ids = contacts.Select(c => c.Contact.Id).ToList();
        var points = (
            await db.Set<ContactPoint>()
                .AsNoTracking()
                .Where(p => ids.Contains(p.ContactId))
                .OrderBy(p => p.Position)
                .ToListAsync(cancel)
        ).ToLookup(p => (p.ContactId, p.Kind), p => p.Value);
        return (
            [
                .. contacts.Select(c =>
                    Row(c.Contact, c.Client, kind => string.Join(';', points[(c.Contact.Id, kind)]))
                ),
            ],
            contacts.Count > 0 ? contacts[^1].Contact.Id : Guid.Empty
        );
    }

    private static string?[] Row(Contact c, string? client, Func<PointKind, string> points) =>
        [
            FormattableString.Invariant($"P-{c.Number}"),
            c.Name,
            c.GivenName,
            c.FamilyName,
            client,
            c.JobTitle,
            c.Department,
            points(PointKind.Email),
            points(PointKind.Phone),
            points(PointKind.Mobile),
            c.Language,
            c.TimeZone,
            c.System,
            c.ExternalId,
        ];
}
