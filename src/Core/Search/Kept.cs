using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;

namespace Rapport.Search;

/// <summary>
/// Reads records as they will stand after the save: what the database has, with what this save changes in its place.
/// Without filters, since the index speaks of all; a fixed number of statements for any number of records.
/// </summary>
internal sealed class Kept(Db db, CancellationToken cancel)
{
    public async Task<IEnumerable<SearchEntry>> Clients(IReadOnlyCollection<Guid> ids)
    {
        var asked = Asked(ids);
        var clients = await Rows<Client>(c => ids.Contains(c.Id), c => ids.Contains(c.Id));
        var texts = new List<(Guid Id, int Order, int Position, string? Text)>();
        if (clients.Count > 0)
        {
            Add(await Parts<ClientTag>(asked, ids), 0, t => [t.Text]);
            Add(
                await Parts<Address>(asked, ids),
                1,
                a => [a.Street, a.PostalCode, a.City, a.Region, a.Country]
            );
            Add(await Parts<BillingEntity>(asked, ids), 2, b => [b.Name, b.VatId, b.Email]);
            Add(await Parts<ClientValue>(asked, ids), 3, v => [v.Text]);
            Add(await Parts<WinningCriterion>(asked, ids), 4, w => [w.Text]);
            Add(await Parts<AvoidedTopic>(asked, ids), 5, a => [a.Text, a.Why]);
        }
        var byClient = texts
            .OrderBy(t => t.Order)
            .ThenBy(t => t.Position)
            .ToLookup(t => t.Id, t => t.Text);
        var own = await Own<Client>(ids);
        return clients.Select(c => Said.Of(c, new ClientTexts([.. byClient[c.Id]]), own[c.Id]));

        void Add<T>(IEnumerable<T> parts, int order, Func<T, string?[]> said)
            where T : ClientPart =>
            texts.AddRange(
                parts.SelectMany(p =>
                    said(p).Select(t => (p.ClientId!.Value, order, p.Position, t))
                )
            );
    }

    /// <param name="clients">Whose names changed: their contacts are meant too.</param>
    public async Task<IEnumerable<SearchEntry>> Contacts(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> clients
    )
    {
        var contacts = await Rows<Contact>(
            c => ids.Contains(c.Id) || (c.ClientId != null && clients.Contains(c.ClientId.Value)),
            c => ids.Contains(c.Id) || (c.ClientId is { } at && clients.Contains(at))
        );
        var found = contacts.Select(c => c.Id).ToHashSet();
        var asked = Asked(found);
        var points = (
            await Rows<ContactPoint>(
                p => found.Contains(p.ContactId),
                p => found.Contains(p.ContactId),
                ask: asked.Count > 0
            )
        ).ToLookup(p => p.ContactId);
        var names = await Names(contacts.Select(c => c.ClientId));
        var own = await Own<Contact>(found);
        return contacts.Select(c =>
            Said.Of(c, points[c.Id], names.GetValueOrDefault(c.ClientId ?? default), own[c.Id])
        );
    }

    public async Task<IEnumerable<SearchEntry>> Opportunities(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> clients
    )
    {
        var opportunities = await Rows<Opportunity>(
            o => ids.Contains(o.Id) || (o.ClientId != null && clients.Contains(o.ClientId.Value)),
            o => ids.Contains(o.Id) || (o.ClientId is { } at && clients.Contains(at))
        );
        var names = await Names(opportunities.Select(o => o.ClientId));
        var own = await Own<Opportunity>([.. opportunities.Select(o => o.Id)]);
        return opportunities.Select(o =>
            Said.Of(o, names.GetValueOrDefault(o.ClientId ?? default), own[o.Id])
        );
    }

    /// <summary>Those that hang on their records; one that was taken off is found no more.</summary>
    public async Task<IEnumerable<SearchEntry>> Files(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> clients
    )
    {
        var files = await Rows<Attachment>(
            a => ids.Contains(a.Id) || (a.ClientId != null && clients.Contains(a.ClientId.Value)),
            a => ids.Contains(a.Id) || (a.ClientId is { } at && clients.Contains(at))
        );
        var off = await TakenOff(files.ConvertAll(f => f.Id));
        var names = await Names(files.Select(f => f.ClientId));
        return files
            .Where(f => !off.Contains(f.Id))
            .Select(f => Said.Of(f, names.GetValueOrDefault(f.ClientId ?? default)));
    }

    /// <summary>Of these files, those that will be taken off after the save.</summary>
    public async Task<HashSet<Guid>> TakenOff(IReadOnlyCollection<Guid> files)
    {
        var here = db
            .ChangeTracker.Entries<Removal>()
            .ToDictionary(e => e.Entity.AttachmentId, e => e.State);
        var asked = Asked(files).Where(id => !here.ContainsKey(id)).ToList();
        var there =
            asked.Count == 0
                ? []
                : await db.Set<Removal>()
                    .IgnoreQueryFilters()
                    .Where(r => asked.Contains(r.AttachmentId))
                    .Select(r => r.AttachmentId)
                    .ToListAsync(cancel);
        return
        [
            .. there,
            .. here.Where(h => h.Value is not (EntityState.Deleted or EntityState.Detached))
                .Select(h => h.Key),
        ];
    }

    public async Task<IEnumerable<SearchEntry>> Commitments(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> clients
    )
    {
        var commitments = await Rows<Commitment>(
            c => ids.Contains(c.Id) || (c.ClientId != null && clients.Contains(c.ClientId.Value)),
            c => ids.Contains(c.Id) || (c.ClientId is { } at && clients.Contains(at))
        );
        var names = await Names(commitments.Select(c => c.ClientId));
        return commitments.Select(c => Said.Of(c, names.GetValueOrDefault(c.ClientId ?? default)));
    }

    public async Task<IEnumerable<SearchEntry>> Meetings(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> clients
    )
    {
        var meetings = await Rows<Meeting>(
            m => ids.Contains(m.Id) || (m.ClientId != null && clients.Contains(m.ClientId.Value)),
            m => ids.Contains(m.Id) || (m.ClientId is { } at && clients.Contains(at))
        );
        var met = meetings.ConvertAll(m => m.Id);
        var points = (await Lines<AgendaItem>(met, p => p.Number))
            .Where(p => !p.Removed)
            .ToLookup(p => p.MeetingId);
        var actions = (await Lines<MeetingAction>(met, a => a.Number)).ToLookup(a => a.MeetingId);
        var names = await Names(meetings.Select(m => m.ClientId));
        return meetings.Select(m =>
            Said.Of(m, points[m.Id], actions[m.Id], names.GetValueOrDefault(m.ClientId ?? default))
        );
    }

    public async Task<IEnumerable<SearchEntry>> Series(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> clients
    )
    {
        var series = await Rows<Series>(
            s => ids.Contains(s.Id) || (s.ClientId != null && clients.Contains(s.ClientId.Value)),
            s => ids.Contains(s.Id) || (s.ClientId is { } at && clients.Contains(at))
        );
        var names = await Names(series.Select(s => s.ClientId));
        return series.Select(s => Said.Of(s, names.GetValueOrDefault(s.ClientId ?? default)));
    }

    /// <summary>The lines of these meetings as they will stand.</summary>
    private async Task<IEnumerable<T>> Lines<T>(List<Guid> meetings, Func<T, int> number)
        where T : class, ILineOf
    {
        var here = db
            .ChangeTracker.Entries<T>()
            .ToDictionary(e => (e.Entity.RowId, number(e.Entity)));
        var asked = Asked(meetings);
        var there =
            asked.Count == 0
                ? []
                : await db.Set<T>()
                    .IgnoreQueryFilters()
                    .AsNoTracking()
                    .Where(l => asked.Contains(EF.Property<Guid>(l, nameof(AgendaItem.MeetingId))))
                    .ToListAsync(cancel);
        var of = meetings.ToHashSet();
        return there
            .Where(l => !here.ContainsKey((l.RowId, number(l))))
            .Concat(
                here.Values.Where(e =>
                        e.State is not (EntityState.Deleted or EntityState.Detached)
                        && of.Contains(e.Entity.RowId)
                    )
                    .Select(e => e.Entity)
            );
    }

    public async Task<IEnumerable<SearchEntry>> Interactions(IReadOnlyCollection<Guid> ids) =>
        (await Rows<Interaction>(i => ids.Contains(i.Id), i => ids.Contains(i.Id))).Select(Said.Of);

    /// <summary>Of those that this save adds, the database has nothing yet.</summary>
    private List<Guid> Asked(IReadOnlyCollection<Guid> ids)
    {
        var added = db
            .ChangeTracker.Entries<Row>()
            .Where(e => e.State == EntityState.Added)
            .Select(e => e.Entity.Id)
            .ToHashSet();
        return [.. ids.Where(id => !added.Contains(id))];
    }

    /// <summary>What the records hold in words in the firm's own fields that are asked for, in their order.</summary>
    private async Task<ILookup<Guid, OwnText>> Own<TRecord>(IReadOnlyCollection<Guid> ids)
        where TRecord : IHasFields
    {
        var fields = ids.Count == 0 ? [] : await FieldRecords.Of(db, typeof(TRecord).Name, cancel);
        var worded = fields.Where(f => f.IsWorded).ToList();
        if (worded.Count == 0)
        {
            return Array.Empty<Guid>().ToLookup(id => id, _ => new OwnText("", ""));
        }
        var values = (
            await Rows<CustomValue>(
                v => ids.Contains(v.SubjectId),
                v => ids.Contains(v.SubjectId),
                ask: Asked(ids).Count > 0
            )
        ).ToLookup(v => (v.SubjectId, v.FieldId));
        return ids.SelectMany(id =>
                worded.Select(f => (Id: id, Field: f, Text: f.Words([.. values[(id, f.Id)]])))
            )
            .Where(t => t.Text is not null)
            .ToLookup(t => t.Id, t => new OwnText(t.Field.Name, t.Text!));
    }

    private Task<List<T>> Parts<T>(List<Guid> asked, IReadOnlyCollection<Guid> ids)
        where T : ClientPart =>
        Rows<T>(
            p => p.ClientId != null && ids.Contains(p.ClientId.Value),
            p => p.ClientId is { } at && ids.Contains(at),
            ask: asked.Count > 0
        );

    private async Task<Dictionary<Guid, string>> Names(IEnumerable<Guid?> clients)
    {
        var ids = clients.OfType<Guid>().ToHashSet();
        return (
            await Rows<Client>(
                c => ids.Contains(c.Id),
                c => ids.Contains(c.Id),
                ask: Asked(ids).Count > 0
            )
        ).ToDictionary(c => c.Id, c => c.Name);
    }

    /// <param name="stored">What is wanted, for the database.</param>
    /// <param name="tracked">The same for what this save holds: compiling the expression would cost more than the rows.</param>
    private async Task<List<T>> Rows<T>(
        Expression<Func<T, bool>> stored,
        Func<T, bool> tracked,
        bool ask = true
    )
        where T : Row
    {
        var here = db.ChangeTracker.Entries<T>().ToDictionary(e => e.Entity.Id);
        var there = ask
            ? await db.Set<T>()
                .IgnoreQueryFilters()
                .AsNoTracking()
                .Where(stored)
                .ToListAsync(cancel)
            : [];
        return
        [
            .. there.Where(r => !here.ContainsKey(r.Id)),
            .. here
                .Values.Where(e => e.State is not (EntityState.Deleted or EntityState.Detached))
                .Select(e => e.Entity)
                .Where(tracked),
        ];
    }
}
