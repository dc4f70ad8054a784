using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Tests.Core.Import;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Interactions;

/// <summary>When a client was last heard of, and a person last met: only what holds counts.</summary>
public abstract class LastTouchesTests(TestDatabase database)
{
    private static readonly Instant Day = Instant.FromUtc(2026, 3, 2, 9, 30);
    private static readonly Instant DayBefore = Day - Duration.FromDays(1);
    private static readonly Instant Week = Day - Duration.FromDays(7);

    [Fact]
    public async Task A_correction_takes_back_what_the_corrected_entry_had_moved()
    {
        await using var scene = await Scene.Set(database.Place);
        var call = Call(scene);
        var wrong = (await scene.Record(scene.Ana, call)).Value;
        Assert.Equal((Day, Day, Day), await Dates(scene));

        var note = (
            await scene.Correct(
                scene.Ana,
                wrong.Id,
                new()
                {
                    Subject = "Only read of it",
                    Channel = Channel.Note,
                    Occurred = DayBefore,
                }
            )
        ).Value;

        Assert.Equal((DayBefore, null, null), await Dates(scene));
        await scene.Record(scene.Ana, call with { Occurred = Week });
        Assert.Equal((DayBefore, Week, Week), await Dates(scene));

        // A correction of the correction counts in its place, forward too.
        await scene.Correct(
            scene.Ana,
            note.Id,
            new()
            {
                Subject = "Called after all",
                Channel = Channel.Call,
                Occurred = Day,
                Participants = call.Participants,
            }
        );
        Assert.Equal((Day, Day, Day), await Dates(scene));
    }

    [Fact]
    public async Task What_is_left_is_counted_without_entries_that_were_corrected_before()
    {
        await using var scene = await Scene.Set(database.Place);
        var call = Call(scene);
        var (first, second) = (
            (await scene.Record(scene.Ana, call)).Value,
            (await scene.Record(scene.Ana, call with { Occurred = DayBefore })).Value
        );
        foreach (var wrong in new[] { first, second })
        {
            await scene.Correct(
                scene.Ana,
                wrong.Id,
                new() { Subject = "Earlier", Occurred = Week }
            );
        }
        Assert.Equal((Week, null, null), await Dates(scene));
    }

    [Fact]
    public async Task An_imported_correction_counts_as_one_made_here_until_it_is_undone()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nTouched AS\r\n", ImportKind.Clients);
        await desk.BringIn("Name,Company\r\nIda Touch,Touched AS\r\n", ImportKind.Contacts);
        const string header =
            "Client,Date,Subject,Channel,Contacts,Colleagues,Source system,Record ID,Corrects\r\n";
        await desk.BringIn(
            header
                + "Touched AS,2026-02-01,Older,call,Ida Touch,Ola Ours,crm,1,\r\nTouched AS,2026-02-09,Wrong,call,Ida Touch,Ola Ours,crm,2,\r\n",
            ImportKind.Interactions
        );
        Assert.Equal(("2026-02-09", "2026-02-09", "2026-02-09"), await Days());

        var import = await desk.BringIn(
            header + "Touched AS,2026-02-05,Right,note,,,crm,3,crm | 2\r\n",
            ImportKind.Interactions
        );
        Assert.Equal(("2026-02-05", "2026-02-01", "2026-02-01"), await Days());

        await desk.TakeBack(import);
        Assert.Equal(("2026-02-09", "2026-02-09", "2026-02-09"), await Days());

        async Task<(string?, string?, string?)> Days()
        {
            var client = Assert.Single(await desk.All<Client>(), c => c.Name == "Touched AS");
            var ida = Assert.Single(await desk.All<Contact>(), c => c.Name == "Ida Touch");
            return (Day(client.LastInteraction), Day(client.LastTouch), Day(ida.LastTouch));
        }

        static string? Day(Instant? at) =>
            at?.InUtc().Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    }

    private static InteractionDetails Call(Scene scene) =>
        new()
        {
            ClientId = scene.Halden.Id,
            Subject = "Called",
            Channel = Channel.Call,
            Occurred = Day,
            Participants = [new(scene.Ingrid.Id, null, null), new(null, scene.Ana.Id, null)],
        };

    private static async Task<(Instant?, Instant?, Instant?)> Dates(Scene scene)
    {
        await using var db = scene.Firm.System();
        var client = await db.Set<Client>().SingleAsync(c => c.Id == scene.Halden.Id);
        var ingrid = await db.Set<Contact>().SingleAsync(c => c.Id == scene.Ingrid.Id);
        return (client.LastInteraction, client.LastTouch, ingrid.LastTouch);
    }

    public sealed class OnSqlite(Sqlite database)
        : LastTouchesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : LastTouchesTests(database),
            IClassFixture<Postgres>;
}
