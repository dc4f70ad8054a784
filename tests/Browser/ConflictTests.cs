using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Two browsers edit one client: nothing lost, both told.</summary>
public sealed class ConflictTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";
    private const string Administrator = "tomasz@brindlehawe.example";

    [Fact(Timeout = Patience.Fact)]
    public async Task Two_browsers_edit_one_client_and_both_are_told_and_nothing_is_lost()
    {
        await using var hers = await Morning.Begin(browser, database, AccountManager, new());
        await using var his = await Morning.Begin(browser, database, Administrator, new());
        var (ana, tom) = (hers.Page, his.Page);
        await hers.Go("/clients");
        var client = (await ana.Locator("tr[data-row] a").First.GetAttributeAsync("href"))!.Split(
            '?'
        )[0];
        await hers.Go($"{client}/edit/basics");
        await his.Go($"{client}/edit/basics");

        await ana.Locator("[name=Phone]").FillAsync("+49 30 111");
        await ana.Locator("[name=Industry]").FillAsync("Made by Ana");
        await ana.Locator(".form-actions .go").ClickAsync();
        await ana.Arrive("**/details*");
        await tom.Locator("[name=Phone]").FillAsync("+49 30 222");
        await tom.Locator("[name=Website]").FillAsync("https://made-by-tomasz.example");
        await tom.Locator(".form-actions .go").ClickAsync();

        var claim = tom.Locator(".claim");
        await Assertions.Expect(claim).ToHaveCountAsync(1);
        await Assertions.Expect(claim).ToContainTextAsync("+49 30 111");
        await Assertions.Expect(claim).ToContainTextAsync("+49 30 222");
        await Assertions.Expect(tom.Locator("main")).ToContainTextAsync("Made by Ana");
        var found = await tom.Serious();
        // By keyboard alone: the first choice has the focus.
        await tom.Locator(".claim input[value=theirs]").FocusAsync();
        await tom.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(tom.Locator(".claim input[value=mine]")).ToBeCheckedAsync();
        await tom.Keyboard.PressAsync("Enter");

        await tom.Arrive("**/details*");
        var details = tom.Locator("main");
        await Assertions.Expect(details).ToContainTextAsync("+49 30 222");
        await Assertions.Expect(details).ToContainTextAsync("Made by Ana");
        await Assertions.Expect(details).ToContainTextAsync("made-by-tomasz.example");
        await hers.Go($"{client}/history");
        await Assertions
            .Expect(ana.Locator("table.history"))
            .ToContainTextAsync("+49 30 111 → +49 30 222");
        var history = await ana.Serious();
        await ana.Locator("a[href*='past?before=']").First.ClickAsync();
        await Assertions.Expect(ana.Locator("main mark")).ToContainTextAsync(["+49 30 222"]);
        var past = await ana.Serious();
        Assert.Empty(found.Concat(history).Concat(past));
    }
}
