using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Offers;

/// <summary>What can be done with opportunities.</summary>
public sealed class Opportunities(Db db)
{
    private const int ProductLength = 200;

    public async Task<Result<Opportunity>> Add(
        OpportunityDetails said,
        CancellationToken cancel = default
    )
    {
        var opportunity = new Opportunity { Name = "", CreatedAt = db.Now };
        var faults = await Fill(
            opportunity,
            said with
            {
                OwnerId = said.OwnerId ?? db.Viewer.ColleagueId,
            },
            cancel
        );
        await CustomValues.Fill(db, opportunity, said.Fields, Spoken.Added, faults, cancel);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        db.Add(opportunity);
        db.Raise(Opportunity.Added, opportunity, opportunity.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : opportunity;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Opportunity>> Change(
        Guid id,
        OpportunityDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Set<Opportunity>().FirstOrDefaultAsync(o => o.Id == id, cancel)
            is not { } opportunity
        )
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != opportunity.Version)
        {
            return Refusal.Stale;
        }
        var faults = await Fill(opportunity, said, cancel);
        await CustomValues.Fill(db, opportunity, said.Fields, Spoken.Whole, faults, cancel);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Opportunity.Changed, opportunity, opportunity.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : opportunity;
    }

    private async Task<Faults> Fill(
        Opportunity opportunity,
        OpportunityDetails said,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        opportunity.Name =
            faults.Text("name", said.Name, Opportunity.NameLength, required: true) ?? "";
        opportunity.NameKey = Folded.Key(opportunity.Name);
        opportunity.Product = faults.Text("product", said.Product, ProductLength);
        opportunity.Stage = said.Stage;
        faults.If(
            said.Value is { } value && !Currencies.IsCode(value.Currency),
            "value",
            Fault.NotACurrency
        );
        opportunity.ValueMinor = said.Value?.Minor;
        opportunity.ValueCurrency = said.Value?.Currency;
        faults.If(said.Closed < said.Opened, "closed", Fault.BeforeItBegan);
        (opportunity.Opened, opportunity.Closed) = (said.Opened, said.Closed);
        await SetClient(opportunity, said.ClientId, faults, cancel);
        await SetOwner(opportunity, said.OwnerId, faults, cancel);
        return faults;
    }

    private async Task SetClient(
        Opportunity opportunity,
        Guid? clientId,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (clientId == opportunity.ClientId)
        {
            return;
        }
        faults.If(
            clientId is not null && !await db.Set<Client>().AnyAsync(c => c.Id == clientId, cancel),
            "clientId",
            Fault.Unknown
        );
        opportunity.ClientId = clientId;
        if (clientId is not null)
        {
            // It is tied now; what a file once named has been settled.
            opportunity.ClientNamed = null;
        }
    }

    /// <summary>
    /// An owner is a colleague who is here. She need not pass the client's wall: owning business at a client does not
    /// open its handbook, a seat does. Without client it must have an owner, or nobody behind a wall would see it.
    /// </summary>
    private async Task SetOwner(
        Opportunity opportunity,
        Guid? ownerId,
        Faults faults,
        CancellationToken cancel
    )
    {
        faults.If(ownerId is null && opportunity.ClientId is null, "ownerId", Fault.Required);
        if (ownerId == opportunity.OwnerId)
        {
            return;
        }
        faults.If(
            ownerId is not null
                && !await db.Set<Colleague>()
                    .AnyAsync(c => c.Id == ownerId && c.Left == null, cancel),
            "ownerId",
            Fault.Unknown
        );
        opportunity.OwnerId = ownerId;
    }
}
