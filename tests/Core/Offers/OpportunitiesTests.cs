using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Offers;

/// <summary>Noting possible business and changing it, inside the walls.</summary>
public abstract class OpportunitiesTests(TestDatabase database)
{
    private static readonly OpportunityDetails Fleet = new()
    {
        Name = "Fleet renewal",
        Stage = OpportunityStage.Engaging,
        Value = new MoneyDetails(1_250_050, "NOK"),
        Opened = new LocalDate(2026, 2, 1),
        Closed = new LocalDate(2026, 9, 30),
        Product = "Charter",
    };

    [Fact]
    public async Task It_keeps_what_was_said_and_belongs_to_who_noted_it()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var said = Fleet with { ClientId = scene.Halden.Id };

        var added = await new Opportunities(db).Add(said);
        var record = await OpportunityRecords.Find(db, added.Value.Id, default);

        Assert.Equal(said with { OwnerId = scene.Ana.Id }, record!.Details with { Fields = null });
        Assert.Equal(("Halden Maritime", "Ana Moreno"), (record.Client, record.Owner));
        Assert.Equal(new Money(1_250_050, "NOK"), added.Value.Value);
    }

    [Fact]
    public async Task Each_change_is_told_once_and_saying_the_same_again_changes_nothing()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var opportunities = new Opportunities(db);
        var said = Fleet with { ClientId = scene.Halden.Id, OwnerId = scene.Ana.Id };
        var id = (await opportunities.Add(said)).Value.Id;

        foreach (var stage in new[] { OpportunityStage.Proposed, OpportunityStage.Won })
        {
            await opportunities.Change(id, said with { Stage = stage }, null);
            await opportunities.Change(id, said with { Stage = stage }, null);
        }
        var record = await OpportunityRecords.Find(db, id, default);

        Assert.Equal((OpportunityStage.Won, 3), (record!.Stage, record.Version));
        var told = await Events(scene, id);
        Assert.Equal(
            [Opportunity.Added.Name, Opportunity.Changed.Name, Opportunity.Changed.Name],
            told.Select(e => e.Name)
        );
        Assert.All(told, e => Assert.Equal(scene.Halden.Id, e.ClientId));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_field_by_field_and_nothing_is_kept()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var opportunities = new Opportunities(db);
        var right = Fleet with { ClientId = scene.Halden.Id };
        var id = (await opportunities.Add(right)).Value.Id;
        var wrong = right with
        {
            Name = " ",
            Value = new MoneyDetails(1, "euro"),
            Opened = new LocalDate(2026, 3, 2),
            Closed = new LocalDate(2026, 3, 1),
            Product = new string('x', 201),
            OwnerId = Guid.CreateVersion7(),
        };

        var added = await opportunities.Add(wrong);
        var changed = await opportunities.Change(id, wrong, null);

        Assert.Equal(
            [
                ("closed", Fault.BeforeItBegan),
                ("name", Fault.Required),
                ("ownerId", Fault.Unknown),
                ("product", Fault.TooLong),
                ("value", Fault.NotACurrency),
            ],
            Faults(added.Refusal)
        );
        Assert.Equal(Faults(added.Refusal), Faults(changed.Refusal));
        Assert.Equal(
            right with
            {
                OwnerId = scene.Ana.Id,
            },
            (await OpportunityRecords.Find(db, id, default))!.Details with
            {
                Fields = null,
            }
        );
    }

    [Fact]
    public async Task A_change_on_an_old_version_is_refused()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var opportunities = new Opportunities(db);
        var said = Fleet with { ClientId = scene.Halden.Id };
        var id = (await opportunities.Add(said)).Value.Id;
        await opportunities.Change(id, said with { Name = "First" }, 1);

        var second = await opportunities.Change(id, said with { Name = "Second" }, 1);

        Assert.Equal(RefusalKind.Stale, second.Refusal!.Kind);
        Assert.Equal("First", (await OpportunityRecords.Find(db, id, default))!.Name);
    }

    [Fact]
    public async Task Behind_a_wall_there_is_neither_the_business_nor_the_client_to_tie_it_to()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var ana = scene.Firm.As(scene.Ana);
        await using var pavel = scene.Firm.As(scene.Pavel);
        var said = Fleet with { ClientId = scene.Halden.Id };
        // Owning it opens no wall: a seat at the client does.
        var id = (await new Opportunities(ana).Add(said with { OwnerId = scene.Pavel.Id }))
            .Value
            .Id;

        var tied = await new Opportunities(pavel).Add(said);
        var changed = await new Opportunities(pavel).Change(id, said, null);

        Assert.Equal([("clientId", Fault.Unknown)], Faults(tied.Refusal));
        Assert.Equal(RefusalKind.NotFound, changed.Refusal!.Kind);
        Assert.Null(await OpportunityRecords.Find(pavel, id, default));
        Assert.NotNull(await OpportunityRecords.Find(ana, id, default));
    }

    [Fact]
    public async Task Without_a_client_it_is_seen_by_its_owner_and_by_those_who_see_all()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var ana = scene.Firm.As(scene.Ana);
        await using var pavel = scene.Firm.As(scene.Pavel);
        await using var boss = scene.Firm.As(scene.Boss);
        var opportunities = new Opportunities(ana);
        var id = (await opportunities.Add(Fleet)).Value.Id;

        var unowned = await opportunities.Change(id, Fleet with { OwnerId = null }, null);

        Assert.Equal([("ownerId", Fault.Required)], Faults(unowned.Refusal));
        Assert.NotNull(await OpportunityRecords.Find(ana, id, default));
        Assert.NotNull(await OpportunityRecords.Find(boss, id, default));
        Assert.Null(await OpportunityRecords.Find(pavel, id, default));
    }

    [Fact]
    public async Task Who_has_left_stays_its_owner_but_becomes_nobodys_new_one()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var opportunities = new Opportunities(db);
        var said = Fleet with { ClientId = scene.Halden.Id, OwnerId = scene.Tom.Id };
        var his = (await opportunities.Add(said)).Value.Id;
        await using (var system = scene.Firm.System())
        {
            await new Colleagues(system).Leave(scene.Tom.Id, "Moved away");
        }

        var kept = await opportunities.Change(his, said with { Name = "Renamed" }, null);
        var given = await opportunities.Add(said);

        Assert.True(kept.Done);
        Assert.Equal([("ownerId", Fault.Unknown)], Faults(given.Refusal));
    }

    [Fact]
    public async Task What_a_file_named_as_the_client_is_settled_when_it_is_tied_to_one_of_ours()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Boss);
        var loose = new Opportunity
        {
            Name = "From a file",
            NameKey = Folded.Key("From a file"),
            OwnerId = scene.Boss.Id,
            ClientNamed = "Halden Marit.",
        };
        db.Add(loose);
        await db.SaveChangesAsync();

        await new Opportunities(db).Change(
            loose.Id,
            Fleet with
            {
                ClientId = scene.Halden.Id,
                OwnerId = scene.Boss.Id,
            },
            null
        );
        var record = await OpportunityRecords.Find(db, loose.Id, default);

        Assert.Equal(("Halden Maritime", null), (record!.Client, record.ClientNamed));
    }

    private static List<(string, Fault)> Faults(Refusal? refusal) =>
        [
            .. refusal!
                .Faults.Select(f => (f.Field, f.Fault))
                .OrderBy(f => f.Field, StringComparer.Ordinal),
        ];

    private static async Task<List<Event>> Events(Scene scene, Guid subject)
    {
        await using var db = scene.Firm.System();
        return await db.Set<Event>()
            .Where(e => e.SubjectId == subject)
            .OrderBy(e => e.Recorded)
            .ThenBy(e => e.Id)
            .ToListAsync();
    }

    public sealed class OnSqlite(Sqlite database)
        : OpportunitiesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OpportunitiesTests(database),
            IClassFixture<Postgres>;
}
