using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>Who holds or held a seat at a client, since when, until when.</summary>
public sealed record SeatRecord(
    Guid Id,
    SeatRole Role,
    Guid ColleagueId,
    string Name,
    LocalDate Since,
    LocalDate? Until,
    int Version
);

public static class SeatRecords
{
    private static readonly Question<Guid, SeatRecord> HeldNow = new(
        (db, clientId) =>
            db.Set<Seat>()
                .Where(s => s.ClientId == clientId && s.Until == null)
                .Join(
                    db.Set<Colleague>(),
                    s => s.ColleagueId,
                    p => p.Id,
                    (s, p) =>
                        new SeatRecord(s.Id, s.Role, p.Id, p.Name, s.Since, s.Until, s.Version)
                )
    );

    /// <summary>The seats that are held now, by role, then name.</summary>
    public static async Task<IReadOnlyList<SeatRecord>> Held(
        Db db,
        Guid clientId,
        CancellationToken cancel
    ) => ByRole(await HeldNow.All(db, clientId, cancel));

    /// <summary>All seats there ever were: those held now by role, then those before them, the last ended first.</summary>
    public static async Task<IReadOnlyList<SeatRecord>> All(
        Db db,
        Guid clientId,
        CancellationToken cancel
    )
    {
        var seats = await Read(db, s => s.ClientId == clientId, cancel);
        return
        [
            .. ByRole(seats.Where(s => s.Until is null)),
            .. seats
                .Where(s => s.Until is not null)
                .OrderByDescending(s => s.Until)
                .ThenByDescending(s => s.Since)
                .ThenBy(s => Folded.Key(s.Name), StringComparer.Ordinal),
        ];
    }

    /// <summary>One seat, held or held before; null when the viewer does not see it.</summary>
    public static async Task<SeatRecord?> Find(
        Db db,
        Guid clientId,
        Guid id,
        CancellationToken cancel
    ) => (await Read(db, s => s.ClientId == clientId && s.Id == id, cancel)).FirstOrDefault();

    private static Task<List<SeatRecord>> Read(
        Db db,
        System.Linq.Expressions.Expression<Func<Seat, bool>> which,
        CancellationToken cancel
    ) =>
        db.Set<Seat>()
            .Where(which)
            .Join(
                db.Set<Colleague>(),
                s => s.ColleagueId,
                p => p.Id,
                (s, p) => new SeatRecord(s.Id, s.Role, p.Id, p.Name, s.Since, s.Until, s.Version)
            )
            .ToListAsync(cancel);

    // Not by the engine: roles are stored by name and would come in its alphabet.
    private static List<SeatRecord> ByRole(IEnumerable<SeatRecord> seats) =>
        [
            .. seats
                .OrderBy(s => s.Role)
                .ThenBy(s => Folded.Key(s.Name), StringComparer.Ordinal)
                .ThenBy(s => s.Id),
        ];
}
