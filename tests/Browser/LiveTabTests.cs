using System.Text;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>A client's opportunities and files, and the audit, follow what others do.</summary>
public sealed class LiveTabTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string Ana = "ana@brindlehawe.example";
    private const string Tomasz = "tomasz@brindlehawe.example";

    /// <summary>Marks a page that listens.</summary>
    private const string Hears = """
        window.EventSource = class extends window.EventSource {
          constructor(address) {
            super(address);
            this.addEventListener("open", () => document.documentElement.setAttribute("data-hears", ""));
          }
        };
        """;

    [Fact(Timeout = Patience.Fact)]
    public async Task A_file_that_a_colleague_attaches_appears_among_the_clients_files()
    {
        await using var morning = await Morning.Begin(browser, database, Ana, new());
        var tomasz = await morning.Join(browser, Tomasz);
        var client = await Client(morning);
        await Open(morning, morning.Page, $"{client}/attachments");

        await morning.Go(tomasz, $"{client}/attachments");
        await Attach(tomasz, "from-tomasz.txt");

        await Assertions
            .Expect(morning.Page.Locator("#files"))
            .ToContainTextAsync("from-tomasz.txt");
        await tomasz.Leave();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task A_new_opportunity_is_offered_on_the_clients_tab()
    {
        await using var morning = await Morning.Begin(browser, database, Ana, new());
        var tomasz = await morning.Join(browser, Tomasz);
        var client = await Client(morning);
        await Open(morning, morning.Page, $"{client}/opportunities");

        await morning.Go(tomasz, $"/opportunities/new?client={client.Split('/')[^1]}");
        await tomasz.Locator("main [name=Name]").FillAsync("Offered while one looks");
        await tomasz.Locator("main form button.go").ClickAsync();
        await morning.Page.Locator("#live button").ClickAsync();

        await Assertions
            .Expect(morning.Page.Locator("#content"))
            .ToContainTextAsync("Offered while one looks");
        await tomasz.Leave();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task The_audit_offers_what_was_done_since()
    {
        await using var morning = await Morning.Begin(browser, database, Tomasz, new());
        var ana = await morning.Join(browser, Ana);
        await Open(morning, morning.Page, "/settings/audit");

        await morning.Go(ana, "/clients?q=Halden");
        await ana.Locator("tbody a").First.ClickAsync();
        await ana.Arrive("**/clients/*-*");
        await ana.GotoAsync(ana.Url.Split('#')[0] + "/edit/basics");
        await ana.Locator("main [name=Industry]").FillAsync("Told in the audit at once");
        await ana.Locator("main form button.go").ClickAsync();
        await morning.Page.Locator("#live button").ClickAsync();

        await Assertions
            .Expect(morning.Page.Locator("#found"))
            .ToContainTextAsync("Told in the audit at once");
        await ana.Leave();
    }

    private static async Task Attach(IPage page, string name)
    {
        await Assertions.Expect(page.Locator("file-field:defined")).ToHaveCountAsync(1);
        await page.Locator("main file-field input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "text/plain",
                    Buffer = Encoding.UTF8.GetBytes(name),
                }
            );
        await page.Locator("main form.attach .form-actions button").ClickAsync();
    }

    private static async Task<string> Client(Morning morning)
    {
        await morning.Go("/clients?q=Halden");
        return (await morning.Page.Locator("tbody a").First.GetAttributeAsync("href"))!;
    }

    private static async Task Open(Morning morning, IPage page, string path)
    {
        await page.AddInitScriptAsync(Hears);
        await morning.Go(page, path);
        await Assertions.Expect(page.Locator("html[data-hears]")).ToHaveCountAsync(1);
    }
}
