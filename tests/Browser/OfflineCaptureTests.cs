using Microsoft.Playwright;
using Rapport.Demo;
using Rapport.Tests.Engines;
using Rapport.Tests.Kill;
using Rapport.Tests.World;

namespace Rapport.Browser;

/// <summary>Captured where there is no network: kept, sent once, and nobody else's business.</summary>
public sealed class OfflineCaptureTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string Ana = "ana@brindlehawe.example";
    private const string Lena = "lena@brindlehawe.example";
    private const string Client = "Halden Maritime";

    [Fact(Timeout = Patience.Fact)]
    public async Task What_was_captured_without_a_network_is_there_once_when_it_is_back()
    {
        await using var phone = await Phone.Begin(browser, database);
        await phone.SignIn(Ana);
        await phone.Prepared();
        await phone.Offline(true);
        await phone.Capture("Met at the lock", Client);
        // At once, on the same page: it is the author's as the first was, and nothing says that it was lost.
        await phone.Fill("Met at the weir", Client);
        await Assertions.Expect(phone.Outbox).ToContainTextAsync("Kept here, will be sent: 2.");
        await Assertions.Expect(phone.Said).Not.ToContainTextAsync("did not reach us");
        await phone.Reopen();
        await phone.Capture("Met nobody we know", "No such client anywhere");

        await phone.Reopen();
        await phone.Offline(false);
        await phone.Go("/clients");

        // What was refused stays and says why; edited, it goes.
        await Assertions.Expect(phone.Outbox).ToContainTextAsync("Not taken");
        await Assertions.Expect(phone.Outbox.Locator(".error")).ToContainTextAsync("Client");
        Assert.Equal(1, await phone.Count("Met at the lock"));
        Assert.Equal(1, await phone.Count("Met at the weir"));
        await Assertions
            .Expect(phone.Page.Locator("article.event", new() { HasText = "Met at the weir" }))
            .ToContainTextAsync("Ana Moreno");
        Assert.Equal(0, await phone.Count("Met nobody we know"));
        await phone.Outbox.Locator("a").ClickAsync();
        await Assertions
            .Expect(phone.Page.Locator("main [name=Subject]"))
            .ToHaveValueAsync("Met nobody we know");
        await phone.Page.Locator("main [name=Client]").FillAsync(Client);
        await phone.Page.Locator("main .go").ClickAsync();
        await phone.Page.Arrive("**/timeline**");
        await Assertions.Expect(phone.Outbox).ToBeHiddenAsync();
        Assert.Equal(1, await phone.Count("Met nobody we know"));
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task A_file_that_was_captured_without_a_network_goes_once_with_its_entry()
    {
        await using var phone = await Phone.Begin(browser, database);
        await phone.SignIn(Ana);
        await phone.Prepared();
        await phone.Offline(true);
        await phone.Go("/capture");
        await Assertions.Expect(phone.Page.Locator("file-field:defined")).ToHaveCountAsync(1);
        var files = phone.Page.Locator("main file-field input[type=file]");
        await files.SetInputFilesAsync(File("whiteboard.txt", 12));
        await Assertions
            .Expect(phone.Page.Locator("main .brought"))
            .ToContainTextAsync("kept here, goes along with the entry");
        await files.SetInputFilesAsync(File("film.txt", (25 << 20) + 1));
        await Assertions
            .Expect(phone.Page.Locator("main .brought .is-wrong"))
            .ToContainTextAsync("Without a network at most 25 MB");
        await phone.Page.Locator("main .brought .is-wrong button.icon-only").ClickAsync();
        await phone.Fill("Drawn at the whiteboard", Client);
        await Assertions.Expect(phone.Outbox).ToContainTextAsync("whiteboard.txt");
        await phone.Reopen();

        // The page sends it, or the browser by itself.
        await phone.Offline(false);
        await phone.Go("/clients");
        await Eventually.Holds(async () => await phone.Count("Drawn at the whiteboard") > 0);

        Assert.Equal(1, await phone.Count("Drawn at the whiteboard"));
        await Assertions
            .Expect(
                phone.Page.Locator("article.event .file-name", new() { HasText = "whiteboard.txt" })
            )
            .ToHaveCountAsync(1);
    }

    private static FilePayload File(string name, int size) =>
        new()
        {
            Name = name,
            MimeType = "text/plain",
            Buffer = [.. Enumerable.Repeat((byte)'x', size)],
        };

    [Fact(Timeout = Patience.Fact)]
    public async Task Nothing_is_shown_to_or_sent_by_another_login_of_the_same_phone()
    {
        await using var phone = await Phone.Begin(browser, database);
        await phone.SignIn(Ana);
        await phone.Prepared();
        await phone.Offline(true);
        await phone.Capture("Said in trust", Client);
        // The server stays out of reach of the outbox alone, so that the entry is still here at sign-out.
        await phone.Page.Context.RouteAsync("**/capture/ready", route => route.AbortAsync());
        await phone.Offline(false);
        await phone.Go("/me");
        var told = "";
        phone.Page.Dialog += async (_, dialog) =>
        {
            told = dialog.Message;
            await dialog.AcceptAsync();
        };
        await phone.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await phone.Page.Arrive("**/sign-in");
        Assert.Contains("not sent yet: 1", told, StringComparison.Ordinal);
        await phone.Page.Context.UnrouteAsync("**/capture/ready");

        await phone.SignIn(Lena);
        await phone.Prepared();

        await Assertions.Expect(phone.Outbox).ToBeHiddenAsync();
        Assert.Equal(
            "[]",
            await phone.Page.EvaluateAsync<string>(
                "JSON.stringify(Object.keys(localStorage).filter(k => k.startsWith('rapport-people')))"
            )
        );
        Assert.DoesNotContain(
            "Ana Moreno",
            await phone.Page.EvaluateAsync<string>(
                "caches.open('rapport-page').then(c => c.match('/capture')).then(a => a.text())"
            )
        );
        await phone.Page.Context.ClearCookiesAsync();
        await phone.SignIn(Ana);
        await Assertions.Expect(phone.Said).ToContainTextAsync("Sent now: 1.");
        Assert.Equal(1, await phone.Count("Said in trust"));
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task A_server_that_dies_while_it_is_sent_to_has_the_entry_once()
    {
        using var program = new Victim(database.Place);
        await program.Start();
        await using var phone = await Phone.Begin(browser, program.Address);
        await phone.SignIn(Ana);
        await phone.Prepared();
        var died = false;
        // It takes the entry and dies before it has answered.
        await phone.Page.RouteAsync(
            "**/capture",
            async route =>
            {
                if (route.Request.Method != "POST" || died)
                {
                    await route.ContinueAsync();
                    return;
                }
                await route.FetchAsync();
                died = true;
                program.Kill();
                await route.AbortAsync();
            }
        );
        await phone.Capture("Answered into the void", Client);
        await Assertions.Expect(phone.Outbox).ToContainTextAsync("Kept here");

        await program.Start();
        await phone.Go("/clients");

        await Assertions.Expect(phone.Said).ToContainTextAsync("Sent now: 1.");
        Assert.True(died);
        Assert.Equal(1, await phone.Count("Answered into the void"));
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task Everything_that_is_touched_has_room_for_a_thumb()
    {
        await using var phone = await Phone.Begin(browser, database);
        await phone.SignIn(Ana);
        await phone.Go("/capture");

        var small = await phone.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('main .capture :is(input:not([type=hidden], .unseen), select, textarea, button, summary, label.channel)')]
              .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
              .map((one) => one.outerHTML.slice(0, 80))
            """
        );

        Assert.Empty(small);
        Assert.Equal(
            360,
            await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")
        );
    }

    /// <summary>A phone before the program, which may lose its network, or its page.</summary>
    private sealed class Phone(Uri server, IPage page) : IAsyncDisposable
    {
        public IPage Page { get; private set; } = page;
        public ILocator Outbox => Page.Locator("capture-outbox");
        public ILocator Said => Page.Locator("#announcer");

        public static async Task<Phone> Begin(Browser browser, TestDatabase database) =>
            await Begin(browser, (await database.App()).Address);

        public static async Task<Phone> Begin(Browser browser, Uri server) =>
            new(
                server,
                await browser.NewPage(
                    new()
                    {
                        ViewportSize = new() { Width = 360, Height = 740 },
                    }
                )
            );

        public Task<IResponse?> Go(string path) => Page.GotoAsync(new Uri(server, path).ToString());

        public async Task SignIn(string email)
        {
            await Go("/sign-in?to=/clients");
            await Page.Locator("[name=Email]").FillAsync(email);
            await Page.Locator("[name=Password]").FillAsync(DemoSignIn.Password);
            await Page.Locator("button.go").ClickAsync();
            await Page.Arrive("**/clients");
        }

        /// <summary>Until the page of capture is kept here.</summary>
        public Task Prepared() =>
            Eventually.Holds(() =>
                Page.EvaluateAsync<bool>(
                    """
                    async () => (await navigator.serviceWorker.getRegistration('/capture'))?.active?.state === 'activated'
                      && (await (await caches.open('rapport-page')).match('/capture')) !== undefined
                    """
                )
            );

        public Task Offline(bool offline) => Page.Context.SetOfflineAsync(offline);

        public async Task Capture(string subject, string client)
        {
            await Go("/capture");
            await Assertions.Expect(Page.Locator("capture-outbox:defined")).ToHaveCountAsync(1);
            await Fill(subject, client);
        }

        public async Task Fill(string subject, string client)
        {
            await Page.Locator("main [name=Client]").FillAsync(client);
            await Page.Locator("main [name=Subject]").FillAsync(subject);
            await Page.Locator("main .go").ClickAsync();
            await Assertions.Expect(Outbox).ToContainTextAsync(subject);
        }

        public async Task Reopen()
        {
            var next = await Page.Context.NewPageAsync();
            await Page.CloseAsync();
            Page = next;
        }

        /// <summary>How often the client's stream has it.</summary>
        public async Task<int> Count(string subject)
        {
            await Go("/clients?q=" + Uri.EscapeDataString(Client));
            await Page.Locator("tbody a").First.ClickAsync();
            await Page.Arrive("**/clients/*-*");
            await Page.GotoAsync(Page.Url.Split('#')[0] + "/timeline");
            return await Page.Locator("article.event b", new() { HasText = subject }).CountAsync();
        }

        public async ValueTask DisposeAsync() => await Page.Leave();
    }
}
