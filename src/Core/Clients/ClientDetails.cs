using System.ComponentModel.DataAnnotations;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>
/// What may be said of a client, in the form in which both the page and the API say it. A list that is given replaces
/// the one before; its rows keep their identity by their id.
/// </summary>
public sealed record ClientDetails
{
    [Required]
    public string? Name { get; init; }
    public string? LegalName { get; init; }
    public string? Industry { get; init; }
    public int? Employees { get; init; }
    public int? Founded { get; init; }
    public MoneyDetails? Revenue { get; init; }
    public string? Website { get; init; }
    public string? Phone { get; init; }
    public string? TimeZone { get; init; }
    public string? OpenHours { get; init; }
    public string? Currency { get; init; }
    public IReadOnlyList<string>? Languages { get; init; }
    public Tier Tier { get; init; } = Tier.Standard;
    public Guid? ParentId { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public IReadOnlyList<AddressDetails>? Addresses { get; init; }
    public IReadOnlyList<BillingDetails>? BillingEntities { get; init; }
    public IReadOnlyList<ValueDetails>? Values { get; init; }
    public IReadOnlyList<CriterionDetails>? WinningCriteria { get; init; }
    public IReadOnlyList<AvoidedDetails>? AvoidedTopics { get; init; }

    /// <summary>The fields that the firm added, by their keys; null leaves them as they are.</summary>
    public FieldsSaid? Fields { get; init; }

    /// <summary>What a form or a list says that speaks of no list of the client: those stay as they are.</summary>
    public ClientDetails WithoutLists() =>
        this with
        {
            Tags = null,
            Addresses = null,
            BillingEntities = null,
            Values = null,
            WinningCriteria = null,
            AvoidedTopics = null,
            Fields = null,
        };
}

public sealed record AddressDetails(
    Guid? Id,
    [property: Required] AddressKind? Kind,
    string? Street,
    string? PostalCode,
    string? City,
    string? Region,
    string? Country
);

public sealed record BillingDetails(
    Guid? Id,
    [property: Required] string? Name,
    string? VatId,
    string? Email,
    string? Address,
    string? Currency,
    int? TermsDays
);

public sealed record ValueDetails(
    Guid? Id,
    [property: Required] string? Text,
    Compliance Compliance,
    string? Evidence
);

public sealed record CriterionDetails(Guid? Id, [property: Required] string? Text);

public sealed record AvoidedDetails(Guid? Id, [property: Required] string? Text, string? Why);
