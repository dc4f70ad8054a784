using System.Net;
using AngleSharp.Dom;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Fields;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Fields;

/// <summary>The firm's own fields on its pages: added in the settings, filled on records, asked of new ones.</summary>
public sealed class FieldsPagesTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task A_field_that_is_added_in_the_settings_is_filled_on_a_client_and_stands_in_its_handbook()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Filled Alpha");

        var kinds = await ana.Page("/settings/fields/new?of=Client");
        var form = kinds
            .QuerySelectorAll(".row a")
            .First(a => a.TextContent == "One of several")
            .GetAttribute("href")!;
        await ana.Saved(
            "/settings/fields/new",
            new()
            {
                ["RecordKind"] = "Client",
                ["Kind"] = "choice",
                ["Name"] = "Renewal risk",
                ["Hint"] = "How likely they are to go",
                ["Choices[0].Name"] = "High",
                ["Choices[1].Name"] = "Low",
            },
            form
        );
        var empty = await ana.Page($"/clients/{client.Id}/fields");
        var page = await ana.Saved(
            $"/clients/{client.Id}/fields",
            new() { ["Version"] = "1", ["fields.renewal-risk"] = "high" },
            $"/clients/{client.Id}/fields"
        );
        var handbook = await ana.Page(page);
        var details = await ana.Page($"/clients/{client.Id}/details");

        Assert.Equal(
            ["", "high", "low"],
            empty
                .QuerySelectorAll("select[name='fields.renewal-risk'] option")
                .Select(o => o.GetAttribute("value"))
        );
        Assert.Contains("How likely they are to go", empty.Said(), StringComparison.Ordinal);
        Assert.Equal("High", Fact(handbook, "Renewal risk"));
        Assert.Equal("High", Fact(details, "Renewal risk"));
    }

    [Fact]
    public async Task What_cannot_be_held_is_told_beside_its_field_with_all_that_was_typed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Wrong Alpha");
        await app.Firm.Field(nameof(Client), "Wrong number", FieldKind.Number);
        await app.Firm.Field(nameof(Client), "Wrong text", FieldKind.Text);

        var page = await ana.Refused(
            $"/clients/{client.Id}/fields",
            new()
            {
                ["Version"] = "1",
                ["fields.wrong-number"] = "1.25",
                ["fields.wrong-text"] = "kept as typed",
            },
            $"/clients/{client.Id}/fields"
        );

        Assert.NotNull(page.Wrong("fields-wrong-number"));
        Assert.Equal("1.25", page.Typed("fields.wrong-number"));
        Assert.Equal("kept as typed", page.Typed("fields.wrong-text"));
    }

    [Fact]
    public async Task Somebody_who_began_before_another_change_sees_both_and_keeps_what_she_typed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Stale Alpha");
        await app.Firm.Field(nameof(Client), "Stale text", FieldKind.Text);
        var address = $"/clients/{client.Id}/fields";
        await ana.Saved(
            address,
            new() { ["Version"] = "1", ["fields.stale-text"] = "hers" },
            address
        );

        using var late = await ana.Post(
            address,
            new() { ["Version"] = "1", ["fields.stale-text"] = "mine" },
            address
        );
        var page = await Visitor.Read(late);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("hers", page.Said(), StringComparison.Ordinal);
        Assert.Equal("mine", page.Typed("fields.stale-text"));
        Assert.Equal("2", page.Typed("Version"));
    }

    [Fact]
    public async Task New_records_are_asked_for_what_is_required()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Required Alpha");
        var field = await app.Firm.Field(nameof(Contact), "Badge", FieldKind.Text);
        await using (var db = app.Firm.System())
        {
            await new CustomFields(db).Change(
                field.Id,
                new FieldDetails { Name = "Badge", Required = true },
                null,
                TestContext.Current.CancellationToken
            );
        }
        var address = $"/contacts/new?client={client.Id}";

        var form = await ana.Page(address);
        var refused = await ana.Refused(address, new() { ["Name"] = "Nora Badge" }, address);
        var added = await ana.Saved(
            address,
            new() { ["Name"] = "Nora Badge", ["fields.badge"] = "B-7" },
            address
        );

        Assert.NotNull(form.QuerySelector("input[name='fields.badge'][required]"));
        Assert.NotNull(refused.Wrong("fields-badge"));
        Assert.Equal("B-7", Fact(await ana.Page(added), "Badge"));
    }

    [Fact]
    public async Task In_the_list_it_is_a_column_a_condition_an_order_and_a_cell_that_is_changed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var (one, two) = (
            await app.Firm.Client("Listed Alpha"),
            await app.Firm.Client("Listed Beta")
        );
        await app.Firm.Field(nameof(Client), "Desks", FieldKind.Number);
        var list = "/clients?q=listed&columns=fields.desks&sort=-fields.desks";

        using var cell = await ana.Post(
            $"/clients/rows/{two.Id}/fields.desks",
            new() { ["Was"] = "", ["Value"] = "12.5" },
            list
        );
        var page = await ana.Page(list);
        var narrowed = await ana.Page(list + "&filter=fields.desks%20lt%2012");

        Assert.Equal("Desks", page.QuerySelectorAll("th a")[^1].TextContent.Trim());
        Assert.Equal(["Listed Beta", "Listed Alpha"], Names(page));
        Assert.Equal(
            "12.5",
            page.QuerySelector("td[data-field='fields.desks']")!.TextContent.Trim()
        );
        Assert.Empty(Names(narrowed));
        Assert.Contains(
            "Desks",
            page.QuerySelectorAll("#filter-add option").Select(o => o.TextContent)
        );
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public async Task Many_rows_get_several_choices_and_give_them_back()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var one = await app.Firm.Client("Bulk Alpha");
        await app.Firm.Field(nameof(Client), "Areas", FieldKind.Choices, "North", "South");

        using var answer = await ana.Post(
            "/clients/changes/new",
            new()
            {
                ["Said"] = "q=bulk",
                ["Id"] = one.Id.ToString(),
                ["Field"] = "fields.areas",
            },
            "/clients?q=bulk"
        );
        var form = await Visitor.Read(answer);
        var change = await ana.Saved(
            "/clients/changes",
            new()
            {
                ["Said"] = "q=bulk",
                ["Id"] = one.Id.ToString(),
                ["Field"] = "fields.areas",
                ["Way"] = "Add",
                ["Value"] = "north,south",
            },
            "/clients?q=bulk"
        );
        var look = await ana.Page(change);

        Assert.Contains("North, South", look.Said(), StringComparison.Ordinal);
        Assert.Equal(
            ["north", "south"],
            form.QuerySelectorAll("#change-value input").Select(i => i.GetAttribute("value"))
        );
    }

    [Fact]
    public async Task A_field_is_moved_renamed_archived_and_restored_on_its_page()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var first = await app.Firm.Field("Opportunity", "Probability note", FieldKind.Text);
        var second = await app.Firm.Field("Opportunity", "Source", FieldKind.Text);
        var page = await ana.Page("/settings/fields");

        await ana.Saved(
            $"/settings/fields/{second.Id}/place",
            new() { ["To"] = "0" },
            "/settings/fields"
        );
        await ana.Saved(
            $"/settings/fields/{second.Id}",
            new() { ["Name"] = "Where from", ["Version"] = "2" },
            $"/settings/fields/{second.Id}"
        );
        await ana.Saved($"/settings/fields/{first.Id}/archival", [], "/settings/fields");
        var after = await ana.Page("/settings/fields");
        await ana.Saved($"/settings/fields/{first.Id}/restoration", [], "/settings/fields");
        var restored = await ana.Page("/settings/fields");

        Assert.Equal(["Probability note", "Source"], Rows(page, "opportunity"));
        Assert.Equal(["Where from"], Rows(after, "opportunity"));
        Assert.Equal(["Where from", "Probability note"], Rows(restored, "opportunity"));
    }

    [Fact]
    public async Task Who_does_not_administer_the_firm_adds_no_fields_and_fills_those_there_are()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Seated Fields", ana.Colleague!);
        await app.Firm.Field(nameof(Client), "Parking", FieldKind.YesNo);

        using var settings = await ana.Get("/settings/fields");
        var page = await ana.Saved(
            $"/clients/{client.Id}/fields",
            new() { ["Version"] = "1", ["fields.parking"] = "true" },
            $"/clients/{client.Id}/fields"
        );

        Assert.Equal(HttpStatusCode.Forbidden, settings.StatusCode);
        Assert.Equal("yes", Fact(await ana.Page(page), "Parking"));
    }

    private static string? Fact(IDocument page, string label) =>
        page.QuerySelectorAll("dt")
            .FirstOrDefault(t => t.TextContent == label)
            ?.NextElementSibling?.TextContent.Trim();

    private static IEnumerable<string> Names(IDocument page) =>
        page.QuerySelectorAll(
                "tbody tr[data-row] td:nth-child(2) b, tbody tr[data-row] td:nth-child(2) a"
            )
            .Select(n => n.TextContent.Trim())
            .Where(n => n.StartsWith("Listed", StringComparison.Ordinal))
            .Distinct();

    private static IEnumerable<string> Rows(IDocument page, string section) =>
        page.QuerySelectorAll($"#{section} .row .what b").Select(b => b.TextContent);
}
