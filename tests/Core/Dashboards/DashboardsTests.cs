using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Dashboards;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Dashboards;

/// <summary>Pages of tiles: whose they are, and what each reader finds on them.</summary>
public abstract class DashboardsTests(TestDatabase database)
{
    [Fact]
    public async Task A_dashboard_is_read_by_whom_it_is_for_and_changed_by_its_owner_alone()
    {
        await using var firm = new TestFirm(database.Place);
        var unit = await Unit(firm);
        var ana = await Member(firm, unit);
        var ben = await Member(firm, unit);
        var eve = await firm.Colleague(Roles.Consultant);
        var mine = await Add(firm, ana, ViewScope.Own);
        var ours = await Add(firm, ana, ViewScope.Team);
        var all = await Add(firm, ana, ViewScope.Firm);
        Guid[] made = [mine.Id, ours.Id, all.Id];

        Assert.Equal(made, await Seen(firm, ana, made));
        Assert.Equal([ours.Id, all.Id], await Seen(firm, ben, made));
        Assert.Equal([all.Id], await Seen(firm, eve, made));
        await using var db = firm.As(ben);
        var acts = new Rapport.Dashboards.Dashboards(db);
        Assert.Equal(RefusalKind.NotFound, (await acts.Remove(all.Id, Cancel)).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.NotFound,
            (await acts.Change(all.Id, new("Mine now", ViewScope.Own), null, Cancel)).Refusal!.Kind
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await acts.AddTile(all.Id, Count, Cancel)).Refusal!.Kind
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await acts.Copy(mine.Id, "Hers", Cancel)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task A_shared_dashboard_whose_owner_left_is_changed_by_who_sees_all()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var shared = await Add(firm, ana, ViewScope.Firm, Count);
        var own = await Add(firm, ana, ViewScope.Own);
        await using var db = firm.As(await firm.Colleague(Roles.Administrator));
        var acts = new Rapport.Dashboards.Dashboards(db);

        Assert.True((await DashboardRecords.Find(db, shared.Id, Cancel))!.Mine);
        Assert.Null(await DashboardRecords.Find(db, own.Id, Cancel));
        Assert.True((await acts.Remove(shared.Id, Cancel)).Done);
        Assert.Empty(
            await db.Set<Tile>().Where(t => t.DashboardId == shared.Id).ToListAsync(Cancel)
        );
        Assert.Equal(RefusalKind.NotFound, (await acts.Remove(own.Id, Cancel)).Refusal!.Kind);
    }

    [Fact]
    public async Task Each_reader_finds_the_figures_of_what_she_may_see()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var ben = await firm.Colleague(Roles.AccountManager);
        await firm.Client("Hers", ana);
        await firm.Client("Of both", ana, ben);
        await firm.Client("Hers too", ana);
        var dashboard = await Add(
            firm,
            ana,
            ViewScope.Firm,
            Count,
            Count with
            {
                Shape = TileShape.Chart,
                GroupBy = "accountManager",
            },
            Count with
            {
                Shape = TileShape.Rows,
            }
        );

        foreach (var (who, seen) in new[] { (ana, 3), (ben, 1) })
        {
            await using var db = firm.As(who);
            var results = await Results(db, dashboard.Id);
            Assert.Equal(seen, results[0].Figures!.Totals.Single().Figure.Rows);
            Assert.Equal(seen, results[1].Figures!.Groups.Sum(g => g.Figure.Rows));
            Assert.Equal(seen, results[2].Count);
            Assert.Equal(seen, results[2].Rows.Count);
        }
        await using var none = firm.As(await firm.Colleague(Roles.Consultant));
        var nothing = await Results(none, dashboard.Id);
        Assert.Equal(Figure.None, nothing[0].Figures!.Totals.Single().Figure);
        Assert.Empty(nothing[1].Figures!.Groups);
        Assert.Empty(nothing[2].Rows);
    }

    [Fact]
    public async Task A_tile_of_a_view_that_is_not_for_the_reader_tells_nothing_of_it()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Administrator);
        await using var db = firm.As(ana);
        var saved = await new SavedViews(db).Save(
            new(
                "clients",
                "A secret name",
                ViewScope.Own,
                ListSaid.Of((ListSaid.Filter, "name eq \"a secret filter\""))
            ),
            Cancel
        );
        var dashboard = await Add(
            firm,
            ana,
            ViewScope.Firm,
            new TileDetails { List = "clients", ViewId = saved.Value.Id }
        );
        await using var other = firm.As(await firm.Colleague(Roles.Executive));

        var tile = Assert.Single(await DashboardRecords.Tiles(other, dashboard.Id, Cancel));
        var result = await TileResult.Of(other, tile, DateTimeZone.Utc, Cancel);

        Assert.Equal(TileTrouble.ViewUnseen, result.Trouble);
        Assert.Null(result.Figures);
        Assert.DoesNotContain("secret", result.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Null((await Results(db, dashboard.Id))[0].Trouble);
        // Nor may she put that view on a page of her own.
        var taken = await new Rapport.Dashboards.Dashboards(other).Add(
            new("Hers", ViewScope.Own),
            [new TileDetails { List = "clients", ViewId = saved.Value.Id }],
            Cancel
        );
        Assert.Equal("tiles[0].view", Assert.Single(taken.Refusal!.Faults).Field);
    }

    [Fact]
    public async Task A_tile_whose_view_was_removed_or_whose_field_was_archived_says_so()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Administrator);
        var field = await firm.Field(nameof(Client), "Risk", FieldKind.Choice, "High", "Low");
        await using var db = firm.As(ana);
        var saved = await new SavedViews(db).Save(
            new("clients", "Soon gone", ViewScope.Own, ListSaid.Nothing),
            Cancel
        );
        var by = Count with { Shape = TileShape.Chart, GroupBy = "fields.risk" };
        var filtered = Count with
        {
            Said = ListSaid.Of((ListSaid.Filter, "fields.risk eq \"high\"")),
        };
        var dashboard = await Add(
            firm,
            ana,
            ViewScope.Own,
            new TileDetails { List = "clients", ViewId = saved.Value.Id },
            by,
            filtered,
            filtered with
            {
                Shape = TileShape.Rows,
            }
        );
        Assert.All(await Results(db, dashboard.Id), r => Assert.Null(r.Trouble));

        Assert.True((await new SavedViews(db).Remove(saved.Value.Id, Cancel)).Done);
        Assert.True((await new CustomFields(db).Archive(field.Id, Cancel)).Done);

        Assert.Equal(
            [
                TileTrouble.ViewGone,
                TileTrouble.FieldGone,
                TileTrouble.FieldGone,
                TileTrouble.FieldGone,
            ],
            (await Results(db, dashboard.Id)).Select(r => r.Trouble!.Value)
        );
    }

    [Fact]
    public async Task Tiles_are_moved_changed_removed_and_copied_in_their_order()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var ben = await firm.Colleague(Roles.Consultant);
        var dashboard = await Add(
            firm,
            ana,
            ViewScope.Firm,
            [.. new[] { "a", "b", "c" }.Select(t => Count with { Title = t })]
        );
        await using var db = firm.As(ana);
        var acts = new Rapport.Dashboards.Dashboards(db);
        var tiles = await DashboardRecords.Tiles(db, dashboard.Id, Cancel);

        await acts.MoveTile(dashboard.Id, tiles[2].Id, 0, Cancel);
        Assert.Equal("cab", await Titles(db, dashboard.Id));
        await acts.MoveTile(dashboard.Id, tiles[2].Id, 99, Cancel);
        Assert.Equal("abc", await Titles(db, dashboard.Id));
        await acts.ChangeTile(dashboard.Id, tiles[1].Id, Count with { Title = "B" }, Cancel);
        await acts.RemoveTile(dashboard.Id, tiles[0].Id, Cancel);
        await acts.AddTile(dashboard.Id, Count with { Title = "d" }, Cancel);
        Assert.Equal("Bcd", await Titles(db, dashboard.Id));

        await using var other = firm.As(ben);
        var copy = await new Rapport.Dashboards.Dashboards(other).Copy(
            dashboard.Id,
            "Ben's",
            Cancel
        );
        Assert.Equal("Bcd", await Titles(other, copy.Value.Id));
        Assert.Equal((ViewScope.Own, ben.Id), (copy.Value.Scope, copy.Value.OwnerId));
    }

    [Fact]
    public async Task What_cannot_be_shown_is_refused_beside_its_field()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        await Add(firm, ana, ViewScope.Own, "Taken name");
        await using var db = firm.As(ana);
        foreach (
            var (tile, field) in new (TileDetails, string)[]
            {
                (new() { List = "nothing" }, "list"),
                (Count with { ViewId = Guid.NewGuid() }, "view"),
                (Count with { Measure = Measure.Sum }, "field"),
                (Count with { Measure = Measure.Average, Field = "stage" }, "field"),
                (Count with { Shape = TileShape.Chart }, "groupBy"),
                (Count with { Shape = TileShape.Chart, GroupBy = "employees" }, "groupBy"),
                (Count with { Shape = TileShape.Rows, RowLimit = 11 }, "rowLimit"),
                (Count with { Shape = TileShape.Rows, RowLimit = 0 }, "rowLimit"),
                (Count with { Said = ListSaid.Of((ListSaid.Filter, "nothing pr")) }, "filter"),
                (Count with { Said = ListSaid.Of((ListSaid.Sort, "nothing")) }, "sort"),
                (Count with { Title = new string('x', Tile.TitleLength + 1) }, "title"),
            }
        )
        {
            var refused = await new Rapport.Dashboards.Dashboards(db).Add(
                new($"Of {field}", ViewScope.Own),
                [tile],
                Cancel
            );
            Assert.Equal("tiles[0]." + field, Assert.Single(refused.Refusal!.Faults).Field);
        }
        var again = await new Rapport.Dashboards.Dashboards(db).Add(
            new("TAKEN name", ViewScope.Own),
            Cancel
        );
        Assert.Equal(Fault.Taken, Assert.Single(again.Refusal!.Faults).Fault);
    }

    [Fact]
    public async Task A_tile_costs_as_many_statements_whatever_it_shows()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        await using var db = firm.As(ana);
        TileDetails[] tiles =
        [
            Count,
            Count with
            {
                Shape = TileShape.Chart,
                GroupBy = "tags",
            },
            Count with
            {
                Shape = TileShape.Rows,
            },
        ];
        var dashboard = await Add(firm, ana, ViewScope.Own, tiles);
        var none = await Sent(db, dashboard.Id);
        for (var i = 0; i < 12; i++)
        {
            await firm.Client($"One more {i}", ana);
        }

        var many = await Sent(db, dashboard.Id);

        Assert.All(none.Concat(many), sent => Assert.InRange(sent, 1, 5));
        // Of nothing there are no groups, and no cells to be read.
        Assert.All(none.Zip(many), sent => Assert.InRange(sent.Second - sent.First, 0, 2));
    }

    private static readonly TileDetails Count = new() { List = "clients" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<List<int>> Sent(Db db, Guid dashboard)
    {
        var sent = new List<int>();
        foreach (var tile in await DashboardRecords.Tiles(db, dashboard, Cancel))
        {
            sent.Add(
                await Statements.Count(() => TileResult.Of(db, tile, DateTimeZone.Utc, Cancel))
            );
        }
        return sent;
    }

    private static async Task<IReadOnlyList<TileResult>> Results(Db db, Guid dashboard)
    {
        var results = new List<TileResult>();
        foreach (var tile in await DashboardRecords.Tiles(db, dashboard, Cancel))
        {
            results.Add(await TileResult.Of(db, tile, DateTimeZone.Utc, Cancel));
        }
        return results;
    }

    private static async Task<string> Titles(Db db, Guid dashboard) =>
        string.Concat((await DashboardRecords.Tiles(db, dashboard, Cancel)).Select(t => t.Title));

    private static async Task<Guid[]> Seen(TestFirm firm, Colleague colleague, Guid[] made)
    {
        await using var db = firm.As(colleague);
        return [.. (await DashboardRecords.All(db, Cancel)).Select(d => d.Id).Where(made.Contains)];
    }

    private static Task<Dashboard> Add(
        TestFirm firm,
        Colleague colleague,
        ViewScope scope,
        params TileDetails[] tiles
    ) => Add(firm, colleague, scope, $"{Guid.NewGuid():N}", tiles);

    private static async Task<Dashboard> Add(
        TestFirm firm,
        Colleague colleague,
        ViewScope scope,
        string name,
        params TileDetails[] tiles
    )
    {
        await using var db = firm.As(colleague);
        var added = await new Rapport.Dashboards.Dashboards(db).Add(
            new(name, scope),
            tiles,
            Cancel
        );
        Assert.True(added.Done, $"{added.Refusal}");
        return added.Value;
    }

    private static async Task<Guid> Unit(TestFirm firm)
    {
        var lead = await firm.Colleague(Roles.AccountManager);
        await using var db = firm.System();
        var unit = await new Units(db).Add(
            new UnitDetails($"Unit {Guid.NewGuid():N}", lead.Id, null),
            Cancel
        );
        return unit.Value.Id;
    }

    private static async Task<Colleague> Member(TestFirm firm, Guid unit)
    {
        await using var db = firm.System();
        var added = await new Colleagues(db).Add(
            new ColleagueDetails
            {
                Name = "Member",
                Roles = Roles.Consultant,
                UnitId = unit,
            },
            Cancel
        );
        return added.Value;
    }

    public sealed class OnSqlite(Sqlite database)
        : DashboardsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : DashboardsTests(database),
            IClassFixture<Postgres>;
}
