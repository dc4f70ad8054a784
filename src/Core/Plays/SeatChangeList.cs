using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;

namespace Rapport.Plays;

/// <summary>By what a play tells planned changes of seats apart. They have no list of their own on screen.</summary>
public sealed class SeatChangeList : ListOf<SeatChange>
{
    public const string SeatChangeKey = "seatchanges";

    private static readonly Expression<Func<Db, SeatChange, IQueryable<Colleague>>> Takers = (
        db,
        c
    ) => db.Set<Colleague>().Where(x => x.Id == c.ColleagueId);

    private static readonly Expression<Func<Db, SeatChange, IQueryable<Colleague>>> Givers = (
        db,
        c
    ) => db.Set<Colleague>().Where(x => x.Id == c.FromColleagueId);

    private static readonly Expression<Func<Db, SeatChange, IQueryable<Colleague>>> Introducers = (
        db,
        c
    ) => db.Set<Colleague>().Where(x => x.Id == c.OwnerId);

    private static readonly Expression<Func<Db, SeatChange, IQueryable<Client>>> Clients = (
        db,
        c
    ) => db.Set<Client>().Where(x => x.Id == c.ClientId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly SeatChangeList OfSeatChanges = new();

    private SeatChangeList() { }

    public override string Key => SeatChangeKey;

    public override Act Changes => Act.GiveSeats;

    public override string Lead => "colleague";

    public override Sort UsualSort { get; } = new("on");

    public override IReadOnlyList<ListField<SeatChange>> Fields { get; } =
    [
        Colleague("colleague", Takers),
        Colleague("from", Givers),
        Colleague("introducer", Introducers),
        ListFields<SeatChange>.Record(
            "client",
            FieldKind.Client,
            Clients,
            c => c.Id,
            c => c.Name,
            c => c.NameKey,
            held: (_, c) => c.ClientId
        ),
        ListFields<SeatChange>.Choice<SeatRole>("role", (_, c) => c.Role),
        ListFields<SeatChange>.Choice<SeatChangeState>("state", (_, c) => c.State),
        ListFields<SeatChange>.Date("on", (_, c) => c.On),
        ListFields<SeatChange>.YesNo("introduced", (_, c) => c.IntroducedAt != null),
    ];

    private static ListField<SeatChange> Colleague(
        string key,
        Expression<Func<Db, SeatChange, IQueryable<Colleague>>> who
    ) =>
        ListFields<SeatChange>.Record(
            key,
            FieldKind.Person,
            who,
            c => c.Id,
            c => c.Name,
            c => c.NameKey
        );
}
