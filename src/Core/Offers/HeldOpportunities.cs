using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Offers;

/// <summary>Possible business that a colleague looks after.</summary>
internal sealed class HeldOpportunities : HeldIn<Opportunity>
{
    public override string Kind => "opportunities";
    public override int Order => 50;
    public override string Column => $"{nameof(Opportunity)}.{nameof(Opportunity.OwnerId)}";

    protected override IQueryable<HeldRow<Opportunity>> Of(Db db, Guid colleague) =>
        db.Set<Opportunity>()
            .Where(o =>
                o.OwnerId == colleague
                && o.Stage != OpportunityStage.Won
                && o.Stage != OpportunityStage.Lost
            )
            .Select(o => new HeldRow<Opportunity>
            {
                Row = o,
                ClientId = o.ClientId,
                SubjectId = o.Id,
                IsNamed = false,
            });

    protected override Task Give(
        Db db,
        IReadOnlyList<Opportunity> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        foreach (var one in rows)
        {
            one.OwnerId = how.To;
            db.Raise(Opportunity.Changed, one, one.ClientId);
        }
        return Task.CompletedTask;
    }
}
