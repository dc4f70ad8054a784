using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Commitments;

/// <summary>Reads how promises to clients went that colleagues gave, of the last year, the newest first.</summary>
public sealed class PastPromises(Db db, BusinessTimes times)
{
    /// <summary>So many of a client, a unit or the firm tell enough.</summary>
    public const int MostRead = 500;

    private static readonly Duration Year = Duration.FromDays(365);

    private sealed record Told(
        Guid? CalendarId,
        Guid OwnerId,
        Instant CreatedAt,
        Instant JudgedBy,
        Instant? ClosedAt,
        CommitmentState State
    );

    public Task<IReadOnlyList<PastPromise>> OfClient(Guid clientId, CancellationToken cancel) =>
        Read(Judged().Where(c => c.ClientId == clientId), cancel);

    public Task<IReadOnlyList<PastPromise>> OfUnit(Guid unitId, CancellationToken cancel) =>
        Read(
            Judged()
                .Where(c =>
                    db.Set<Colleague>()
                        .Where(x => x.UnitId == unitId)
                        .Select(x => (Guid?)x.Id)
                        .Contains(c.OwnerId)
                ),
            cancel
        );

    public Task<IReadOnlyList<PastPromise>> OfFirm(CancellationToken cancel) =>
        Read(Judged(), cancel);

    /// <summary>Those given by hand that were closed as done or missed, or are late. What waits is not told yet.</summary>
    private IQueryable<Commitment> Judged()
    {
        var (now, since) = (db.Now, db.Now - Year);
        return db.Set<Commitment>()
            .AsNoTracking()
            .Where(c =>
                c.Favour == Favour.Client
                && c.PlayId == null
                && c.OwnerId != null
                && c.JudgedBy >= since
                && (
                    c.State == CommitmentState.Kept
                    || c.State == CommitmentState.KeptLate
                    || c.State == CommitmentState.Missed
                    || (
                        c.State == CommitmentState.Open
                        && c.WaitingSince == null
                        && c.JudgedBy < now
                    )
                )
            );
    }

    private async Task<IReadOnlyList<PastPromise>> Read(
        IQueryable<Commitment> promises,
        CancellationToken cancel
    )
    {
        var told = await promises
            .OrderByDescending(c => c.JudgedBy)
            .Take(MostRead)
            .Select(c => new Told(
                db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => x.CalendarId)
                    .FirstOrDefault(),
                c.OwnerId!.Value,
                c.CreatedAt,
                c.JudgedBy,
                c.ClosedAt,
                c.State
            ))
            .ToListAsync(cancel);
        var calendars = await times.Read(
            [.. told.Select(t => t.CalendarId ?? Calendar.OfFirm).Distinct()],
            cancel
        );
        return told.ConvertAll(t => Of(t, calendars[t.CalendarId ?? Calendar.OfFirm]));
    }

    private static PastPromise Of(Told told, Values.BusinessCalendar calendar)
    {
        // What happened before it was written down was done at once.
        Duration? taken =
            told.State is CommitmentState.Kept or CommitmentState.KeptLate
            && told.ClosedAt is { } done
                ? Duration.Max(Duration.Zero, calendar.Between(told.CreatedAt, done))
                : null;
        return new PastPromise(
            told.OwnerId,
            Duration.Max(Duration.Zero, calendar.Between(told.CreatedAt, told.JudgedBy)),
            taken,
            told.State == CommitmentState.Kept
        );
    }
}
