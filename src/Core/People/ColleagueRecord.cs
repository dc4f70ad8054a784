using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>A colleague as colleagues see one another.</summary>
/// <param name="Number">As people say it: S-1042.</param>
/// <param name="SignsIn">Has a login; one who came with an import has none.</param>
public sealed record ColleagueRecord(
    Guid Id,
    string Number,
    int Version,
    string Name,
    string? Email,
    Guid? UnitId,
    string? Unit,
    Roles Roles,
    string? TimeZone,
    string? Language,
    LocalDate? Left,
    bool SignsIn,
    Instant? LastSignIn
)
{
    public ColleagueDetails Details =>
        new()
        {
            Name = Name,
            Email = Email,
            Roles = Roles,
            UnitId = UnitId,
            TimeZone = TimeZone,
            Language = Language,
        };
}

/// <summary>Where the list goes on.</summary>
public sealed record ColleaguePlace(string NameKey, Guid Id)
{
    public static ColleaguePlace Of(ColleagueRecord record) =>
        new(Folded.Key(record.Name), record.Id);
}

/// <summary>A unit with its lead and how many are in it.</summary>
public sealed record UnitRecord(
    Guid Id,
    int Version,
    string Name,
    Guid? LeadId,
    string? Lead,
    Guid? ParentId,
    string? Parent,
    int People
);

/// <summary>The firm's people, by name.</summary>
public static class ColleagueList
{
    public static async Task<IReadOnlyList<ColleagueRecord>> Page(
        Db db,
        ColleaguePlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var found = db.Set<Colleague>().AsNoTracking();
        if (after is not null)
        {
            found = found.Where(c =>
                string.Compare(c.NameKey, after.NameKey) > 0
                || (c.NameKey == after.NameKey && c.Id.CompareTo(after.Id) > 0)
            );
        }
        return await Records(db, found.OrderBy(c => c.NameKey).ThenBy(c => c.Id).Take(limit))
            .ToListAsync(cancel);
    }

    public static Task<ColleagueRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        Records(db, db.Set<Colleague>().AsNoTracking().Where(c => c.Id == id))
            .FirstOrDefaultAsync(cancel);

    public static Task<List<UnitRecord>> Units(Db db, CancellationToken cancel) =>
        db.Set<Unit>()
            .AsNoTracking()
            .OrderBy(u => u.NameKey)
            .Select(u => new UnitRecord(
                u.Id,
                u.Version,
                u.Name,
                u.LeadId,
                db.Set<Colleague>()
                    .Where(c => c.Id == u.LeadId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                u.ParentId,
                db.Set<Unit>().Where(p => p.Id == u.ParentId).Select(p => p.Name).FirstOrDefault(),
                db.Set<Colleague>().Count(c => c.UnitId == u.Id && c.Left == null)
            ))
            .ToListAsync(cancel);

    private static IQueryable<ColleagueRecord> Records(Db db, IQueryable<Colleague> found) =>
        found.Select(c => new ColleagueRecord(
            c.Id,
            ColleagueNames.Mark + c.Number,
            c.Version,
            c.Name,
            c.Email,
            c.UnitId,
            db.Set<Unit>().Where(u => u.Id == c.UnitId).Select(u => u.Name).FirstOrDefault(),
            c.Roles,
            c.TimeZone,
            c.Language,
            c.Left,
            db.Set<Login>().Any(l => l.ColleagueId == c.Id),
            db.Set<Login>()
                .Where(l => l.ColleagueId == c.Id)
                .Select(l => l.LastSignIn)
                .FirstOrDefault()
        ));
}
