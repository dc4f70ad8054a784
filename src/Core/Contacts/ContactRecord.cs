using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>A contact as the API and her page read it: the row, her points, who knows her, what she agreed to.</summary>
/// <param name="ClientTimeZone">Hers, where she has none of her own.</param>
/// <param name="ClientHours">When her client's door is open: the best guess where her own hours are not known.</param>
/// <param name="CameFrom">The same person where she was before; null when the viewer does not see it.</param>
/// <param name="NowAt">The same person where she is now.</param>
/// <param name="Consents">All, the latest first; the latest of a purpose counts.</param>
public sealed record ContactRecord(
    Guid Id,
    string Number,
    int Version,
    Instant CreatedAt,
    string? Client,
    string? ClientTimeZone,
    string? ClientHours,
    LocalDate? Left,
    string? WentTo,
    Instant? LastTouch,
    string? System,
    string? ExternalId,
    ContactName? ReportsTo,
    IReadOnlyList<ContactName> Reports,
    ContactElsewhere? CameFrom,
    ContactElsewhere? NowAt,
    IReadOnlyList<AcquaintanceRecord> KnownBy,
    IReadOnlyList<ConsentRecord> Consents,
    ContactDetails Details
);

public sealed record ContactName(Guid Id, string Name, string? JobTitle);

public sealed record ContactElsewhere(Guid Id, Guid? ClientId, string? Client);

public sealed record AcquaintanceRecord(
    Guid ColleagueId,
    string Name,
    Closeness Closeness,
    string? How
);

public sealed record ConsentRecord(ConsentPurpose Purpose, bool Given, Instant At, string? Source);

public static class ContactRecords
{
    private const int MostReports = 50;

    public static string Number(long number) => FormattableString.Invariant($"P-{number}");

    /// <summary>The number that people say as "P-1042"; null for other text.</summary>
    public static long? NumberOf(string typed) =>
        typed.StartsWith("P-", StringComparison.OrdinalIgnoreCase)
        && long.TryParse(
            typed.AsSpan(2),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>The whole contact in one statement for each list; null when the viewer does not see her.</summary>
    public static async Task<ContactRecord?> Find(Db db, Guid id, CancellationToken cancel)
    {
        var found = await db.Set<Contact>()
            .AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new
            {
                Contact = c,
                Client = db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => new
                    {
                        x.Name,
                        x.TimeZone,
                        x.OpenHours,
                    })
                    .FirstOrDefault(),
                ReportsTo = db.Set<Contact>()
                    .Where(x => x.Id == c.ReportsToId)
                    .Select(x => new ContactName(x.Id, x.Name, x.JobTitle))
                    .FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }
        var c = found.Contact;
        return new ContactRecord(
            c.Id,
            Number(c.Number),
            c.Version,
            c.CreatedAt,
            found.Client?.Name,
            found.Client?.TimeZone,
            found.Client?.OpenHours?.ToString(),
            c.Left,
            c.WentTo,
            c.LastTouch,
            c.System,
            c.ExternalId,
            found.ReportsTo,
            await db.Set<Contact>()
                .Where(x => x.ReportsToId == id && x.Left == null)
                .OrderBy(x => x.NameKey)
                .Take(MostReports)
                .Select(x => new ContactName(x.Id, x.Name, x.JobTitle))
                .ToListAsync(cancel),
            await Elsewhere(db, db.Set<Contact>().Where(x => x.Id == c.CameFromId), cancel),
            await Elsewhere(db, db.Set<Contact>().Where(x => x.CameFromId == id), cancel),
            await KnownBy(db, id, cancel),
            await db.Set<Consent>()
                .Where(x => x.ContactId == id)
                .OrderByDescending(x => x.At)
                .Select(x => new ConsentRecord(x.Purpose, x.Given, x.At, x.Source))
                .ToListAsync(cancel),
            Details(
                c,
                await db.Set<ContactPoint>()
                    .Where(p => p.ContactId == id)
                    .OrderBy(p => p.Position)
                    .ThenBy(p => p.Id)
                    .Select(p => new PointDetails(p.Id, p.Kind, p.Value))
                    .ToListAsync(cancel),
                await CustomValues.Of<Contact>(db, id, cancel)
            )
        );
    }

    private static Task<ContactElsewhere?> Elsewhere(
        Db db,
        IQueryable<Contact> contacts,
        CancellationToken cancel
    ) =>
        contacts
            .Select(c => new ContactElsewhere(
                c.Id,
                c.ClientId,
                db.Set<Client>().Where(x => x.Id == c.ClientId).Select(x => x.Name).FirstOrDefault()
            ))
            .FirstOrDefaultAsync(cancel);

    private static async Task<List<AcquaintanceRecord>> KnownBy(
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        var known = await db.Set<Acquaintance>()
            .Where(a => a.ContactId == id)
            .Join(
                db.Set<Colleague>(),
                a => a.ColleagueId,
                c => c.Id,
                (a, c) => new AcquaintanceRecord(c.Id, c.Name, a.Closeness, a.How)
            )
            .ToListAsync(cancel);
        return [.. known.OrderByDescending(a => a.Closeness).ThenBy(a => Folded.Key(a.Name))];
    }

    private static ContactDetails Details(
        Contact c,
        List<PointDetails> points,
        FieldsSaid fields
    ) =>
        new()
        {
            ClientId = c.ClientId,
            GivenName = c.GivenName,
            FamilyName = c.FamilyName,
            Name = c.Name,
            JobTitle = c.JobTitle,
            Department = c.Department,
            Points = points,
            Language = c.Language,
            TimeZone = c.TimeZone,
            Channels = c.Channels.Items,
            ReachHours = c.ReachHours?.ToString(),
            OffHoursAllowed = c.OffHoursAllowed,
            Influence = c.Influence,
            Stance = c.Stance,
            Interest = c.Interest,
            Wants = c.Wants,
            Fears = c.Fears,
            NotesPurpose = c.NotesPurpose,
            NotesUntil = c.NotesUntil,
            ReportsToId = c.ReportsToId,
            Joined = c.Joined,
            Fields = fields,
        };
}
