using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Finds the contact that a row speaks of: by (system, external id), else by mail address, else by name within the
/// client. Two people who share a mail address are never made one: the second comes in without it, unless a file of ours
/// says by its ids that they are two.
/// </summary>
internal sealed class ContactMatch(Batch batch, ClientNames clients)
{
    private readonly Dictionary<Guid, Contact> known = [];
    private Dictionary<(string System, string Id), Contact> byId = [];
    private ILookup<string, Contact> byMail = null!;
    private ILookup<string, Contact> byName = null!;
    private Dictionary<Guid, string> names = [];

    public IReadOnlyCollection<Guid> Known => known.Keys;

    public (string System, string Id)? SourceOf(Draft row) =>
        Sources.Of(row, batch, ContactFields.ExternalId, ContactFields.System);

    public ClientSaid ClientOf(Draft row) =>
        ClientSaid.Of(row, batch, ContactFields.Client, ContactFields.ClientKey);

    public static string? NameOf(Draft row)
    {
        var full = row.Cells.Text(ContactFields.FullName, Contact.NameLength * 2);
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

    public static List<string> Mails(Draft row) =>
        [
            .. row
                .Cells.List(ContactFields.Email)
                .SelectMany(m => m.Split(" ::: "))
                .Where(Values.Known.Email)
                .DistinctBy(Values.Known.EmailKey),
        ];

    /// <summary>Where a contact is, for who reads of it.</summary>
    public string? ClientName(Contact contact) =>
        contact.ClientId is { } at ? names.GetValueOrDefault(at) : null;

    public static string NameKey(string name, Guid client) =>
        $"contact-name:{Folded.Key(name)}\n{client}";

    public static string IdKey((string System, string Id) source) =>
        $"contact-id:{source.System}\n{source.Id}";

    public async Task Load(CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        byId = await Sources.Find(db, db.Set<Contact>(), rows.Select(SourceOf), cancel);
        Know(byId.Values);
        var mails = rows.SelectMany(Mails).Select(Values.Known.EmailKey).Distinct().ToList();
        var holders = await db.Set<ContactPoint>()
            .Where(p => p.Kind == PointKind.Email && mails.Contains(p.ValueKey))
            .Select(p => new { p.ValueKey, p.ContactId })
            .ToListAsync(cancel);
        var holding = holders.Select(h => h.ContactId).Distinct().ToList();
        Know(await db.Set<Contact>().Where(c => holding.Contains(c.Id)).ToListAsync(cancel));
        var keys = rows.Select(NameOf).OfType<string>().Select(Folded.Key).Distinct().ToList();
        Know(await db.Set<Contact>().Where(c => keys.Contains(c.NameKey)).ToListAsync(cancel));
        byMail = holders
            .Where(h => known.ContainsKey(h.ContactId))
            .ToLookup(h => h.ValueKey, h => known[h.ContactId]);
        byName = known.Values.ToLookup(c => c.NameKey);
        var at = known.Values.Select(c => c.ClientId).OfType<Guid>().Distinct().ToList();
        names = await db.Set<Client>()
            .Where(c => at.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        await batch.LoadKeys(rows.SelectMany(Keys), cancel);
        await batch.LoadSeen(known.Keys, cancel);
    }

    /// <summary>The contact that is there, or the id of the one that an earlier row made; the row is refused where it cannot be told.</summary>
    public (Contact? Contact, Guid? Id) Of(Draft row, string name, Guid? client, List<string> mails)
    {
        var found = Find(row, name, client, mails);
        if (row.Fate != Fate.Refused)
        {
            LeaveToOthers(row, Folded.Key(name), mails, found.Id);
        }
        return found;
    }

    private (Contact? Contact, Guid? Id) Find(
        Draft row,
        string name,
        Guid? client,
        List<string> mails
    )
    {
        var source = SourceOf(row);
        if (source is { } s && byId.TryGetValue(s, out var same))
        {
            return (same, same.Id);
        }
        if (source is { } made && batch.Made(IdKey(made)) is { } earlier)
        {
            return (null, earlier);
        }
        if (ByMail(row, name, client, mails, source) is { } found)
        {
            return found;
        }
        if (client is null)
        {
            return (null, null);
        }
        var here = byName[Folded.Key(name)]
            .Where(c => c.ClientId == client)
            .Where(c => source is not { } s || c.System != s.System || c.ExternalId is null)
            .ToList();
        if (here.Count > 1)
        {
            row.Refuse(RowReason.Ambiguous, name);
            return (null, null);
        }
        // The same name under two addresses of one client: a file with ids tells them apart, one without does not.
        return here.Count == 1 ? (here[0], here[0].Id)
            : source is null && NameOf(row) is { } called
                ? (null, batch.Made(NameKey(called, client.Value)))
            : (null, null);
    }

    public void Remember(Draft row, Contact contact, List<string> mails)
    {
        foreach (var mail in mails)
        {
            batch.Remember(MailKey(mail), contact.Id);
            batch.Remember(MailKey(mail, contact.NameKey), contact.Id);
        }
        batch.Remember(NameKey(contact.Name, contact.ClientId!.Value), contact.Id);
        if (SourceOf(row) is { } source)
        {
            batch.Remember(IdKey(source), contact.Id);
        }
    }

    /// <summary>What the mail addresses say; null where they say nothing.</summary>
    private (Contact? Contact, Guid? Id)? ByMail(
        Draft row,
        string name,
        Guid? client,
        List<string> mails,
        (string System, string Id)? source
    )
    {
        var (key, ours) = (Folded.Key(name), source?.System == Reference.Ours);
        var sharing = mails.SelectMany(m => Holders(m, source)).Distinct().ToList();
        var alike = sharing.Where(c => c.NameKey == key || NameOf(row) is null).ToList();
        var here =
            alike.Count > 1 && client is not null
                ? [.. alike.Where(c => c.ClientId == client)]
                : alike;
        if (here.Count == 1)
        {
            return (here[0], here[0].Id);
        }
        if (alike.Count > 1)
        {
            row.Refuse(RowReason.Ambiguous, name);
            return (null, null);
        }
        return
            !ours
            && mails
                .Select(m => batch.Made(NameOf(row) is null ? MailKey(m) : MailKey(m, key)))
                .FirstOrDefault(made => made is not null)
                is { } itself
            ? (null, itself)
            : null;
    }

    /// <summary>An address that somebody of another name has stays theirs, and the row tells of it.</summary>
    private void LeaveToOthers(Draft row, string key, List<string> mails, Guid? found)
    {
        var source = SourceOf(row);
        foreach (var mail in NameOf(row) is null ? [] : mails)
        {
            var holders = Holders(mail, source).ToList();
            if (holders.Exists(c => c.Id == found || c.NameKey == key))
            {
                continue;
            }
            var made = batch.Made(MailKey(mail));
            var another =
                made is not null
                && made != found
                && source?.System != Reference.Ours
                && batch.Made(MailKey(mail, key)) is null;
            if (holders.Count > 0 || another)
            {
                row.OfOthers.Add(Values.Known.EmailKey(mail));
                row.Note(
                    RowReason.MailOfAnother,
                    holders.Count > 0 ? $"{mail}\n{holders[0].Name}" : mail
                );
            }
        }
    }

    private IEnumerable<Contact> Holders(string mail, (string System, string Id)? source) =>
        byMail[Values.Known.EmailKey(mail)]
            .Where(c =>
                source?.System != Reference.Ours || !Sources.IsOther(source, c.System, c.ExternalId)
            );

    private void Know(IEnumerable<Contact> contacts)
    {
        foreach (var contact in contacts)
        {
            known.TryAdd(contact.Id, contact);
        }
    }

    private static string MailKey(string mail) => $"contact-mail:{Values.Known.EmailKey(mail)}";

    private static string MailKey(string mail, string nameKey) => MailKey(mail) + "\n" + nameKey;

    private IEnumerable<string> Keys(Draft row)
    {
        var (said, name) = (ClientOf(row), NameOf(row));
        var client = said.IsNothing ? null : clients.Find(said);
        return Mails(row)
            .SelectMany(m => new[] { MailKey(m), MailKey(m, Folded.Key(name ?? "")) })
            .Append(SourceOf(row) is { } source ? IdKey(source) : null)
            .Append(name is not null && client is { } at ? NameKey(name, at) : null)
            .OfType<string>();
    }
}
