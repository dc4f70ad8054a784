using Microsoft.Playwright;
using Rapport.Tests.Engines;

namespace Rapport.Browser;

/// <summary>A play that stands before an act, written in the playbook and met where one works.</summary>
public sealed class GateTests(Browser browser, DemoDatabase database) : IClassFixture<DemoDatabase>
{
    [Fact(Timeout = Patience.Fact)]
    public async Task A_gate_is_written_switched_on_and_passed_with_a_reason_over_the_page_where_one_is_by_keyboard()
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            "tomasz@brindlehawe.example",
            new()
        );
        var (page, keys) = (morning.Page, morning.Page.Keyboard);

        // What another trigger needs is hidden, and what a gate needs is shown.
        await morning.Go("/settings/playbook/new");
        await page.Locator("[name=Name]").FillAsync("No keelson without a reason");
        await page.Locator("[name=Of]").SelectOptionAsync("commitments");
        await page.Locator("[name=Trigger]").SelectOptionAsync("Gate");
        await Assertions.Expect(page.Locator("[name=Gate]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[name=Within]")).ToBeHiddenAsync();
        await page.Locator("[name=Event]").SelectOptionAsync("commitment.made");
        await page.Locator("[name=Condition]").FillAsync("text contains \"keelson\"");
        await page.Locator("[name=Owes]").FillAsync("Why {subject}?");
        await page.Locator("[name=Owes]").PressAsync("Enter");
        await page.Arrive("**/settings/playbook/*-*");
        await page.Locator("a[href$='/switch']").PressAsync("Enter");
        await page.Locator("#content form .button.go").PressAsync("Enter");
        await Assertions.Expect(page.Locator("header .tag")).ToHaveTextAsync("On");

        // Typed over the page where one is, stopped there, and changed with all that was typed.
        await morning.Go("/today");
        await keys.PressAsync("n");
        await Assertions.Expect(page.Locator("#frame [name=Text]")).ToBeFocusedAsync();
        await keys.TypeAsync("Order the keelson");
        await page.Locator("#frame [name=Favour][value=Internal]").CheckAsync();
        await page.Locator("#frame [name=Day]").FocusAsync();
        await keys.TypeAsync("11282035");
        await keys.PressAsync("Control+Enter");
        var reason = page.Locator("#frame [name=GateReason]");
        await Assertions.Expect(reason).ToBeFocusedAsync();
        await Assertions
            .Expect(page.Locator("#frame"))
            .ToContainTextAsync("Why Order the keelson?");
        await page.Locator("#frame [name=_change]").PressAsync("Enter");
        // The page that asks for a reason keeps what was typed under the same names, unseen.
        var text = page.Locator("#frame [name=Text]:visible");
        await Assertions.Expect(text).ToHaveValueAsync("Order the keelson");

        // Sent again, and with a reason it passes; the reason stays with it.
        await text.PressAsync("Control+Enter");
        await Assertions.Expect(reason).ToBeFocusedAsync();
        await keys.TypeAsync("The old one is gone");
        await keys.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await morning.Go("/commitments?q=keelson");
        await keys.PressAsync("j");
        await keys.PressAsync("Enter");
        await page.Arrive("**/commitments/*-*");
        await Assertions.Expect(page.Locator("#reasons")).ToContainTextAsync("The old one is gone");
    }
}
