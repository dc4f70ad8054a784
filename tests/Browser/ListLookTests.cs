using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Where the rows of a list begin, and that what is opened above them moves nothing else.</summary>
public sealed class ListLookTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string Ana = "ana@brindlehawe.example";
    private const string Tool = ".list-tools > details > summary, .list-tools .tool";

    [Fact(Timeout = Patience.Fact)]
    public async Task A_tool_of_a_list_that_is_opened_moves_none_of_the_others_and_closes_the_one_before()
    {
        await using var morning = await Morning.Begin(browser, database, Ana, new());
        var page = morning.Page;
        await morning.Go("/clients?stage=retain");
        var before = await Places(page);
        Assert.Equal(5, before.Count);

        foreach (var tool in new[] { ".list-filter", ".list-columns", ".list-export" })
        {
            await page.ClickAsync(tool + " > summary");
            await Assertions.Expect(page.Locator(tool + " > form")).ToBeVisibleAsync();
            Assert.Equal(before, await Places(page));
            Assert.Equal(1, await page.Locator(".list-tools > details[open]").CountAsync());
        }
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task On_a_phone_a_list_begins_in_the_upper_half_and_ends_above_what_floats_at_the_thumb()
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            Ana,
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
            }
        );
        var page = morning.Page;
        foreach (var list in new[] { "/clients", "/contacts", "/commitments", "/opportunities" })
        {
            await morning.Go(list);
            var row = await page.Locator("tr[data-row]").First.BoundingBoxAsync();
            Assert.True(row!.Y < 360, $"{list} begins at {row.Y}");
        }
        await morning.Go("/clients");
        await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        var last = await page.Locator("tr[data-row]").Last.BoundingBoxAsync();
        var thumb = await page.Locator(".at-thumb").BoundingBoxAsync();
        Assert.True(last!.Y + last.Height <= thumb!.Y, $"{last.Y + last.Height} under {thumb.Y}");
    }

    [Theory(Timeout = Patience.Fact)]
    [InlineData(390)]
    [InlineData(768)]
    public async Task The_page_of_capture_has_one_button_to_capture(int width)
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            Ana,
            new()
            {
                ViewportSize = new() { Width = width, Height = 844 },
            }
        );
        await morning.Go("/capture");

        await Assertions.Expect(morning.Page.Locator("#content .capture .go")).ToBeVisibleAsync();
        await Assertions.Expect(morning.Page.Locator(".at-thumb")).ToBeHiddenAsync();
    }

    private static async Task<IReadOnlyList<string>> Places(IPage page) =>
        await page.Locator(Tool)
            .EvaluateAllAsync<string[]>(
                "tools => tools.map(t => t.getBoundingClientRect()).map(b => `${b.x} ${b.y}`)"
            );
}
