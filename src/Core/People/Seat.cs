using NodaTime;
using Rapport.Data;

namespace Rapport.People;

public enum SeatRole
{
    AccountManager,
    ProjectManager,
    Consultant,
    Sponsor,
    Finance,
    Backup,
}

/// <summary>A colleague's role for one client, from a day to a day. Holding one opens the client's wall.</summary>
public sealed class Seat : Row, IOfClient
{
    public static readonly EventName Taken = new(
        "seat.taken",
        "A colleague took a seat at a client."
    );
    public static readonly EventName Given = new(
        "seat.given_up",
        "A colleague gave up a seat at a client."
    );
    public static readonly EventName TakenSuddenly = new(
        "seat.taken_suddenly",
        "A colleague took over the account or the project of somebody who left from one day to the next."
    );

    public Guid? ClientId { get; init; }
    public Guid ColleagueId { get; init; }
    public SeatRole Role { get; init; }
    public LocalDate Since { get; init; }
    public LocalDate? Until { get; set; }

    public bool IsHeld => Until is null;

    public override Guid RootId => ClientId ?? Id;
}

/// <summary>Who may pass which client's wall, drawn from the seats held; what the filter of every query looks at.</summary>
public sealed class Pass : IPlumbing
{
    public Guid ColleagueId { get; init; }
    public Guid ClientId { get; init; }
}
