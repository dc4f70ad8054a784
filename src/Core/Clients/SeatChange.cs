using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Clients;

public enum SeatChangeState
{
    /// <summary>It waits for its day.</summary>
    Planned,

    /// <summary>The seat has changed hands.</summary>
    Done,
    CalledOff,
}

/// <summary>
/// A seat that is to change hands at a client on a day to come. Before that day somebody whom the client trusts introduces
/// the new face.
/// </summary>
public sealed class SeatChange : Row, IOfClient
{
    public static readonly EventName Planned = new(
        "seatchange.planned",
        "It was planned that a seat at a client changes hands."
    );
    public static readonly EventName Moved = new(
        "seatchange.moved",
        "A planned change of a seat got another day, or another colleague who introduces."
    );
    public static readonly EventName WasIntroduced = new(
        "seatchange.introduced",
        "The new face was introduced to the client."
    );
    public static readonly EventName Happened = new(
        "seatchange.done",
        "A seat changed hands as it was planned."
    );
    public static readonly EventName WasCalledOff = new(
        "seatchange.called_off",
        "A planned change of a seat does not happen."
    );

    /// <summary>A change is not planned for longer.</summary>
    public const int MostDays = 400;

    /// <summary>At one client at a time; there are six roles.</summary>
    public const int MostPlanned = 50;

    public Guid? ClientId { get; init; }
    public SeatRole Role { get; init; }

    /// <summary>Who takes the seat.</summary>
    public Guid ColleagueId { get; set; }

    /// <summary>Who gives it up; null where a new face joins and nobody goes.</summary>
    public Guid? FromColleagueId { get; set; }

    /// <summary>Who introduces her: it is hers to do.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>The first day of the new face.</summary>
    public LocalDate On { get; set; }
    public SeatChangeState State { get; set; }

    /// <summary>When the two were first together with somebody of the client; null before.</summary>
    public Instant? IntroducedAt { get; set; }

    /// <summary>The seat that came of it; null before.</summary>
    public Guid? SeatId { get; set; }
    public Guid? ByColleagueId { get; init; }
    public Instant CreatedAt { get; init; }

    /// <summary>When it happened, or was called off.</summary>
    public Instant? EndedAt { get; set; }

    public bool IsPlanned => State == SeatChangeState.Planned;

    public override Guid RootId => ClientId ?? Id;
}
