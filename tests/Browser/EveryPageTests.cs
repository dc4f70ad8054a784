using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>
/// Walks from link to link through every page that can be reached in the demo firm, one of each kind, and judges each:
/// a new page is judged without being named here.
/// </summary>
public sealed partial class EveryPageTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const int Phone = 360;
    private const string Administrator = "tomasz@brindlehawe.example";

    [Fact(Timeout = Patience.Tour)]
    public async Task Axe_finds_nothing_serious_light_or_dark_and_no_page_scrolls_sideways_on_a_phone_in_either_direction()
    {
        await using var morning = await Morning.Begin(browser, database, Administrator, new());
        var wrong = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/clients"]);
        while (waiting.TryDequeue(out var path))
        {
            await morning.Page.SetViewportSizeAsync(1440, 900);
            await morning.Go(path);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await Show(morning.Page, scheme);
                var found = await morning.Page.Serious();
                wrong.AddRange(found.Select(fault => $"{path}, {scheme}: {fault}"));
            }
            await morning.Page.SetViewportSizeAsync(Phone, 740);
            var wide = await morning.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth"
            );
            if (wide > Phone)
            {
                wrong.Add($"{path} is {wide} pixels wide on a phone");
            }
            var mirrored = await morning.Page.EvaluateAsync<int>(
                "() => { document.documentElement.dir = 'rtl'; return document.documentElement.scrollWidth; }"
            );
            if (mirrored > Phone)
            {
                wrong.Add($"{path} is {mirrored} pixels wide from right to left");
            }
            foreach (var link in await Links(morning.Page))
            {
                if (seen.Add(Kind(link)))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        Console.WriteLine($"{seen.Count} kinds of pages judged");
        wrong.ForEach(Console.WriteLine);
        Assert.Empty(wrong);
        Assert.True(seen.Count > 20, $"Only {seen.Count} kinds of pages were reached");
    }

    /// <summary>Until the last colour has faded into the other scheme's.</summary>
    private static async Task Show(IPage page, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.EvaluateAsync(
            """
            () => Promise.allSettled(
              document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))
            """
        );
    }

    private static Task<string[]> Links(IPage page) =>
        page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('a[href^=\"/\"]')].filter(a => !a.hasAttribute('download') && !a.getAttribute('href').split('?')[0].endsWith('.csv')).map(a => a.getAttribute('href'))"
        );

    /// <summary>Pages that differ in their record or filter alone are of one kind.</summary>
    private static string Kind(string link) => Id().Replace(link.Split('?', '#')[0], "{id}");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
