using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>How single fields of a commitment are set from a list: by the acts of its own page.</summary>
internal static class CommitmentSetting
{
    public static SetField Of(Func<CommitmentChange, string?, CommitmentChange> with) =>
        async (db, id, said, cancel) =>
            await CommitmentRecords.Find(db, id, cancel) is { } owed
                ? (
                    await new Commitments(db).Change(
                        id,
                        with(owed.Said, said.Value),
                        said.Version,
                        cancel
                    )
                ).Refusal
                : Refusal.NotFound;

    /// <summary>Another owner is a handover.</summary>
    public static SetField Owner { get; } =
        async (db, id, said, cancel) =>
            await CommitmentRecords.Find(db, id, cancel) is not { } owed ? Refusal.NotFound
            : said.Version is { } version && version != owed.Version ? Refusal.Stale
            : (
                await new Commitments(db).HandOver(
                    id,
                    new HandoverDetails
                    {
                        OwnerId = Guid.TryParse(said.Value, out var owner) ? owner : null,
                    },
                    cancel
                )
            ).Refusal;
}
