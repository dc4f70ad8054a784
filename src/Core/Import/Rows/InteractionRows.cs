using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as entries of the handbook: the same by (system, external id), else by client, moment, subject and text. An
/// entry is immutable: an id that comes again with another text is refused.
/// </summary>
internal sealed class InteractionRows(Batch batch) : IRows
{
    private readonly ClientNames clients = new(batch);
    private readonly Owners owners = new(batch);
    private readonly Dictionary<(string, string), Interaction> byId = [];
    private ILookup<(Guid?, Instant), Interaction> byMoment = null!;
    private ILookup<(Guid?, string), Contact> contacts = null!;
    private ILookup<string, Guid> byMail = null!;
    private Dictionary<Guid, Contact> people = [];

    public async Task Decide(CancellationToken cancel)
    {
        await Load(cancel);
        foreach (var row in batch.Drafts)
        {
            Decide(row);
        }
    }

    private (string System, string Id)? SourceOf(Draft row) =>
        row.Cells.Raw(InteractionFields.ExternalId) is { Length: <= 200 } id
            ? (
                row.Cells.Raw(InteractionFields.System)
                    ?? batch.Import.System
                    ?? Import.DefaultSystem,
                id
            )
            : null;

    private static string? Subject(Draft row)
    {
        var subject = row.Cells.Text(InteractionFields.Subject, Interaction.SubjectLength);
        if (subject is not null)
        {
            return subject;
        }
        var first = (
            row.Cells.Raw(InteractionFields.Body) ?? row.Cells.Raw(InteractionFields.Channel)
        )
            ?.Split('\n')[0]
            .Trim();
        return first is { Length: > 100 } ? first[..100] + "…" : first;
    }

    private async Task Load(CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        await clients.Load(
            rows.Select(r => r.Cells.Raw(InteractionFields.Client)).OfType<string>(),
            cancel
        );
        await owners.Load(rows.SelectMany(r => r.Cells.List(InteractionFields.Colleagues)), cancel);
        foreach (
            var system in rows.Select(SourceOf)
                .OfType<(string System, string Id)>()
                .GroupBy(s => s.System, s => s.Id)
        )
        {
            var ids = system.Distinct().ToList();
            foreach (
                var found in await db.Set<Interaction>()
                    .AsNoTracking()
                    .Where(i => i.System == system.Key && ids.Contains(i.ExternalId!))
                    .ToListAsync(cancel)
            )
            {
                byId[(system.Key, found.ExternalId!)] = found;
            }
        }
        var at = rows.Select(ClientOf).OfType<Guid>().Distinct().Select(i => (Guid?)i).ToList();
        var moments = rows.Select(r => r.Cells.Moment(InteractionFields.Occurred))
            .OfType<Instant>()
            .Distinct()
            .ToList();
        byMoment = (
            await db.Set<Interaction>()
                .AsNoTracking()
                .Where(i => at.Contains(i.ClientId) && moments.Contains(i.Occurred))
                .ToListAsync(cancel)
        ).ToLookup(i => (i.ClientId, i.Occurred));
        await LoadContacts(at, cancel);
        await batch.LoadKeys(rows.SelectMany(Keys), cancel);
        await batch.LoadSeen(
            byId.Values.Concat(byMoment.SelectMany(g => g)).Select(i => i.Id),
            cancel
        );
    }

    private async Task LoadContacts(List<Guid?> at, CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        var said = rows.SelectMany(r => r.Cells.List(InteractionFields.Contacts))
            .Select(Folded.Key)
            .Distinct()
            .ToList();
        var found = await db.Set<Contact>()
            .AsNoTracking()
            .Where(c => at.Contains(c.ClientId) && said.Contains(c.NameKey))
            .ToListAsync(cancel);
        var mails = said.Where(s => s.Contains('@')).ToList();
        var holders =
            mails.Count == 0
                ? []
                : await db.Set<ContactPoint>()
                    .AsNoTracking()
                    .Where(p => p.Kind == PointKind.Email && mails.Contains(p.ValueKey))
                    .Join(
                        db.Set<Contact>(),
                        p => p.ContactId,
                        c => c.Id,
                        (p, c) => new { p.ValueKey, Contact = c }
                    )
                    .ToListAsync(cancel);
        contacts = found.ToLookup(c => (c.ClientId, c.NameKey));
        byMail = holders.ToLookup(h => h.ValueKey, h => h.Contact.Id);
        people = found
            .Concat(holders.Select(h => h.Contact))
            .DistinctBy(c => c.Id)
            .ToDictionary(c => c.Id);
    }

    private Guid? ClientOf(Draft row) =>
        row.Cells.Raw(InteractionFields.Client) is { } name ? clients.Find(name) : null;

    private IEnumerable<string> Keys(Draft row)
    {
        if (SourceOf(row) is { } source)
        {
            yield return Key(source);
        }
        else if (row.Cells.Moment(InteractionFields.Occurred) is { } occurred)
        {
            yield return Key(ClientOf(row), occurred, row);
        }
    }

    private static string Key((string System, string Id) source) =>
        $"entry-id:{source.System}\n{source.Id}";

    private static string Key(Guid? client, Instant occurred, Draft row) =>
        $"entry:{client}\n{occurred.ToUnixTimeTicks()}\n{Subject(row)}\n{row.Cells.Raw(InteractionFields.Body)}";

    private void Decide(Draft row)
    {
        row.Kind = nameof(Interaction);
        row.Label = Subject(row);
        if (row.Cells.Moment(InteractionFields.Occurred) is not { } occurred)
        {
            row.Refuse(RowReason.DateMissing, row.Cells.Raw(InteractionFields.Occurred));
            return;
        }
        if (Subject(row) is not { } subject)
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        var (said, client) = (row.Cells.Raw(InteractionFields.Client), ClientOf(row));
        client ??= said is null ? ClientOfContacts(row) : null;
        if (client is null)
        {
            row.Refuse(
                said is null ? RowReason.ClientMissing
                    : clients.IsAmbiguous(said) ? RowReason.Ambiguous
                    : RowReason.ClientUnknown,
                said is null ? null : clients.Unknown(said)
            );
            return;
        }
        var body = row.Cells.Text(InteractionFields.Body, Interaction.BodyLength);
        var source = SourceOf(row);
        var match = source is { } s
            ? byId.GetValueOrDefault(s)
            : byMoment[(client, occurred)]
                .FirstOrDefault(i =>
                    i.Subject.Trim() == subject && (i.Body?.Trim() ?? "") == (body ?? "")
                );
        var key = source is { } id ? Key(id) : Key(client, occurred, row);
        if ((match?.Id ?? batch.Made(key)) is { } found && batch.IsSecond(row, found))
        {
            return;
        }
        if (match is not null)
        {
            row.SubjectId = match.Id;
            row.Fate = Fate.Same;
            if (
                match.ClientId != client
                || match.Occurred != occurred
                || match.Subject.Trim() != subject
                || (match.Body?.Trim() ?? "") != (body ?? "")
            )
            {
                row.Refuse(RowReason.Immutable, subject);
            }
            return;
        }
        Add(row, client.Value, occurred, subject, body, source);
        batch.Remember(key, row.SubjectId!.Value);
    }

    /// <summary>Entries that name only people are filed where all those people are.</summary>
    private Guid? ClientOfContacts(Draft row)
    {
        var at = row
            .Cells.List(InteractionFields.Contacts)
            .SelectMany(c => byMail[Folded.Key(c)])
            .Select(c => people[c].ClientId)
            .Distinct()
            .ToList();
        return at.Count == 1 ? at[0] : null;
    }

    private void Add(
        Draft row,
        Guid client,
        Instant occurred,
        string subject,
        string? body,
        (string System, string Id)? source
    )
    {
        var cells = row.Cells;
        var theirs = cells.List(InteractionFields.Contacts).Distinct().ToList();
        var ours = cells
            .List(InteractionFields.Colleagues)
            .Select(c => owners.FindOrMake(c, Roles.Consultant, row))
            .Distinct()
            .ToList();
        var audience = cells.OneOf(InteractionFields.Audience, Enums.Audience) ?? Audience.Inside;
        var author = ours.Count > 0 ? ours[0] : batch.Db.Viewer.ColleagueId;
        var known = theirs.Select(t => Contact(t, client)).OfType<Guid>().Distinct().ToList();
        var entry = new Interaction
        {
            ClientId = client,
            Occurred = occurred,
            RecordedAt = batch.Now,
            Subject = subject,
            Body = body,
            Touchpoint =
                cells.OneOf(InteractionFields.Touchpoint, Enums.Touchpoint)
                ?? Touchpoint.Engagement,
            Channel = cells.OneOf(InteractionFields.Channel, Enums.Channel) ?? Channel.Note,
            Minutes = cells.Whole(InteractionFields.Minutes, 0, 60 * 24 * 31),
            Audience = audience,
            AuthorId = author,
            RealTouch = known.Count > 0 && ours.Count > 0,
            System = source?.System,
            ExternalId = source?.Id,
        };
        batch.Add(row, entry, subject, Interaction.Recorded, client);
        var position = 0;
        foreach (var contact in known)
        {
            batch.Db.Add(
                new Participant
                {
                    InteractionId = entry.Id,
                    Position = position++,
                    ContactId = contact,
                }
            );
        }
        foreach (var colleague in ours)
        {
            batch.Db.Add(
                new Participant
                {
                    InteractionId = entry.Id,
                    Position = position++,
                    ColleagueId = colleague,
                }
            );
        }
        foreach (var name in theirs.Where(t => Contact(t, client) is null))
        {
            batch.Db.Add(
                new Participant
                {
                    InteractionId = entry.Id,
                    Position = position++,
                    Name =
                        name.Length > Rapport.Contacts.Contact.NameLength
                            ? name[..Rapport.Contacts.Contact.NameLength]
                            : name,
                }
            );
        }
        if (audience == Audience.Named)
        {
            foreach (var colleague in ours)
            {
                batch.Db.Add(new AudienceMember { SubjectId = entry.Id, ColleagueId = colleague });
            }
        }
    }

    private Guid? Contact(string said, Guid client)
    {
        var key = Folded.Key(said);
        var named = contacts[(client, key)].ToList();
        return named.Count == 1 ? named[0].Id
            : byMail[key].Where(c => people[c].ClientId == client).Distinct().ToList() is [var one]
                ? one
            : null;
    }
}
