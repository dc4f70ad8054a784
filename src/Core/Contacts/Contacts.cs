using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>What can be done with contacts. Every act loads inside the viewer's walls: what is not seen is not found.</summary>
public sealed class Contacts(Db db)
{
    private const int MostPoints = 50;

    public async Task<Result<Contact>> Add(ContactDetails said, CancellationToken cancel = default)
    {
        var faults = new Faults();
        var contact = new Contact
        {
            ClientId = said.ClientId,
            Name = "",
            CreatedAt = db.Now,
        };
        faults.If(said.ClientId is null, "clientId", Fault.Required);
        faults.If(
            said.ClientId is { } client && !await Sees(client, cancel),
            "clientId",
            Fault.Unknown
        );
        await Fill(contact, said, faults, cancel);
        await CustomValues.Fill(db, contact, said.Fields, Spoken.Added, faults, cancel);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        db.Add(contact);
        db.Raise(Contact.Added, contact, contact.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : contact;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Contact>> Change(
        Guid id,
        ContactDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } contact)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != contact.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        faults.If(
            said.ClientId is not null && said.ClientId != contact.ClientId,
            "clientId",
            Fault.NotAllowed
        );
        await Fill(contact, said, faults, cancel);
        await CustomValues.Fill(db, contact, said.Fields, Spoken.Whole, faults, cancel);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Touch(contact);
            db.Raise(Contact.Changed, contact, contact.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : contact;
    }

    /// <summary>
    /// She left her client; having left already changes nothing. Where she is now with another client of ours, she
    /// becomes a contact there by her name and language alone: what the one client told us is not for the other.
    /// </summary>
    public async Task<Result<Contact>> Leave(
        Guid id,
        DepartureDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } contact)
        {
            return Refusal.NotFound;
        }
        if (!contact.IsThere)
        {
            return contact;
        }
        var faults = new Faults();
        var today = db.Now.InUtc().Date;
        var last = said.Date ?? today;
        // Somebody's today in the east is tomorrow by universal time.
        faults.If(last > today.PlusDays(1), "date", Fault.InTheFuture);
        faults.If(last < contact.Joined, "date", Fault.BeforeItBegan);
        var wentTo = faults.Text("wentTo", said.WentTo, Contact.NameLength);
        faults.If(
            said.ToClientId is { } to && !await Sees(to, cancel),
            "toClientId",
            Fault.Unknown
        );
        faults.If(
            said.ToClientId is not null && said.ToClientId == contact.ClientId,
            "toClientId",
            Fault.NotAllowed
        );
        if (faults.Any)
        {
            return faults.Refusal;
        }
        (contact.Left, contact.WentTo) = (last, wentTo);
        db.Raise(Contact.LeftClient, contact, contact.ClientId);
        if (said.ToClientId is { } there)
        {
            var arrived = new Contact
            {
                ClientId = there,
                GivenName = contact.GivenName,
                FamilyName = contact.FamilyName,
                Name = contact.Name,
                NameKey = contact.NameKey,
                Language = contact.Language,
                CameFromId = contact.Id,
                CreatedAt = db.Now,
            };
            db.Add(arrived);
            db.Raise(Contact.Added, arrived, there);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : contact;
    }

    /// <summary>A colleague knows her so well. What was said of the two before is replaced.</summary>
    public async Task<Result<Contact>> Know(
        Guid id,
        AcquaintanceDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } contact)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(said.ColleagueId is null, "colleagueId", Fault.Required);
        faults.If(
            said.ColleagueId is { } who
                && !await db.Set<Colleague>().AnyAsync(c => c.Id == who && c.Left == null, cancel),
            "colleagueId",
            Fault.Unknown
        );
        faults.If(said.Closeness is null, "closeness", Fault.Required);
        var how = faults.Text("how", said.How, Contact.TextLength);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var colleague = said.ColleagueId!.Value;
        var known = await db.Set<Acquaintance>()
            .FirstOrDefaultAsync(a => a.ContactId == id && a.ColleagueId == colleague, cancel);
        if (known is null)
        {
            known = new Acquaintance
            {
                ClientId = contact.ClientId,
                ContactId = id,
                ColleagueId = colleague,
            };
            db.Add(known);
        }
        (known.Closeness, known.How) = (said.Closeness!.Value, how);
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Contact.Changed, contact, contact.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : contact;
    }

    /// <summary>She agreed to something, or no longer does. What she agreed to counts only with what shows it.</summary>
    public async Task<Result<Contact>> Consent(
        Guid id,
        ConsentDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } contact)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(said.Purpose is null, "purpose", Fault.Required);
        faults.If(said.Given is null, "given", Fault.Required);
        var source = faults.Text(
            "source",
            said.Source,
            Contact.TextLength,
            required: said.Given ?? false
        );
        if (faults.Any)
        {
            return faults.Refusal;
        }
        db.Add(
            new Consent
            {
                ClientId = contact.ClientId,
                ContactId = id,
                Purpose = said.Purpose!.Value,
                Given = said.Given!.Value,
                At = db.Now,
                Source = source,
            }
        );
        db.Raise(Contact.Changed, contact, contact.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : contact;
    }

    /// <summary>Erases her data for good, also where the viewer may not read, and in the history.</summary>
    /// <param name="reason">Kept, without her name: who asked for it, and when.</param>
    public Task<Result<Erasure>> Erase(
        Guid id,
        string? reason,
        CancellationToken cancel = default
    ) => Erase(id, reason, [], cancel);

    /// <summary>The same, and a half of her name too in the entries that somebody looked through.</summary>
    public Task<Result<Erasure>> Erase(
        Guid id,
        string? reason,
        IReadOnlyCollection<Guid> reviewed,
        CancellationToken cancel
    ) => new Erasing(db, reviewed).Erase(id, reason, cancel);

    private Task<Contact?> Load(Guid id, CancellationToken cancel) =>
        db.Set<Contact>().FirstOrDefaultAsync(c => c.Id == id, cancel);

    private Task<bool> Sees(Guid clientId, CancellationToken cancel) =>
        ClientRecords.Sees(db, clientId, cancel);

    private async Task Fill(
        Contact contact,
        ContactDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        contact.Fill(said, faults);
        faults.If(
            said.Joined is { } joined && joined > contact.Left,
            "joined",
            Fault.BeforeItBegan
        );
        await SetReportsTo(contact, said.ReportsToId, faults, cancel);
        await FillPoints(contact, said.Points, faults, cancel);
    }

    /// <summary>Whom she reports to is at the same client, and never one who reports to her.</summary>
    private async Task SetReportsTo(
        Contact contact,
        Guid? reportsToId,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (reportsToId == contact.ReportsToId)
        {
            return;
        }
        contact.ReportsToId = reportsToId;
        var seen = new HashSet<Guid> { contact.Id };
        for (var above = reportsToId; above is { } id; )
        {
            if (!seen.Add(id))
            {
                faults.Add("reportsToId", Fault.Circular);
                return;
            }
            var found = await db.Set<Contact>()
                .Where(c => c.Id == id && c.ClientId == contact.ClientId)
                .Select(c => new { c.ReportsToId })
                .FirstOrDefaultAsync(cancel);
            faults.If(found is null && id == reportsToId, "reportsToId", Fault.Unknown);
            above = found?.ReportsToId;
        }
    }

    private async Task FillPoints(
        Contact contact,
        IReadOnlyList<PointDetails>? said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said is null)
        {
            return;
        }
        faults.If(said.Count > MostPoints, "points", Fault.TooLarge);
        var before = await db.Set<ContactPoint>()
            .Where(p => p.ContactId == contact.Id)
            .ToListAsync(cancel);
        var kept = new HashSet<Guid>();
        foreach (var (position, one) in said.Take(MostPoints).Index())
        {
            var row = before.Find(p => p.Id == one.Id);
            var filled = one.Row(contact, $"points[{position}]", faults, row);
            filled.Position = position;
            kept.Add(filled.Id);
            if (row is null)
            {
                db.Add(filled);
            }
        }
        db.RemoveRange(before.Where(p => !kept.Contains(p.Id)));
    }
}
