using Microsoft.Playwright;
using NodaTime;
using NodaTime.Text;
using Rapport.Tests.Engines;

namespace Rapport.Browser;

/// <summary>An account manager's day begins on Today, and goes by keys.</summary>
public sealed class TodayTests(Browser browser, DemoDatabase database) : IClassFixture<DemoDatabase>
{
    private const string Owed = "Send the keel drawings";

    [Fact(Timeout = Patience.Fact)]
    public async Task Our_record_is_told_as_a_promise_is_typed_and_what_it_offers_is_taken_by_a_key()
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            "ana@brindlehawe.example",
            new()
        );
        var (page, keys) = (morning.Page, morning.Page.Keyboard);
        await morning.Go("/commitments/new");
        await page.Locator("[name=Client]").FillAsync("Halden Maritime");
        var far = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(17);
        await page.Locator("[name=Day]").FillAsync(LocalDatePattern.Iso.Format(far));

        var offer = page.Locator(".promise [data-fills]").First;
        await Assertions
            .Expect(page.Locator(".promise"))
            .ToContainTextAsync("with a span this short");
        await offer.FocusAsync();
        await keys.PressAsync("Enter");

        await Assertions.Expect(page.Locator("[name=Target]")).Not.ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("[name=Target]")).ToBeVisibleAsync();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task What_is_owed_is_noted_done_and_told_by_keyboard_alone()
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            "ana@brindlehawe.example",
            new()
        );
        var (page, keys) = (morning.Page, morning.Page.Keyboard);

        await keys.PressAsync("g");
        await keys.PressAsync("t");
        await page.Arrive("**/today");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Ana");

        // A promise that is far, and meant to be done by now: so it is on today's list.
        await keys.PressAsync("n");
        await Assertions.Expect(page.Locator("#frame [name=Text]")).ToBeFocusedAsync();
        await keys.TypeAsync(Owed);
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Halden Maritime");
        await page.Locator("#frame [name=Day]").FocusAsync();
        await keys.TypeAsync("11282035");
        await page.Locator("#frame .more-fields > summary").FocusAsync();
        await keys.PressAsync("Enter");
        await page.Locator("#frame [name=Target]").FocusAsync();
        await keys.TypeAsync("01022020");
        await keys.PressAsync("Control+Enter");
        var row = page.Locator("#queue li.row", new() { HasText = Owed });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();

        // Down to it, and done.
        for (var steps = 0; steps < 50 && !await IsFocused(row); steps++)
        {
            await keys.PressAsync("j");
        }
        await Assertions.Expect(row.Locator(".what a")).ToBeFocusedAsync();
        await keys.PressAsync("a");
        await Assertions.Expect(page.Locator("#frame [name=Reason]")).ToBeVisibleAsync();
        await page.Locator("#frame [name=Reason]").FocusAsync();
        await keys.TypeAsync("Sent with the ferry");
        await keys.PressAsync("Control+Enter");
        // The page comes anew, and the form with it is gone; told live, the row may have left before.
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);

        // What became of it stands on its page.
        await morning.Go("/commitments?stands=All&q=keel");
        await keys.PressAsync("j");
        await keys.PressAsync("Enter");
        await page.Arrive("**/commitments/*-*");
        await Assertions.Expect(page.Locator("header .tag")).ToHaveTextAsync("Kept");
        await Assertions.Expect(page.Locator("#steps")).ToContainTextAsync("Sent with the ferry");
    }

    private static Task<bool> IsFocused(ILocator row) =>
        row.EvaluateAsync<bool>("row => row.contains(document.activeElement)");
}
