using NodaTime;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Interactions;

/// <summary>Reading what happened.</summary>
public abstract class TimelineTests(TestDatabase database)
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 8, 0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(100)]
    public async Task Every_entry_comes_once_and_in_order_whatever_the_size_of_a_page(int size)
    {
        await using var scene = await Scene.Set(database.Place);
        // Many of one moment, so that the id decides.
        var random = new Random(size);
        var moments = Enumerable
            .Range(0, 40)
            .Select(_ => Start + Duration.FromHours(random.Next(6)));
        await Fill(scene, moments);

        await using var db = scene.Firm.As(scene.Ana);
        var filter = new StreamFilter(scene.Halden.Id);
        var read = new List<StreamEntry>();
        StreamPlace? after = null;
        while (true)
        {
            var page = await Timeline.Page(db, filter, after, size, default);
            read.AddRange(page);
            if (page.Count < size)
            {
                break;
            }
            after = new StreamPlace(page[^1].Occurred, page[^1].Id);
        }

        Assert.Equal(40, read.Select(e => e.Id).Distinct().Count());
        Assert.Equal(40, read.Count);
        Assert.Equal(read.Select(e => e.Occurred).OrderDescending(), read.Select(e => e.Occurred));
    }

    [Fact]
    public async Task A_stream_narrows_by_touchpoint_channel_person_words_and_days()
    {
        await using var scene = await Scene.Set(database.Place);
        async Task<string> Record(InteractionDetails said) =>
            (await scene.Record(scene.Ana, said with { ClientId = scene.Halden.Id })).Value.Subject;
        await Record(
            new()
            {
                Subject = "Ölwechsel am Hafen",
                Body = "Über die Straße",
                Touchpoint = Touchpoint.Delivery,
                Channel = Channel.Visit,
                Occurred = Start,
            }
        );
        await Record(
            new()
            {
                Subject = "Coffee",
                Touchpoint = Touchpoint.Sales,
                Channel = Channel.Coffee,
                Occurred = Start + Duration.FromDays(1),
                Participants = [new(scene.Ingrid.Id, null, null)],
            }
        );

        async Task<string> Found(StreamFilter filter)
        {
            await using var db = scene.Firm.As(scene.Ana);
            var page = await Timeline.Page(db, filter, null, 10, default);
            return string.Join(", ", page.Select(e => e.Subject));
        }

        var all = new StreamFilter(scene.Halden.Id);
        Assert.Equal("Coffee, Ölwechsel am Hafen", await Found(all));
        Assert.Equal("Coffee", await Found(all with { Touchpoints = [Touchpoint.Sales] }));
        Assert.Equal(
            "Coffee, Ölwechsel am Hafen",
            await Found(all with { Touchpoints = [Touchpoint.Sales, Touchpoint.Delivery] })
        );
        Assert.Equal("Ölwechsel am Hafen", await Found(all with { Channel = Channel.Visit }));
        Assert.Equal("Coffee", await Found(all with { PersonId = scene.Ingrid.Id }));
        Assert.Equal("Ölwechsel am Hafen", await Found(all with { Text = "STRASSE olwechsel" }));
        Assert.Equal("", await Found(all with { Text = "strasse coffee" }));
        Assert.Equal(
            "Ölwechsel am Hafen",
            await Found(all with { Before = Start + Duration.FromHours(1) })
        );
        Assert.Equal("Coffee", await Found(all with { From = Start + Duration.FromHours(1) }));
    }

    [Fact]
    public async Task Words_are_found_beyond_the_first_batch_and_page_by_page()
    {
        await using var scene = await Scene.Set(database.Place);
        await Fill(scene, Enumerable.Range(0, 620).Select(i => Start + Duration.FromMinutes(i)));
        await using var db = scene.Firm.As(scene.Ana);
        var filter = new StreamFilter(scene.Halden.Id, Text: "número 1");

        var first = await Timeline.Page(db, filter, null, 10, default);
        var rest = await Timeline.Page(
            db,
            filter,
            new StreamPlace(first[^1].Occurred, first[^1].Id),
            1000,
            default
        );

        // 1, 10-19, 100-199; "numero" stands in all, so every 1 counts.
        Assert.Equal(
            Enumerable.Range(0, 620).Count(i => i.ToString().Contains('1')),
            first.Count + rest.Count
        );
        Assert.Empty(first.Select(e => e.Id).Intersect(rest.Select(e => e.Id)));
    }

    [Fact]
    public async Task A_page_takes_three_statements_however_much_it_holds()
    {
        await using var scene = await Scene.Set(database.Place);
        await Fill(scene, [Start], Audience.Named);
        var few = await Statements.Count(() => scene.Stream(scene.Ana));
        await Fill(scene, Enumerable.Range(0, 60).Select(i => Start + Duration.FromHours(i)));
        var many = await Statements.Count(() => scene.Stream(scene.Ana));

        // SQLite's connection says one more when it opens.
        var opening = database.Engine == SqliteEngine.Instance ? 1 : 0;
        Assert.InRange(few, 1, 3 + opening);
        Assert.Equal(few, many);
    }

    [Fact]
    public async Task How_many_and_since_when_is_told_as_the_viewer_may_know()
    {
        await using var scene = await Scene.Set(database.Place);
        await Fill(scene, [Start, Start + Duration.FromDays(1)]);
        await Fill(scene, [Start - Duration.FromDays(400)], Audience.Named);
        await using var ana = scene.Firm.As(scene.Ana);
        await using var boss = scene.Firm.As(scene.Boss);
        Assert.Equal(
            new StreamFacts(3, Start - Duration.FromDays(400)),
            await Timeline.Facts(ana, scene.Halden.Id, default)
        );
        Assert.Equal(
            new StreamFacts(2, Start),
            await Timeline.Facts(boss, scene.Halden.Id, default)
        );
        Assert.Equal(new StreamFacts(0, null), await Timeline.Facts(ana, scene.Ribera.Id, default));
    }

    private static async Task Fill(
        Scene scene,
        IEnumerable<Instant> moments,
        Audience audience = Audience.Inside
    )
    {
        await using var db = scene.Firm.As(scene.Ana, Origin.Import);
        foreach (var (i, moment) in moments.Index())
        {
            var id = Guid.CreateVersion7();
            db.Add(
                new Interaction
                {
                    Id = id,
                    ClientId = scene.Halden.Id,
                    Subject = $"Entry número {i}",
                    Occurred = moment,
                    RecordedAt = moment,
                    AuthorId = scene.Ana.Id,
                    Audience = audience,
                    Participants =
                    [
                        new Participant { InteractionId = id, ContactId = scene.Ingrid.Id },
                    ],
                }
            );
        }
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite(Sqlite database) : TimelineTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TimelineTests(database),
            IClassFixture<Postgres>;
}
