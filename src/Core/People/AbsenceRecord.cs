using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>An absence as it is shown.</summary>
public sealed record AbsenceRecord(
    Guid Id,
    int Version,
    Guid ColleagueId,
    string Colleague,
    LocalDate From,
    LocalDate Until,
    Guid? SubstituteId,
    string? Substitute,
    string? Note
)
{
    public AbsenceDetails Details =>
        new()
        {
            ColleagueId = ColleagueId,
            From = From,
            Until = Until,
            SubstituteId = SubstituteId,
            Note = Note,
        };
}

/// <summary>Reads who is away.</summary>
public static class AbsenceList
{
    /// <summary>A firm has so many before the oldest of them are over.</summary>
    private const int Most = 500;

    /// <summary>Those that are not over on this day, the next first.</summary>
    public static Task<List<AbsenceRecord>> From(Db db, LocalDate day, CancellationToken cancel) =>
        Records(
                db,
                db.Set<Absence>()
                    .Where(a => a.CancelledAt == null && a.Until >= day)
                    .OrderBy(a => a.From)
                    .ThenBy(a => a.Id)
                    .Take(Most)
            )
            .ToListAsync(cancel);

    public static Task<AbsenceRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        Records(db, db.Set<Absence>().Where(a => a.Id == id)).FirstOrDefaultAsync(cancel);

    private static IQueryable<AbsenceRecord> Records(Db db, IQueryable<Absence> found) =>
        found
            .AsNoTracking()
            .Select(a => new AbsenceRecord(
                a.Id,
                a.Version,
                a.ColleagueId,
                db.Set<Colleague>().Where(c => c.Id == a.ColleagueId).Select(c => c.Name).First(),
                a.From,
                a.Until,
                a.SubstituteId,
                db.Set<Colleague>()
                    .Where(c => c.Id == a.SubstituteId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                a.Note
            ));
}
