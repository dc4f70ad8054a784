using NodaTime;

namespace Rapport.Demo;

/// <summary>A clock that is set: the demo firm is lived through, each act at its own time.</summary>
public sealed class DemoClock(Instant start) : IClock
{
    public Instant Now { get; set; } = start;

    public Instant GetCurrentInstant() => Now;
}
