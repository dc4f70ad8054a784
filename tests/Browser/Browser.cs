using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Rapport.Browser.Browser))]

namespace Rapport.Browser;

/// <summary>
/// One headless Chromium for all tests of this assembly: the machine's own, found by RAPPORT_CHROMIUM or at its usual
/// place, since Playwright's is a download. Each test opens a context of its own.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", // the tests run as root in a container, and open our own pages alone
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? chromium;

    private static string Executable =>
        Environment.GetEnvironmentVariable("RAPPORT_CHROMIUM") is { Length: > 0 } path
            ? path
            : "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            throw new InvalidOperationException(
                $"This test needs Chromium, and there is none at {Executable}. Run bin/test, or say in RAPPORT_CHROMIUM where it is."
            );
        }
        Assertions.SetDefaultExpectTimeout(Patience.Page);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Executable, Args = Flags }
        );
    }

    /// <summary>A page in a context of its own, without cookies.</summary>
    public async Task<IPage> NewPage(BrowserNewContextOptions? options = null)
    {
        var context = await chromium!.NewContextAsync(options);
        var page = await context.NewPageAsync();
        Arriving.Follow(page);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }
        playwright?.Dispose();
    }
}
