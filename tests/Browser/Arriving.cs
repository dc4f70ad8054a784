using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Waits for an address, and tells what stands on the page instead where it does not come.</summary>
internal static class Arriving
{
    public static async Task Arrive(this IPage page, string address)
    {
        try
        {
            await page.WaitForURLAsync(address);
        }
        catch (TimeoutException late)
        {
            var focused = await page.EvaluateAsync<string>(
                "document.activeElement?.outerHTML.slice(0, 300)"
            );
            var shown = await page.Locator("body").InnerTextAsync();
            throw new InvalidOperationException($"At {page.Url}, on {focused}:\n{shown}", late);
        }
    }
}
