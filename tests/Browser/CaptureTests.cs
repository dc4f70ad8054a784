using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Writing down what happened, with the keyboard alone and without leaving the page.</summary>
public sealed class CaptureTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";

    [Fact]
    public async Task An_entry_begun_stays_through_Escape_and_stands_in_the_stream_once_it_is_sent()
    {
        await using var morning = await Morning.Begin(
            browser,
            database.Place,
            AccountManager,
            new()
        );
        var page = morning.Page;
        await page.GetByText("Halden Maritime").First.ClickAsync();
        await page.WaitForURLAsync("**/clients/*-*");
        var address = page.Url;
        var subject = page.Locator("#frame [name=Subject]");

        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(subject).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Asked for the tide table");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(subject).ToHaveValueAsync("Asked for the tide table");
        await page.Keyboard.PressAsync("Control+Enter");

        await Assertions
            .Expect(page.Locator("article.event").First)
            .ToContainTextAsync("Asked for the tide table");
        Assert.Equal(address, page.Url.Split('#')[0]);
        // The stream may stand there before the frame has closed, and a key pressed in a frame is typed into it.
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(subject).ToHaveValueAsync("");
    }
}
