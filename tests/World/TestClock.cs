using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.World;

/// <summary>Begins at now and goes on only when it is told to.</summary>
public sealed class TestClock : IClock
{
    private Instant now = new MicrosecondClock().GetCurrentInstant();

    public Instant GetCurrentInstant() => now;

    public void Advance(Duration by) => now += by;
}
