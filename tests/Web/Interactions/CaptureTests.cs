using System.Globalization;
using System.Net;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Interactions;

/// <summary>Capture, the timeline and correction as one uses them, with scripts off.</summary>
public abstract class CaptureTests(TestDatabase database)
{
    [Fact]
    public async Task What_was_captured_stands_on_the_timeline_and_one_is_back_where_one_was()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        var form = Form($"/capture?client={halden.Id}");

        using var answer = await ana.Post(
            "/capture",
            new(form.Fields)
            {
                ["ClientId"] = halden.Id.ToString(),
                ["Subject"] = "Called about the quay",
                ["Channel"] = "Call",
                ["Participant"] = "Ingrid Solberg",
                ["Back"] = "/clients?stage=retain",
            },
            form.From
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(
            "/clients?stage=retain#entry-",
            answer.Headers.Location!.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "said=",
            answer
                .Headers.GetValues("Set-Cookie")
                .Single(c => c.StartsWith("said", StringComparison.Ordinal))
        );
        var timeline = await ana.Page($"/clients/{halden.Id}/timeline");
        var entry = Assert.Single(timeline.QuerySelectorAll(".event"));
        Assert.Contains("Called about the quay", entry.TextContent);
        Assert.Contains("Ingrid Solberg", entry.TextContent);
        Assert.Equal("Today", timeline.QuerySelector(".day")!.TextContent);
    }

    [Fact]
    public async Task What_was_typed_stays_when_something_is_wrong_and_the_fault_stands_beside_its_field()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        var form = Form($"/capture?client={halden.Id}");

        using var answer = await ana.Post(
            "/capture",
            new(form.Fields)
            {
                ["ClientId"] = halden.Id.ToString(),
                ["Subject"] = "",
                ["Body"] = "Two questions & a <b>half</b>",
                ["Participant"] = "Liv Aas",
                ["When"] = "2026-01-31T10:15",
            },
            form.From
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.Read(answer);
        Assert.Equal(
            "Two questions & a <b>half</b>",
            page.QuerySelector("[name=Body]")!.TextContent
        );
        Assert.Equal("2026-01-31T10:15", page.QuerySelector("[name=When]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("input[name=Participant][value='Liv Aas'][checked]"));
        Assert.NotNull(page.QuerySelector(".field.is-wrong [name=Subject]"));
    }

    [Fact]
    public async Task A_client_is_meant_by_its_name_and_one_behind_a_wall_by_none()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var pavel = await app.SignedIn(Roles.AccountManager);
        var name = "Küster " + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        await app.Firm.Client(name, ana.Colleague!);
        var form = Form("/capture");
        Dictionary<string, string> Said() =>
            new(form.Fields) { ["Client"] = name.ToUpperInvariant(), ["Subject"] = "Met" };

        using var hers = await ana.Post("/capture", Said(), form.From);
        using var his = await pavel.Post("/capture", Said(), form.From);

        Assert.Equal(HttpStatusCode.Redirect, hers.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, his.StatusCode);
        var page = await Visitor.Read(his);
        Assert.NotNull(page.QuerySelector(".is-wrong [name=Client]"));
        Assert.Empty(page.QuerySelectorAll("[type=radio][name=ClientId]"));
        var found = await (
            await ana.Get("/capture/clients?Client=kust")
        ).Content.ReadAsStringAsync();
        Assert.Contains("<option", found);
        var hidden = await (
            await pavel.Get("/capture/clients?Client=kust")
        ).Content.ReadAsStringAsync();
        Assert.DoesNotContain("<option", hidden);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_kept_once()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        var form = Form($"/capture?client={halden.Id}");
        var said = new Dictionary<string, string>(form.Fields)
        {
            ["_once"] = Guid.NewGuid().ToString(),
            ["ClientId"] = halden.Id.ToString(),
            ["Subject"] = "Called",
            ["When"] = "2026-01-31T10:15",
        };

        using var first = await ana.Post("/capture", said, form.From);
        using var second = await ana.Post("/capture", said, form.From);

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        var timeline = await ana.Page($"/clients/{halden.Id}/timeline");
        Assert.Single(timeline.QuerySelectorAll(".event"));
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_an_entry_that_stays_to_be_read()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        var form = Form($"/capture?client={halden.Id}");
        (
            await ana.Post(
                "/capture",
                new(form.Fields)
                {
                    ["ClientId"] = halden.Id.ToString(),
                    ["Subject"] = "They want three cranes",
                },
                form.From
            )
        ).Dispose();
        var path = $"/clients/{halden.Id}/timeline";
        var entry = (await ana.Page(path))
            .QuerySelector(".event .headline a")!
            .GetAttribute("href")!;

        using var answer = await ana.Post(
            $"{entry}/correct",
            new() { ["Subject"] = "They want two cranes" }
        );
        using var again = await ana.Post(
            $"{entry}/correct",
            new() { ["Subject"] = "Four" },
            form.From
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains(
            "Four",
            (await Visitor.Read(again)).QuerySelector("[name=Subject]")!.OuterHtml
        );
        var now = Assert.Single((await ana.Page(path)).QuerySelectorAll(".event"));
        Assert.Contains("two cranes", now.TextContent);
        var old = await ana.Page(entry);
        Assert.Contains("three cranes", old.QuerySelector("h1")!.TextContent);
        Assert.NotNull(old.QuerySelector(".note a[href^='/interactions/']"));
    }

    [Fact]
    public async Task The_timeline_goes_on_by_plain_links_and_by_parts_and_keeps_its_filters_in_the_address()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        using var script = await app.Script(ana.Colleague!);
        await InteractionsApiTests.Fill(script, halden.Id, 70);

        var first = await ana.Page($"/clients/{halden.Id}/timeline?channel=call&q=entry");
        var next = first.QuerySelector(".pager a")!.GetAttribute("href")!;
        var second = await ana.Page(next);
        ana.Http.DefaultRequestHeaders.Add("HX-Request-Type", "partial");
        var part = await (await ana.Get(next)).Content.ReadAsStringAsync();

        Assert.Contains("channel=call", next);
        Assert.Contains("q=entry", next);
        Assert.Equal(50, first.QuerySelectorAll(".event").Length);
        Assert.Equal(20, second.QuerySelectorAll(".event").Length);
        Assert.DoesNotContain("<html", part);
        // All are of one day, whose heading stands above the first page already.
        Assert.DoesNotContain("class=\"day\"", part);
        Assert.Equal(
            "call",
            second
                .QuerySelector("[name=channel] [selected]")!
                .GetAttribute("value")!
                .ToLowerInvariant()
        );
    }

    [Fact]
    public async Task A_German_reader_reads_German_days()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        using var script = await app.Script(ana.Colleague!);
        await InteractionsApiTests.Fill(script, halden.Id, 1);
        ana.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        var page = await ana.Page($"/clients/{halden.Id}/timeline");
        Assert.StartsWith(
            "Montag, 5. Januar",
            page.QuerySelector(".day")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static (string From, Dictionary<string, string> Fields) Form(string from) =>
        (from, new() { ["Channel"] = "Note", ["Touchpoint"] = "Sales" });

    public sealed class OnSqlite(Sqlite database) : CaptureTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CaptureTests(database),
            IClassFixture<Postgres>;
}
