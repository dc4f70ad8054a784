using NodaTime;

namespace Rapport.Clients;

/// <summary>How quiet a client is, by what is usual with it.</summary>
public enum Quietness
{
    Heard,

    /// <summary>Amber: nothing was heard for longer than usual.</summary>
    GoingQuiet,

    /// <summary>Red: for twice as long as that.</summary>
    GoneQuiet,
}

/// <summary>
/// When a client has gone quiet: nothing was heard for twice as long as usually lies between two days on which something
/// happens; for no less than a week, and for no longer than its tier lets pass, which also holds while too little is
/// known of what is usual.
/// </summary>
public static class Silence
{
    /// <summary>Who is heard of every day may be left in peace for a week.</summary>
    public static readonly Duration Least = Duration.FromDays(7);

    private const int Usual = 2;

    /// <summary>How long nothing may be heard of a client of this tier.</summary>
    /// <param name="rhythm">How many days usually lie between two on which something happens; null where that is not known.</param>
    public static Duration Allowed(Tier tier, int? rhythm = null)
    {
        var most = Duration.FromDays(
            tier switch
            {
                Tier.Key => 30,
                Tier.Core => 60,
                _ => 90,
            }
        );
        return rhythm is { } days
            ? Duration.Max(Least, Duration.Min(most, Duration.FromDays((long)days * Usual)))
            : most;
    }

    /// <summary>One whom we lost may be quiet, and one never heard of has not gone quiet.</summary>
    public static Quietness Of(
        Tier tier,
        Stage stage,
        Instant? lastHeard,
        int? rhythm,
        Instant now
    ) =>
        stage == Stage.Lapsed || lastHeard is not { } heard ? Quietness.Heard
        : now - heard > Allowed(tier, rhythm) * 2 ? Quietness.GoneQuiet
        : now - heard > Allowed(tier, rhythm) ? Quietness.GoingQuiet
        : Quietness.Heard;
}
