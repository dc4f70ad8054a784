using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Web.Access;

/// <summary>Who is signed in, as this request's pages and acts need it. Set once, before anything is read.</summary>
/// <param name="Keys">What she chose of the keys, as it is stored.</param>
public sealed record Me(
    Viewer Viewer,
    Guid LoginId,
    Guid ColleagueId,
    string Name,
    Roles Roles,
    DateTimeZone Zone,
    string? Language,
    Scopes Scopes,
    string? Keys = null
)
{
    /// <summary>Null for who comes by token.</summary>
    public MySession? Session { get; init; }

    /// <summary>How many notices wait to be read, counted no further than they are shown; nought for who comes by token.</summary>
    public int Unread { get; init; }

    /// <summary>Up to where all that was told stands in what this request reads; null for who comes by token.</summary>
    public string? LiveAt { get; init; }

    public bool May(Act act) => Roles.May(act);

    /// <summary>Who asks, for keys that are held for each asker: a token is another asker than its colleague's browser.</summary>
    public Guid AskerId => Viewer.ActorId ?? ColleagueId;
}

/// <summary>The session of this browser.</summary>
/// <param name="Seen">When it was last used, to the minute.</param>
/// <param name="Proven">When it was last shown who is there.</param>
/// <param name="FactorBy">From when nothing but setting up a second factor is possible.</param>
public sealed record MySession(Guid Id, Instant Seen, Instant Proven, Instant? FactorBy)
{
    public bool IsFresh(Instant now) => now - Proven < Rapport.People.Session.FreshFor;

    public bool IsOver(Instant now) => now - Seen >= Rapport.People.Session.Life;
}

/// <summary>What sign-in reads of a colleague, in one statement.</summary>
/// <param name="TimeZone">The firm's where she chose none; the language likewise.</param>
internal sealed record Standing(
    Guid LoginId,
    Guid ColleagueId,
    string Name,
    Roles Roles,
    string? TimeZone,
    string? Language,
    bool Left,
    string? Keys,
    MySession? Session
)
{
    /// <summary>Notices that wait within the walls of the colleague's seats.</summary>
    public int UnreadAtSeats { get; init; }

    /// <summary>Notices that wait, for one before whom no wall stands.</summary>
    public int UnreadAnywhere { get; init; }

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
            scopes,
            Keys
        )
        {
            Session = Session,
            Unread = Roles.SeeAll() ? UnreadAnywhere : UnreadAtSeats,
        };

    /// <summary>Until the firm says in which zone it is.</summary>
    private static readonly DateTimeZone MachineZone =
        DateTimeZoneProviders.Tzdb.GetSystemDefault();
}
