using NodaTime;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Interactions;

/// <summary>Entries as a list: what its filters let through, in which order, how far it looks, and up to the wall.</summary>
public abstract class InteractionListTests(TestDatabase database)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 31, 12, 0);

    [Theory]
    [InlineData("subject co \"öl\"", "Ölwechsel")]
    [InlineData("subject sw \"COFF\"", "Coffee")]
    [InlineData("subject eq \"olwechsel\"", "Ölwechsel")]
    [InlineData("not (subject co \"f\")", "Invoice", "Ölwechsel")]
    [InlineData("channel eq \"coffee\" or channel eq \"invoice\"", "Coffee", "Invoice")]
    [InlineData("touchpoint eq \"delivery\"", "Ölwechsel")]
    [InlineData("direction eq \"fromThem\"", "Ölwechsel")]
    [InlineData("minutes ge 60", "Ölwechsel")]
    [InlineData("minutes lt 60", "Coffee")]
    [InlineData("minutes pr", "Coffee", "Ölwechsel")]
    [InlineData("realTouch eq \"true\"", "Coffee")]
    [InlineData("contacts eq \"ingrid solberg\"", "Coffee")]
    [InlineData("contacts sw \"ingr\" or contacts co \"nobody\"", "Coffee")]
    [InlineData("not (contacts pr)", "Invoice", "Ölwechsel")]
    [InlineData("colleagues eq \"me\"", "Coffee")]
    [InlineData("colleagues ne \"me\"", "Invoice", "Ölwechsel")]
    [InlineData("colleagues pr", "Coffee")]
    [InlineData("author eq \"me\"", "Coffee", "Ölwechsel")]
    [InlineData("author ne \"me\"", "Invoice")]
    [InlineData("audience eq \"client\"", "Invoice")]
    [InlineData("occurred ge \"-P7D\"", "Coffee")]
    [InlineData("occurred lt \"-P7D\"", "Invoice", "Ölwechsel")]
    [InlineData("occurred eq \"2026-03-30\"", "Coffee")]
    [InlineData("occurred ge \"2025-01-01\" and minutes pr", "Coffee", "Older", "Ölwechsel")]
    [InlineData("recorded ge \"today\" and correction eq \"true\"")]
    public async Task A_filter_lets_through_what_it_says(string filter, params string[] subjects)
    {
        await using var scene = await Written();

        Assert.Equal(subjects, (await Subjects(scene, scene.Ana, filter)).Order());
    }

    [Theory]
    [InlineData("-occurred", "Coffee", "Ölwechsel", "Invoice")]
    [InlineData("occurred", "Invoice", "Ölwechsel", "Coffee")]
    [InlineData("subject", "Coffee", "Invoice", "Ölwechsel")]
    [InlineData("-minutes", "Ölwechsel", "Coffee", "Invoice")]
    [InlineData("minutes", "Coffee", "Ölwechsel", "Invoice")]
    [InlineData("channel", "Ölwechsel", "Coffee", "Invoice")]
    [InlineData("-touchpoint", "Invoice", "Ölwechsel", "Coffee")]
    public async Task It_is_sorted_by_what_an_entry_holds(string sort, params string[] subjects)
    {
        await using var scene = await Written();

        var sorted = await Subjects(scene, scene.Ana, null, Sort.Read(sort));

        Assert.Equal(subjects, sorted);
    }

    [Fact]
    public async Task It_looks_back_ninety_days_unless_it_is_told_of_whom_or_since_when()
    {
        await using var scene = await Written();
        var halden = new InteractionFilter(Clients: [scene.Halden.Id]);

        async Task<bool> Finds(InteractionFilter quick, string? filter = null) =>
            (await Subjects(scene, scene.Ana, filter, null, quick)).Contains("Older");

        Assert.False(await Finds(new()));
        Assert.False(await Finds(new(), "channel eq \"call\""));
        Assert.False(await Finds(new(), "author eq \"me\""));
        Assert.False(await Finds(new(Days: 200)));
        Assert.True(await Finds(new(Days: 400)));
        Assert.True(await Finds(new(AllDays: true)));
        Assert.True(await Finds(halden));
        Assert.False(await Finds(halden with { Days = 7 }));
        Assert.True(await Finds(new(), $"client eq \"{scene.Halden.Id}\""));
        Assert.True(await Finds(new(), "occurred lt \"-P100D\" and occurred gt \"2020-01-01\""));
        // Whether it looks further must not hang on one of two.
        Assert.False(await Finds(new(), "occurred gt \"2020-01-01\" or minutes pr"));
    }

    [Fact]
    public async Task What_was_corrected_is_left_out_and_its_correction_stands_there()
    {
        await using var scene = await Written();
        await using var db = scene.Firm.As(scene.Ana);
        var coffee = (await Places(db, null))[0];
        var corrected = await scene.Correct(
            scene.Ana,
            coffee.Id,
            new() { Subject = "Tea", Channel = Channel.Coffee }
        );
        Assert.True(corrected.Done);

        Assert.Equal(
            ["Invoice", "Tea", "Ölwechsel"],
            (await Subjects(scene, scene.Ana, null)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["Tea"], await Subjects(scene, scene.Ana, "correction eq \"true\""));
    }

    [Fact]
    public async Task No_filter_and_no_count_tells_of_what_is_in_confidence_or_behind_the_wall()
    {
        await using var scene = await Written();
        var told = await scene.Record(
            scene.Ana,
            new()
            {
                ClientId = scene.Halden.Id,
                Subject = "Whispered",
                Channel = Channel.Call,
                Minutes = 77,
                Audience = Audience.Named,
                Named = [scene.Tom.Id],
                Occurred = Now,
                Participants = [new(scene.Ingrid.Id, null, null)],
            }
        );
        Assert.True(told.Done, $"{told.Refusal}");
        string[] guesses =
        [
            "subject co \"whisp\"",
            "minutes eq 77",
            "audience eq \"named\"",
            $"author eq \"{scene.Ana.Id}\" and minutes eq 77",
            "contacts eq \"ingrid solberg\" and minutes ge 70",
            $"client eq \"{scene.Halden.Id}\" and minutes eq 77",
            "not (minutes lt 70 or minutes gt 80) and minutes pr",
        ];
        foreach (var guess in guesses)
        {
            Assert.Equal(["Whispered"], await Subjects(scene, scene.Tom, guess));
            Assert.Empty(await Subjects(scene, scene.Eve, guess));
            // The head of all sees the client, and not what was said in confidence; Pavel not even the client.
            Assert.Empty(await Subjects(scene, scene.Boss, guess));
            Assert.Empty(await Subjects(scene, scene.Pavel, guess));
        }
        Assert.Empty(await Subjects(scene, scene.Pavel, null, null, new(AllDays: true)));
        Assert.Empty(
            await Subjects(scene, scene.Pavel, null, null, new(Clients: [scene.Halden.Id]))
        );
        await using var pavel = scene.Firm.As(scene.Pavel);
        Assert.Null(
            await new InteractionFilter(AllDays: true).Reach(
                pavel,
                DateTimeZone.Utc,
                null,
                null,
                null,
                Cancel
            )
        );
    }

    [Fact]
    public async Task Every_order_pages_to_the_whole_list_with_each_entry_once()
    {
        await using var scene = await Written();
        await using var db = scene.Firm.As(scene.Ana);
        foreach (var field in InteractionList.Instance.Fields.Where(f => f.Sorts))
        {
            foreach (var descending in new[] { false, true })
            {
                var sort = new Sort(field.Key, descending);
                var whole = await Places(db, sort);
                Assert.Equal(4, whole.Count);
                for (var size = 1; size <= whole.Count; size++)
                {
                    var joined = new List<Guid>();
                    IReadOnlyList<ListPlace> page = [];
                    do
                    {
                        page = await Asked(db, null, sort, Everything)
                            .Page(page is [.., var last] ? last : null, size, Cancel);
                        joined.AddRange(page.Select(p => p.Id));
                    } while (page.Count == size);
                    Assert.Equal(whole.Select(p => p.Id), joined);
                }
            }
        }
    }

    [Fact]
    public async Task A_page_takes_as_many_statements_however_much_it_looks_through()
    {
        await using var scene = await Written();
        async Task Look()
        {
            await using var db = scene.Firm.As(scene.Tom);
            var quick = new InteractionFilter();
            var asked = Asked(db, "contacts pr or subject co \"f\"", null, quick);
            var ids = (await asked.Page(null, 50, Cancel)).Select(p => p.Id).ToList();
            await asked.Cells(ids, InteractionList.Instance.Fields, Cancel);
            await InteractionList.Read(db, ids, Cancel);
            await asked.Count(Cancel);
            await quick.Reach(db, DateTimeZone.Utc, null, null, null, Cancel);
        }
        var few = await Statements.Count(Look);
        foreach (var n in Enumerable.Range(0, 60))
        {
            await scene.Record(
                scene.Tom,
                new()
                {
                    ClientId = scene.Halden.Id,
                    Subject = $"Of {n}",
                    Occurred = Now,
                }
            );
        }
        var many = await Statements.Count(Look);

        // SQLite's connection says one more when it opens.
        Assert.InRange(few, 5, 6);
        Assert.Equal(few, many);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Going_on_leads_through_all_though_each_page_looks_through_some(bool oldest)
    {
        await using var scene = await Written();
        foreach (var n in Enumerable.Range(0, 20))
        {
            await scene.Record(
                scene.Tom,
                new()
                {
                    ClientId = scene.Halden.Id,
                    Subject = n % 5 == 0 ? $"Wanted {n}" : $"Other {n}",
                    // Some share their moment, across the end of what a page looks through.
                    Occurred = Now - Duration.FromHours(n / 3),
                }
            );
        }
        await using var db = scene.Firm.As(scene.Tom);
        var quick = new InteractionFilter("wanted") { LooksThrough = 4 };
        var sort = oldest ? new Sort(InteractionList.Occurred) : null;
        var read = new List<string>();
        var pages = 0;
        for (
            ListPlace? from = null, next = null;
            pages == 0 || next is not null;
            pages++, from = next
        )
        {
            var window = quick.Window(db, DateTimeZone.Utc, null, sort, from);
            var page = await ListQuery<Interaction>
                .Of(InteractionList.Instance, db, DateTimeZone.Utc, null, sort, window)
                .Value.Page(from, 3, Cancel);
            var rows = await InteractionList.Read(db, [.. page.Select(p => p.Id)], Cancel);
            read.AddRange(rows.Select(r => r.Subject));
            next =
                page.Count == 3
                    ? page[^1]
                    : await quick.Reach(db, DateTimeZone.Utc, null, sort, from, Cancel);
        }

        string[] wanted = ["Wanted 0", "Wanted 5", "Wanted 10", "Wanted 15"];
        Assert.Equal(oldest ? wanted.Reverse() : wanted, read);
        Assert.InRange(pages, 5, 12);
    }

    [Fact]
    public async Task Keys_of_subjects_that_were_kept_before_are_filled_in_for_each_entry()
    {
        await using var scene = await Written();
        await using var db = scene.Firm.System();
        await Forget(db, scene.Halden.Id);
        Assert.Empty(await Subjects(scene, scene.Ana, "subject eq \"olwechsel\""));

        Assert.True(await TextKeys.Fill(db, Cancel) >= 4);

        Assert.Equal(["Ölwechsel"], await Subjects(scene, scene.Ana, "subject eq \"olwechsel\""));
        Assert.Equal(0, await TextKeys.Fill(db, Cancel));
    }

    private static InteractionFilter Everything => new(AllDays: true);

    private static Task<int> Forget(Db db, Guid client) =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ExecuteUpdateAsync(
            db.Set<Interaction>().Where(i => i.ClientId == client),
            s => s.SetProperty(i => i.SubjectKey, (string?)null),
            Cancel
        );

    private static Task<IReadOnlyList<ListPlace>> Places(Db db, Sort? sort) =>
        Asked(db, null, sort, Everything).Page(null, 100, Cancel);

    private static ListQuery<Interaction> Asked(
        Db db,
        string? filter,
        Sort? sort,
        InteractionFilter quick
    )
    {
        var read = FilterText.Read(filter).Value;
        return ListQuery<Interaction>
            .Of(
                InteractionList.Instance,
                db,
                DateTimeZone.Utc,
                read,
                sort,
                quick.Window(db, DateTimeZone.Utc, read, sort)
            )
            .Value;
    }

    /// <summary>What the list holds, in its order; as many as it counts.</summary>
    private static async Task<IReadOnlyList<string>> Subjects(
        Scene scene,
        Colleague who,
        string? filter,
        Sort? sort = null,
        InteractionFilter? quick = null
    )
    {
        await using var db = scene.Firm.As(who);
        var asked = Asked(db, filter, sort, quick ?? new());
        var places = await asked.Page(null, 100, Cancel);
        Assert.Equal(places.Count, await asked.Count(Cancel));
        var rows = await InteractionList.Read(db, [.. places.Select(p => p.Id)], Cancel);
        return [.. rows.Select(r => r.Subject)];
    }

    /// <summary>Three entries of the last days, one of another year.</summary>
    private async Task<Scene> Written()
    {
        var scene = await Scene.Set(database.Place, new TestClock(Now));
        await Record(
            scene.Ana,
            new()
            {
                Subject = "Coffee",
                Channel = Channel.Coffee,
                Touchpoint = Touchpoint.Sales,
                Minutes = 30,
                Occurred = Now - Duration.FromDays(1),
                Participants =
                [
                    new(scene.Ingrid.Id, null, null),
                    new(null, scene.Ana.Id, null),
                    new(null, null, "Somebody else"),
                ],
            }
        );
        await Record(
            scene.Ana,
            new()
            {
                Subject = "Ölwechsel",
                Channel = Channel.Visit,
                Touchpoint = Touchpoint.Delivery,
                Direction = Direction.FromThem,
                Minutes = 90,
                Occurred = Now - Duration.FromDays(30),
            }
        );
        await Record(
            scene.Tom,
            new()
            {
                Subject = "Invoice",
                Channel = Channel.Invoice,
                Touchpoint = Touchpoint.Finance,
                Audience = Audience.Client,
                Occurred = Now - Duration.FromDays(60),
            }
        );
        await Record(
            scene.Ana,
            new()
            {
                Subject = "Older",
                Channel = Channel.Call,
                Minutes = 5,
                Occurred = Now - Duration.FromDays(300),
            }
        );
        return scene;

        async Task Record(Colleague who, InteractionDetails said)
        {
            var recorded = await scene.Record(who, said with { ClientId = scene.Halden.Id });
            Assert.True(recorded.Done, $"{recorded.Refusal}");
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database)
        : InteractionListTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : InteractionListTests(database),
            IClassFixture<Postgres>;
}
