using System.Net;
using AngleSharp.Dom;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Clients;

/// <summary>Clients on screen, with scripts off: what was typed is kept, and nothing is overwritten silently.</summary>
public abstract class ClientPagesTests(TestDatabase database)
{
    [Fact]
    public async Task A_client_that_cannot_be_added_keeps_what_was_typed_and_says_what_is_wrong_beside_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        using var answer = await ana.Post(
            "/clients/new",
            new()
            {
                ["Name"] = " ",
                ["Industry"] = "Shipping",
                ["Website"] = "not a link",
                ["Parent"] = "Nobody Ltd",
            }
        );
        var page = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("Shipping", Value(page, "Industry"));
        Assert.Equal("not a link", Value(page, "Website"));
        Assert.NotNull(page.QuerySelector("#f-Parent-error"));
    }

    [Fact]
    public async Task An_added_client_is_in_the_list_and_has_its_handbook()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        using var answer = await ana.Post(
            "/clients/new",
            new()
            {
                ["Name"] = "Zanzibar Rail",
                ["City"] = "Bergen",
                ["Tags"] = "fleet, Nordics",
            }
        );
        var handbook = await ana.Page(answer.Headers.Location!.ToString());
        var list = await ana.Page("/clients?q=zanzibar");

        Assert.Equal("Zanzibar Rail", handbook.QuerySelector("h1")!.TextContent);
        Assert.Contains(
            "Bergen",
            list.QuerySelector("tbody")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(2, handbook.QuerySelectorAll(".tags .tag").Length);
    }

    [Fact]
    public async Task Asking_for_one_row_more_saves_nothing_and_keeps_what_was_typed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Rows");
        var path = $"/clients/{client.Id}/edit/addresses";

        using var answer = await ana.Post(
            path,
            new() { ["Addresses[0].City"] = "Bergen", ["add"] = "Addresses" }
        );
        var page = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Bergen", Value(page, "Addresses[0].City"));
        Assert.Equal("", Value(page, "Addresses[1].City") ?? "");
        Assert.Equal(2, page.QuerySelectorAll(".edit-row").Length);
        await using var db = app.Firm.System();
        Assert.Empty((await ClientRecords.Find(db, client.Id, Cancel))!.Details.Addresses!);
    }

    [Fact]
    public async Task Rows_are_saved_in_their_order_without_the_empty_ones_and_keep_who_they_are()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Order of rows");
        var path = $"/clients/{client.Id}/edit/criteria";
        await Saved(
            ana,
            path,
            new() { ["WinningCriteria[0].Text"] = "One", ["WinningCriteria[1].Text"] = "Two" }
        );
        var before = (await Record(app, client)).Details.WinningCriteria!;

        await Saved(
            ana,
            path,
            new()
            {
                ["WinningCriteria[3].Id"] = before[1].Id.ToString()!,
                ["WinningCriteria[3].Text"] = "Two",
                ["WinningCriteria[5].Text"] = " ",
                ["WinningCriteria[9].Text"] = "Three",
            }
        );
        var after = (await Record(app, client)).Details.WinningCriteria!;

        Assert.Equal(["Two", "Three"], after.Select(c => c.Text));
        Assert.Equal(before[1].Id, after[0].Id);
    }

    [Fact]
    public async Task What_is_wrong_in_a_row_is_said_beside_its_own_field()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Wrong row");

        using var answer = await ana.Post(
            $"/clients/{client.Id}/edit/billing",
            new()
            {
                ["BillingEntities[0].Name"] = "Good",
                ["BillingEntities[1].Name"] = "Bad",
                ["BillingEntities[1].Email"] = "nobody",
                ["BillingEntities[1].TermsDays"] = "soon",
            }
        );
        var page = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull(page.QuerySelector("#f-BillingEntities-1--TermsDays-error"));
        Assert.Equal("soon", Value(page, "BillingEntities[1].TermsDays"));
        Assert.Equal("nobody", Value(page, "BillingEntities[1].Email"));
        Assert.Null(page.QuerySelector("#f-BillingEntities-0--Email-error"));
    }

    [Fact]
    public async Task Who_saves_second_is_told_keeps_what_she_typed_and_overwrites_only_knowingly()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Contested");
        var path = $"/clients/{client.Id}/edit/basics";
        var stale = (await Record(app, client)).Version.ToString(
            System.Globalization.CultureInfo.InvariantCulture
        );
        await Saved(ana, path, new() { ["Version"] = stale, ["Name"] = "First" });

        using var second = await ana.Post(path, new() { ["Version"] = stale, ["Name"] = "Second" });
        var page = await Visitor.Read(second);
        var kept = (await Record(app, client)).Details.Name;
        await Saved(
            ana,
            path,
            new() { ["Version"] = Value(page, "Version")!, ["Name"] = Value(page, "Name")! }
        );

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Second", Value(page, "Name"));
        Assert.Equal("First", kept);
        Assert.Equal("Second", (await Record(app, client)).Details.Name);
    }

    [Fact]
    public async Task A_parent_that_is_not_seen_stays_and_one_that_is_typed_must_be_seen()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var parent = await app.Firm.Client("Secret Group");
        var child = await app.Firm.Client("Open Works", ana.Colleague!);
        await using (var db = app.Firm.System())
        {
            await new Rapport.Clients.Clients(db).Change(
                child.Id,
                new ClientDetails { Name = "Open Works", ParentId = parent.Id },
                null,
                Cancel
            );
        }
        var path = $"/clients/{child.Id}/edit/basics";

        var form = await ana.Page(path);
        await Saved(ana, path, new() { ["Name"] = "Open Works", ["Parent"] = "" });
        using var guessed = await ana.Post(
            path,
            new() { ["Name"] = "Open Works", ["Parent"] = "Secret Group" }
        );
        var complete = await ana.Http.GetStringAsync(
            new Uri("/clients/complete?q=secret", UriKind.Relative),
            Cancel
        );

        Assert.Equal("", Value(form, "Parent") ?? "");
        Assert.Equal(parent.Id, (await Record(app, child)).Details.ParentId);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, guessed.StatusCode);
        Assert.Equal("[]", complete);
    }

    [Fact]
    public async Task The_next_page_asked_for_by_scrolling_is_rows_alone()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        for (var i = 0; i < 52; i++)
        {
            await app.Firm.Client($"Scroll {i:000}");
        }

        var first = await ana.Page("/clients?q=scroll");
        var next = first.QuerySelector("tr.pager a")!.GetAttribute("href")!;
        var whole = await ana.Page(next);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(next, UriKind.Relative));
        request.Headers.Add("HX-Request-Type", "partial");
        using var rows = await ana.Http.SendAsync(request, Cancel);
        var text = await rows.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(50, first.QuerySelectorAll("tbody tr:not(.pager)").Length);
        Assert.Equal(2, whole.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("<html", text, StringComparison.Ordinal);
        Assert.Contains("Scroll 051", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_behind_the_wall_is_nowhere_told_and_stays_whatever_is_saved()
    {
        var app = await database.App();
        var nora = await app.Firm.Colleague(Roles.AccountManager);
        var group = await app.Firm.Client("Hidden Group");
        var child = await app.Firm.Client("Seen Works", nora);
        await using (var db = app.Firm.System())
        {
            (await db.FindAsync<Client>([child.Id], Cancel))!.ParentId = group.Id;
            await db.SaveChangesAsync(Cancel);
        }
        using var script = await app.Script(nora);
        var path = $"/api/v1/clients/{child.Id}";

        using var read = await script.GetAsync(new Uri(path, UriKind.Relative));
        var record = await read.Json();
        using var patched = await script.Patch(
            path,
            (int)record["version"]!,
            new { industry = "Shipping" }
        );

        Assert.Null((string?)record["details"]!["parentId"]);
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        Assert.DoesNotContain(
            group.Id.ToString(),
            await patched.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        await using var after = app.Firm.System();
        Assert.Equal(group.Id, (await after.FindAsync<Client>([child.Id], Cancel))!.ParentId);
    }

    [Fact]
    public async Task Where_we_stand_with_a_value_is_said_in_place()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Values");
        await Saved(
            ana,
            $"/clients/{client.Id}/edit/values",
            new() { ["Values[0].Text"] = "No surprises" }
        );
        var value = (await Record(app, client)).Details.Values![0];

        using var answer = await ana.Post(
            $"/clients/{client.Id}/values/{value.Id}",
            new() { ["Compliance"] = "Kept", ["Evidence"] = "Since March" },
            from: $"/clients/{client.Id}"
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = (await Record(app, client)).Details.Values![0];
        Assert.Equal((Compliance.Kept, "Since March"), (after.Compliance, after.Evidence));
    }

    [Fact]
    public async Task What_shows_where_we_stand_comes_back_as_typed_when_it_is_too_long()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Long evidence");
        await Saved(
            ana,
            $"/clients/{client.Id}/edit/values",
            new() { ["Values[0].Text"] = "No surprises" }
        );
        var value = (await Record(app, client)).Details.Values![0];
        var evidence = new string('x', 2001);

        var page = await ana.Refused(
            $"/clients/{client.Id}/values/{value.Id}",
            new() { ["Compliance"] = "Kept", ["Evidence"] = evidence },
            from: $"/clients/{client.Id}"
        );

        var open = page.QuerySelector($"#value-{value.Id}[open]")!;
        Assert.Equal(evidence, open.QuerySelector("textarea")!.TextContent);
        Assert.Equal("Kept", open.QuerySelector("[checked]")!.GetAttribute("value"));
        Assert.NotNull(open.QuerySelector($"#evidence-{value.Id}-error"));
    }

    [Fact]
    public async Task A_seat_is_given_by_name_and_its_end_stays_in_the_history()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var bo = await app.Firm.Colleague(Roles.Consultant, "Bo Lindqvist the Seated");
        var client = await app.Firm.Client("Seated");
        var path = $"/clients/{client.Id}/seats";

        using var unknown = await ana.Post(
            path,
            new() { ["Colleague"] = "Nobody", ["Role"] = "Sponsor" }
        );
        await Saved(
            ana,
            path,
            new()
            {
                ["Colleague"] = $"Bo ({bo.Email})",
                ["Role"] = "Sponsor",
                ["Since"] = "2025-02-01",
            }
        );
        var held = await ana.Page(path);
        var action = held.QuerySelector(".end-seat form")!.GetAttribute("action")!;
        using var early = await ana.Post(action, new() { ["Until"] = "2024-01-01" }, from: path);
        using var ended = await ana.Post(action, new() { ["Until"] = "2025-08-31" }, from: path);
        var after = await ana.Page(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Empty(after.QuerySelectorAll(".team li"));
        Assert.Contains(
            "31 Aug 2025",
            after.QuerySelector(".sentences")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string? Value(IDocument page, string name) =>
        page.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    private static async Task Saved(Visitor who, string path, Dictionary<string, string> fields)
    {
        using var answer = await who.Post(path, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<ClientRecord> Record(TestApp app, Client client)
    {
        await using var db = app.Firm.System();
        return (await ClientRecords.Find(db, client.Id, Cancel))!;
    }

    public sealed class OnSqlite(Sqlite database)
        : ClientPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ClientPagesTests(database),
            IClassFixture<Postgres>;
}
