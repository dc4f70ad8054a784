using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;

namespace Rapport.Plays;

/// <summary>By what a play tells seats apart. Seats have no list of their own on screen.</summary>
public sealed class SeatList : ListOf<Seat>
{
    public const string SeatKey = "seats";

    private static readonly Expression<Func<Db, Seat, IQueryable<Colleague>>> Colleagues = (
        db,
        s
    ) => db.Set<Colleague>().Where(c => c.Id == s.ColleagueId);

    private static readonly Expression<Func<Db, Seat, IQueryable<Client>>> Clients = (db, s) =>
        db.Set<Client>().Where(c => c.Id == s.ClientId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly SeatList OfSeats = new();

    private SeatList() { }

    public override string Key => SeatKey;

    public override Act Changes => Act.GiveSeats;

    public override string Lead => "colleague";

    public override Sort UsualSort { get; } = new("since", Descending: true);

    public override IReadOnlyList<ListField<Seat>> Fields { get; } =
    [
        ListFields<Seat>.Record(
            "colleague",
            FieldKind.Person,
            Colleagues,
            c => c.Id,
            c => c.Name,
            c => c.NameKey
        ),
        ListFields<Seat>.Record(
            "client",
            FieldKind.Client,
            Clients,
            c => c.Id,
            c => c.Name,
            c => c.NameKey,
            held: (_, s) => s.ClientId
        ),
        ListFields<Seat>.Choice<SeatRole>("role", (_, s) => s.Role),
        ListFields<Seat>.Date("since", (_, s) => s.Since),
        ListFields<Seat>.Date("until", (_, s) => s.Until),
        // Somebody else held it before: the client gets a new face.
        ListFields<Seat>.YesNo(
            "takesOver",
            (db, s) =>
                db.Set<Seat>()
                    .Any(o =>
                        o.ClientId == s.ClientId
                        && o.Role == s.Role
                        && o.ColleagueId != s.ColleagueId
                        && o.Since <= s.Since
                    )
        ),
        // It was planned before, so that somebody had the time to introduce the new face.
        ListFields<Seat>.YesNo(
            "planned",
            (db, s) => db.Set<SeatChange>().Any(c => c.SeatId == s.Id)
        ),
    ];
}
