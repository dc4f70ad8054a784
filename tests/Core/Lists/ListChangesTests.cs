using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Lists;

/// <summary>A field changed in many rows: looked at first, done by the noun's own act, taken back where nobody changed it since.</summary>
public abstract class ListChangesTests(TestDatabase database)
{
    [Fact]
    public async Task What_would_change_is_written_down_and_nothing_is_changed_yet()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var (key, core) = (await Client(firm, Tier.Key, ana), await Client(firm, Tier.Core, ana));

        var asked = await Ask(firm, ana, [key, core], "tier", "core");
        var change = await Look(firm, ana, asked.Value.Id);

        Assert.Equal(ChangeState.Asked, change.State);
        Assert.Equal((1, 1), (change.Count(ChangeFate.Waiting), change.Count(ChangeFate.Same)));
        Assert.Equal([Tier.Key, Tier.Core], await Tiers(firm, key, core));
    }

    [Fact]
    public async Task Rows_are_changed_by_their_own_act_and_taken_back_where_nobody_changed_them_since()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var one = await Client(firm, Tier.Key, ana);
        var two = await Client(firm, Tier.Standard, ana);
        var id = (await Ask(firm, ana, [one, two], "tier", "core")).Value.Id;

        await Start(firm, ana, id);
        Assert.Equal([Tier.Core, Tier.Core], await Tiers(firm, one, two));
        Assert.Equal(2, (await Look(firm, ana, id)).Count(ChangeFate.Changed));
        await using (var db = firm.As(ana))
        {
            Assert.True(
                await db.Set<Event>()
                    .AnyAsync(
                        e =>
                            e.SubjectId == one
                            && e.ActorId == ana.Id
                            && e.Name == Rapport.Clients.Client.Changed.Name,
                        Cancel
                    )
            );
        }

        await Set(firm, two, Tier.Key);
        await TakeBack(firm, ana, id);

        var back = await Look(firm, ana, id);
        Assert.Equal([Tier.Key, Tier.Key], await Tiers(firm, one, two));
        Assert.Equal(ChangeState.TakenBack, back.State);
        Assert.Equal((1, 1), (back.Count(ChangeFate.TakenBack), back.Count(ChangeFate.Kept)));
    }

    [Fact]
    public async Task A_row_that_is_refused_says_why_and_the_others_are_changed()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var above = await Client(firm, Tier.Key, ana);
        var below = await Client(firm, Tier.Key, ana);

        // No client is its own parent, nor that of those above it.
        var id = (await Ask(firm, ana, [above, below], "parent", above.ToString())).Value.Id;
        await Start(firm, ana, id);

        await using var db = firm.As(ana);
        var change = await Look(firm, ana, id);
        var refused = Assert.Single(
            await ListChangeRecords.Rows(db, change, ChangeFate.Refused, null, 10, Cancel)
        );
        Assert.Equal((above, Fault.Circular), (refused.RowId, refused.Fault!.Fault));
        Assert.Equal(
            above,
            await db.Set<Client>()
                .Where(c => c.Id == below)
                .Select(c => c.ParentId)
                .SingleAsync(Cancel)
        );
    }

    [Fact]
    public async Task Words_are_added_and_taken_from_what_each_row_has()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var one = await Client(firm, Tier.Key, ana, "Nord", "VIP");
        var two = await Client(firm, Tier.Key, ana, "vip");

        await Start(
            firm,
            ana,
            (await Ask(firm, ana, [one, two], "tags", "Fair\nvip", ChangeWay.Add)).Value.Id
        );
        Assert.Equal(["Nord", "VIP", "Fair"], await Tags(firm, one));
        Assert.Equal(["vip", "Fair"], await Tags(firm, two));

        await Start(
            firm,
            ana,
            (await Ask(firm, ana, [one, two], "tags", "Vip", ChangeWay.Remove)).Value.Id
        );
        Assert.Equal(["Nord", "Fair"], await Tags(firm, one));
        Assert.Equal(["Fair"], await Tags(firm, two));
    }

    [Fact]
    public async Task All_that_a_list_holds_is_chosen_by_what_it_says_and_not_by_its_page()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var tag = "all" + Guid.NewGuid().ToString("N");
        for (var i = 0; i < 120; i++)
        {
            await Client(firm, i % 2 == 0 ? Tier.Core : Tier.Key, ana, tag);
        }
        var said = ListSaid.Of((ListSaid.Filter, $"tags eq \"{tag}\""), ("tier", "Key"));

        var asked = await Ask(firm, ana, null, "industry", "Fairs", said: said);

        Assert.Equal(60, (await Look(firm, ana, asked.Value.Id)).Count(ChangeFate.Waiting));
    }

    [Fact]
    public async Task Who_does_not_see_a_row_does_not_change_it_and_nobody_sees_anothers_change()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var ben = await firm.Colleague(Roles.AccountManager);
        var (hers, his) = (await Client(firm, Tier.Key, ana), await Client(firm, Tier.Key, ben));

        var id = (await Ask(firm, ana, [hers, his], "tier", "core")).Value.Id;
        await Start(firm, ana, id);

        Assert.Equal([Tier.Core, Tier.Key], await Tiers(firm, hers, his));
        Assert.Equal(1, (await Look(firm, ana, id)).Counts.Values.Sum());
        await using var db = firm.As(ben);
        Assert.Null(await ListChangeRecords.Find(db, id, Cancel));
        Assert.Equal(
            RefusalKind.NotFound,
            (await new ListChanges(db, new(db)).Start(id, Cancel)).Refusal!.Kind
        );
    }

    [Theory]
    [InlineData("tier", "gold", "value", Fault.ValueUnfit)]
    [InlineData("tier", null, "value", Fault.Required)]
    [InlineData("created", "2026-01-01", "field", Fault.FieldUnknown)]
    [InlineData("employees", "many", "value", Fault.ValueUnfit)]
    public async Task What_a_field_cannot_hold_is_refused_before_anything_is_written_down(
        string field,
        string? value,
        string wrong,
        Fault fault
    )
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);

        var asked = await Ask(firm, ana, [await Client(firm, Tier.Key, ana)], field, value);

        Assert.Contains(asked.Refusal!.Faults, f => (f.Field, f.Fault) == (wrong, fault));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Guid> Client(
        TestFirm firm,
        Tier tier,
        Colleague seat,
        params string[] tags
    )
    {
        await using var db = firm.As(seat);
        var said = new ClientDetails
        {
            Name = $"Changed {Guid.NewGuid():N}",
            Tier = tier,
            Tags = tags,
        };
        return (await new Rapport.Clients.Clients(db).Add(said, Cancel)).Value.Id;
    }

    private static async Task<Result<ListChange>> Ask(
        TestFirm firm,
        Colleague by,
        IReadOnlyList<Guid>? ids,
        string field,
        string? value,
        ChangeWay way = ChangeWay.Set,
        ListSaid? said = null
    )
    {
        await using var db = firm.As(by);
        return await new ListChanges(db, new(db)).Ask(
            new ListChangeSaid("clients", said ?? ListSaid.Nothing, ids, field, way, value, null),
            DateTimeZone.Utc,
            Cancel
        );
    }

    private static async Task Start(TestFirm firm, Colleague by, Guid id)
    {
        await using var db = firm.As(by);
        await new ListChanges(db, new(db)).Start(id, Cancel);
        await Work(firm, id);
    }

    private static async Task TakeBack(TestFirm firm, Colleague by, Guid id)
    {
        await using var db = firm.As(by);
        await new ListChanges(db, new(db)).TakeBack(id, Cancel);
        await Work(firm, id);
    }

    private static async Task Work(TestFirm firm, Guid about)
    {
        await using var db = firm.System();
        var job = await new Rapport.Jobs.Jobs(db).Latest(about, Cancel);
        var ended = await new JobRunner(firm.Source).Run(job!.Id, null, Cancel);
        Assert.Equal((JobState.Done, null), (ended!.State, ended.Failure));
    }

    private static async Task<ListChangeRecord> Look(TestFirm firm, Colleague by, Guid id)
    {
        await using var db = firm.As(by);
        return (await ListChangeRecords.Find(db, id, Cancel))!;
    }

    private static async Task Set(TestFirm firm, Guid id, Tier tier)
    {
        await using var db = firm.System();
        var client = (await ClientRecords.Find(db, id, Cancel))!;
        await new Rapport.Clients.Clients(db).Change(
            id,
            client.Details with
            {
                Tier = tier,
            },
            null,
            Cancel
        );
    }

    private static async Task<Tier[]> Tiers(TestFirm firm, params Guid[] ids)
    {
        await using var db = firm.System();
        var tiers = await db.Set<Client>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Tier, Cancel);
        return [.. ids.Select(id => tiers[id])];
    }

    private static async Task<string[]> Tags(TestFirm firm, Guid id)
    {
        await using var db = firm.System();
        return [.. (await ClientRecords.Find(db, id, Cancel))!.Details.Tags!];
    }

    public sealed class OnSqlite(Sqlite database)
        : ListChangesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ListChangesTests(database),
            IClassFixture<Postgres>;
}
