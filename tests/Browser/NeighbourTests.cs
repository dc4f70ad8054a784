using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>From a record to the next one of the list it was opened from, also where that was never loaded.</summary>
public sealed class NeighbourTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string Tomasz = "tomasz@brindlehawe.example";

    [Theory(Timeout = Patience.Fact)]
    [InlineData("/contacts?sort=-name", "tbody tr[data-row] a[href^='/contacts/']")]
    [InlineData("/search?q=th&kind=Interaction", "li.found .what a")]
    public async Task The_next_one_is_found_behind_the_rows_that_were_loaded_and_the_way_back_to_it(
        string list,
        string links
    )
    {
        await using var morning = await Morning.Begin(browser, database, Tomasz, new());
        var (page, keys) = (morning.Page, morning.Page.Keyboard);
        await morning.Go(list);
        var (last, behind) = await Border(page, links);
        // Without scrolling, so that nothing more is loaded.
        await page.Locator($"{links}[href='{last}']")
            .First.EvaluateAsync("link => link.focus({ preventScroll: true })");
        await keys.PressAsync("Enter");
        await At(page, last);

        await keys.PressAsync("]");
        await At(page, behind);
        await keys.PressAsync("[");
        await At(page, last);
        await keys.PressAsync("]");
        await At(page, behind);
        await keys.PressAsync("u");

        await Assertions.Expect(page.Locator($"{links}[href='{behind}']").First).ToBeFocusedAsync();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task At_the_ends_it_says_so_and_so_it_does_when_the_list_cannot_be_asked()
    {
        await using var morning = await Morning.Begin(browser, database, Tomasz, new());
        var (page, keys) = (morning.Page, morning.Page.Keyboard);
        await morning.Go("/contacts?sort=name");
        var first = (
            await page.Locator("tbody tr[data-row] a[href^='/contacts/']")
                .First.GetAttributeAsync("href")
        )!;
        await page.Locator("tbody tr[data-row] a[href^='/contacts/']").First.ClickAsync();
        await At(page, first);

        await keys.PressAsync("[");
        await Assertions
            .Expect(page.Locator("#announcer"))
            .ToHaveTextAsync("This is the first record of the list.");
        await page.Context.SetOfflineAsync(true);
        await keys.PressAsync("]");

        await Assertions
            .Expect(page.Locator("#announcer"))
            .ToHaveTextAsync("The list could not be asked just now.");
    }

    /// <summary>The last row that is loaded, and the first of the next part, which is asked for beside the page.</summary>
    private static async Task<(string Last, string Behind)> Border(IPage page, string links)
    {
        var hrefs = await page.EvaluateAsync<string[]>(
            """
            async (links) => {
              const here = [...document.querySelectorAll(links)].at(-1).getAttribute("href");
              const next = document.querySelector("#content .pager[hx-get]").getAttribute("hx-get");
              const part = new DOMParser().parseFromString(await (await fetch(next)).text(), "text/html");
              return [here, part.querySelector(links).getAttribute("href")];
            }
            """,
            links
        );
        return (hrefs[0], hrefs[1]);
    }

    private static async Task At(IPage page, string path)
    {
        await page.Arrive("**" + path);
        await Assertions.Expect(page.Locator("page-keys:defined")).ToHaveCountAsync(1);
    }
}
