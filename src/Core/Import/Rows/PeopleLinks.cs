using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Ties contacts to those to whom their rows say they report, and to who they were at another client, once all rows are
/// in: by id, the first also by a name that only one has at the same client. Nobody known leaves the tie as it was.
/// </summary>
internal sealed class PeopleLinks(Db db, Import import, bool dry)
{
    private sealed record Said(
        Guid Client,
        string? Name,
        (string System, string Id)? Key,
        (string System, string Id)? Before
    );

    /// <summary>What a row says of it, until all rows are in.</summary>
    public static string? Kept(Draft row, Guid? client)
    {
        var above = Line(row.Cells.Raw(ContactFields.ReportsTo));
        var before = Line(row.Cells.Raw(ContactFields.CameFrom));
        return above is null && before is null ? null : $"{client}\n{above}\n{before}";
    }

    private static string? Line(string? cell) => cell?.Split('\n')[0];

    public async Task Link(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var batch = new Batch(db, import, ImportPlan.Read(import.Plan), dry, []);
        var said = rows.ToDictionary(r => r.Number, Read);
        var byId = await Sources.Find(
            db,
            db.Set<Contact>().AsNoTracking(),
            said.Values.SelectMany(s => new[] { s.Key, s.Before }),
            cancel
        );
        var names = said.Values.Select(s => s.Name).OfType<string>().Select(Folded.Key).ToHashSet();
        var at = said.Values.Select(s => (Guid?)s.Client).ToHashSet();
        var byName = (
            await db.Set<Contact>()
                .AsNoTracking()
                .Where(c => at.Contains(c.ClientId) && names.Contains(c.NameKey))
                .Select(c => new
                {
                    c.Id,
                    c.ClientId,
                    c.NameKey,
                })
                .ToListAsync(cancel)
        ).ToLookup(c => (c.ClientId!.Value, c.NameKey), c => c.Id);
        await batch.LoadKeys(said.Values.SelectMany(Keys), cancel);
        var ids = rows.Select(r => r.SubjectId).ToList();
        var contacts = await db.Set<Contact>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, cancel);
        var above = await LinesUp.From(
            said.Values.Select(Above).OfType<Guid>(),
            level =>
                db.Set<Contact>()
                    .Where(c => level.Contains(c.Id))
                    .Select(c => new LineUp(c.Id, c.ReportsToId))
                    .ToListAsync(cancel)
        );
        foreach (var row in rows)
        {
            var one = said[row.Number];
            row.Pending = null;
            var contact = contacts.GetValueOrDefault(row.SubjectId!.Value);
            if (one.Key is not null || one.Name is not null)
            {
                SetAbove(row, contact, Above(one), one, above);
            }
            if (
                row.Fate == Fate.New
                && contact is not null
                && Find(one.Before) is { } before
                && before != contact.Id
            )
            {
                // Said once, by whoever makes her: the row's own setter is for those who do.
                db.Entry(contact).Property(c => c.CameFromId).CurrentValue = before;
                db.Raise(Contact.Changed, contact, contact.ClientId);
            }
        }

        Guid? Above(Said one) => Find(one.Key) ?? Named(one);

        Guid? Find((string System, string Id)? key) =>
            key is not { } id ? null
            : byId.TryGetValue(id, out var known) ? known.Id
            : batch.Made(ContactMatch.IdKey(id));

        Guid? Named(Said one) =>
            one.Name is not { } name
                ? null
                : byName[(one.Client, Folded.Key(name))].ToList() switch
                {
                    [var only] => only,
                    [] => batch.Made(ContactMatch.NameKey(name, one.Client)),
                    _ => null,
                };
    }

    private static Said Read(ImportRow row)
    {
        var lines = row.Pending!.Split('\n');
        var (name, above) = Reference.Read(lines[1]);
        return new(
            Guid.TryParse(lines[0], out var client) ? client : default,
            name,
            above?.Key,
            Reference.Read(lines[2]).Reference?.Key
        );
    }

    private static IEnumerable<string> Keys(Said said)
    {
        foreach (var key in new[] { said.Key, said.Before }.OfType<(string, string)>())
        {
            yield return ContactMatch.IdKey(key);
        }
        if (said.Name is { } name)
        {
            yield return ContactMatch.NameKey(name, said.Client);
        }
    }

    private void SetAbove(ImportRow row, Contact? contact, Guid? found, Said said, LinesUp lines)
    {
        if (found is not { } above)
        {
            Note(row, RowReason.PersonUnknown, said);
            return;
        }
        if (contact?.ReportsToId == above)
        {
            return;
        }
        if (lines.IsAbove(row.SubjectId!.Value, above))
        {
            Note(row, RowReason.PersonCircular, said);
            return;
        }
        lines.Tie(row.SubjectId.Value, above);
        if (row.Fate != Fate.New)
        {
            Linked.Say(
                db,
                import,
                row,
                typeof(Contact),
                nameof(Contact.ReportsToId),
                contact?.ReportsToId,
                above
            );
        }
        if (!dry && contact is not null)
        {
            contact.ReportsToId = above;
            db.Entry(contact).DetectChanges();
            db.Raise(Contact.Changed, contact, contact.ClientId);
        }
    }

    private void Note(ImportRow row, RowReason reason, Said said)
    {
        if (row.Reason is null)
        {
            (row.Reason, row.Detail) = (reason, said.Name ?? said.Key?.Id ?? "");
            import.Notes++;
        }
    }
}
