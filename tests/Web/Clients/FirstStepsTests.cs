using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Clients;

/// <summary>A new firm is shown what to do first, step by step, until it is done.</summary>
public abstract class FirstStepsTests(ITestEngine engine)
{
    [Fact]
    public async Task A_new_firm_has_a_path_whose_steps_are_done_one_after_another_until_it_is_gone()
    {
        var place = await engine.NewDatabase(Template.Migrated);
        try
        {
            await using var app = await TestApp.Start(place);
            using var founder = await app.SignedIn(Roles.Administrator);

            Assert.Equal([false, false, false, false], await Steps(founder));
            await Added(founder, "Zanzibar Rail");
            Assert.Equal([true, false, false, false], await Steps(founder));
            var colleague = await app.Firm.Colleague(Roles.AccountManager, "Nora Newcomer");
            Assert.Equal([true, true, false, false], await Steps(founder));
            var client = await app.Firm.Client("Aarhus Trams", founder.Colleague!, colleague);
            var path = await founder.Page("/clients");
            Assert.Contains(
                $"/clients/{client.Id}/seats",
                path.QuerySelectorAll("#first-steps a").Select(a => a.GetAttribute("href"))
            );
            Assert.Equal([true, true, true, false], await Steps(founder));
            await founder.Saved(
                "/capture",
                new() { ["ClientId"] = client.Id.ToString(), ["Subject"] = "First call" }
            );
            Assert.Null((await founder.Page("/clients")).QuerySelector("#first-steps"));
        }
        finally
        {
            await engine.Drop(place);
        }
    }

    [Fact]
    public async Task Who_may_not_begin_the_firm_is_told_whom_to_ask()
    {
        var place = await engine.NewDatabase(Template.Migrated);
        try
        {
            await using var app = await TestApp.Start(place);
            using var consultant = await app.SignedIn(Roles.Consultant);

            var page = await consultant.Page("/clients");

            Assert.Null(page.QuerySelector("#first-steps"));
            Assert.Empty(page.QuerySelectorAll("#content a[href='/clients/new']"));
            Assert.Contains("Ask", page.QuerySelector(".empty")!.TextContent);
        }
        finally
        {
            await engine.Drop(place);
        }
    }

    private static async Task Added(Visitor founder, string name) =>
        await founder.Saved("/clients/new", new() { ["Name"] = name });

    /// <summary>Whether each step is done, as it is shown.</summary>
    private static async Task<IEnumerable<bool>> Steps(Visitor visitor) =>
        (await visitor.Page("/clients"))
            .QuerySelectorAll("#first-steps .row .ring")
            .Select(r => r.ClassList.Contains("done"));

    public sealed class OnSqlite() : FirstStepsTests(SqliteEngine.Instance);

    public sealed class OnPostgres() : FirstStepsTests(PostgresEngine.Instance);
}
