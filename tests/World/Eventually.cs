using System.Diagnostics;

namespace Rapport.Tests.World;

/// <summary>Waits for what another thread or process does, no longer than it takes; says so when it never comes.</summary>
public static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task Holds(Func<Task<bool>> condition, TimeSpan? longest = null)
    {
        var waited = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Look);
        while (!await condition())
        {
            Assert.True(waited.Elapsed < (longest ?? Longest), "It did not come to hold in time");
            await timer.WaitForNextTickAsync();
        }
    }
}
