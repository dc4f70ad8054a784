using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Web.Clients;
using Rapport.Web.Contacts;
using Rapport.Web.Import;
using Rapport.Web.Interactions;
using Rapport.Web.Offers;
using Rapport.Web.People;
using Rapport.Web.Shared;

namespace Rapport.Web.Audit;

/// <summary>Values of closed lists in the words that the record's own page has for them.</summary>
public static class AuditValues
{
    private static readonly Dictionary<
        (string Kind, string Property),
        Func<string, string?>
    > Lists = new()
    {
        [("Acquaintance", "Closeness")] = Words<Closeness>(ContactTexts.Label),
        [("Address", "Kind")] = Words<AddressKind>(ClientTexts.Label),
        [("ApiToken", "Scopes")] = Words<Scopes>(Label),
        [("Client", "Stage")] = Words<Stage>(ClientTexts.Label),
        [("Client", "Tier")] = Words<Tier>(ClientTexts.Label),
        [("ClientValue", "Compliance")] = Words<Compliance>(ClientTexts.Label),
        [("Colleague", "Roles")] = Words<Roles>(RoleTexts.Labels),
        [("Consent", "Purpose")] = Words<ConsentPurpose>(ContactTexts.Label),
        [("Contact", "Influence")] = Words<Influence>(ContactTexts.Label),
        [("Contact", "Stance")] = Words<Stance>(ContactTexts.Label),
        [("ContactPoint", "Kind")] = Words<PointKind>(ContactTexts.Label),
        [("Import", "Kind")] = Words<ImportKind>(ImportTexts.Label),
        [("Import", "State")] = Words<ImportState>(ImportTexts.Label),
        [("Interaction", "Audience")] = Words<Audience>(Label),
        [("Interaction", "Channel")] = Words<Channel>(Channels.Label),
        [("Interaction", "Direction")] = Words<Direction>(Channels.Label),
        [("Interaction", "Touchpoint")] = Words<Touchpoint>(Touchpoints.Label),
        [("OneTimeLink", "Purpose")] = Words<LinkPurpose>(Label),
        [("Opportunity", "Stage")] = Words<OpportunityStage>(OpportunityTexts.Label),
        [("Seat", "Role")] = Words<SeatRole>(ClientTexts.Label),
        [("StageChange", "From")] = Words<Stage>(ClientTexts.Label),
        [("StageChange", "To")] = Words<Stage>(ClientTexts.Label),
    };

    /// <summary>Null where the property has no closed list, or the list does not know the value any more.</summary>
    public static string? Word(string kind, string property, string value) =>
        Lists.TryGetValue((kind, property), out var words) ? words(value) : null;

    public static bool Knows(string kind, string property) => Lists.ContainsKey((kind, property));

    private static Func<string, string?> Words<T>(Func<T, string> label)
        where T : struct, Enum =>
        value => Enum.TryParse<T>(value, out var word) ? label(word) : null;

    private static string Label(Audience audience) =>
        audience switch
        {
            Audience.Client => InteractionWords.AudienceClient,
            Audience.Inside => InteractionWords.AudienceInside,
            _ => InteractionWords.AudienceNamed,
        };

    private static string Label(Scopes scopes) =>
        scopes.HasFlag(Scopes.Write) ? AuditWords.ScopeWrite : AuditWords.ScopeRead;

    private static string Label(LinkPurpose purpose) =>
        purpose == LinkPurpose.Invitation ? AuditWords.LinkInvitation : AuditWords.LinkReset;
}
