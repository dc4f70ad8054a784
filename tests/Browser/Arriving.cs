using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Waits for an address, and tells what stands on the page instead, and what it waits for, where it does not come.</summary>
internal static class Arriving
{
    private static readonly ConditionalWeakTable<IPage, Dictionary<IRequest, string>> Asked = [];

    /// <summary>From here on it is known what the page asked for and has no answer to.</summary>
    public static void Follow(IPage page)
    {
        var open = new Dictionary<IRequest, string>();
        Asked.Add(page, open);
        page.Request += (_, asked) => Do(() => open[asked] = "asked");
        page.Response += (_, answer) =>
            Do(() => open[answer.Request] = $"{answer.Status}, not whole");
        page.RequestFinished += (_, asked) => Do(() => open.Remove(asked));
        page.RequestFailed += (_, asked) => Do(() => open.Remove(asked));
        void Do(Action change)
        {
            lock (open)
            {
                change();
            }
        }
    }

    /// <summary>Until the page and its scripts are there; pictures may still come.</summary>
    public static async Task Arrive(this IPage page, string address)
    {
        try
        {
            await page.WaitForURLAsync(
                address,
                new() { WaitUntil = WaitUntilState.DOMContentLoaded }
            );
        }
        catch (TimeoutException late)
        {
            var waits = Waiting(page);
            var focused = await page.EvaluateAsync<string>(
                "document.readyState + ', on ' + document.activeElement?.outerHTML.slice(0, 300)"
            );
            var shown = await page.Locator("body").InnerTextAsync();
            throw new InvalidOperationException(
                $"At {page.Url}, {focused}; waits for {waits}:\n{shown}",
                late
            );
        }
    }

    private static string Waiting(IPage page)
    {
        if (!Asked.TryGetValue(page, out var open))
        {
            return "?";
        }
        lock (open)
        {
            return open.Count == 0
                ? "nothing"
                : string.Join(", ", open.Select(o => $"{o.Key.Url} ({o.Value})"));
        }
    }
}
