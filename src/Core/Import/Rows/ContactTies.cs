using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>Who of us knows a contact, and what she agreed to: loaded where the file says it.</summary>
internal sealed class ContactTies(Batch batch)
{
    private readonly Owners owners = new(batch);
    private ILookup<Guid, Acquaintance> known = null!;
    private ILookup<Guid, Consent> consents = null!;

    public async Task Load(IReadOnlyCollection<Guid> contacts, CancellationToken cancel)
    {
        var (db, plan, rows) = (batch.Db, batch.Plan, batch.Drafts);
        known = (
            plan.Has(ContactFields.KnownBy)
                ? await db.Set<Acquaintance>()
                    .Where(a => contacts.Contains(a.ContactId))
                    .ToListAsync(cancel)
                : []
        ).ToLookup(a => a.ContactId);
        consents = (
            plan.Has(ContactFields.Consents)
                ? await db.Set<Consent>()
                    .AsNoTracking()
                    .Where(c => contacts.Contains(c.ContactId))
                    .ToListAsync(cancel)
                : []
        ).ToLookup(c => c.ContactId);
        await owners.Load(
            rows.SelectMany(r => r.Cells.Things(ContactFields.KnownBy)).Select(l => l.Parts[0]),
            cancel
        );
    }

    /// <summary>Answers the acquaintances that it touched.</summary>
    public IEnumerable<Data.Row> Take(Draft row, Contact contact)
    {
        TakeConsents(row, contact);
        var touched = new List<Data.Row>();
        var had = known[contact.Id].ToDictionary(a => a.ColleagueId);
        foreach (var line in row.Cells.Things(ContactFields.KnownBy))
        {
            var faults = new Faults();
            var how = faults.Text(ContactFields.KnownBy, line[2], Contact.TextLength);
            var closeness = Enums.Word<Closeness>(line, 1);
            if (faults.Any || line[0] is not { } name || (line[1] is not null && closeness is null))
            {
                row.Cells.Leave<string>(ContactFields.KnownBy, Fault.Unknown, line.Text);
                continue;
            }
            var colleague = owners.FindOrMake(name, Roles.Consultant, row);
            if (had.TryGetValue(colleague, out var there))
            {
                there.Closeness = closeness ?? there.Closeness;
                there.How = how ?? there.How;
                touched.Add(there);
                continue;
            }
            var made = new Acquaintance
            {
                ClientId = contact.ClientId,
                ContactId = contact.Id,
                ColleagueId = colleague,
                Closeness = closeness ?? Closeness.Knows,
                How = how,
            };
            had[colleague] = made;
            batch.AddPart(row, made, name);
        }
        // One that this row made is whole already.
        return touched.Where(a => batch.Db.Entry(a).State != EntityState.Added);
    }

    /// <summary>A consent is immutable: one that says the same of the same moment is the same, any other is new.</summary>
    private void TakeConsents(Draft row, Contact contact)
    {
        var had = consents[contact.Id].Select(c => (c.Purpose, c.Given, c.At)).ToHashSet();
        foreach (var line in row.Cells.Things(ContactFields.Consents))
        {
            var faults = new Faults();
            var source = faults.Text(ContactFields.Consents, line[3], Contact.TextLength);
            if (
                faults.Any
                || Enums.Word<ConsentPurpose>(line, 0) is not { } purpose
                || Enums.Yes(HeaderKey.Of(line[1] ?? "")) is not { } given
                || Moment(line[2]) is not { } at
                || at > batch.Now
            )
            {
                row.Cells.Leave<string>(ContactFields.Consents, Fault.Unknown, line.Text);
            }
            else if (had.Add((purpose, given, at)))
            {
                var consent = new Consent
                {
                    ClientId = contact.ClientId,
                    ContactId = contact.Id,
                    Purpose = purpose,
                    Given = given,
                    At = at,
                    Source = source,
                };
                batch.AddPart(row, consent, line.Parts[0]);
            }
        }
    }

    private static Instant? Moment(string? text) =>
        text is null ? null
        : InstantPattern.ExtendedIso.Parse(text) is { Success: true } moment ? moment.Value
        : LocalDatePattern.Iso.Parse(text) is { Success: true } day
            ? day.Value.At(new LocalTime(12, 0)).InUtc().ToInstant()
        : null;
}
