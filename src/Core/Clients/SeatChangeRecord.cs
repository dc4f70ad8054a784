using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Clients;

/// <summary>A planned change of a seat as it is shown.</summary>
/// <param name="FromColleagueId">Null where nobody gives it up.</param>
/// <param name="IntroducedAt">When the new face was introduced; null before.</param>
/// <param name="EndedAt">When it happened, or was called off.</param>
public sealed record SeatChangeRecord(
    Guid Id,
    int Version,
    SeatRole Role,
    Guid ColleagueId,
    string Colleague,
    Guid? FromColleagueId,
    string? FromColleague,
    Guid? IntroducerId,
    string? Introducer,
    LocalDate On,
    SeatChangeState State,
    Instant? IntroducedAt,
    string? By,
    Instant CreatedAt,
    Instant? EndedAt
);

public static class SeatChangeRecords
{
    /// <summary>What was planned longest ago is told of no more.</summary>
    private const int MostBefore = 100;

    /// <summary>Those to come, the next first; then those that happened or were called off, the last first.</summary>
    public static async Task<IReadOnlyList<SeatChangeRecord>> All(
        Db db,
        Guid clientId,
        CancellationToken cancel
    )
    {
        var all = db.Set<SeatChange>().Where(c => c.ClientId == clientId);
        var planned = await Read(db, all.Where(c => c.EndedAt == null)).ToListAsync(cancel);
        var before = await Read(
                db,
                all.Where(c => c.EndedAt != null)
                    .OrderByDescending(c => c.EndedAt)
                    .ThenByDescending(c => c.Id)
                    .Take(MostBefore)
            )
            .ToListAsync(cancel);
        return
        [
            .. planned.OrderBy(c => c.On).ThenBy(c => c.Id),
            .. before.OrderByDescending(c => c.EndedAt).ThenByDescending(c => c.Id),
        ];
    }

    /// <summary>Null when the viewer does not see it.</summary>
    public static Task<SeatChangeRecord?> Find(
        Db db,
        Guid clientId,
        Guid id,
        CancellationToken cancel
    ) =>
        Read(db, db.Set<SeatChange>().Where(c => c.ClientId == clientId && c.Id == id))
            .FirstOrDefaultAsync(cancel);

    private static IQueryable<SeatChangeRecord> Read(Db db, IQueryable<SeatChange> which) =>
        from change in which
        join taker in db.Set<Colleague>() on change.ColleagueId equals taker.Id
        select new SeatChangeRecord(
            change.Id,
            change.Version,
            change.Role,
            taker.Id,
            taker.Name,
            change.FromColleagueId,
            db.Set<Colleague>()
                .Where(c => c.Id == change.FromColleagueId)
                .Select(c => c.Name)
                .FirstOrDefault(),
            change.OwnerId,
            db.Set<Colleague>()
                .Where(c => c.Id == change.OwnerId)
                .Select(c => c.Name)
                .FirstOrDefault(),
            change.On,
            change.State,
            change.IntroducedAt,
            db.Set<Colleague>()
                .Where(c => c.Id == change.ByColleagueId)
                .Select(c => c.Name)
                .FirstOrDefault(),
            change.CreatedAt,
            change.EndedAt
        );
}
