using Microsoft.Playwright;
using Rapport.Demo;
using Rapport.Tests.Engines;

namespace Rapport.Browser;

/// <summary>Somebody of the demo firm in front of the program of her class, signed in through the form.</summary>
internal sealed class Morning : IAsyncDisposable
{
    private readonly Uri server;

    private Morning(Uri server, IPage page) => (this.server, Page) = (server, page);

    public IPage Page { get; }

    /// <param name="database">With the demo firm.</param>
    public static async Task<Morning> Begin(
        Browser browser,
        TestDatabase database,
        string email,
        BrowserNewContextOptions options
    )
    {
        var app = await database.App();
        var morning = new Morning(app.Address, await browser.NewPage(options));
        await morning.SignIn(morning.Page, email);
        return morning;
    }

    /// <summary>Somebody else in front of the same program, in a browser of her own.</summary>
    public async Task<IPage> Join(Browser browser, string email)
    {
        var page = await browser.NewPage();
        await SignIn(page, email);
        return page;
    }

    public Task Go(string path) => Go(Page, path);

    public Task<IResponse?> Go(IPage page, string path) =>
        page.GotoAsync(
            new Uri(server, path).ToString(),
            new() { WaitUntil = WaitUntilState.DOMContentLoaded }
        );

    private async Task SignIn(IPage page, string email)
    {
        await Go(page, "/sign-in?to=/clients");
        await page.Locator("[name=Email]").FillAsync(email);
        await page.Locator("[name=Password]").FillAsync(DemoSignIn.Password);
        await page.Locator("button.go").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(server, "/clients").ToString());
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    public async ValueTask DisposeAsync() => await Page.Leave();
}
