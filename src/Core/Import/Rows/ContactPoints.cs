using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Import.Rows;

/// <summary>Addresses that are not there yet are added behind the others; none is taken away.</summary>
internal sealed class ContactPoints(Batch batch)
{
    private ILookup<Guid, ContactPoint> there = null!;

    public async Task Load(IReadOnlyCollection<Guid> contacts, CancellationToken cancel) =>
        there = (
            await batch
                .Db.Set<ContactPoint>()
                .Where(p => contacts.Contains(p.ContactId))
                .ToListAsync(cancel)
        ).ToLookup(p => p.ContactId);

    public void Take(Draft row, Contact contact)
    {
        var had = there[contact.Id].ToList();
        var position = had.Count;
        foreach (var (kind, value, key) in ContactValues.Points(row.Cells))
        {
            if (
                had.Exists(p => p.Kind == kind && p.ValueKey == key)
                || (kind == PointKind.Email && row.OfOthers.Contains(key))
            )
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
            batch.AddPart(row, point, value);
        }
    }
}
