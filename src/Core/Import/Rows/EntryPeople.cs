using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>The people whom rows name as taking part in an entry: contacts of its client, colleagues, and mere names.</summary>
internal sealed class EntryPeople(Batch batch)
{
    private readonly Owners owners = new(batch);
    private ILookup<(Guid? Client, string Name), Guid> byName = null!;
    private ILookup<string, (Guid Id, Guid? Client)> byMail = null!;

    public async Task Load(IReadOnlyList<EntryDraft> entries, CancellationToken cancel)
    {
        var db = batch.Db;
        var clients = entries.Select(e => e.Client).Where(c => c is not null).Distinct().ToList();
        var said = entries.SelectMany(e => e.Theirs).Distinct().Select(PersonSaid.Read).ToList();
        var names = said.Select(s => Folded.Key(s.Name)).Distinct().ToList();
        byName = (
            names.Count == 0
                ? []
                : await db.Set<Contact>()
                    .Where(c => clients.Contains(c.ClientId) && names.Contains(c.NameKey))
                    .Select(c => new
                    {
                        c.Id,
                        c.ClientId,
                        c.NameKey,
                    })
                    .ToListAsync(cancel)
        ).ToLookup(c => (c.ClientId, c.NameKey), c => c.Id);
        var mails = said.Select(s => s.Mail)
            .OfType<string>()
            .Select(Known.EmailKey)
            .Distinct()
            .ToList();
        byMail = (
            mails.Count == 0
                ? []
                : await db.Set<ContactPoint>()
                    .Where(p => p.Kind == PointKind.Email && mails.Contains(p.ValueKey))
                    .Join(
                        db.Set<Contact>(),
                        p => p.ContactId,
                        c => c.Id,
                        (p, c) =>
                            new
                            {
                                p.ValueKey,
                                c.Id,
                                c.ClientId,
                            }
                    )
                    .ToListAsync(cancel)
        ).ToLookup(h => h.ValueKey, h => (h.Id, h.ClientId));
        await owners.Load(
            batch
                .Drafts.SelectMany(r =>
                    r.Cells.List(InteractionFields.Colleagues)
                        .Concat(r.Cells.List(InteractionFields.Named))
                        .Concat(r.Cells.Raws(InteractionFields.WrittenBy))
                )
                .Distinct(),
            cancel
        );
    }

    /// <summary>Entries that name only people are filed where all those people are.</summary>
    public Guid? ClientOf(EntryDraft entry) =>
        entry
            .Theirs.SelectMany(t =>
                PersonSaid.Read(t) is { Mail: { } mail } ? byMail[Known.EmailKey(mail)] : []
            )
            .Select(c => c.Client)
            .Distinct()
            .ToList()
            is [var one]
            ? one
            : null;

    public List<Guid> Colleagues(Draft row, string field) =>
        [
            .. row
                .Cells.List(field)
                .Select(c => owners.FindOrMake(c, Roles.Consultant, row))
                .Distinct(),
        ];

    public Guid? Colleague(Draft row, string field) =>
        row.Cells.Raw(field) is { } said ? owners.FindOrMake(said, Roles.Consultant, row) : null;

    /// <summary>Theirs in the order of the row, then ours.</summary>
    public List<Participant> Participants(
        EntryDraft entry,
        Guid id,
        Guid client,
        IEnumerable<Guid> ours
    )
    {
        var people = new List<Participant>();
        var known = new HashSet<Guid>();
        foreach (var said in entry.Theirs)
        {
            var contact = Contact(said, client);
            if (contact is { } one && !known.Add(one))
            {
                continue;
            }
            people.Add(
                new Participant
                {
                    InteractionId = id,
                    Position = people.Count,
                    ContactId = contact,
                    Name = contact is not null
                        ? null
                        : Shortened.To(said, Contacts.Contact.NameLength),
                }
            );
        }
        foreach (var colleague in ours)
        {
            people.Add(
                new Participant
                {
                    InteractionId = id,
                    Position = people.Count,
                    ColleagueId = colleague,
                }
            );
        }
        return people;
    }

    private Guid? Contact(string said, Guid client)
    {
        var (name, mail) = PersonSaid.Read(said);
        var found = mail is null
            ? []
            : byMail[Known.EmailKey(mail)]
                .Where(c => c.Client == client)
                .Select(c => c.Id)
                .Distinct()
                .ToList();
        if (found.Count > 1)
        {
            // A shared address: the name in front of it says whose.
            found = [.. found.Intersect(byName[(client, Folded.Key(name))])];
        }
        return found is [var one] ? one
            : byName[(client, Folded.Key(name))].ToList() is [var named] ? named
            : null;
    }
}
