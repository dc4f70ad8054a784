using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Rapport.Data;

/// <summary>What signs in. Belongs to one colleague; portal contacts get theirs with the portal.</summary>
public class Login : IdentityUser<Guid>
{
    public Guid ColleagueId { get; init; }

    /// <summary>When it was last used to sign in.</summary>
    public Instant? LastSignIn { get; set; }
}
