using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Rapport.Tests.Engines;

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

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious_and_no_page_scrolls_sideways_on_a_phone(
        ColorScheme scheme
    )
    {
        await using var morning = await Morning.Begin(
            browser,
            database.Place,
            Administrator,
            new() { ColorScheme = scheme }
        );
        var wrong = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/clients"]);
        while (waiting.TryDequeue(out var path))
        {
            await morning.Page.SetViewportSizeAsync(1440, 900);
            await morning.Go(path);
            var found = await morning.Page.RunAxe();
            wrong.AddRange(
                found
                    .Violations.Where(v => v.Impact is "serious" or "critical")
                    .Select(v => $"{path}: {v.Id} {v.Nodes[0].Html}")
            );
            await morning.Page.SetViewportSizeAsync(Phone, 740);
            var wide = await morning.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth"
            );
            if (wide > Phone)
            {
                wrong.Add($"{path} is {wide} pixels wide on a phone");
            }
            foreach (var link in await Links(morning.Page))
            {
                if (seen.Add(Kind(link)))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        Console.WriteLine($"{scheme}: {seen.Count} kinds of pages judged");
        wrong.ForEach(Console.WriteLine);
        Assert.Empty(wrong);
        Assert.True(seen.Count > 20, $"Only {seen.Count} kinds of pages were reached");
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
