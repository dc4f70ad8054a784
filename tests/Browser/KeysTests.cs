using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>A morning's work with the keyboard alone, and what keys never do.</summary>
public sealed class KeysTests(Browser browser, DemoDatabase database) : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";

    [Fact(Timeout = Patience.Fact)]
    public async Task A_mornings_work_is_done_without_a_mouse()
    {
        await using var morning = await Begin();
        var (page, keys) = (morning.Page, morning.Page.Keyboard);

        // A client by the palette.
        await keys.PressAsync("Control+k");
        await keys.TypeAsync("halden mari");
        await Assertions
            .Expect(page.Locator("#palette [aria-selected=true]"))
            .ToContainTextAsync("Halden Maritime");
        await keys.PressAsync("Enter");
        await Arrived(page, "Halden Maritime");

        // What happened, with a participant.
        await keys.PressAsync("c");
        await Assertions.Expect(page.Locator("#frame [name=Subject]")).ToBeFocusedAsync();
        await keys.TypeAsync("Walked the quay, c g c j ?");
        await page.Locator("#frame participant-picker input[type=text]").First.FocusAsync();
        await keys.TypeAsync("Marit");
        await Assertions.Expect(page.Locator("#frame [role=option]").First).ToBeVisibleAsync();
        await keys.PressAsync("Enter");
        await Assertions
            .Expect(page.Locator("#frame participant-picker").First)
            .ToContainTextAsync("Marit");
        await keys.PressAsync("Control+Enter");
        await Assertions
            .Expect(page.Locator("article.event").First)
            .ToContainTextAsync("Walked the quay, c g c j ?");
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await Listens(page);

        // The list, filtered and sorted; a record, the next one, and back to its row.
        await keys.PressAsync("g");
        await Assertions.Expect(page.Locator("#keys-begun")).ToContainTextAsync("g");
        await keys.PressAsync("c");
        await page.Arrive("**/clients");
        await Listens(page);
        await keys.PressAsync("f");
        await keys.TypeAsync("h");
        await page.Arrive("**/clients?q=h");
        await Assertions.Expect(page.Locator("tbody b").First).ToHaveTextAsync("Fjellro Hotell");
        await keys.PressAsync("Escape");
        await keys.PressAsync("s");
        await keys.PressAsync("Enter");
        await page.Arrive("**sort=-name**");
        await Listens(page);
        await keys.PressAsync("j");
        await keys.PressAsync("j");
        var first = await Row(page);
        await keys.PressAsync("Enter");
        await Arrived(page, first);
        await keys.PressAsync("]");
        await Elsewhere(page, first);
        var next = await page.Locator("h1").InnerTextAsync();
        Assert.True(string.CompareOrdinal(next, first) < 0, $"{next} after {first}");
        await keys.PressAsync("]");
        await Elsewhere(page, next);
        await keys.PressAsync("[");
        await Arrived(page, next);

        // A field of it.
        await keys.PressAsync("e");
        await page.Arrive("**/edit/basics");
        await page.Locator("main [name=Industry]").FocusAsync();
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("Tugs");
        await keys.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Tugs");
        await Listens(page);

        await keys.PressAsync("u");
        await page.Arrive("**sort=-name**");
        await Assertions.Expect(page.Locator("tr:focus-within b").First).ToHaveTextAsync(next);
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task A_key_that_was_changed_does_what_the_old_one_no_longer_does()
    {
        // Keys are kept with the colleague, and the other facts press the usual ones.
        await using var morning = await Begin("tomasz@brindlehawe.example");
        var (page, keys) = (morning.Page, morning.Page.Keyboard);
        await morning.Go("/settings/keys");
        var capture = page.Locator("key-field[data-name=capture]");

        await capture.Locator("button").First.FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("j");
        await Assertions.Expect(capture.Locator(".error")).ToContainTextAsync("Next row");
        await keys.PressAsync("Escape");
        await keys.PressAsync("Enter");
        await keys.PressAsync("y");
        await Assertions.Expect(capture.Locator(".error")).ToHaveCountAsync(0);
        await keys.PressAsync("Escape");
        await capture.Locator("input").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".top [data-keys-of=capture]")).ToHaveTextAsync("y");
        await morning.Go("/clients");

        await keys.PressAsync("c");
        await Assertions.Expect(page.Locator("#frame")).ToBeHiddenAsync();
        await keys.PressAsync("y");

        await Assertions.Expect(page.Locator("#frame [name=Client]")).ToBeFocusedAsync();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task No_key_is_taken_from_whoever_types_or_holds_another_key()
    {
        await using var morning = await Begin();
        var (page, keys) = (morning.Page, morning.Page.Keyboard);

        await keys.PressAsync("/");
        await keys.TypeAsync("cgcjx?[]");
        await Assertions.Expect(page.Locator(".find input")).ToHaveValueAsync("cgcjx?[]");
        await keys.PressAsync("Escape"); // the list below the field
        await keys.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".find input")).Not.ToBeFocusedAsync();
        foreach (var held in new[] { "Alt+c", "Control+Shift+Y", "Meta+j" })
        {
            await keys.PressAsync(held);
        }
        await page.EvaluateAsync(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true, isComposing: true }))"
        );

        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        Assert.EndsWith("/clients", page.Url, StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience.Fact)]
    [InlineData("?", "#keys-shown")]
    [InlineData("Control+k", "#palette")]
    public async Task Axe_finds_nothing_in_what_a_key_opens(string key, string dialog)
    {
        await using var morning = await Begin();
        await morning.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(morning.Page.Locator(dialog)).ToBeVisibleAsync();

        var found = await morning.Page.Serious();

        Assert.Empty(found);
    }

    [Theory(Timeout = Patience.Fact)]
    [InlineData("lena@brindlehawe.example", "kntakte", "Kontakte", "/contacts")]
    [InlineData("mateo@brindlehawe.example", "oprtunidades", "Oportunidades", "/opportunities")]
    public async Task The_palette_takes_a_slip_in_the_words_of_its_reader(
        string email,
        string typed,
        string meant,
        string leads
    )
    {
        await using var morning = await Begin(email);
        await morning.Page.Keyboard.PressAsync("Control+k");
        await morning.Page.Keyboard.TypeAsync(typed);
        await Assertions
            .Expect(morning.Page.Locator("#palette [aria-selected=true]"))
            .ToContainTextAsync(meant);

        await morning.Page.Keyboard.PressAsync("Enter");

        await morning.Page.Arrive("**" + leads);
    }

    private static async Task Arrived(IPage page, string heading)
    {
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(heading);
        await Listens(page);
    }

    private static async Task Elsewhere(IPage page, string heading)
    {
        await Assertions.Expect(page.Locator("h1")).Not.ToHaveTextAsync(heading);
        await Listens(page);
    }

    /// <summary>The heading may stand there before the keys do.</summary>
    private static Task Listens(IPage page) =>
        Assertions.Expect(page.Locator("page-keys:defined")).ToHaveCountAsync(1);

    private static Task<string> Row(IPage page) =>
        page.Locator("tr:focus-within b").First.InnerTextAsync();

    private Task<Morning> Begin(string email = AccountManager) =>
        Morning.Begin(browser, database, email, new());
}
