using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Import.Taking;

/// <summary>Contacts in the order of their numbers, so that one who moved stands behind the one who she was.</summary>
internal sealed class ContactsOut(Db db) : IPages
{
    private long after = long.MinValue;

    public async Task<IReadOnlyList<OutRow>> Next(CancellationToken cancel)
    {
        var contacts = await db.Set<Contact>()
            .AsNoTracking()
            .Where(c => c.Number > after)
            .OrderBy(c => c.Number)
            .Take(Out.AtOnce)
            .Select(c => new
            {
                Contact = c,
                Client = db.Set<Client>().FirstOrDefault(p => p.Id == c.ClientId),
                ReportsTo = db.Set<Contact>().FirstOrDefault(o => o.Id == c.ReportsToId),
                CameFrom = db.Set<Contact>().FirstOrDefault(o => o.Id == c.CameFromId),
            })
            .ToListAsync(cancel);
        after = contacts.Count > 0 ? contacts[^1].Contact.Number : after;
        var ids = contacts.ConvertAll(c => c.Contact.Id);
        var points = (
            await db.Set<ContactPoint>()
                .AsNoTracking()
                .Where(p => ids.Contains(p.ContactId))
                .OrderBy(p => p.Position)
                .ThenBy(p => p.Id)
                .ToListAsync(cancel)
        ).ToLookup(p => (p.ContactId, p.Kind), p => p.Value);
        var known = await KnownBy(ids, cancel);
        var consents = (
            await db.Set<Consent>()
                .AsNoTracking()
                .Where(c => ids.Contains(c.ContactId))
                .ToListAsync(cancel)
        )
            .OrderBy(c => c.At)
            .ThenBy(c => c.Purpose)
            .ToLookup(
                c => c.ContactId,
                c => CellText.Line(Out.Text(c.Purpose), Out.Text(c.Given), Out.Text(c.At), c.Source)
            );
        return
        [
            .. contacts.Select(c => new OutRow(
                c.Contact.Id,
                Row(
                    c.Contact,
                    c.Client,
                    kind => CellText.List(points[(c.Contact.Id, kind)]),
                    Text(c.ReportsTo),
                    Text(c.CameFrom),
                    CellText.Lines(known[c.Contact.Id]),
                    CellText.Lines(consents[c.Contact.Id])
                )
            )),
        ];
    }

    private async Task<ILookup<Guid, string>> KnownBy(List<Guid> ids, CancellationToken cancel)
    {
        var all = await db.Set<Acquaintance>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.ContactId))
            .ToListAsync(cancel);
        var colleagues = await PeopleOut.Colleagues(
            db,
            all.Select(a => (Guid?)a.ColleagueId),
            cancel
        );
        return all.Where(a => colleagues.ContainsKey(a.ColleagueId))
            .OrderByDescending(a => a.Closeness)
            .ThenBy(a => colleagues[a.ColleagueId], StringComparer.Ordinal)
            .ToLookup(
                a => a.ContactId,
                a => CellText.Line(colleagues[a.ColleagueId], Out.Text(a.Closeness), a.How)
            );
    }

    private static string? Text(Contact? other) =>
        other is null
            ? null
            : Reference.Of(other.System, other.ExternalId, other.Id, other.Name).Text;

    private static string?[] Row(
        Contact c,
        Client? client,
        Func<PointKind, string> points,
        string? reportsTo,
        string? cameFrom,
        string? knownBy,
        string? consents
    )
    {
        var source = Reference.Of(c.System, c.ExternalId, c.Id);
        return
        [
            ContactRecords.Number(c.Number),
            c.Name,
            c.GivenName,
            c.FamilyName,
            client?.Name,
            c.JobTitle,
            c.Department,
            points(PointKind.Email),
            points(PointKind.Phone),
            points(PointKind.Mobile),
            c.Language,
            c.TimeZone,
            source.System,
            source.Id,
            client is null ? null : Reference.Of(client.System, client.ExternalId, client.Id).Text,
            points(PointKind.Chat),
            points(PointKind.Web),
            CellText.List(c.Channels.Items),
            c.ReachHours?.ToString(),
            Out.Text(c.OffHoursAllowed),
            Out.Text(c.Influence),
            Out.Text(c.Stance),
            c.Interest,
            c.Wants,
            c.Fears,
            c.NotesPurpose,
            Out.Text(c.NotesUntil),
            reportsTo,
            Out.Text(c.Joined),
            Out.Text(c.Left),
            c.WentTo,
            cameFrom,
            knownBy,
            consents,
        ];
    }
}
