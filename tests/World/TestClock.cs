using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.World;

/// <summary>Begins at now, or when it is told, and goes on only when it is told to.</summary>
public sealed class TestClock(Instant? start = null) : IClock
{
    private Instant now = start ?? new MicrosecondClock().GetCurrentInstant();

    public Instant GetCurrentInstant() => now;

    public void Advance(Duration by) => now += by;
}
