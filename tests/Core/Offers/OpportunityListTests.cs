using NodaTime;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Offers;

/// <summary>Opportunities as lists: narrowed, in order, page by page, up to the wall.</summary>
public abstract class OpportunityListTests(TestDatabase database)
{
    [Fact]
    public async Task It_is_narrowed_by_client_stage_owner_and_what_a_word_of_the_name_begins_with()
    {
        await using var scene = await Scene.Set(database.Place);
        await Note(scene, scene.Ana, "Ölpreis hedge", OpportunityStage.Prospecting);
        await Note(scene, scene.Ana, "Fleet Öl", OpportunityStage.Won);
        await Note(scene, scene.Tom, "Fleet renewal", OpportunityStage.Proposed);
        await Note(scene, scene.Tom, "Boiler", OpportunityStage.Lost);
        var here = new OpportunityFilter(scene.Halden.Id);

        Assert.Equal(["Fleet Öl", "Ölpreis hedge"], await Shown(scene, here with { Text = "öl" }));
        Assert.Equal(["Ölpreis hedge"], await Shown(scene, here with { Text = "OLP" }));
        Assert.Equal([], await Shown(scene, here with { Text = "oiler" }));
        Assert.Equal(["Fleet Öl"], await Shown(scene, here with { Stage = OpportunityStage.Won }));
        Assert.Equal(
            ["Fleet renewal", "Ölpreis hedge"],
            await Shown(scene, here with { Open = true })
        );
        Assert.Equal(
            ["Boiler", "Fleet renewal"],
            await Shown(scene, here with { OwnerId = scene.Tom.Id })
        );
        Assert.Equal(
            ["Fleet renewal"],
            await Shown(scene, here with { Text = "fleet", Open = true })
        );
        Assert.Equal([], await Shown(scene, new OpportunityFilter(scene.Ribera.Id)));
    }

    [Fact]
    public async Task It_goes_on_by_key_the_newest_first_without_gap_or_repetition()
    {
        await using var scene = await Scene.Set(database.Place);
        var names = Enumerable.Range(0, 7).Select(i => $"Deal {i}").ToList();
        foreach (var name in names)
        {
            await Note(scene, scene.Ana, name, OpportunityStage.Engaging);
        }
        await using var db = scene.Firm.As(scene.Ana);
        var filter = new OpportunityFilter(scene.Halden.Id);

        var seen = new List<string>();
        var list = Asked(db, filter);
        ListPlace? place = null;
        while (await list.Page(place, 3, default) is { Count: > 0 } page)
        {
            var records = await OpportunityRecords.Read(db, [.. page.Select(p => p.Id)], default);
            seen.AddRange(records.Select(o => o.Name));
            place = page[^1];
            // What is noted meanwhile stands before the first page and moves none of those that follow.
            await Note(scene, scene.Tom, $"Meanwhile {seen.Count}", OpportunityStage.Engaging);
        }

        names.Reverse();
        Assert.Equal(names, seen);
    }

    [Fact]
    public async Task It_and_its_count_end_at_the_wall()
    {
        await using var scene = await Scene.Set(database.Place);
        await Note(scene, scene.Ana, "Hidden from Pavel", OpportunityStage.Engaging);
        await using var db = scene.Firm.As(scene.Pavel);

        Assert.Empty(await Asked(db, new(scene.Halden.Id)).Page(null, 10, default));
        Assert.Equal(0, await Asked(db, new(Text: "hidden")).Count(default));
        await using var boss = scene.Firm.As(scene.Boss);
        Assert.Equal(1, await Asked(boss, new(scene.Halden.Id, Text: "hidden")).Count(default));
    }

    private static async Task Note(
        Scene scene,
        Colleague owner,
        string name,
        OpportunityStage stage
    )
    {
        await using var db = scene.Firm.As(scene.Ana);
        var noted = await new Opportunities(db).Add(
            new()
            {
                Name = name,
                ClientId = scene.Halden.Id,
                OwnerId = owner.Id,
                Stage = stage,
            }
        );
        Assert.True(noted.Done, $"{noted.Refusal}");
    }

    private static ListQuery<Opportunity> Asked(Db db, OpportunityFilter filter) =>
        ListQuery<Opportunity>
            .Of(
                OpportunityList.Instance,
                db,
                DateTimeZone.Utc,
                null,
                null,
                filter.Opportunities(db)
            )
            .Value;

    /// <summary>What the list holds, by name; as many as it counts.</summary>
    private static async Task<IReadOnlyList<string>> Shown(Scene scene, OpportunityFilter filter)
    {
        await using var db = scene.Firm.As(scene.Ana);
        var places = await Asked(db, filter).Page(null, 10, default);
        var found = await OpportunityRecords.Read(db, [.. places.Select(p => p.Id)], default);
        Assert.Equal(found.Count, await Asked(db, filter).Count(default));
        return [.. found.Select(o => o.Name).Order(StringComparer.Ordinal)];
    }

    public sealed class OnSqlite(Sqlite database)
        : OpportunityListTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OpportunityListTests(database),
            IClassFixture<Postgres>;
}
