using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Clients;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Offers;

/// <summary>What may be said of possible business, in the form in which both the page and the API say it.</summary>
public sealed record OpportunityDetails
{
    [Required]
    public string? Name { get; init; }

    /// <summary>Null while the client is not known; it then belongs to its owner and to those who see all.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>The colleague who has it; the viewer when nobody is said.</summary>
    public Guid? OwnerId { get; init; }
    public OpportunityStage Stage { get; init; }
    public MoneyDetails? Value { get; init; }
    public LocalDate? Opened { get; init; }
    public LocalDate? Closed { get; init; }
    public string? Product { get; init; }

    /// <summary>The fields that the firm added, by their keys; null leaves them as they are.</summary>
    public FieldsSaid? Fields { get; init; }
}
