using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Live;

/// <summary>Whose session still stands among those that listen.</summary>
internal static class LiveSessions
{
    /// <summary>The kinds of events after which it is asked who may listen, and to what.</summary>
    public const string Colleague = "colleague";
    public const string Seat = "seat";

    /// <summary>The roles behind each session that stands and may look; the others are missing.</summary>
    public static async Task<Dictionary<Guid, Roles>> Standing(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var standing = new Dictionary<Guid, Roles>();
        foreach (var some in ids.Chunk(500))
        {
            var found = await db.Set<Session>()
                .Where(s => some.Contains(s.Id))
                .Join(
                    db.Set<Login>(),
                    s => s.LoginId,
                    l => l.Id,
                    (s, l) =>
                        new
                        {
                            s.Id,
                            s.FactorBy,
                            l.ColleagueId,
                        }
                )
                .Join(
                    db.Set<Colleague>().Where(c => c.Left == null),
                    s => s.ColleagueId,
                    c => c.Id,
                    (s, c) =>
                        new
                        {
                            s.Id,
                            s.FactorBy,
                            c.Roles,
                        }
                )
                .ToListAsync(cancel);
            foreach (var one in found.Where(f => f.FactorBy is not { } by || by > db.Now))
            {
                standing[one.Id] = one.Roles;
            }
        }
        return standing;
    }

    /// <summary>The colleagues whose seats these are.</summary>
    public static Task<HashSet<Guid>> Holders(
        Db db,
        IReadOnlyList<Guid> seats,
        CancellationToken cancel
    ) =>
        db.Set<Seat>()
            .Where(s => seats.Contains(s.Id))
            .Select(s => s.ColleagueId)
            .ToHashSetAsync(cancel);
}
