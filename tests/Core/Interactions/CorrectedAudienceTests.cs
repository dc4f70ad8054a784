using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Reports;
using Rapport.Search;
using Rapport.Tests.Core.Import;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Interactions;

/// <summary>A correction says whom it is for, and what it corrects follows.</summary>
public abstract class CorrectedAudienceTests(TestDatabase database)
{
    private static readonly Instant Earlier = Instant.FromUtc(2026, 3, 2, 9, 30);

    /// <summary>In no entry but those of this fact.</summary>
    private readonly string word = $"Gneiss{Guid.NewGuid():N}";

    [Fact]
    public async Task Who_lost_sight_finds_neither_entry_anywhere()
    {
        await using var scene = await Scene.Set(database.Place);
        var first = (await scene.Record(scene.Ana, Said(scene))).Value;
        var second = (
            await scene.Correct(scene.Ana, first.Id, new() { Subject = $"{word} two" })
        ).Value;
        Assert.NotEmpty(await Sees(scene, scene.Eve));

        var third = await scene.Correct(
            scene.Ana,
            second.Id,
            new()
            {
                Subject = $"{word} three",
                Audience = Audience.Named,
                Named = [scene.Tom.Id],
            }
        );

        Assert.True(third.Done, $"{third.Refusal}");
        Assert.Empty(await Sees(scene, scene.Eve));
        Assert.Empty(await Sees(scene, scene.Boss));
        string[] all = ["export", "search 3", "timeline 3"];
        Assert.Equal(all, await Sees(scene, scene.Ana));
        Assert.Equal(all, await Sees(scene, scene.Tom));
    }

    [Fact]
    public async Task What_was_in_confidence_can_be_told_to_all_of_us_but_to_nobody_behind_the_wall()
    {
        await using var scene = await Scene.Set(database.Place);
        var quiet = (
            await scene.Record(scene.Ana, Said(scene) with { Audience = Audience.Named })
        ).Value;

        await scene.Correct(
            scene.Ana,
            quiet.Id,
            new() { Subject = $"{word} for all", Audience = Audience.Inside }
        );

        string[] all = ["export", "search 2", "timeline 2"];
        Assert.Equal(all, await Sees(scene, scene.Eve));
        Assert.Equal(all, await Sees(scene, scene.Boss));
        Assert.Empty(await Sees(scene, scene.Pavel));
    }

    [Fact]
    public async Task Nobody_can_be_named_before_whom_the_wall_stands_and_then_nothing_changes()
    {
        await using var scene = await Scene.Set(database.Place);
        var open = (await scene.Record(scene.Ana, Said(scene))).Value;

        var refused = await scene.Correct(
            scene.Ana,
            open.Id,
            new()
            {
                Subject = $"{word}",
                Audience = Audience.Named,
                Named = [scene.Pavel.Id],
            }
        );

        Assert.Contains(
            refused.Refusal!.Faults,
            f => f is { Field: "named", Fault: Fault.Unknown }
        );
        Assert.Equal(["export", "search 1", "timeline 1"], await Sees(scene, scene.Eve));
    }

    [Fact]
    public async Task Named_people_change_and_whoever_wrote_goes_on_reading()
    {
        await using var scene = await Scene.Set(database.Place);
        var quiet = (
            await scene.Record(
                scene.Ana,
                Said(scene) with
                {
                    Audience = Audience.Named,
                    Named = [scene.Tom.Id],
                }
            )
        ).Value;

        var again = await scene.Correct(scene.Tom, quiet.Id, new() { Subject = $"{word} again" });
        var told = await scene.Correct(
            scene.Ana,
            again.Value.Id,
            new() { Subject = $"{word} told", Named = [scene.Eve.Id] }
        );

        string[] all = ["export", "search 3", "timeline 3"];
        Assert.Equal(all, await Sees(scene, scene.Ana));
        Assert.Equal(all, await Sees(scene, scene.Tom));
        Assert.Equal(all, await Sees(scene, scene.Eve));
        await scene.Correct(scene.Ana, told.Value.Id, new() { Subject = $"{word}", Named = [] });
        Assert.Equal(["export", "search 4", "timeline 4"], await Sees(scene, scene.Tom));
        Assert.Empty(await Sees(scene, scene.Eve));
    }

    [Fact]
    public async Task What_was_told_in_confidence_is_passed_on_by_nobody_but_its_author()
    {
        await using var scene = await Scene.Set(database.Place);
        var quiet = (
            await scene.Record(
                scene.Ana,
                Said(scene) with
                {
                    Audience = Audience.Named,
                    Named = [scene.Tom.Id],
                }
            )
        ).Value;
        foreach (
            var (said, field) in new (CorrectionDetails, string)[]
            {
                (new() { Subject = word, Audience = Audience.Inside }, "audience"),
                (new() { Subject = word, Audience = Audience.Client }, "audience"),
                (new() { Subject = word, Named = [scene.Tom.Id, scene.Eve.Id] }, "named"),
            }
        )
        {
            var refused = await scene.Correct(scene.Tom, quiet.Id, said);
            Assert.Equal(
                [(field, Fault.AuthorAlone)],
                refused.Refusal!.Faults.Select(f => (f.Field, f.Fault))
            );
        }
        Assert.Empty(await Sees(scene, scene.Eve));

        // Her colleague's correction does not make him the one who told it.
        var his = (await scene.Correct(scene.Tom, quiet.Id, new() { Subject = word })).Value;
        Assert.False(
            (
                await scene.Correct(
                    scene.Tom,
                    his.Id,
                    new() { Subject = word, Audience = Audience.Inside }
                )
            ).Done
        );
        Assert.True(
            (
                await scene.Correct(
                    scene.Ana,
                    his.Id,
                    new() { Subject = word, Audience = Audience.Inside }
                )
            ).Done
        );
    }

    [Fact]
    public async Task The_change_has_an_event_and_an_audit_entry_that_names_who_came_and_who_went()
    {
        await using var scene = await Scene.Set(database.Place);
        var quiet = (
            await scene.Record(
                scene.Ana,
                Said(scene) with
                {
                    Audience = Audience.Named,
                    Named = [scene.Tom.Id],
                }
            )
        ).Value;

        await scene.Correct(
            scene.Ana,
            quiet.Id,
            new() { Subject = $"{word}", Named = [scene.Boss.Id] }
        );

        await using var db = scene.Firm.As(scene.Boss);
        var happened = await db.Set<Event>()
            .Where(e => e.SubjectId == quiet.Id)
            .OrderBy(e => e.Id)
            .ToListAsync();
        Assert.Equal(
            [(Interaction.Recorded.Name, 1), (Interaction.AudienceChanged.Name, 2)],
            happened.Select(e => (e.Name, e.Version))
        );
        var trail = await AuditTrail.Page(db, new(Kind: "Interaction"), null, 10, default);
        var told = trail.Entries.Single(e => e.RootId == quiet.Id && e.Deed == Deed.Changed);
        Assert.Contains(
            new TrailChange("ColleagueId", "Tom Berg", null, "AudienceMember"),
            told.Changes
        );
        Assert.Contains(
            new TrailChange("ColleagueId", null, "Ruth Boss", "AudienceMember"),
            told.Changes
        );
    }

    [Fact]
    public async Task The_trail_tells_nothing_of_what_is_in_confidence_now_also_when_it_is_gone()
    {
        await using var scene = await Scene.Set(database.Place);
        var open = (await scene.Record(scene.Ana, Said(scene))).Value;
        var quiet = (
            await scene.Correct(
                scene.Ana,
                open.Id,
                new() { Subject = $"{word}", Audience = Audience.Named }
            )
        ).Value;

        Assert.All(await Trail(), e => Assert.Equal((Told.Withheld, 0), (e.Told, e.Changes.Count)));

        await using (var db = scene.Firm.System())
        {
            db.RemoveRange(
                await db.Set<Interaction>()
                    .Where(i => i.Id == open.Id || i.Id == quiet.Id)
                    .ToListAsync()
            );
            await db.SaveChangesAsync();
        }
        var gone = await Trail();
        Assert.Equal(5, gone.Count);
        Assert.All(gone, e => Assert.Equal(Told.Withheld, e.Told));

        async Task<IReadOnlyList<TrailEntry>> Trail()
        {
            await using var boss = scene.Firm.As(scene.Boss);
            var page = await AuditTrail.Page(boss, new(Kind: "Interaction"), null, 20, default);
            return [.. page.Entries.Where(e => e.RootId == open.Id || e.RootId == quiet.Id)];
        }
    }

    [Fact]
    public async Task The_date_of_a_talk_that_is_in_confidence_now_is_no_last_touch_any_more()
    {
        await using var scene = await Scene.Set(database.Place);
        var touch = Said(scene) with
        {
            Participants = [new(scene.Ingrid.Id, null, null), new(null, scene.Ana.Id, null)],
        };
        var before = Earlier - Duration.FromDays(9);
        await scene.Record(scene.Ana, touch with { Occurred = before });
        var open = (await scene.Record(scene.Ana, touch)).Value;

        var quiet = (
            await scene.Correct(
                scene.Ana,
                open.Id,
                new()
                {
                    Subject = $"{word}",
                    Channel = Channel.Call,
                    Participants = touch.Participants,
                    Audience = Audience.Named,
                }
            )
        ).Value;

        Assert.Equal((before, before, before), await Dates(scene));
        await scene.Correct(
            scene.Ana,
            quiet.Id,
            new()
            {
                Subject = $"{word}",
                Channel = Channel.Call,
                Participants = touch.Participants,
                Audience = Audience.Inside,
            }
        );
        Assert.Equal((Earlier, Earlier, Earlier), await Dates(scene));
    }

    private static async Task<(Instant?, Instant?, Instant?)> Dates(Scene scene)
    {
        await using var db = scene.Firm.System();
        var client = await db.Set<Client>().SingleAsync(c => c.Id == scene.Halden.Id);
        var ingrid = await db.Set<Contact>().SingleAsync(c => c.Id == scene.Ingrid.Id);
        return (client.LastInteraction, client.LastTouch, ingrid.LastTouch);
    }

    /// <summary>Where the colleague meets entries that hold the word, and how many.</summary>
    private async Task<List<string>> Sees(Scene scene, Colleague who)
    {
        var sees = new List<string>();
        var export = Encoding.UTF8.GetString(
            await DemoPlace.TakenOut(scene.Firm.As(who), ImportKind.Interactions)
        );
        if (export.Contains($"{word}", StringComparison.Ordinal))
        {
            sees.Add("export");
        }
        await using var db = scene.Firm.As(who);
        var found = await Rapport.Search.Search.Find(db, word, new(), null, 10);
        if (found.Count > 0)
        {
            sees.Add($"search {found.Count}");
        }
        var stream = await scene.Stream(who);
        if (stream.Count > 0)
        {
            sees.Add($"timeline {stream.Count}");
        }
        return sees;
    }

    private InteractionDetails Said(Scene scene) =>
        new()
        {
            ClientId = scene.Halden.Id,
            Subject = $"{word} one",
            Channel = Channel.Call,
            Occurred = Earlier,
        };

    public sealed class OnSqlite(Sqlite database)
        : CorrectedAudienceTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CorrectedAudienceTests(database),
            IClassFixture<Postgres>;
}
