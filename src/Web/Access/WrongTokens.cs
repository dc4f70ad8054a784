using System.Collections.Concurrent;
using System.Net;
using System.Threading.RateLimiting;
using Rapport.Web.Hosting;

namespace Rapport.Web.Access;

/// <summary>Says of a request that its address came with too many wrong tokens, and when it may come again.</summary>
internal sealed record TriedTooOften(RateLimitLease Refused);

/// <summary>
/// Counts wrong tokens by the address they come from. Beyond a number of them the database is not asked any more, but
/// for tokens that were right before: who guesses slows down nobody who works from behind the same address.
/// </summary>
internal sealed class WrongTokens : IDisposable
{
    /// <summary>Beyond these it is begun anew; what is forgotten is only who may pass while others guess.</summary>
    private const int MostRemembered = 10_000;

    private readonly PartitionedRateLimiter<string> tries = PartitionedRateLimiter.Create<
        string,
        string
    >(address => Limits.PerMinute(address, Limits.WrongTokensPerMinute));

    private readonly ConcurrentDictionary<Guid, bool> right = [];

    /// <summary>Why the token is not looked for; null where it is.</summary>
    public TriedTooOften? Refusal(IPAddress? address, ReadOnlySpan<byte> hash)
    {
        // To ask for none tells whether any are left.
        var lease = tries.AttemptAcquire($"{address}", 0);
        return lease.IsAcquired || right.ContainsKey(Short(hash)) ? null : new(lease);
    }

    public void Wrong(IPAddress? address, ReadOnlySpan<byte> hash)
    {
        tries.AttemptAcquire($"{address}").Dispose();
        right.TryRemove(Short(hash), out _);
    }

    public void Right(ReadOnlySpan<byte> hash)
    {
        if (right.Count >= MostRemembered)
        {
            right.Clear();
        }
        right.TryAdd(Short(hash), true);
    }

    public void Dispose() => tries.Dispose();

    private static Guid Short(ReadOnlySpan<byte> hash) => new(hash[..16]);
}
