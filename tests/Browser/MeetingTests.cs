using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>A meeting from its plan to what is owed after it, by keys alone.</summary>
public sealed class MeetingTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    [Fact(Timeout = Patience.Fact)]
    public async Task A_meeting_is_held_by_keyboard_and_its_action_is_owed()
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            "ana@brindlehawe.example",
            new()
        );
        var (page, keys) = (morning.Page, morning.Page.Keyboard);

        // To the meetings, and a new one; it was an hour ago.
        await keys.PressAsync("g");
        await keys.PressAsync("a");
        await page.Arrive("**/meetings");
        await keys.PressAsync("n");
        await page.Arrive("**/meetings/new");
        await Assertions.Expect(page.Locator("[name=Title]")).ToBeFocusedAsync();
        await keys.TypeAsync("Talk about the keel");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Halden Maritime");
        await page.Locator("[name=Start]").FocusAsync();
        await keys.TypeAsync("01052026");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("1000AM");
        await keys.PressAsync("Control+Enter");
        await page.Arrive("**/meetings/*-*");

        // A point of its own on the agenda.
        await page.Locator("#agenda #f-Text").FocusAsync();
        await keys.TypeAsync("The length of the keel");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#agenda")).ToContainTextAsync("length of the keel");

        // The minutes are kept as one types, and stand there after the page is loaded anew.
        await page.ReloadAsync();
        await page.Locator(".head-actions .go").FocusAsync();
        await keys.PressAsync("Enter");
        await page.Arrive("**/minutes");
        var last = page.Locator("[name^=Notes-]").Last;
        await last.FocusAsync();
        await keys.TypeAsync("Forty metres are enough");
        await Assertions.Expect(page.Locator("#minutes-state .faint")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions
            .Expect(page.Locator("[name^=Notes-]").Last)
            .ToHaveValueAsync("Forty metres are enough");

        // An action, and the end.
        await page.Locator("[name=add]").FocusAsync();
        await keys.PressAsync("Enter");
        await page.Locator("[name='Actions[0].Text']").FocusAsync();
        await keys.TypeAsync("Order the steel");
        await page.Locator("[name='Actions[0].Due']").FocusAsync();
        await keys.TypeAsync("11282035");
        await page.Locator("button[name=close]").FocusAsync();
        await keys.PressAsync("Enter");
        await page.Arrive("**/closure");
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("Order the steel");
        await page.Locator("[name=Then][value=without]").FocusAsync();
        await keys.PressAsync("Space");
        await page.Locator("#content button.go").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Held");

        // What was agreed is owed from now on.
        await page.WaitForLoadStateAsync();
        await page.Locator("#actions a").PressAsync("Enter");
        await page.Arrive("**/commitments/*-*");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Order the steel");
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("Talk about the keel");
    }
}
