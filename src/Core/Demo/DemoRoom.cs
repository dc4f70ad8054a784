using NodaTime;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>What a new client's handbook begins with: who of us has a seat, and their people.</summary>
internal static class DemoRoom
{
    private static readonly (int Place, SeatRole Role)[] Seats =
    [
        (1, SeatRole.ProjectManager),
        (2, SeatRole.Consultant),
    ];

    public static async Task Open(
        Db db,
        DemoClient client,
        IReadOnlyDictionary<string, Colleague> colleagues,
        CancellationToken cancel
    )
    {
        var sponsor = client.Tier == Clients.Tier.Key ? "Henriette Brandvold" : null;
        var seats = Seats.Select(s => (Who: client.Team[s.Place], s.Role));
        foreach (
            var (who, role) in sponsor is null ? seats : seats.Append((sponsor, SeatRole.Sponsor))
        )
        {
            var seat = new Seat
            {
                ClientId = client.Id,
                ColleagueId = colleagues[who].Id,
                Role = role,
                Since = client.Begins,
            };
            db.Add(seat);
            db.Raise(Seat.Taken, seat, client.Id);
            DemoFirm.Sure(await db.Commit(cancel));
        }
    }

    public static async Task Introduce(
        Db db,
        DemoClient client,
        List<DemoPerson> people,
        IReadOnlyList<Block> notes,
        IReadOnlyDictionary<string, Colleague> colleagues
    )
    {
        var how = client.Noted(notes);
        // Superiors first: reporting lines refer to them.
        foreach (var person in people.OrderBy(p => p.Row.ReportsToId is not null))
        {
            Add(db, person.Row, client);
            Know(db, client, person, colleagues[client.Team[0]], person.Closeness, how);
            if (person.Part is "it" or "user" or "data")
            {
                Know(db, client, person, colleagues[client.Team[1]], Closeness.Knows, how);
            }
            if (person.Part is "it" && client.Luck.Chance(50))
            {
                Know(db, client, person, colleagues[client.Team[2]], Closeness.KnowsWell, how);
            }
            DemoFirm.Sure(await db.Commit());
        }
    }

    /// <summary>Somebody from another client begins here.</summary>
    public static async Task Welcome(
        Db db,
        DemoPerson person,
        DemoClient to,
        CancellationToken cancel
    )
    {
        var since = person.Row.Left!.Value.PlusDays(20);
        Add(db, DemoPeople.Moved(person, to, since), to);
        DemoFirm.Sure(await db.Commit(cancel));
    }

    private static void Add(Db db, Contact row, DemoClient client)
    {
        db.Add(row);
        var address = string.Join(
            '.',
            row.Name.Split(' ')
                .Select(w => string.Concat(Folded.Key(w).Where(char.IsAsciiLetterOrDigit)))
        );
        Reach(db, row, 0, PointKind.Email, $"{address}@{client.Domain}");
        Reach(db, row, 1, PointKind.Phone, client.Phone());
        if (client.Luck.Chance(50))
        {
            Reach(db, row, 2, PointKind.Mobile, client.Phone(mobile: true));
        }
        db.Raise(Contact.Added, row, client.Id);
    }

    private static void Reach(Db db, Contact row, int position, PointKind kind, string value) =>
        db.Add(
            new ContactPoint
            {
                ClientId = row.ClientId,
                ContactId = row.Id,
                Kind = kind,
                Position = position,
                Value = value,
                ValueKey = kind == PointKind.Email ? Known.EmailKey(value) : Known.PhoneKey(value),
            }
        );

    private static void Know(
        Db db,
        DemoClient client,
        DemoPerson person,
        Colleague colleague,
        Closeness closeness,
        Block how
    )
    {
        if (closeness > Closeness.NotMet)
        {
            db.Add(
                new Acquaintance
                {
                    ClientId = client.Id,
                    ContactId = person.Row.Id,
                    ColleagueId = colleague.Id,
                    Closeness = closeness,
                    How = client.Luck.Of([.. how.Lines["know"]]),
                }
            );
        }
    }
}
