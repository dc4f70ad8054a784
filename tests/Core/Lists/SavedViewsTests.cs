using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Lists;

/// <summary>Lists kept as views: one's own, one's unit's, the firm's.</summary>
public abstract class SavedViewsTests(TestDatabase database)
{
    [Fact]
    public async Task A_view_is_read_by_whom_it_is_for_and_changed_by_its_owner_alone()
    {
        await using var firm = new TestFirm(database.Place);
        var lead = await firm.Colleague(Roles.AccountManager);
        var unit = await Unit(firm, lead);
        var ana = await Member(firm, unit);
        var ben = await Member(firm, unit);
        var eve = await firm.Colleague(Roles.Consultant);
        var mine = await Save(firm, ana, "Mine", ViewScope.Own);
        var ours = await Save(firm, ana, "Ours", ViewScope.Team);
        var all = await Save(firm, ana, "All of us", ViewScope.Firm);

        Assert.Equal([mine.Id, ours.Id, all.Id], await Seen(firm, ana));
        Assert.Equal([ours.Id, all.Id], await Seen(firm, ben));
        Assert.Equal([ours.Id, all.Id], await Seen(firm, lead));
        Assert.Equal([all.Id], await Seen(firm, eve));
        await using var db = firm.As(ben);
        Assert.Equal(
            RefusalKind.NotFound,
            (await new SavedViews(db).Remove(ours.Id, Cancel)).Refusal!.Kind
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await new SavedViews(db).Choose("clients", mine.Id, Cancel)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task A_shared_view_whose_owner_left_is_changed_by_who_sees_all_and_a_private_one_is_not()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var shared = await Save(firm, ana, "Left behind", ViewScope.Firm);
        var own = await Save(firm, ana, "Hers alone", ViewScope.Own);
        await using var db = firm.As(await firm.Colleague(Roles.Administrator));
        var views = new SavedViews(db);

        var seen = await SavedViews.Of(db, "clients", Cancel);
        Assert.True(seen.Single(v => v.Id == shared.Id).Mine);
        Assert.DoesNotContain(seen, v => v.Id == own.Id);
        Assert.True((await views.Remove(shared.Id, Cancel)).Done);
        Assert.Equal(RefusalKind.NotFound, (await views.Remove(own.Id, Cancel)).Refusal!.Kind);
    }

    [Theory]
    [InlineData("stage eq \"retain\" or", Fault.FilterUnfinished)]
    [InlineData("sails gt 3", Fault.FieldUnknown)]
    [InlineData("stage eq \"sailing\"", Fault.ValueUnfit)]
    public async Task A_view_that_its_list_could_not_open_is_not_kept(string filter, Fault fault)
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.As(await firm.Colleague(Roles.Consultant));

        var saved = await new SavedViews(db).Save(
            new ViewDetails(
                "clients",
                "Broken",
                ViewScope.Firm,
                ListSaid.Read($"filter={Uri.EscapeDataString(filter)}")
            ),
            Cancel
        );

        var wrong = Assert.Single(saved.Refusal!.Faults);
        Assert.Equal(("said", fault), (wrong.Field, wrong.Fault));
    }

    [Fact]
    public async Task A_view_says_the_list_again_as_it_was_kept()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var said = ListSaid.Of(
            (ListSaid.Filter, "name co \"Öl & Gas\" and tags eq \"a=b\""),
            (ListSaid.Sort, "-lastHeard"),
            ("q", "50 % + mehr")
        );
        await Save(firm, ana, "Quiet", ViewScope.Own, said);

        await using var db = firm.As(ana);
        var kept = Assert.Single(
            await SavedViews.Of(db, "clients", Cancel),
            v => v.Name == "Quiet"
        );

        Assert.Equal(said, ListSaid.Read(kept.Said));
        Assert.Equal(
            "name co \"Öl & Gas\" and tags eq \"a=b\"",
            ListSaid.Read(kept.Said)[ListSaid.Filter]
        );
    }

    [Fact]
    public async Task A_list_opens_with_the_view_that_was_chosen_until_it_is_removed()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var one = await Save(firm, ana, "One", ViewScope.Own);
        var two = await Save(firm, ana, "Two", ViewScope.Own);
        await using var db = firm.As(ana);
        var views = new SavedViews(db);

        await views.Choose("clients", one.Id, Cancel);
        await views.Choose("clients", two.Id, Cancel);
        Assert.Equal("Two", (await SavedViews.Of(db, "clients", Cancel)).Single(v => v.Usual).Name);
        db.ChangeTracker.Clear();
        Assert.True((await views.Remove(two.Id, Cancel)).Done);
        Assert.DoesNotContain(await SavedViews.Of(db, "clients", Cancel), v => v.Usual);
    }

    [Fact]
    public async Task A_name_is_one_views_of_a_list_and_a_team_needs_a_unit()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        await Save(firm, ana, "Quiet ones", ViewScope.Own);
        await using var db = firm.As(ana);
        Task<Result<SavedView>> Again(string list, string name, ViewScope scope) =>
            new SavedViews(db).Save(new ViewDetails(list, name, scope, ListSaid.Nothing), Cancel);

        Assert.Contains(
            (await Again("clients", "QUIET ones", ViewScope.Own)).Refusal!.Faults,
            f => (f.Field, f.Fault) == ("name", Fault.Taken)
        );
        Assert.Contains(
            (await Again("clients", "Others", ViewScope.Team)).Refusal!.Faults,
            f => (f.Field, f.Fault) == ("scope", Fault.WithoutUnit)
        );
        Assert.Contains(
            (await Again("nothing", "Others", ViewScope.Own)).Refusal!.Faults,
            f => (f.Field, f.Fault) == ("list", Fault.Unknown)
        );
        Assert.True((await Again("contacts", "Quiet ones", ViewScope.Own)).Done);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Guid> Unit(TestFirm firm, Colleague lead)
    {
        await using var db = firm.System();
        return (
            await new Units(db).Add(
                new UnitDetails($"Unit {Guid.NewGuid():N}", lead.Id, null),
                Cancel
            )
        )
            .Value
            .Id;
    }

    private static async Task<Colleague> Member(TestFirm firm, Guid unit)
    {
        await using var db = firm.System();
        return (
            await new Colleagues(db).Add(
                new ColleagueDetails
                {
                    Name = "Member",
                    Roles = Roles.Consultant,
                    UnitId = unit,
                },
                Cancel
            )
        ).Value;
    }

    private static async Task<SavedView> Save(
        TestFirm firm,
        Colleague by,
        string name,
        ViewScope scope,
        ListSaid? said = null
    )
    {
        await using var db = firm.As(by);
        return (
            await new SavedViews(db).Save(
                new ViewDetails("clients", name, scope, said ?? ListSaid.Of(("q", "a"))),
                Cancel
            )
        ).Value;
    }

    // Other facts keep views for the firm in the same database.
    private static async Task<Guid[]> Seen(TestFirm firm, Colleague by)
    {
        await using var db = firm.As(by);
        return
        [
            .. (await SavedViews.Of(db, "clients", Cancel))
                .Where(v => v.Name is "Mine" or "Ours" or "All of us")
                .OrderBy(v => v.Scope)
                .Select(v => v.Id),
        ];
    }

    public sealed class OnSqlite(Sqlite database)
        : SavedViewsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SavedViewsTests(database),
            IClassFixture<Postgres>;
}
