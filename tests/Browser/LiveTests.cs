using System.Diagnostics;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>What a colleague changes appears in another's browser without a reload, and nothing is lost by it.</summary>
public sealed class LiveTests(Browser browser, DemoDatabase database) : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";
    private const string Administrator = "tomasz@brindlehawe.example";
    private const string Consultant = "siri@brindlehawe.example";

    /// <summary>Notes what a page hears, and how many streams it opens itself.</summary>
    private const string Hears = """
        window.heard = [];
        window.streams = 0;
        window.EventSource = class extends window.EventSource {
          constructor(address) {
            super(address);
            window.streams++;
            this.addEventListener("open", () => document.documentElement.setAttribute("data-hears", ""));
            this.addEventListener("notices", ({ data }) => window.heard.push(data));
          }
        };
        """;

    [Fact(Timeout = Patience.Fact)]
    public async Task A_change_appears_within_a_second_while_one_types_and_never_without_a_seat()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var ana = morning.Page;
        var tomasz = await morning.Join(browser, Administrator);
        var siri = await morning.Join(browser, Consultant);
        await ana.AddInitScriptAsync(Hears);
        await siri.AddInitScriptAsync(Hears);
        var client = await Walled(morning, siri);
        await Open(morning, siri, "/clients");
        await Open(morning, ana, client);
        await ana.EvaluateAsync("window.stays = true");
        await ana.Locator("#content details summary").First.ClickAsync();
        await ana.Keyboard.PressAsync("c");
        var typed = ana.Locator("#frame [name=Subject]");
        await typed.FillAsync("Half a sentence");

        await morning.Go(tomasz, $"{client}/edit/basics");
        var industry = $"Industry {Guid.NewGuid():N}";
        await tomasz.Locator("[name=Industry]").FillAsync(industry);
        await Assertions.Expect(ana.Locator("#lookers")).ToContainTextAsync("is editing this");
        await tomasz.Locator("main form button.go").ClickAsync();
        var committed = Stopwatch.StartNew();
        await Assertions.Expect(ana.Locator("#content .head")).ToContainTextAsync(industry);

        Assert.True(committed.Elapsed < TimeSpan.FromSeconds(1), $"{committed.Elapsed}");
        Assert.True(await ana.EvaluateAsync<bool>("window.stays"));
        Assert.Equal("Half a sentence", await typed.InputValueAsync());
        await Assertions.Expect(typed).ToBeFocusedAsync();
        await Assertions
            .Expect(ana.Locator("#content details").First)
            .ToHaveAttributeAsync("open", "");
        await Assertions.Expect(ana.Locator("#live")).ToContainTextAsync("changed this just now");
        var found = await ana.Serious();
        Assert.Empty(found);
        Assert.Equal(0, await siri.EvaluateAsync<int>("window.heard.length"));
        await siri.Leave();
        await tomasz.Leave();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task A_new_entry_comes_on_top_of_a_timeline_that_was_read_on()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var ana = morning.Page;
        var tomasz = await morning.Join(browser, Administrator);
        await ana.AddInitScriptAsync(Hears);
        await morning.Go("/clients");
        var client = (await Clients(ana))[0];
        await Open(morning, ana, $"{client}/timeline");
        var before = await ana.Locator(".event").CountAsync();
        await ana.EvaluateAsync("scrollTo(0, 700)");
        var top = "[...document.querySelectorAll('.event')].at(12).getBoundingClientRect().top";
        var stood = await ana.EvaluateAsync<double>(top);

        await morning.Go(tomasz, $"/capture?client={client.Split('/')[^1]}");
        var subject = $"Called just now {Guid.NewGuid():N}";
        await tomasz.Locator("main [name=Subject]").FillAsync(subject);
        await tomasz.Locator("main form button.go").First.ClickAsync();

        await Assertions.Expect(ana.Locator(".event.is-new")).ToContainTextAsync(subject);
        Assert.True(await ana.Locator(".event").CountAsync() > before);
        var stands = await ana.EvaluateAsync<double>(
            top.Replace("at(12)", "at(13)", StringComparison.Ordinal)
        );
        Assert.InRange(stands - stood, -2, 2);
        await tomasz.Leave();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task A_form_that_is_filled_in_stays_and_says_who_changed_what_it_is_of()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var ana = morning.Page;
        var tomasz = await morning.Join(browser, Administrator);
        await ana.AddInitScriptAsync(Hears);
        await morning.Go("/clients");
        var edit = $"{(await Clients(ana))[0]}/edit/basics";
        await Open(morning, ana, edit);
        await ana.Locator("[name=Industry]").FillAsync("Mine");

        await morning.Go(tomasz, edit);
        await tomasz.Locator("[name=Industry]").FillAsync("Theirs");
        await tomasz.Locator("main form button.go").ClickAsync();

        await Assertions
            .Expect(ana.Locator("#live"))
            .ToContainTextAsync("Tomasz Wilk changed this just now.");
        Assert.Equal("_blank", await ana.Locator("#live a").GetAttributeAsync("target"));
        Assert.Equal("Mine", await ana.Locator("[name=Industry]").InputValueAsync());
        await tomasz.Leave();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task Two_tabs_share_a_stream_and_a_list_offers_what_is_new()
    {
        await using var morning = await Morning.Begin(browser, database, Administrator, new());
        var one = morning.Page;
        await one.Context.AddInitScriptAsync(Hears);
        var ana = await morning.Join(browser, AccountManager);
        await Open(morning, one, "/clients");
        var other = await one.Context.NewPageAsync();
        await morning.Go(other, "/clients");
        var rows = await one.Locator("tr[data-row]").CountAsync();

        await morning.Go(ana, "/clients/new");
        var name = $"Newcomer {Guid.NewGuid():N}";
        await ana.Locator("main [name=Name]").FillAsync(name);
        await ana.Locator("main form button.go").First.ClickAsync();

        await Assertions.Expect(one.Locator("#live")).ToContainTextAsync("1 new");
        await Assertions.Expect(other.Locator("#live")).ToContainTextAsync("1 new");
        Assert.Equal(rows, await one.Locator("tr[data-row]").CountAsync());
        Assert.Equal(
            1,
            await one.EvaluateAsync<int>("window.streams")
                + await other.EvaluateAsync<int>("window.streams")
        );
        await other.Locator("#live button").ClickAsync();
        await Assertions.Expect(other.Locator("#live")).ToBeEmptyAsync();
        await Assertions
            .Expect(other.Locator(".list-count"))
            .Not.ToHaveTextAsync(await one.Locator(".list-count").TextContentAsync() ?? "");
        await ana.Leave();
    }

    private static async Task Open(Morning morning, IPage page, string path)
    {
        await morning.Go(page, path);
        await page.Locator("html[data-hears]").WaitForAsync();
    }

    private static async Task<IReadOnlyList<string>> Clients(IPage list) =>
        await list.Locator("tr[data-row] td a[href^='/clients/']")
            .EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");

    /// <summary>A client of hers that the other has no seat at.</summary>
    private static async Task<string> Walled(Morning morning, IPage other)
    {
        await morning.Go("/clients");
        foreach (var client in await Clients(morning.Page))
        {
            if ((await morning.Go(other, client))!.Status == 404)
            {
                return client;
            }
        }
        throw new InvalidOperationException("She has a seat everywhere");
    }
}
