using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.World;

/// <summary>A firm on a test's own database: colleagues, clients and seats made by the real acts.</summary>
public sealed class TestFirm(TestPlace place, IClock? clock = null) : IAsyncDisposable
{
    private static int made;

    public DbSource Source { get; } =
        new(new DbPlace(place.Postgres, place.Folder), clock ?? new MicrosecondClock());

    public TestPlace Place => place;

    /// <summary>A Db that sees everything, as the program's own jobs do.</summary>
    public Db System(Origin origin = Origin.System) => Source.For(Viewer.System("test", origin));

    /// <summary>A Db that sees what the colleague may see.</summary>
    public Db As(Colleague colleague, Origin origin = Origin.Page) =>
        Source.For(ViewerOf(colleague, origin));

    public static Viewer ViewerOf(Colleague colleague, Origin origin = Origin.Page) =>
        new(
            ActorKind.Colleague,
            colleague.Id,
            colleague.Id,
            colleague.Roles.SeeAll(),
            origin,
            colleague.Name
        );

    /// <summary>A colleague of these roles, with a mail address of her own.</summary>
    public async Task<Colleague> Colleague(Roles roles, string? name = null)
    {
        var count = Interlocked.Increment(ref made);
        await using var db = System();
        var added = await new Colleagues(db).Add(
            new ColleagueDetails
            {
                Name = name ?? $"Colleague {count}",
                Email = $"colleague{count}@firm.example",
                Roles = roles,
            }
        );
        return added.Value;
    }

    /// <summary>A client at which these colleagues sit.</summary>
    public async Task<Client> Client(string name, params Colleague[] seats)
    {
        await using var db = System();
        var client = (
            await new Rapport.Clients.Clients(db).Add(new ClientDetails { Name = name })
        ).Value;
        foreach (var colleague in seats)
        {
            db.Add(
                new Seat
                {
                    ClientId = client.Id,
                    ColleagueId = colleague.Id,
                    Role = SeatRole.AccountManager,
                    Since = new LocalDate(2026, 1, 1),
                }
            );
        }
        await db.SaveChangesAsync();
        return client;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
