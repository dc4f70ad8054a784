using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.People;

/// <summary>Colleagues in the firm's settings, by their own forms; and that the firm never locks itself out.</summary>
public abstract class ColleagueSettingsTests(TestDatabase database)
{
    private const string Colleagues = "/settings/colleagues";

    [Fact]
    public async Task A_colleague_is_added_once_changed_and_in_the_list()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var unit = await Unit(app, "Boards");
        var form = await boss.Page($"{Colleagues}/new");
        var fields = new Dictionary<string, string>
        {
            ["_once"] = form.Typed("_once")!,
            ["Name"] = "Nora Newcomer",
            ["Email"] = "nora@firm.example",
            ["Role"] = nameof(Roles.Consultant),
            ["UnitId"] = unit.ToString(),
        };

        var place = await boss.Saved($"{Colleagues}/new", fields);
        Assert.Equal(place, await boss.Saved($"{Colleagues}/new", fields));
        await boss.Saved(
            place,
            new(fields)
            {
                ["Version"] = (await boss.Page(place)).Typed("Version")!,
                ["Name"] = "Nora Nansen",
                ["Role"] = nameof(Roles.ProjectManager),
            }
        );
        var list = (await boss.Page(Colleagues)).Said();

        Assert.DoesNotContain("Newcomer", list, StringComparison.Ordinal);
        Assert.Contains("Nora Nansen", list, StringComparison.Ordinal);
        var after = await Read(app, Guid.Parse(place.Split('/')[^1]));
        Assert.Equal((Roles.ProjectManager, "Boards"), (after.Roles, after.Unit));
    }

    [Fact]
    public async Task A_firm_without_units_adds_its_first_colleague_and_its_first_unit()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var form = await boss.Page($"{Colleagues}/new");

        await boss.Saved(
            $"{Colleagues}/new",
            new()
            {
                ["_once"] = form.Typed("_once")!,
                ["Name"] = "Una Unplaced",
                ["Email"] = "una@firm.example",
                ["Role"] = nameof(Roles.Consultant),
                ["UnitId"] = "",
            }
        );
        await boss.Saved(
            "/settings/units",
            new()
            {
                ["Name"] = "The first unit",
                ["Lead"] = "",
                ["ParentId"] = "",
            }
        );

        Assert.Contains("Una Unplaced", (await boss.Page(Colleagues)).Said());
        Assert.Contains("The first unit", (await boss.Page("/settings/units")).Said());
    }

    [Theory]
    [InlineData("Name", "")]
    [InlineData("Email", "nobody")]
    [InlineData("UnitId", "11111111-1111-1111-1111-111111111111")]
    public async Task What_is_wrong_with_a_colleague_is_said_beside_it_and_what_was_typed_stays(
        string field,
        string typed
    )
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var fields = new Dictionary<string, string>
        {
            ["Name"] = "Nora Newcomer",
            ["Email"] = "wrong@firm.example",
            ["Role"] = nameof(Roles.Consultant),
            [field] = typed,
        };

        var page = await boss.Refused($"{Colleagues}/new", fields);

        Assert.NotNull(page.Wrong(field));
        Assert.Equal(fields["Name"], page.Typed("Name"));
        Assert.Equal(fields["Email"], page.Typed("Email"));
        Assert.NotNull(page.QuerySelector("[name=Role][value=Consultant][checked]"));
    }

    [Fact]
    public async Task A_mail_address_belongs_to_one_colleague_however_it_is_written()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var ana = await app.Firm.Colleague(Roles.Consultant);

        var page = await boss.Refused(
            $"{Colleagues}/new",
            new() { ["Name"] = "Twin", ["Email"] = ana.Email!.ToUpperInvariant() }
        );

        Assert.NotNull(page.Wrong("Email"));
    }

    [Theory]
    [InlineData("Sorcerer")]
    [InlineData("64")]
    [InlineData("-1")]
    public async Task A_role_that_there_is_not_is_refused(string role)
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);

        var page = await boss.Refused(
            $"{Colleagues}/new",
            new() { ["Name"] = "Odd", ["Role"] = role }
        );

        Assert.NotEmpty(page.QuerySelectorAll("fieldset .error"));
    }

    [Fact]
    public async Task Whose_mail_address_changed_signs_in_by_the_new_one()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        var page = $"{Colleagues}/{ana.Colleague!.Id}";
        var fields = new Dictionary<string, string>
        {
            ["Name"] = ana.Colleague.Name,
            ["Email"] = $"renamed-{ana.Colleague.Email}",
            ["Role"] = nameof(Roles.Consultant),
        };

        await boss.Saved(page, fields);
        var without = await boss.Refused(page, new(fields) { ["Email"] = "" });

        using var before = await app.Stranger()
            .Post(
                "/sign-in",
                new() { ["Email"] = ana.Colleague.Email!, ["Password"] = TestApp.Password }
            );
        using var after = await app.Stranger()
            .Post(
                "/sign-in",
                new() { ["Email"] = fields["Email"], ["Password"] = TestApp.Password }
            );
        Assert.NotNull(without.Wrong("Email"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Who_saves_a_colleague_second_is_told_and_overwrites_only_knowingly()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var ana = await app.Firm.Colleague(Roles.Consultant);
        var page = $"{Colleagues}/{ana.Id}";
        var fields = new Dictionary<string, string>
        {
            ["Version"] = (await boss.Page(page)).Typed("Version")!,
            ["Email"] = ana.Email!,
        };
        await boss.Saved(page, new(fields) { ["Name"] = "First" });

        using var second = await boss.Post(page, new(fields) { ["Name"] = "Second" });
        var shown = await Visitor.Read(second);
        var kept = (await Read(app, ana.Id)).Name;
        await boss.Saved(
            page,
            new(fields) { ["Version"] = shown.Typed("Version")!, ["Name"] = shown.Typed("Name")! }
        );

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Second", shown.Typed("Name"));
        Assert.Equal("First", kept);
        Assert.Equal("Second", (await Read(app, ana.Id)).Name);
    }

    [Fact]
    public async Task The_last_administrator_can_neither_leave_nor_be_made_something_else()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        await Only(app, boss.Colleague!);
        // She has the role, but nothing to sign in with: that saves nobody.
        await app.Firm.Colleague(Roles.Administrator);
        var page = $"{Colleagues}/{boss.Colleague!.Id}";
        var demoted = new Dictionary<string, string>
        {
            ["Name"] = boss.Colleague.Name,
            ["Email"] = boss.Colleague.Email!,
            ["Role"] = nameof(Roles.Executive),
        };
        using var script = await app.Script(boss.Colleague);

        var changed = await boss.Refused(page, demoted);
        var left = await boss.Refused($"{page}/departure", [], from: page);
        using var patched = await script.Patch(
            $"/api/v1/colleagues/{boss.Colleague.Id}",
            (await Read(app, boss.Colleague.Id)).Version,
            new { roles = "executive" }
        );

        Assert.NotEmpty(changed.QuerySelectorAll("fieldset .error"));
        Assert.NotEmpty(left.QuerySelectorAll("fieldset .error"));
        Assert.Equal(["roles"], await patched.Faults());
        using var second = await app.SignedIn(Roles.Administrator);
        await boss.Saved(page, demoted);
        Assert.Equal(Roles.Executive, (await Read(app, boss.Colleague.Id)).Roles);
    }

    [Fact]
    public async Task Two_administrators_cannot_make_each_other_something_else_at_the_same_moment()
    {
        var app = await database.App();
        using var one = await app.SignedIn(Roles.Administrator);
        using var two = await app.SignedIn(Roles.Administrator);
        await Only(app, one.Colleague!, two.Colleague!);

        await Task.WhenAll(Demote(one, two.Colleague!), Demote(two, one.Colleague!));

        await using var db = app.Firm.System();
        var left = await db.Set<Colleague>().Where(c => c.Left == null).ToListAsync();
        Assert.Contains(
            left.Where(c => c.Id == one.Colleague!.Id || c.Id == two.Colleague!.Id),
            c => c.Roles.HasFlag(Roles.Administrator)
        );
    }

    [Fact]
    public async Task Who_came_without_a_mail_address_cannot_be_invited_before_there_is_one()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var place = await boss.Saved($"{Colleagues}/new", new() { ["Name"] = "No address" });

        var page = await boss.Refused($"{place}/invitation", [], from: place);

        Assert.NotNull(page.Wrong("Email"));
    }

    private static async Task Demote(Visitor who, Colleague whom)
    {
        using var answer = await who.Post(
            $"{Colleagues}/{whom.Id}",
            new()
            {
                ["Name"] = whom.Name,
                ["Email"] = whom.Email!,
                ["Role"] = nameof(Roles.Executive),
            }
        );
    }

    /// <summary>Makes everybody else of the test's firm something other than administrator.</summary>
    private static async Task Only(TestApp app, params Colleague[] administrators)
    {
        await using var db = app.Firm.System();
        foreach (var other in await db.Set<Colleague>().ToListAsync())
        {
            if (administrators.All(a => a.Id != other.Id))
            {
                other.Roles &= ~Roles.Administrator;
            }
        }
        await db.SaveChangesAsync();
    }

    private static async Task<Guid> Unit(TestApp app, string name)
    {
        await using var db = app.Firm.System();
        return (await new Units(db).Add(new UnitDetails(name, null, null))).Value.Id;
    }

    private static async Task<ColleagueRecord> Read(TestApp app, Guid id)
    {
        await using var db = app.Firm.System();
        return (await ColleagueList.Find(db, id, default))!;
    }

    public sealed class OnSqlite(Sqlite database)
        : ColleagueSettingsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ColleagueSettingsTests(database),
            IClassFixture<Postgres>;
}
