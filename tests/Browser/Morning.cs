using Microsoft.Playwright;
using Rapport.Demo;
using Rapport.Tests.Engines;
using Rapport.Tests.Kill;

namespace Rapport.Browser;

/// <summary>Somebody of the demo firm in front of the program, a process of its own, signed in through the form.</summary>
internal sealed class Morning : IAsyncDisposable
{
    private readonly Victim program;

    private Morning(Victim program, IPage page) => (this.program, Page) = (program, page);

    public IPage Page { get; }

    /// <param name="place">A database with the demo firm.</param>
    public static async Task<Morning> Begin(
        Browser browser,
        TestPlace place,
        string email,
        BrowserNewContextOptions options
    )
    {
        var victim = new Victim(place);
        await victim.Start();
        var page = await browser.NewPage(options);
        var morning = new Morning(victim, page);
        await morning.Go("/sign-in");
        await page.Locator("[name=Email]").FillAsync(email);
        await page.Locator("[name=Password]").FillAsync(DemoSignIn.Password);
        await page.Locator("button.go").ClickAsync();
        await page.WaitForURLAsync("**/clients");
        return morning;
    }

    public Task Go(string path) => Page.GotoAsync(new Uri(program.Address, path).ToString());

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        program.Dispose();
    }
}
