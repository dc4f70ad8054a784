using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as contacts: matched by (system, external id), else by mail address, else by name within the client. Two people
/// who share a mail address are never made one: the second is refused.
/// </summary>
internal sealed class ContactRows(Batch batch) : IRows
{
    private readonly ClientNames clients = new(batch);
    private readonly Dictionary<Guid, Contact> known = [];
    private Dictionary<(string, string), Contact> byId = [];
    private ILookup<string, Contact> byMail = null!;
    private ILookup<string, Contact> byName = null!;
    private ILookup<Guid, ContactPoint> points = null!;
    private Dictionary<Guid, string> names = [];

    public async Task Decide(CancellationToken cancel)
    {
        await Load(cancel);
        foreach (var row in batch.Drafts)
        {
            Decide(row);
        }
    }

    private (string System, string Id)? SourceOf(Draft row) =>
        row.Cells.Raw(ContactFields.ExternalId) is { Length: <= 200 } id
            ? (
                row.Cells.Raw(ContactFields.System) ?? batch.Import.System ?? Import.DefaultSystem,
                id
            )
            : null;

    private static string? NameOf(Draft row)
    {
        var full = row.Cells.Text(ContactFields.FullName, Contact.NameLength);
        var parts = string.Join(
            ' ',
            new[]
            {
                row.Cells.Text(ContactFields.GivenName, Contact.NameLength),
                row.Cells.Text(ContactFields.FamilyName, Contact.NameLength),
            }.OfType<string>()
        );
        return full ?? (parts.Length > 0 ? parts : null);
    }

    private static List<string> Mails(Draft row) =>
        [
            .. row
                .Cells.List(ContactFields.Email)
                .SelectMany(m => m.Split(" ::: "))
                .Where(Known.Email)
                .DistinctBy(Known.EmailKey),
        ];

    private async Task Load(CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        await clients.Load(
            rows.Select(r => r.Cells.Raw(ContactFields.Client)).OfType<string>(),
            cancel
        );
        foreach (
            var system in rows.Select(SourceOf)
                .OfType<(string System, string Id)>()
                .GroupBy(s => s.System, s => s.Id)
        )
        {
            var ids = system.Distinct().ToList();
            Know(
                await db.Set<Contact>()
                    .Where(c => c.System == system.Key && ids.Contains(c.ExternalId!))
                    .ToListAsync(cancel)
            );
        }
        var mails = rows.SelectMany(Mails).Select(Known.EmailKey).Distinct().ToList();
        var holders = await db.Set<ContactPoint>()
            .Where(p => p.Kind == PointKind.Email && mails.Contains(p.ValueKey))
            .Select(p => new { p.ValueKey, p.ContactId })
            .ToListAsync(cancel);
        var holding = holders.Select(h => h.ContactId).Distinct().ToList();
        Know(await db.Set<Contact>().Where(c => holding.Contains(c.Id)).ToListAsync(cancel));
        var keys = rows.Select(NameOf).OfType<string>().Select(Folded.Key).Distinct().ToList();
        Know(await db.Set<Contact>().Where(c => keys.Contains(c.NameKey)).ToListAsync(cancel));
        byId = known
            .Values.Where(c => c is { System: not null, ExternalId: not null })
            .ToDictionary(c => (c.System!, c.ExternalId!));
        byMail = holders
            .Where(h => known.ContainsKey(h.ContactId))
            .ToLookup(h => h.ValueKey, h => known[h.ContactId]);
        byName = known.Values.ToLookup(c => c.NameKey);
        var all = known.Keys.ToList();
        points = (
            await db.Set<ContactPoint>().Where(p => all.Contains(p.ContactId)).ToListAsync(cancel)
        ).ToLookup(p => p.ContactId);
        var at = known.Values.Select(c => c.ClientId).OfType<Guid>().Distinct().ToList();
        names = await db.Set<Client>()
            .Where(c => at.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        await batch.LoadKeys(rows.SelectMany(Keys), cancel);
        await batch.LoadSeen(all, cancel);
    }

    private void Know(IEnumerable<Contact> contacts)
    {
        foreach (var contact in contacts)
        {
            known.TryAdd(contact.Id, contact);
        }
    }

    private static string MailKey(string mail) => $"contact-mail:{Known.EmailKey(mail)}";

    private string? IdKey(Draft row) =>
        SourceOf(row) is { } s ? $"contact-id:{s.System}\n{s.Id}" : null;

    private static string? NameKey(Draft row, Guid? client) =>
        NameOf(row) is { } name && client is not null
            ? $"contact-name:{Folded.Key(name)}\n{client}"
            : null;

    private IEnumerable<string> Keys(Draft row)
    {
        var client = row.Cells.Raw(ContactFields.Client) is { } said ? clients.Find(said) : null;
        return Mails(row)
            .SelectMany(m =>
                new[] { MailKey(m), MailKey(m) + "\n" + Folded.Key(NameOf(row) ?? "") }
            )
            .Append(IdKey(row))
            .Append(NameKey(row, client))
            .OfType<string>();
    }

    private void Decide(Draft row)
    {
        row.Kind = nameof(Contact);
        var mails = Mails(row);
        if ((NameOf(row) ?? mails.FirstOrDefault()) is not { } name)
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        row.Label = name;
        var said = row.Cells.Text(ContactFields.Client, Client.NameLength);
        var client = said is null ? null : clients.Find(said);
        var (match, id) = Match(row, name, client, mails);
        if (row.Fate == Fate.Refused)
        {
            return;
        }
        if (match is not null && said is not null && match.ClientId != client)
        {
            row.Refuse(
                RowReason.AtAnotherClient,
                $"{name}\n{(match.ClientId is { } at ? names.GetValueOrDefault(at) : null)}"
            );
            return;
        }
        if (id is { } found && batch.IsSecond(row, found))
        {
            return;
        }
        if (match is not null)
        {
            ContactValues.Fill(match, row.Cells);
            Reach(row, match, points[match.Id].ToList());
            batch.Settle(row, match, match.Name, Contact.Changed, match.ClientId);
            return;
        }
        if (said is null)
        {
            row.Refuse(RowReason.ClientMissing);
            return;
        }
        if (clients.IsAmbiguous(said))
        {
            row.Refuse(RowReason.Ambiguous, said);
            return;
        }
        Add(row, name, (client ?? clients.FindOrMake(said, row))!.Value, mails);
    }

    private (Contact? Contact, Guid? Id) Match(
        Draft row,
        string name,
        Guid? client,
        List<string> mails
    )
    {
        if (SourceOf(row) is { } source && byId.TryGetValue(source, out var same))
        {
            return (same, same.Id);
        }
        if (IdKey(row) is { } idKey && batch.Made(idKey) is { } earlier)
        {
            return (null, earlier);
        }
        var key = Folded.Key(name);
        var sharing = mails.SelectMany(m => byMail[Known.EmailKey(m)]).Distinct().ToList();
        var alike = sharing.Where(c => c.NameKey == key || NameOf(row) is null).ToList();
        alike =
            alike.Count > 1 && client is not null
                ? [.. alike.Where(c => c.ClientId == client)]
                : alike;
        if (alike.Count == 1)
        {
            return (alike[0], alike[0].Id);
        }
        if (sharing.Count > 0)
        {
            row.Refuse(RowReason.MailOfAnother, $"{mails[0]}\n{sharing[0].Name}");
            return (null, null);
        }
        foreach (var mail in mails)
        {
            if (batch.Made(MailKey(mail)) is { } owner)
            {
                if (batch.Made(MailKey(mail) + "\n" + key) is { } itself)
                {
                    return (null, itself);
                }
                row.Refuse(RowReason.MailOfAnother, mail);
                _ = owner;
                return (null, null);
            }
        }
        if (client is null)
        {
            return (null, null);
        }
        var here = byName[key]
            .Where(c => c.ClientId == client)
            .Where(c => SourceOf(row) is not { } s || c.System != s.System || c.ExternalId is null)
            .ToList();
        if (here.Count > 1)
        {
            row.Refuse(RowReason.Ambiguous, name);
            return (null, null);
        }
        // The same name under two addresses of one client: a file with ids tells them apart, one without does not.
        return here.Count == 1 ? (here[0], here[0].Id)
            : SourceOf(row) is null && NameKey(row, client) is { } nameKey
                ? (null, batch.Made(nameKey))
            : (null, null);
    }

    private void Add(Draft row, string name, Guid client, List<string> mails)
    {
        var source = SourceOf(row);
        var contact = new Contact
        {
            ClientId = client,
            Name = name,
            NameKey = Folded.Key(name),
            System = source?.System,
            ExternalId = source?.Id,
            CreatedAt = batch.Now,
        };
        ContactValues.Fill(contact, row.Cells);
        batch.Add(row, contact, name, Contact.Added, client);
        Reach(row, contact, []);
        foreach (var mail in mails)
        {
            batch.Remember(MailKey(mail), contact.Id);
            batch.Remember(MailKey(mail) + "\n" + contact.NameKey, contact.Id);
        }
        batch.Remember($"contact-name:{contact.NameKey}\n{client}", contact.Id);
        if (IdKey(row) is { } key)
        {
            batch.Remember(key, contact.Id);
        }
    }

    /// <summary>Addresses that are not there yet are added behind the others; none is taken away.</summary>
    private void Reach(Draft row, Contact contact, List<ContactPoint> had)
    {
        var isNew = row.Fate == Fate.New;
        var position = had.Count;
        foreach (var (kind, value, key) in ContactValues.Points(row.Cells))
        {
            if (had.Exists(p => p.Kind == kind && p.ValueKey == key))
            {
                continue;
            }
            var point = new ContactPoint
            {
                ClientId = contact.ClientId,
                ContactId = contact.Id,
                Kind = kind,
                Value = value,
                ValueKey = key,
                Position = position++,
            };
            had.Add(point);
            if (isNew)
            {
                batch.Db.Add(point);
            }
            else
            {
                batch.AddBeside(row, point, value, null, null);
            }
        }
    }
}
