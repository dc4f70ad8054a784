using System.Security.Cryptography;
using NodaTime;

namespace Rapport.Search;

/// <summary>
/// The place of an entry among all: its kind (4 bits), the minute (27 bits, from 1900), and 32 random bits. Walking
/// the places downwards meets clients before contacts before interactions, and among each the newest first, so that
/// the first twenty need no sorting of a million.
/// </summary>
internal static class Places
{
    private const int KindShift = 59;
    private const int MinuteShift = 32;
    private const long MostMinutes = (1L << 27) - 1;
    private static readonly Instant Begin = Instant.FromUtc(1900, 1, 1, 0, 0);

    public static long New(SearchKind kind, Instant at)
    {
        var minutes = Math.Clamp((long)(at - Begin).TotalMinutes, 0, MostMinutes);
        Span<byte> random = stackalloc byte[4];
        RandomNumberGenerator.Fill(random);
        return Lowest(kind) | (minutes << MinuteShift) | BitConverter.ToUInt32(random);
    }

    public static long Lowest(SearchKind kind) => (long)kind << KindShift;

    public static SearchKind KindOf(long place) => (SearchKind)(place >> KindShift);

    /// <summary>The last place that a kind can have, which is never taken.</summary>
    public static long Behind(SearchKind kind) => Lowest(kind) | ((1L << KindShift) - 1);
}
