using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>What makes a play raise something.</summary>
public enum Trigger
{
    /// <summary>Something happened to a record.</summary>
    Event,

    /// <summary>A record's date comes, or has passed so long ago.</summary>
    Date,

    /// <summary>Its condition holds of a record, and has held for so long.</summary>
    State,

    /// <summary>Time and again, for each record of which its condition holds.</summary>
    Cadence,

    /// <summary>Somebody is about to do something: it raises nothing, but stands before the act.</summary>
    Gate,
}

/// <summary>What a play that stands before an act does with it, where its condition holds of what would come of it.</summary>
public enum GateAnswer
{
    /// <summary>It wants a reason, which is kept.</summary>
    Reason,

    /// <summary>It holds it back.</summary>
    Hold,
}

/// <summary>Who has to do it, or hears that it slipped.</summary>
public enum Who
{
    /// <summary>Whoever has the record: the owner of an opportunity, the colleague of a seat.</summary>
    Owner,
    AccountManager,
    ProjectManager,
    Consultant,
    Sponsor,
    Finance,
    Backup,
}

/// <summary>What shows by itself that it was done.</summary>
public enum Discharge
{
    /// <summary>Nothing: somebody says so.</summary>
    Hand,

    /// <summary>The state that raised it has ended.</summary>
    StateEnds,

    /// <summary>Something happens to the record, or to anything of its client.</summary>
    Event,

    /// <summary>A condition begins to hold of the record.</summary>
    Holds,
}

/// <summary>
/// A rule of the playbook: when something is owed, by whom, by when, what shows that it was done, and who hears next when it
/// slips. One commitment of a play is open for a record and a period.
/// </summary>
public sealed class Play : Row
{
    public static readonly EventName Added = new("play.added", "A play came into the playbook.");
    public static readonly EventName Changed = new(
        "play.changed",
        "What a play says was changed: a new edition of it."
    );
    public static readonly EventName SwitchedOn = new(
        "play.switched_on",
        "A play raises commitments from now on."
    );
    public static readonly EventName SwitchedOff = new(
        "play.switched_off",
        "A play raises nothing from now on."
    );

    public const int NameLength = 120;
    public const int WhyLength = 500;
    public const int TextLength = 200;
    public const int FieldLength = 80;

    public required string Name { get; set; }
    public string? NameKey
    {
        get => Folded.KeyOf(Name);
        private set { }
    }

    /// <summary>Why it matters, in a sentence.</summary>
    public string? Why { get; set; }

    /// <summary>Which of the shipped plays it is; null of one of the firm's own.</summary>
    public string? Shipped { get; init; }
    public bool IsOn { get; set; }

    /// <summary>Raised with each change of what it says.</summary>
    public int Edition { get; set; } = 1;

    /// <summary>By the key of their list, of what kind the records are that it looks at.</summary>
    public required string Of { get; set; }
    public Trigger Trigger { get; set; }

    /// <summary>Which event triggers it; of a gate, by which the act is told that it stands before.</summary>
    public string? Event { get; set; }

    /// <summary>Of a gate: what it does with the act; null of others.</summary>
    public GateAnswer? Gate { get; set; }

    /// <summary>Which date of the record, and how far from it, as <see cref="DayOffset"/> writes it.</summary>
    public string? DateField { get; set; }
    public string? Offset { get; set; }

    /// <summary>How long the state must have lasted, as <see cref="Term"/> writes it; null for at once.</summary>
    public string? Lasts { get; set; }

    /// <summary>When it comes again, as <see cref="Values.Cadence"/> writes it, and from which day it counts.</summary>
    public string? Cadence { get; set; }
    public LocalDate? Anchor { get; set; }

    /// <summary>A filter of the list: of which records.</summary>
    public string? Condition { get; set; }

    /// <summary>What is owed, of a gate what it asks; <c>{client}</c> and <c>{subject}</c> stand for their names.</summary>
    public required string Owes { get; set; }
    public Favour Favour { get; set; }
    public Who Who { get; set; }

    /// <summary>In which time it is due, as <see cref="Term"/> writes it; empty of a gate.</summary>
    public required string Within { get; set; }
    public Discharge Discharge { get; set; }
    public string? DischargeEvent { get; set; }

    /// <summary>The event may happen to anything of the client, not only to the record itself.</summary>
    public bool ByClient { get; set; }

    /// <summary>A filter of the event's record, or of the play's.</summary>
    public string? DischargeCondition { get; set; }

    /// <summary>It waits while the client's mood is bad.</summary>
    public bool Guarded { get; set; }
    public Instant CreatedAt { get; init; }
    public List<PlayRung> Ladder { get; init; } = [];
    public List<PlayVariant> Variants { get; init; } = [];

    /// <summary>What is different for this client: what was said of the client itself, else of its tier.</summary>
    public PlayVariant? For(Guid? clientId, Tier? tier) =>
        Variants.Find(v => v.ClientId is not null && v.ClientId == clientId)
        ?? Variants.Find(v => v.Tier is not null && v.Tier == tier);
}

/// <summary>Who hears when it has slipped for so long.</summary>
public sealed class PlayRung : ILineOf
{
    public const int Most = 6;

    public Guid PlayId { get; init; }
    public int Position { get; init; }

    /// <summary>How long after it was due, as <see cref="Term"/> writes it.</summary>
    public required string After { get; init; }
    public Who Who { get; init; }

    Guid ILineOf.RowId => PlayId;
}

/// <summary>What a play says otherwise for a tier or for one client; null where it says the same.</summary>
public sealed class PlayVariant : ILineOf
{
    public const int Most = 200;

    public Guid PlayId { get; init; }
    public int Position { get; init; }
    public Tier? Tier { get; init; }
    public Guid? ClientId { get; init; }

    /// <summary>It raises nothing for them.</summary>
    public bool Off { get; init; }
    public string? Offset { get; init; }
    public string? Within { get; init; }

    Guid ILineOf.RowId => PlayId;
}
