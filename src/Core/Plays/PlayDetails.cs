using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;

namespace Rapport.Plays;

/// <summary>What may be said of a play, in the form in which both the page and the API say it.</summary>
public sealed record PlayDetails
{
    [Required]
    public string? Name { get; init; }

    /// <summary>Why it matters, in a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>The kind of records: the key of their list, such as <c>clients</c>.</summary>
    [Required]
    public string? Of { get; init; }
    public Trigger Trigger { get; init; }

    /// <summary>Of a play that an event triggers: the name of the event. Of a gate: the event by which the act is told.</summary>
    public string? Event { get; init; }

    /// <summary>Of a gate: what it does with the act, where the condition holds of the record as it would be. A reason where nothing is said.</summary>
    public GateAnswer? Gate { get; init; }

    /// <summary>Of one that a date triggers: the field, and how far from it, such as "15 bd" or "-90 d".</summary>
    public string? DateField { get; init; }
    public string? Offset { get; init; }

    /// <summary>Of one that a state triggers: how long it must have lasted, such as "10 bd"; null for at once.</summary>
    public string? Lasts { get; init; }

    /// <summary>Of one that comes again: its cadence, such as "every 2 weeks", and the day from which it counts.</summary>
    public string? Cadence { get; init; }
    public LocalDate? Anchor { get; init; }

    /// <summary>Of which records: a filter of their list.</summary>
    public string? Condition { get; init; }

    /// <summary>What is owed, in one line, of a gate what it asks of whoever acts; <c>{client}</c> and <c>{subject}</c> stand for their names.</summary>
    [Required]
    public string? Owes { get; init; }
    public Favour Favour { get; init; } = Favour.Internal;
    public Who Who { get; init; } = Who.AccountManager;

    /// <summary>In which business time it is due, such as "2 bd" or "4 bh"; nothing of a gate, which raises nothing.</summary>
    public string? Within { get; init; }
    public Discharge Discharge { get; init; }
    public string? DischargeEvent { get; init; }
    public bool ByClient { get; init; }

    /// <summary>A filter of the event's record; <c>{owner}</c> and <c>{subject}</c> stand for whoever owes it and what it is about.</summary>
    public string? DischargeCondition { get; init; }

    /// <summary>It waits while a complaint, dispute or salvage is open for the client.</summary>
    public bool Guarded { get; init; }

    /// <summary>Who hears when it has slipped, in order.</summary>
    public IReadOnlyList<RungDetails>? Ladder { get; init; }

    /// <summary>What is different for a tier or a client.</summary>
    public IReadOnlyList<VariantDetails>? Variants { get; init; }
}

/// <param name="After">How long after it was due, such as "2 bd".</param>
public sealed record RungDetails([property: Required] string? After, Who Who);

/// <summary>For a tier or for a client, one of the two.</summary>
public sealed record VariantDetails
{
    public Tier? Tier { get; init; }
    public Guid? ClientId { get; init; }

    /// <summary>It raises nothing for them.</summary>
    public bool Off { get; init; }
    public string? Offset { get; init; }
    public string? Within { get; init; }

    internal static VariantDetails Of(PlayVariant said) =>
        new()
        {
            Tier = said.Tier,
            ClientId = said.ClientId,
            Off = said.Off,
            Offset = said.Offset,
            Within = said.Within,
        };
}

/// <summary>What becomes of open commitments when their play changes, or is switched off.</summary>
public enum OpenOnes
{
    /// <summary>They stay as they are.</summary>
    Keep,

    /// <summary>They are owed no more.</summary>
    Drop,
}
