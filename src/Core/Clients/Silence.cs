using NodaTime;

namespace Rapport.Clients;

/// <summary>When a client has gone quiet: nothing was heard for longer than its tier lets pass.</summary>
public static class Silence
{
    /// <summary>How long nothing may be heard of a client of this tier.</summary>
    public static Duration Allowed(Tier tier) =>
        Duration.FromDays(
            tier switch
            {
                Tier.Key => 30,
                Tier.Core => 60,
                _ => 90,
            }
        );

    /// <summary>One whom we lost may be quiet, and one never heard of has not gone quiet.</summary>
    public static bool IsQuiet(Tier tier, Stage stage, Instant? lastHeard, Instant now) =>
        stage != Stage.Lapsed && lastHeard is { } heard && now - heard > Allowed(tier);
}
