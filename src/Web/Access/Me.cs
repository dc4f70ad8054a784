using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Web.Access;

/// <summary>Who is signed in, as this request's pages and acts need it. Set once, before anything is read.</summary>
public sealed record Me(
    Viewer Viewer,
    Guid LoginId,
    Guid ColleagueId,
    string Name,
    Roles Roles,
    DateTimeZone Zone,
    string? Language,
    Scopes Scopes
)
{
    public bool May(Act act) => Roles.May(act);

    /// <summary>Who asks, for keys that are held for each asker: a token is another asker than its colleague's browser.</summary>
    public Guid AskerId => Viewer.ActorId ?? ColleagueId;
}

/// <summary>What sign-in reads of a colleague, in one statement.</summary>
/// <param name="TimeZone">The firm's where she chose none; the language likewise.</param>
internal sealed record Standing(
    Guid LoginId,
    string? Stamp,
    Guid ColleagueId,
    string Name,
    Roles Roles,
    string? TimeZone,
    string? Language,
    bool Left
)
{
    public Me AsMe(ActorKind actor, Guid actorId, Origin origin, Scopes scopes) =>
        new(
            new Viewer(actor, actorId, ColleagueId, Roles.SeeAll(), origin, Name),
            LoginId,
            ColleagueId,
            Name,
            Roles,
            TimeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is { } zone
                ? zone
                : MachineZone,
            Language,
            scopes
        );

    /// <summary>Until the firm says in which zone it is.</summary>
    private static readonly DateTimeZone MachineZone =
        DateTimeZoneProviders.Tzdb.GetSystemDefault();
}
