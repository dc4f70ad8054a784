using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>The judge of what a page is to those who cannot see it or use a mouse.</summary>
internal static class Axe
{
    /// <summary>Told of faults alone: all that is well with a page takes longer to tell than to find.</summary>
    private static readonly AxeRunOptions Faults = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>All that it finds wrong.</summary>
    public static async Task<AxeResultItem[]> Judge(this IPage page) =>
        (await page.RunAxe(Faults)).Violations;

    /// <summary>What it finds serious or critical, each with the first element that is so.</summary>
    public static async Task<IReadOnlyList<string>> Serious(this IPage page) =>
        [
            .. (await page.Judge())
                .Where(v => v.Impact is "serious" or "critical")
                .Select(v => $"{v.Id} {v.Nodes[0].Html}"),
        ];
}
