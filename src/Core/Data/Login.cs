using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Rapport.Data;

/// <summary>What signs in. Belongs to one colleague; portal contacts get theirs with the portal.</summary>
public class Login : IdentityUser<Guid>
{
    public Guid ColleagueId { get; init; }

    /// <summary>When it was last used to sign in.</summary>
    public Instant? LastSignIn { get; set; }

    /// <summary>Since when a second factor is asked of who has none; the days of grace count from here.</summary>
    public Instant? FactorAsked { get; set; }

    /// <summary>When an administrator took the second factors away; null once the colleague has read of it.</summary>
    public Instant? FactorsTaken { get; set; }
    public Guid? FactorsTakenById { get; set; }
}
