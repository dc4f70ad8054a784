using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Closes what a fact has opened.</summary>
internal static class Leaving
{
    /// <summary>
    /// With all of the page's context. By then the fact has shown what it had to show, and closing has no end of its own: where
    /// the browser does not answer, the context stays until the browser itself is closed.
    /// </summary>
    public static async Task Leave(this IPage page)
    {
        try
        {
            await page.Context.CloseAsync().WaitAsync(TimeSpan.FromMilliseconds(Patience.Page));
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync($"Not closed in time: {page.Url}");
        }
    }
}
