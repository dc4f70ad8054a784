using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Web.Hosting;

namespace Rapport.Web.Background;

/// <summary>A loop, and which node has it.</summary>
/// <param name="Node">Machine and process; null where nobody has it.</param>
/// <param name="Until">When its time is up, unless it is taken again before; null where nobody ever had it.</param>
public sealed record HeldLoop(string Name, string? Node, Instant? Until)
{
    /// <summary>Longer than a node that stands ready leaves one lying.</summary>
    private static readonly Duration Grace = Duration.FromSeconds(10);

    public bool IsOverdue(Instant now) => Until is not { } until || until + Grace < now;

    internal static async Task<IReadOnlyList<HeldLoop>> All(
        Db db,
        Loops loops,
        CancellationToken cancel
    )
    {
        var names = loops.Names;
        var held = await db.Set<Lease>()
            .Where(l => names.Contains(l.Name))
            .ToDictionaryAsync(l => l.Name, cancel);
        return
        [
            .. names.Select(n =>
                held.TryGetValue(n, out var lease)
                    ? new HeldLoop(n, Leases.NodeOf(lease.Holder), lease.Until)
                    : new HeldLoop(n, null, null)
            ),
        ];
    }
}
