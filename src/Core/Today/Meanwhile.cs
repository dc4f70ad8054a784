using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Today;

/// <summary>One thing that others did with what a colleague owed while she was away.</summary>
public sealed record DoneMeanwhile(
    Guid CommitmentId,
    string Text,
    StepKind Kind,
    Instant At,
    string? By
);

/// <summary>What happened to what a colleague owes while she was away, for her first days back.</summary>
/// <param name="From">The first day away.</param>
/// <param name="Until">The last day away.</param>
public sealed record Meanwhile(LocalDate From, LocalDate Until, IReadOnlyList<DoneMeanwhile> Done)
{
    /// <summary>For so many days after the last one away it is shown.</summary>
    public const int DaysShown = 7;
    private const int Most = 50;

    /// <summary>Null for who was not away lately.</summary>
    /// <param name="zone">The colleague's.</param>
    public static async Task<Meanwhile?> Of(
        Db db,
        Guid colleagueId,
        DateTimeZone zone,
        CancellationToken cancel
    )
    {
        var today = db.Now.InZone(zone).Date;
        var since = today.PlusDays(-DaysShown);
        var away = await db.Set<Absence>()
            .AsNoTracking()
            .Where(a =>
                a.ColleagueId == colleagueId
                && a.CancelledAt == null
                && a.Until < today
                && a.Until >= since
            )
            .OrderByDescending(a => a.Until)
            .FirstOrDefaultAsync(cancel);
        if (away is null)
        {
            return null;
        }
        var (from, until) = (
            zone.AtStartOfDay(away.From).ToInstant(),
            zone.AtStartOfDay(away.Until.PlusDays(1)).ToInstant()
        );
        var done = await db.Set<CommitmentStep>()
            .AsNoTracking()
            .Where(s => s.At >= from && s.At < until && s.ById != colleagueId)
            .Join(
                db.Set<Commitment>()
                    .Where(c =>
                        c.OwnerId == colleagueId && (c.ClosedAt == null || c.ClosedAt >= from)
                    ),
                s => s.CommitmentId,
                c => c.Id,
                (s, c) => new { s, c }
            )
            .OrderByDescending(x => x.s.At)
            .Take(Most)
            .Select(x => new DoneMeanwhile(
                x.c.Id,
                x.c.Text,
                x.s.Kind,
                x.s.At,
                db.Set<Colleague>()
                    .Where(b => b.Id == x.s.ById)
                    .Select(b => b.Name)
                    .FirstOrDefault()
            ))
            .ToListAsync(cancel);
        return new Meanwhile(away.From, away.Until, done);
    }
}
