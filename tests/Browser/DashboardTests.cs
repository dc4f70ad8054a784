using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>A page of tiles, as it is put together and looked at in a browser.</summary>
public sealed class DashboardTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";
    private const int Phone = 360;

    [Fact(Timeout = Patience.Fact)]
    public async Task A_dashboard_is_begun_filled_ordered_and_looked_at_without_a_mouse()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var (page, keys) = (morning.Page, morning.Page.Keyboard);
        await morning.Go("/clients");

        await keys.PressAsync("g");
        await Assertions.Expect(page.Locator("#keys-begun")).ToContainTextAsync("g");
        await keys.PressAsync("d");
        await page.Arrive("**/dashboards");
        await page.Locator("button[value=pipeline]").FocusAsync();
        await keys.PressAsync("Enter");

        // Each tile brings its own figures.
        await Assertions.Expect(page.Locator(".tile h2 a")).ToHaveCountAsync(6);
        await Assertions.Expect(page.Locator(".tile-waits")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("table.chart a").First).ToBeVisibleAsync();
        var first = await page.Locator(".tile h2").First.InnerTextAsync();
        await page.Locator(".tile").First.Locator(".tile-acts button").Nth(1).FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".tile h2").Nth(1)).ToHaveTextAsync(first);
        // One goes on from what was moved. A browser takes the focus there when it is done with the page, not before.
        await Assertions.Expect(page.Locator(".tile").Nth(1)).ToBeFocusedAsync();

        // A bar leads to its rows.
        var bar = page.Locator("table.chart tbody tr:has(a)").First;
        await bar.Locator("a").FocusAsync();
        // One stays where one stands when the figures come anew, as they do whenever somebody changes what they count.
        var stands = await page.EvaluateAsync<bool>(
            """
            () => new Promise(come => {
              const link = document.activeElement;
              const tile = link.closest(".tile-what");
              tile.addEventListener("htmx:after:settle", () => come(link === document.activeElement), { once: true });
              htmx.trigger(tile, "live");
            })
            """
        );
        Assert.True(stands);
        await keys.PressAsync("Enter");
        await page.Arrive("**/opportunities?*filter=*");
    }

    [Theory(Timeout = Patience.Fact)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious_on_tiles_and_no_page_of_them_scrolls_sideways_on_a_phone(
        ColorScheme scheme
    )
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            "tomasz@brindlehawe.example",
            new() { ColorScheme = scheme }
        );
        var page = morning.Page;
        foreach (var proposal in new[] { "pipeline", "silence", "reach" })
        {
            await morning.Go("/dashboards/new");
            await page.FillAsync("[name=Name]", $"{scheme} {proposal}");
            await page.EvaluateAsync(
                """
                proposal => document.querySelector("[name=Name]").form.append(
                  Object.assign(document.createElement("input"), { type: "hidden", name: "Proposal", value: proposal }))
                """,
                proposal
            );
            await page.Locator("[name=Name]").PressAsync("Enter");
            await Assertions.Expect(page.Locator(".tile h2 a").First).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".tile-waits")).ToHaveCountAsync(0);
            var tile = await page.Locator(".tile-acts a").First.GetAttributeAsync("href");
            foreach (var path in new[] { null, tile })
            {
                if (path is not null)
                {
                    await morning.Go(path);
                }
                await page.SetViewportSizeAsync(1440, 900);
                var found = await page.Serious();
                Assert.Empty(found.Select(fault => $"{proposal}: {fault}"));
                await page.SetViewportSizeAsync(Phone, 740);
                var wide = await page.EvaluateAsync<string[]>(
                    """
                    phone => document.documentElement.scrollWidth <= phone ? [] :
                      [...document.querySelectorAll("*")]
                        .filter((one) => one.getBoundingClientRect().right > phone)
                        .map((one) => one.outerHTML.slice(0, 120))
                    """,
                    Phone
                );
                Assert.True(wide.Length == 0, $"{page.Url}: {string.Join('\n', wide)}");
            }
        }
    }
}
