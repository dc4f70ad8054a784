using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Notices;
using Told = Rapport.Notices.Notices;

namespace Rapport.Commitments;

/// <summary>Tells a colleague that somebody else gave her something to do.</summary>
internal sealed class CommitmentNotices : IJoinSave
{
    public static readonly NoticeKind Slipped = new(
        "commitment.slipped",
        NoticePriority.Urgent,
        "commitment"
    );
    public static readonly NoticeKind Given = new(
        "commitment.given",
        NoticePriority.Usual,
        "commitment"
    );

    public int Order => 60;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        if (
            db.Viewer.ColleagueId is not { } giver
            || db.Viewer.Origin == Origin.Import
            || db.TellsTogether
        )
        {
            return;
        }
        foreach (var change in changes)
        {
            if (
                change.Entry.Entity
                    is Commitment
                    {
                        IsOpen: true,
                        OwnerId: { } owner,
                        Origin: CommitmentOrigin.Hand
                            or CommitmentOrigin.Entry
                            or CommitmentOrigin.Wait
                    } owed
                && owner != giver
                && (
                    change.State == EntityState.Added
                    || change.Entry.Property(nameof(Commitment.OwnerId)).IsModified
                )
            )
            {
                await Told.Tell(
                    db,
                    new Telling(owner, Given, owed.Text, owed.Id, owed.ClientId),
                    cancel
                );
            }
        }
    }
}
