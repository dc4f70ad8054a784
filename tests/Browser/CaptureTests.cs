using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Writing down what happened, with the keyboard alone and without leaving the page.</summary>
public sealed class CaptureTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";

    [Fact(Timeout = Patience.Fact)]
    public async Task An_entry_begun_stays_through_Escape_and_stands_in_the_stream_once_it_is_sent()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var page = morning.Page;
        await page.GetByText("Halden Maritime").First.ClickAsync();
        await page.Arrive("**/clients/*-*");
        var address = page.Url;
        var subject = page.Locator("#frame [name=Subject]");

        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(subject).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Asked for the tide table");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("c");
        // The value alone is there before the frame is open again.
        await Assertions.Expect(subject).ToBeFocusedAsync();
        await Assertions.Expect(subject).ToHaveValueAsync("Asked for the tide table");
        await page.EvaluateAsync("() => document.documentElement.setAttribute('data-before', '')");
        await page.Keyboard.PressAsync("Control+Enter");

        // The entry may be told of before the page comes anew, and a key that is pressed before that is there is lost.
        await Assertions.Expect(page.Locator("html[data-before]")).ToHaveCountAsync(0);
        await page.WaitForLoadStateAsync(LoadState.Load);

        await Assertions
            .Expect(page.Locator("article.event").First)
            .ToContainTextAsync("Asked for the tide table");
        Assert.Equal(address, page.Url.Split('#')[0]);
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(subject).ToHaveValueAsync("");
    }
}
