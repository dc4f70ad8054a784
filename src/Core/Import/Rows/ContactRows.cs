using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as contacts. Whom they report to, and who they were elsewhere, is linked when all rows are in, so that it may stand anywhere in the file.
/// </summary>
internal sealed class ContactRows : IRows
{
    private readonly Batch batch;
    private readonly ClientNames clients;
    private readonly ContactMatch match;
    private readonly ContactPoints points;
    private readonly ContactTies ties;
    private readonly OwnColumns<Contact> own;

    public ContactRows(Batch batch)
    {
        this.batch = batch;
        clients = new ClientNames(batch);
        match = new ContactMatch(batch, clients);
        points = new ContactPoints(batch);
        ties = new ContactTies(batch);
        own = new OwnColumns<Contact>(batch);
    }

    public async Task Decide(CancellationToken cancel)
    {
        await clients.Load(batch.Drafts.Select(match.ClientOf).Where(s => !s.IsNothing), cancel);
        await match.Load(cancel);
        await points.Load(match.Known, cancel);
        await ties.Load(match.Known, cancel);
        await own.Load(match.Known, cancel);
        foreach (var row in batch.Drafts)
        {
            Decide(row);
        }
    }

    private void Decide(Draft row)
    {
        row.Kind = nameof(Contact);
        var mails = ContactMatch.Mails(row);
        if ((ContactMatch.NameOf(row) ?? mails.FirstOrDefault()) is not { } name)
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        row.Label = name;
        var said = match.ClientOf(row) with
        {
            Name = row.Cells.Text(ContactFields.Client, Clients.Client.NameLength),
        };
        var client = said.IsNothing ? null : clients.Find(said);
        var (contact, id) = match.Of(row, name, client, mails);
        if (row.Fate == Fate.Refused)
        {
            return;
        }
        if (contact is not null && !said.IsNothing && contact.ClientId != client)
        {
            row.Refuse(RowReason.AtAnotherClient, $"{name}\n{match.ClientName(contact)}");
            return;
        }
        if (id is { } found && batch.IsSecond(row, found))
        {
            return;
        }
        if (contact is not null)
        {
            Change(row, contact);
            return;
        }
        if (said.Name is null && client is null)
        {
            row.Refuse(RowReason.ClientMissing);
            return;
        }
        if (clients.IsAmbiguous(said))
        {
            row.Refuse(RowReason.Ambiguous, said.Words);
            return;
        }
        Add(row, name, (client ?? clients.FindOrMake(said, row))!.Value, mails);
    }

    private void Add(Draft row, string name, Guid client, List<string> mails)
    {
        var source = match.SourceOf(row);
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
        points.Take(row, contact);
        ties.Take(row, contact);
        own.Take(row, contact);
        row.Pending = PeopleLinks.Kept(row, client);
        match.Remember(row, contact, mails);
    }

    private void Change(Draft row, Contact contact)
    {
        ContactValues.Fill(contact, row.Cells);
        points.Take(row, contact);
        var touched = ties.Take(row, contact).Concat(own.Take(row, contact)).ToList();
        batch.Settle(row, contact, contact.Name, Contact.Changed, contact.ClientId, touched);
        row.Pending = PeopleLinks.Kept(row, contact.ClientId);
    }
}
