using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Import.Reading;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as opportunities: matched by (system, external id), else by name, client and the day on which they were opened.
/// One whose client is not known goes in without and keeps the name that it gives.
/// </summary>
internal sealed class OpportunityRows(Batch batch) : IRows
{
    private readonly Owners owners = new(batch);
    private readonly ClientNames clients = new(batch);
    private readonly OwnColumns<Opportunity> own = new(batch);
    private Dictionary<(string System, string Id), Opportunity> byId = [];
    private ILookup<string, Opportunity> byName = null!;

    public async Task Decide(CancellationToken cancel)
    {
        await Load(cancel);
        foreach (var row in batch.Drafts)
        {
            Decide(row);
        }
    }

    private (string System, string Id)? SourceOf(Draft row) =>
        Sources.Of(row, batch, OpportunityFields.ExternalId, OpportunityFields.System);

    private ClientSaid ClientOf(Draft row) =>
        ClientSaid.Of(row, batch, OpportunityFields.Client, OpportunityFields.ClientKey);

    /// <summary>A file without names calls its deals by what is sold, or to whom.</summary>
    private static string? NameOf(Draft row) =>
        row.Cells.Text(OpportunityFields.Name, Opportunity.NameLength)
        ?? row.Cells.Text(OpportunityFields.Product, Opportunity.NameLength)
        ?? row.Cells.Text(OpportunityFields.Client, Opportunity.NameLength)
        ?? row.Cells.Text(OpportunityFields.ExternalId, Opportunity.NameLength);

    private static string Key((string System, string Id) source) =>
        $"deal-id:{source.System}\n{source.Id}";

    private static string Key(string nameKey, Guid? client, LocalDate? opened) =>
        $"deal:{nameKey}\n{client}\n{opened}";

    private async Task Load(CancellationToken cancel)
    {
        var (db, rows) = (batch.Db, batch.Drafts);
        await clients.Load(rows.Select(ClientOf).Where(s => !s.IsNothing), cancel);
        await owners.Load(
            rows.Select(r => r.Cells.Raw(OpportunityFields.Owner)).OfType<string>(),
            cancel
        );
        byId = await Sources.Find(batch.Db, db.Set<Opportunity>(), rows.Select(SourceOf), cancel);
        var names = rows.Where(r => SourceOf(r) is null)
            .Select(NameOf)
            .OfType<string>()
            .Select(Folded.Key)
            .Distinct()
            .ToList();
        var named =
            names.Count == 0
                ? []
                : await db.Set<Opportunity>()
                    .Where(o => names.Contains(o.NameKey))
                    .ToListAsync(cancel);
        byName = named.ToLookup(o => o.NameKey);
        await batch.LoadKeys(
            rows.Select(r =>
                SourceOf(r) is { } source
                    ? Key(source)
                    : Key(
                        Folded.Key(NameOf(r) ?? ""),
                        Client(r),
                        r.Cells.Date(OpportunityFields.Opened)
                    )
            ),
            cancel
        );
        await own.Load(byId.Values.Concat(named).Select(o => o.Id), cancel);
        await batch.LoadSeen(byId.Values.Concat(named).Select(o => o.Id), cancel);
    }

    private Guid? Client(Draft row) =>
        ClientOf(row) is { IsNothing: false } said ? clients.Find(said) : null;

    private void Decide(Draft row)
    {
        row.Kind = nameof(Opportunity);
        if (NameOf(row) is not { } name)
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        row.Label = name;
        var (said, client) = (ClientOf(row), Client(row));
        if (said.Name is not null && client is null)
        {
            row.Note(
                clients.IsAmbiguous(said) ? RowReason.Ambiguous : RowReason.ClientUnknown,
                clients.Unknown(said)
            );
        }
        if (
            row.Cells.Raw(OpportunityFields.Product) is { } product
            && batch.Plan.Spellings.TryGetValue(product, out var better)
        )
        {
            row.Note(RowReason.ProductSpelling, $"{product}\n{better}");
        }
        var opened = row.Cells.Date(OpportunityFields.Opened);
        var source = SourceOf(row);
        var match = source is { } s
            ? byId.GetValueOrDefault(s)
            : byName[Folded.Key(name)]
                .FirstOrDefault(o => o.ClientId == client && o.Opened == opened);
        var key = source is { } id ? Key(id) : Key(Folded.Key(name), client, opened);
        var subject = match?.Id ?? batch.Made(key);
        if (subject is { } found && batch.IsSecond(row, found))
        {
            return;
        }
        if (match is not null)
        {
            Fill(match, row, client, opened);
            batch.Settle(
                row,
                match,
                match.Name,
                Opportunity.Changed,
                match.ClientId,
                own.Take(row, match)
            );
            return;
        }
        var opportunity = new Opportunity
        {
            Name = name,
            NameKey = Folded.Key(name),
            System = source?.System,
            ExternalId = source?.Id,
            CreatedAt = batch.Now,
        };
        Fill(opportunity, row, client, opened);
        batch.Add(row, opportunity, name, Opportunity.Added, opportunity.ClientId);
        own.Take(row, opportunity);
        batch.Remember(key, opportunity.Id);
    }

    private void Fill(Opportunity deal, Draft row, Guid? client, LocalDate? opened)
    {
        var cells = row.Cells;
        if (cells.Text(OpportunityFields.Name, Opportunity.NameLength) is { } name)
        {
            (deal.Name, deal.NameKey) = (name, Folded.Key(name));
        }
        if (client is not null)
        {
            (deal.ClientId, deal.ClientNamed) = (client, null);
        }
        else if (
            deal.ClientId is null
            && cells.Text(OpportunityFields.Client, Opportunity.NameLength) is { } said
        )
        {
            deal.ClientNamed = said;
        }
        if (cells.Raw(OpportunityFields.Owner) is { } owner)
        {
            deal.OwnerId = owners.FindOrMake(owner, Roles.AccountManager, row);
        }
        deal.Stage = cells.OneOf(OpportunityFields.Stage, Enums.Deal) ?? deal.Stage;
        var currency = cells.Text(
            OpportunityFields.Currency,
            3,
            Currencies.IsCode,
            Fault.NotACurrency
        );
        if (cells.Amount(OpportunityFields.Value, currency) is { } value)
        {
            (deal.ValueMinor, deal.ValueCurrency) = (value.Minor, value.Currency);
        }
        deal.Opened = opened ?? deal.Opened;
        deal.Closed = cells.Date(OpportunityFields.Closed) ?? deal.Closed;
        deal.Product = cells.Text(OpportunityFields.Product, 200) ?? deal.Product;
    }
}
