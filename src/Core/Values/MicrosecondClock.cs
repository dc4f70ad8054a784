using NodaTime;

namespace Rapport.Values;

/// <summary>The one clock. Whole microseconds, since PostgreSQL keeps no finer ones and hashes must not change.</summary>
public sealed class MicrosecondClock : IClock
{
    private const long TicksPerMicrosecond = NodaConstants.TicksPerMillisecond / 1000;

    public Instant GetCurrentInstant() => Whole(SystemClock.Instance.GetCurrentInstant());

    public static Instant Whole(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (ticks % TicksPerMicrosecond));
    }
}
