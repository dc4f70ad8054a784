using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Offers;

/// <summary>How single fields of an opportunity are set from a list: by the act of its own page.</summary>
internal static class OpportunitySetting
{
    public static SetField Of(Func<OpportunityDetails, string?, OpportunityDetails> with) =>
        async (db, id, said, cancel) =>
            await OpportunityRecords.Find(db, id, cancel) is { } opportunity
                ? (
                    await new Opportunities(db).Change(
                        id,
                        with(opportunity.Details with { Fields = null }, said.Value),
                        said.Version,
                        cancel
                    )
                ).Refusal
                : Refusal.NotFound;
}
