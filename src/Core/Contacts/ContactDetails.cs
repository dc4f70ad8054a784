using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Fields;

namespace Rapport.Contacts;

/// <summary>
/// What may be said of a contact, in the form in which both the page and the API say it. The points that are given
/// replace the ones before; each keeps its identity by its id.
/// </summary>
public sealed record ContactDetails
{
    /// <summary>Said when she is added; never changed after.</summary>
    [Required]
    public Guid? ClientId { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }

    /// <summary>The whole of it; made of the two above when it is not said.</summary>
    public string? Name { get; init; }
    public string? JobTitle { get; init; }
    public string? Department { get; init; }
    public IReadOnlyList<PointDetails>? Points { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public IReadOnlyList<string>? Channels { get; init; }
    public string? ReachHours { get; init; }
    public bool OffHoursAllowed { get; init; }
    public Influence? Influence { get; init; }
    public Stance? Stance { get; init; }
    public string? Interest { get; init; }
    public string? Wants { get; init; }
    public string? Fears { get; init; }
    public string? NotesPurpose { get; init; }
    public LocalDate? NotesUntil { get; init; }
    public Guid? ReportsToId { get; init; }
    public LocalDate? Joined { get; init; }

    /// <summary>The fields that the firm added, by their keys; null leaves them as they are.</summary>
    public FieldsSaid? Fields { get; init; }
}

public sealed record PointDetails(
    Guid? Id,
    [property: Required] PointKind? Kind,
    [property: Required] string? Value
);

/// <summary>That she left her client.</summary>
/// <param name="Date">Her last day; null for today.</param>
/// <param name="WentTo">Where she went, in words.</param>
/// <param name="ToClientId">A client of ours where she is now: she becomes a contact there.</param>
public sealed record DepartureDetails(LocalDate? Date, string? WentTo, Guid? ToClientId);

/// <summary>How well one of us knows her.</summary>
public sealed record AcquaintanceDetails(
    [property: Required] Guid? ColleagueId,
    [property: Required] Closeness? Closeness,
    string? How
);

/// <summary>What she agreed to, or no longer agrees to, and what shows it.</summary>
public sealed record ConsentDetails(
    [property: Required] ConsentPurpose? Purpose,
    [property: Required] bool? Given,
    string? Source
);
