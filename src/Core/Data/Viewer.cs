namespace Rapport.Data;

public enum ActorKind
{
    System,
    Colleague,
    Contact,
    Token,
}

/// <summary>Through what a change came in. Plays ignore imports.</summary>
public enum Origin
{
    Page,
    Api,
    Command,
    Import,
    System,
}

/// <summary>
/// Who looks, and therefore what exists. Db takes it in its constructor and filters every row by it; nothing is
/// ever read without one.
/// </summary>
/// <param name="ColleagueId">The colleague behind it; null for the system and for those not signed in.</param>
/// <param name="SeesAll">No wall stands before this viewer. Entries for named people stay theirs.</param>
/// <param name="Name">A name for logs; the system's viewers say which job they are.</param>
public sealed record Viewer(
    ActorKind Actor,
    Guid? ActorId,
    Guid? ColleagueId,
    bool SeesAll,
    Origin Origin,
    string Name
)
{
    /// <summary>Nobody has signed in: sees nothing that belongs to a client.</summary>
    public static readonly Viewer Nobody = new(
        ActorKind.System,
        null,
        null,
        false,
        Origin.Page,
        "nobody"
    );

    public bool IsSystem => Actor == ActorKind.System && SeesAll;

    /// <summary>A named job of the program itself, before which no wall stands.</summary>
    public static Viewer System(string job, Origin origin = Origin.System) =>
        new(ActorKind.System, null, null, true, origin, job);
}
