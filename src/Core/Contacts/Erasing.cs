using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>
/// Erases a person for good: all her rows, what capabilities keep of her, and the history of both. What is left is that
/// somebody was erased, when and why; the audit chain goes on to hold, since it is made of hashes.
/// </summary>
internal sealed class Erasing(Db db, IReadOnlyCollection<Guid> reviewed)
{
    private const int ReasonLength = 400;

    private static readonly IForget[] Forgetters = Discovered.All<IForget>();

    public async Task<Result<Erasure>> Erase(Guid id, string? reason, CancellationToken cancel)
    {
        if (!await db.Set<Contact>().AnyAsync(c => c.Id == id, cancel))
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        var why = faults.Text("reason", reason, ReasonLength, required: true);
        return faults.Any
            ? faults.Refusal
            : await db.Together(() => Finish(id, why!, cancel), done => done.Done, cancel);
    }

    private async Task<Result<Erasure>> Finish(Guid id, string reason, CancellationToken cancel)
    {
        var contacts = await Person(id, cancel);
        var ids = contacts.ConvertAll(c => c.Id);
        var points = await EveryRow
            .Of<ContactPoint>(db)
            .Where(p => ids.Contains(p.ContactId))
            .ToListAsync(cancel);
        var person = new ErasedPerson(
            ids,
            [.. contacts.Select(c => c.ClientId).OfType<Guid>().Distinct()],
            Said(contacts, points)
        )
        {
            Halves = new Occurrences(contacts.SelectMany(c => Halves(c).All), []),
            Reviewed = reviewed,
            AddressKeys =
            [
                .. points
                    .Where(p => p.Kind == PointKind.Email)
                    .Select(p => Known.EmailKey(p.Value))
                    .OfType<string>(),
            ],
        };
        var roots = new HashSet<Guid>(ids);
        foreach (var forgetter in Forgetters)
        {
            roots.UnionWith(await forgetter.Forget(db, person, cancel));
        }
        await Remove(contacts, points, cancel);
        var kept = person.Said.Blacken(reason);
        var erasures = contacts.ConvertAll(c => new Erasure
        {
            SubjectId = c.Id,
            At = db.Now,
            Reason = kept.Length > ReasonLength ? kept[..ReasonLength] : kept,
        });
        db.AddRange(erasures);
        foreach (var contact in contacts)
        {
            db.Raise(Contact.Erased, contact, contact.ClientId);
        }
        if (await db.Commit(cancel) is { } refusal)
        {
            return refusal;
        }
        // Only now: the removal itself was told to the audit, with all that was removed.
        await Erasures.Forget(db, roots, erasures[0], cancel);
        return await db.Commit(cancel) is { } late ? late : erasures[0];
    }

    /// <summary>The contact first, then the same person at the clients before and after.</summary>
    private async Task<List<Contact>> Person(Guid id, CancellationToken cancel)
    {
        var found = new List<Contact>();
        var open = new Queue<Guid>([id]);
        while (open.TryDequeue(out var next))
        {
            var near = await EveryRow
                .Of<Contact>(db)
                .Where(c => c.Id == next || c.CameFromId == next)
                .ToListAsync(cancel);
            foreach (var contact in near.Where(c => !found.Contains(c)).OrderBy(c => c.Id != next))
            {
                found.Add(contact);
                open.Enqueue(contact.Id);
                if (contact.CameFromId is { } before && !found.Exists(c => c.Id == before))
                {
                    open.Enqueue(before);
                }
            }
        }
        return found;
    }

    private static Occurrences Said(List<Contact> contacts, List<ContactPoint> points) =>
        new(
            contacts
                .SelectMany(c => Whole(c.Name, Halves(c)))
                .Concat(points.Where(p => !IsNumber(p)).Select(p => p.Value))
                .OfType<string>(),
            points.Where(IsNumber).Select(p => p.Value)
        );

    private static NameHalves Halves(Contact contact) =>
        NameHalves.Of(contact.GivenName, contact.FamilyName, contact.Name);

    private static IEnumerable<string?> Whole(string name, NameHalves halves) =>
        [
            name,
            Both(halves.Given, " ", halves.Family),
            Both(halves.Given, "-", halves.Family),
            Both(halves.Family, " ", halves.Given),
            Both(halves.Family, ", ", halves.Given),
        ];

    private static bool IsNumber(ContactPoint point) =>
        point.Kind is PointKind.Phone or PointKind.Mobile;

    private static string? Both(string? first, string between, string? second) =>
        first is null || second is null ? null : first + between + second;

    private async Task Remove(
        List<Contact> contacts,
        List<ContactPoint> points,
        CancellationToken cancel
    )
    {
        var ids = contacts.ConvertAll(c => c.Id);
        var below = await EveryRow
            .Of<Contact>(db)
            .Where(c => c.ReportsToId != null && ids.Contains(c.ReportsToId.Value))
            .ToListAsync(cancel);
        foreach (var contact in below)
        {
            contact.ReportsToId = null;
        }
        db.RemoveRange(points);
        db.RemoveRange(
            await EveryRow
                .Of<Acquaintance>(db)
                .Where(a => ids.Contains(a.ContactId))
                .ToListAsync(cancel)
        );
        db.RemoveRange(
            await EveryRow.Of<Consent>(db).Where(c => ids.Contains(c.ContactId)).ToListAsync(cancel)
        );
        db.RemoveRange(contacts);
    }
}
