using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.People;

namespace Rapport.Plays;

/// <summary>What a play has to know of the client of a record.</summary>
internal sealed record ClientFacts(
    Guid Id,
    string Name,
    Tier Tier,
    string? TimeZone,
    Guid? CalendarId
);

/// <summary>What a play has to know of a record.</summary>
internal sealed record Subject(Guid Id, string Name, Guid? OwnerId, ClientFacts? Client);

/// <summary>Reads what plays have to know of records and of who looks after them.</summary>
internal sealed class Subjects(Db db)
{
    private static readonly Dictionary<Type, string> Kinds = PlayKinds.All.ToDictionary(
        l => l.RowType,
        l => l.Key
    );

    private readonly Dictionary<(Guid Client, Guid Colleague), bool> sees = [];

    /// <summary>The kind of the record itself, and those of the records that it names.</summary>
    public static IEnumerable<string> KindsOf(Written row) =>
        row
            .RefersTo.Select(r => r.Type)
            .Prepend(row.Type)
            .SelectMany(t =>
                t == typeof(Row) ? Kinds.Values
                : Kinds.TryGetValue(t, out var kind) ? [kind]
                : Enumerable.Empty<string>()
            );

    public static string? KindOf(Type type) => Kinds.GetValueOrDefault(type);

    /// <summary>Which records of this kind a save wrote, or wrote something of.</summary>
    public static HashSet<Guid> TouchedBy(Saved saved, Type kind) =>
        [
            .. saved.Rows.Where(r => r.Type == kind).Select(r => r.Id),
            .. saved
                .Rows.SelectMany(r => r.RefersTo)
                .Where(r => r.Type == kind || r.Type == typeof(Row))
                .Select(r => r.Id),
        ];

    public async Task<IReadOnlyList<Subject>> Read(
        ListOf list,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        var rows = await list.Belongings(db, ids, cancel);
        var names = await list.Names(db, ids, cancel);
        var clientIds = rows.Select(r => r.ClientId).OfType<Guid>().ToHashSet();
        var clients = await db.Set<Client>()
            .AsNoTracking()
            .Where(c => clientIds.Contains(c.Id))
            .Select(c => new ClientFacts(c.Id, c.Name, c.Tier, c.TimeZone, c.CalendarId))
            .ToDictionaryAsync(c => c.Id, cancel);
        return
        [
            .. rows.Select(r => new Subject(
                r.Id,
                names.GetValueOrDefault(r.Id) ?? "",
                r.OwnerId,
                r.ClientId is { } id ? clients.GetValueOrDefault(id) : null
            )),
        ];
    }

    /// <summary>Who holds which seat at these clients, the longest first, without those who have left.</summary>
    public async Task<ILookup<Guid, (SeatRole Role, Guid ColleagueId)>> Seats(
        IEnumerable<Guid> clientIds,
        CancellationToken cancel
    )
    {
        var ids = clientIds.ToHashSet();
        var held = await db.Set<Seat>()
            .AsNoTracking()
            .Where(s =>
                ids.Contains(s.ClientId!.Value)
                && s.Until == null
                && db.Set<Colleague>().Any(c => c.Id == s.ColleagueId && c.Left == null)
            )
            .OrderBy(s => s.Since)
            .ThenBy(s => s.Id)
            .Select(s => new
            {
                s.ClientId,
                s.Role,
                s.ColleagueId,
            })
            .ToListAsync(cancel);
        return held.ToLookup(s => s.ClientId!.Value, s => (s.Role, s.ColleagueId));
    }

    /// <summary>Whether a colleague works here and sees the record: whoever does not would never do what is owed.</summary>
    public async Task<bool> Sees(Guid colleagueId, Guid? clientId, CancellationToken cancel)
    {
        var key = (clientId ?? Guid.Empty, colleagueId);
        if (!sees.TryGetValue(key, out var known))
        {
            var who = clientId is null
                ? db.Set<Colleague>().Where(c => c.Left == null)
                : PeopleAround.Readers(db, clientId);
            sees[key] = known = await who.AnyAsync(c => c.Id == colleagueId, cancel);
        }
        return known;
    }
}
