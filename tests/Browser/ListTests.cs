using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Lists in the browser: rows that are ticked, a cell that is changed in its place, many rows changed at once.</summary>
public sealed class ListTests(Browser browser, DemoDatabase database) : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";

    [Fact(Timeout = Patience.Fact)]
    public async Task A_cell_is_changed_by_key_and_the_row_stays_ticked()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var (page, keys) = (morning.Page, morning.Page.Keyboard);
        await morning.Go("/clients?columns=industry");
        await Assertions.Expect(page.Locator("page-keys:defined")).ToHaveCountAsync(1);
        var row = page.Locator("tr[data-row]").First;
        var id = await row.GetAttributeAsync("data-row");
        var same = page.Locator($"tr[data-row='{id}']");

        await row.Locator("a").First.FocusAsync();
        await keys.PressAsync("x");
        await keys.PressAsync("F2");
        await Assertions.Expect(same.Locator(".cell-form input[name=Value]")).ToBeFocusedAsync();
        var found = await page.Serious();
        await keys.TypeAsync("Given up");
        await keys.PressAsync("Escape");
        await Assertions.Expect(same.Locator(".cell-form")).ToHaveCountAsync(0);
        await Assertions.Expect(same).Not.ToContainTextAsync("Given up");
        await Assertions.Expect(same.Locator("a").First).ToBeFocusedAsync();

        await keys.PressAsync("F2");
        await Assertions.Expect(same.Locator(".cell-form input[name=Value]")).ToBeFocusedAsync();
        await keys.TypeAsync("Kept for good");
        await keys.PressAsync("Enter");
        await Assertions.Expect(same).ToContainTextAsync("Kept for good");
        await Assertions.Expect(same.Locator("input[name=Id]")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(".chosen-count")).ToHaveTextAsync("One chosen");
        Assert.Empty(found);
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task More_that_is_asked_for_at_once_comes_below_what_is_ticked()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var page = morning.Page;
        await morning.Go("/contacts?sort=-name");
        await Assertions.Expect(page.Locator("page-keys:defined")).ToHaveCountAsync(1);
        var rows = page.Locator("tr[data-row]");
        var few = await rows.CountAsync();
        await page.Locator("input[name=Id]").First.ClickAsync();

        // By key, so that the place of what follows was never seen.
        await page.Locator(".pager a").EvaluateAsync("link => link.focus({ preventScroll: true })");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(rows.Nth(few)).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator("input[name=Id]").First).ToBeCheckedAsync();
        await Assertions.Expect(rows.Nth(few).Locator("a").First).ToBeFocusedAsync();
        Assert.EndsWith("/contacts?sort=-name", page.Url, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task A_list_is_ordered_by_what_is_no_column_and_says_so()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var page = morning.Page;
        await morning.Go("/clients?columns=stage");

        await page.ClickAsync(".list-columns summary");
        await page.SelectOptionAsync("#sort-by", "founded");
        await page.SelectOptionAsync("#sort-way", "down");
        await page.ClickAsync(".list-columns button");

        await page.Arrive("**sort=-founded**");
        await Assertions.Expect(page.Locator(".list-count")).ToContainTextAsync("Founded");
        Assert.Empty(await page.Serious());
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task Whoever_leaves_a_form_that_she_began_is_asked_and_whoever_saves_or_cancels_is_not()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var page = morning.Page;
        var asked = 0;
        page.Dialog += async (_, dialog) =>
        {
            asked++;
            Assert.Equal(DialogType.BeforeUnload, dialog.Type);
            await dialog.DismissAsync();
        };
        await morning.Go("/clients");
        await page.Locator("tr[data-row] a").First.ClickAsync();
        await page.Locator("h1").WaitForAsync();
        var client = page.Url;
        await page.GotoAsync(client + "/edit/basics");
        await page.FillAsync("main [name=Industry]", "Half a word");

        await page.ClickAsync("nav a[href='/contacts']");
        await Assertions
            .Expect(page.Locator("main [name=Industry]"))
            .ToHaveValueAsync("Half a word");
        Assert.Equal(1, asked);
        // Another form that leads away loses it just as well.
        await page.FillAsync("header input[name=q]", "halden");
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.Locator("main [name=Industry]"))
            .ToHaveValueAsync("Half a word");
        Assert.Equal(2, asked);
        await page.ClickAsync("main form.form .form-actions a");
        await page.Arrive(client + "**");

        await page.GotoAsync(client + "/edit/basics");
        await page.FillAsync("main [name=Industry]", "A whole word");
        await page.ClickAsync("main form.form .form-actions button.go");
        await page.WaitForURLAsync(url => !url.EndsWith("/edit/basics", StringComparison.Ordinal));
        Assert.Equal(2, asked);
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task Rows_are_ticked_from_one_to_another_and_changed_together()
    {
        await using var morning = await Morning.Begin(browser, database, AccountManager, new());
        var page = morning.Page;
        await morning.Go("/clients?columns=tags");
        var ticks = page.Locator("input[name=Id]");

        await Assertions.Expect(page.Locator("#chosen")).ToBeHiddenAsync();
        await ticks.Nth(0).ClickAsync();
        await ticks.Nth(2).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(page.Locator(".chosen-count")).ToHaveTextAsync("3 chosen");
        var found = await page.Serious();
        await page.SelectOptionAsync("#chosen-field", "tags");
        await page.ClickAsync("#chosen button.go");
        await page.FillAsync("#change-value", "Ticked together");
        await page.ClickAsync("main form.form button.go");
        await page.ClickAsync("form[action$='/start'] button");
        await Assertions.Expect(page.Locator("form[action$='/undo']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("3 rows were changed.");

        await page.ClickAsync("form[action$='/undo'] button");
        await Assertions
            .Expect(page.Locator("main"))
            .ToContainTextAsync("3 rows hold again what they held before.");
        Assert.Empty(found);
    }
}
