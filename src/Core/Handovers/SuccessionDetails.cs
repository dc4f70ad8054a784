using NodaTime;

namespace Rapport.Handovers;

/// <summary>Who takes over what a colleague holds at one client; nobody, and it stays with her.</summary>
public sealed record ShareDetails(Guid ClientId, Guid? SuccessorId);

/// <summary>Who takes over all that a colleague holds, when, and whether she leaves with it.</summary>
public sealed record SuccessionDetails
{
    /// <summary>Who takes over what belongs to no client, and each client of which nothing else is said.</summary>
    public Guid? SuccessorId { get; init; }
    public IReadOnlyList<ShareDetails>? Clients { get; init; }

    /// <summary>The day on which it happens; today when it is not given.</summary>
    public LocalDate? On { get; init; }

    /// <summary>She leaves the firm with it.</summary>
    public bool Leaves { get; init; }

    /// <summary>She goes from one day to the next: her successors call the clients whose account or project she kept.</summary>
    public bool Suddenly { get; init; }

    /// <summary>Stands beside each thing that changes hands.</summary>
    public string? Reason { get; init; }

    /// <summary>It is known that she leaves with things that nobody takes over.</summary>
    public bool Knowing { get; init; }
}
