using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Rapport.Tests.Engines;

namespace Rapport.Browser;

/// <summary>
/// The handbook page of the demo's fattest client, as the README shows it. Run with RAPPORT_WRITE_DOCS=1 the picture is
/// taken anew; with RAPPORT_PICTURES=FOLDER pages are taken at three widths, light and dark, to be looked at.
/// </summary>
public sealed class PictureTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string AccountManager = "ana@brindlehawe.example";
    private static readonly (int Width, int Height)[] Sizes =
    [
        (1440, 1150),
        (768, 1024),
        (390, 844),
    ];

    [Fact(Timeout = Patience.Fact)]
    public async Task The_handbook_page_shows_what_happened_who_they_are_and_why_they_stay()
    {
        await using var morning = await Morning.Begin(
            browser,
            database,
            AccountManager,
            new()
            {
                ColorScheme = ColorScheme.Light,
                ViewportSize = new() { Width = 1440, Height = 1150 },
            }
        );
        await morning.Page.GetByText("Halden Maritime").First.ClickAsync();
        await morning.Page.Arrive("**/clients/*-*");

        await Assertions.Expect(morning.Page.Locator("h1")).ToContainTextAsync("Halden Maritime");
        Assert.True(await morning.Page.Locator("article.event").CountAsync() >= 10);
        Assert.True(await morning.Page.Locator("svg circle").CountAsync() >= 3);
        if (Environment.GetEnvironmentVariable("RAPPORT_WRITE_DOCS") == "1")
        {
            await morning.Page.ScreenshotAsync(
                new() { Path = Path.Combine(Docs(), "handbook.png") }
            );
        }
        if (Environment.GetEnvironmentVariable("RAPPORT_PICTURES") is { Length: > 0 } folder)
        {
            await Take(morning.Page, folder);
        }
    }

    private static async Task Take(IPage page, string folder)
    {
        var client = new Uri(page.Url);
        string[] paths =
        [
            "/clients",
            client.AbsolutePath,
            client.AbsolutePath + "/timeline",
            client.AbsolutePath + "/people",
            client.AbsolutePath + "/details",
            client.AbsolutePath + "/seats",
            "/contacts",
            "/opportunities",
            "/interactions",
            "/capture",
            "/search?q=harbour",
            "/settings",
            "/me",
        ];
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var (width, height) in Sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                foreach (var path in paths)
                {
                    await page.GotoAsync(new Uri(client, path).ToString());
                    var name = path.Replace(client.AbsolutePath, "/client")
                        .Trim('/')
                        .Replace('/', '-')
                        .Split('?')[0];
                    await page.ScreenshotAsync(
                        new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png") }
                    );
                }
            }
        }
    }

    private static string Docs([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "docs"));
}
