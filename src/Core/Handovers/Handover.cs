using NodaTime;
using Rapport.Data;

namespace Rapport.Handovers;

public enum HandoverState
{
    /// <summary>It waits for its day.</summary>
    Planned,
    Running,
    Done,
    CalledOff,
}

/// <summary>
/// One act that hands over all that a colleague holds: at each client to a successor, and what belongs to no client to one.
/// </summary>
public sealed class Handover : Row
{
    public static readonly EventName Planned = new(
        "handover.planned",
        "All that a colleague holds goes to successors on a day."
    );
    public static readonly EventName Started = new(
        "handover.started",
        "All that a colleague holds began to go to successors."
    );
    public static readonly EventName Finished = new(
        "handover.done",
        "All that a colleague held and that has a successor was handed over."
    );
    public static readonly EventName WasCalledOff = new(
        "handover.called_off",
        "What a colleague holds stays with her: its handover was called off."
    );

    public const int ReasonLength = 500;

    /// <summary>A leaving is not planned for longer.</summary>
    public const int MostDays = 400;

    /// <summary>More clients than anybody looks after.</summary>
    public const int MostClients = 5_000;

    public Guid ColleagueId { get; init; }

    /// <summary>Who takes over what belongs to no client; null for nobody.</summary>
    public Guid? SuccessorId { get; init; }

    /// <summary>The day on which it happens.</summary>
    public LocalDate On { get; init; }

    /// <summary>She leaves the firm with it.</summary>
    public bool Leaves { get; init; }

    /// <summary>She goes from one day to the next: clients hear of it by a call.</summary>
    public bool Suddenly { get; init; }

    /// <summary>Stands beside each thing that changes hands.</summary>
    public string? Reason { get; set; }

    /// <summary>Whoever asked sees all; else what belongs to no client is not hers to give.</summary>
    public bool Whole { get; init; }
    public HandoverState State { get; set; }
    public Guid? ByColleagueId { get; init; }
    public Instant CreatedAt { get; init; }
    public Instant? FinishedAt { get; set; }

    /// <summary>What belonged to no client and went, as <see cref="Tally"/> writes it.</summary>
    public string? Went { get; set; }

    /// <summary>How many things nobody took over.</summary>
    public int Stayed { get; set; }

    public List<HandoverShare> Shares { get; init; } = [];

    public bool IsOpen => State is HandoverState.Planned or HandoverState.Running;
}

/// <summary>What goes to whom at one client.</summary>
public sealed class HandoverShare : ILineOf, IOfClient
{
    public Guid HandoverId { get; init; }
    public int Position { get; init; }
    public Guid? ClientId { get; init; }
    public Guid SuccessorId { get; init; }

    /// <summary>What went, as <see cref="Tally"/> writes it.</summary>
    public string? Went { get; set; }

    Guid ILineOf.RowId => HandoverId;
}
