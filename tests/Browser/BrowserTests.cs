using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>The harness itself, on a page of a bare server.</summary>
public sealed class BrowserTests(Browser browser)
{
    [Fact(Timeout = Patience.Fact)]
    public async Task A_page_is_rendered_clicked_and_judged_by_axe()
    {
        await using var server = await Serve(
            """
            <!doctype html><html lang="en"><title>Hello</title><main><h1>Hello</h1>
            <button onclick="this.textContent = 'Kept'">Keep</button><img src="data:,"></main></html>
            """
        );
        var page = await browser.NewPage();

        await page.GotoAsync(server.Urls.Single());
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button)).ToHaveTextAsync("Kept");
        var found = await page.Judge();
        Assert.Equal(["image-alt"], found.Select(fault => fault.Id));
    }

    private static async Task<WebApplication> Serve(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Content(html, "text/html"));
        await app.StartAsync();
        return app;
    }
}
