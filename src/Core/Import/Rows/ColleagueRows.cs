using Microsoft.EntityFrameworkCore;
using Rapport.Import.Reading;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as colleagues who cannot sign in: matched by mail address, else by folded name. An office is a unit; who leads
/// people there leads a team of it, since one office may have several who lead.
/// </summary>
internal sealed class ColleagueRows(Batch batch) : IRows
{
    private readonly Owners owners = new(batch);
    private readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Colleague> known = [];

    public async Task Decide(CancellationToken cancel)
    {
        await Load(cancel);
        foreach (var row in batch.Drafts)
        {
            Decide(row);
        }
    }

    private static string? NameOf(Draft row) =>
        row.Cells.Text(ColleagueFields.Name, Colleague.NameLength)
        ?? row.Cells.Text(ColleagueFields.Email, Colleague.NameLength);

    private static string? Mail(Draft row) =>
        row.Cells.Text(ColleagueFields.Email, Colleague.EmailLength, Known.Email, Fault.NotAnEmail);

    private static string Team(string office, string lead)
    {
        var name = $"{office} · {lead}";
        return name.Length > Unit.NameLength ? name[..Unit.NameLength] : name;
    }

    private async Task Load(CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        await owners.Load(
            rows.SelectMany(r => new[] { NameOf(r), Mail(r), r.Cells.Raw(ColleagueFields.Lead) })
                .OfType<string>(),
            cancel
        );
        var ids = rows.SelectMany(r => new[] { NameOf(r), Mail(r) })
            .OfType<string>()
            .Select(owners.Find)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        foreach (
            var colleague in await db.Set<Colleague>()
                .Where(c => ids.Contains(c.Id))
                .ToListAsync(cancel)
        )
        {
            known[colleague.Id] = colleague;
        }
        await batch.LoadSeen(ids, cancel);
        var names = rows.SelectMany(UnitNames).Select(Folded.Key).Distinct().ToList();
        foreach (
            var unit in await db.Set<Unit>()
                .Where(u => names.Contains(u.NameKey))
                .ToListAsync(cancel)
        )
        {
            units[unit.NameKey] = unit;
        }
        await batch.LoadKeys(names.Select(n => "unit:" + n), cancel);
    }

    private static IEnumerable<string> UnitNames(Draft row)
    {
        var (office, lead) = (
            Office(row),
            row.Cells.Text(ColleagueFields.Lead, Colleague.NameLength)
        );
        if (office is not null)
        {
            yield return office;
        }
        if (office is not null && lead is not null)
        {
            yield return Team(office, lead);
        }
    }

    private static string? Office(Draft row) =>
        row.Cells.Text(ColleagueFields.Unit, Unit.NameLength);

    private void Decide(Draft row)
    {
        row.Kind = nameof(Colleague);
        if (NameOf(row) is not { } name)
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        row.Label = name;
        var mail = Mail(row);
        var id = (mail is null ? null : owners.Find(mail)) ?? owners.Find(name);
        var colleague = id is { } found ? known.GetValueOrDefault(found) : null;
        if (
            colleague is not null
            && mail is not null
            && colleague.EmailKey is not null
            && colleague.EmailKey != Known.EmailKey(mail)
        )
        {
            // The same name under another address is another person.
            (id, colleague) = (null, null);
        }
        if (
            colleague is not null
            && mail is not null
            && colleague.EmailKey == Known.EmailKey(mail)
            && Folded.Key(name) != colleague.NameKey
            && row.Cells.Raw(ColleagueFields.Name) is not null
        )
        {
            row.Refuse(RowReason.MailOfAnother, $"{mail}\n{colleague.Name}");
            return;
        }
        if (id is { } subject && batch.IsSecond(row, subject))
        {
            return;
        }
        if (colleague is not null)
        {
            Fill(colleague, row, mail);
            batch.Settle(row, colleague, colleague.Name, Colleague.Changed, null);
            return;
        }
        colleague = new Colleague { Name = name, NameKey = Folded.Key(name) };
        Fill(colleague, row, mail);
        if (colleague.Roles == Roles.None)
        {
            colleague.Roles = Roles.Consultant;
        }
        batch.Add(row, colleague, name, Colleague.Added, null);
        owners.Remember(name, colleague.Id);
        if (mail is not null)
        {
            owners.Remember(mail, colleague.Id);
        }
    }

    private void Fill(Colleague colleague, Draft row, string? mail)
    {
        if (mail is not null && colleague.Email is null)
        {
            (colleague.Email, colleague.EmailKey) = (mail, Known.EmailKey(mail));
        }
        // Whoever can sign in keeps the roles that an administrator gave: a file gives none away.
        if (colleague.Roles == Roles.None)
        {
            colleague.Roles = row
                .Cells.List(ColleagueFields.Roles)
                .Select(r => Enums.Roles(HeaderKey.Of(r)))
                .Aggregate(Roles.None, (all, one) => all | one);
        }
        var lead = row.Cells.Text(ColleagueFields.Lead, Colleague.NameLength);
        if (Office(row) is { } office)
        {
            var unit = UnitOf(row, office, null, null);
            colleague.UnitId = lead is null
                ? unit
                : UnitOf(
                    row,
                    Team(office, lead),
                    unit,
                    owners.FindOrMake(lead, Roles.AccountManager, row)
                );
        }
        else if (lead is not null)
        {
            owners.FindOrMake(lead, Roles.AccountManager, row);
        }
    }

    private Guid UnitOf(Draft row, string name, Guid? parent, Guid? lead)
    {
        var key = Folded.Key(name);
        if (units.TryGetValue(key, out var unit))
        {
            return unit.Id;
        }
        if (batch.Made("unit:" + key) is { } made)
        {
            return made;
        }
        unit = new Unit
        {
            Name = name,
            NameKey = key,
            ParentId = parent,
            LeadId = lead,
        };
        batch.AddBeside(row, unit, name, Unit.Added, null);
        batch.Remember("unit:" + key, unit.Id);
        return unit.Id;
    }
}
