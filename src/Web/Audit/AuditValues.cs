using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Dashboards;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Fields;
using Rapport.Handovers;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Plays;
using Rapport.Values;
using Rapport.Web.Account;
using Rapport.Web.Calendars;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Contacts;
using Rapport.Web.Dashboards;
using Rapport.Web.Duplicates;
using Rapport.Web.Fields;
using Rapport.Web.Handovers;
using Rapport.Web.Import;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Meetings;
using Rapport.Web.Offers;
using Rapport.Web.People;
using Rapport.Web.Plays;
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
        [("Attachment", "Audience")] = Words<Audience>(Label),
        [("Calendar", "Hours")] = Hours,
        [("Calendar", "Region")] = CalendarTexts.Region,
        [("Calendar", "Zone")] = World.Zone,
        [("CalendarDay", "Kind")] = Words<DayKind>(CalendarTexts.Label),
        [("ChatAddress", "Kind")] = Words<Rapport.Notices.ChatKind>(Notices.ChatTexts.Label),
        [("Client", "Stage")] = Words<Stage>(ClientTexts.Label),
        [("Client", "Tier")] = Words<Tier>(ClientTexts.Label),
        [("Client", "Languages")] = Languages,
        [("Client", "OpenHours")] = Hours,
        [("Client", "TimeZone")] = World.Zone,
        [("ClientValue", "Compliance")] = Words<Compliance>(ClientTexts.Label),
        [("Colleague", "Language")] = Languages,
        [("Colleague", "Roles")] = Words<Roles>(RoleTexts.Labels),
        [("Consent", "Purpose")] = Words<ConsentPurpose>(ContactTexts.Label),
        [("Contact", "Channels")] = Channels,
        [("Contact", "Influence")] = Words<Influence>(ContactTexts.Label),
        [("Contact", "Language")] = Languages,
        [("Contact", "ReachHours")] = Hours,
        [("Contact", "Stance")] = Words<Stance>(ContactTexts.Label),
        [("Commitment", "Audience")] = Words<Audience>(Label),
        [("Commitment", "Favour")] = Words<Favour>(CommitmentTexts.Label),
        [("Commitment", "Origin")] = Words<CommitmentOrigin>(CommitmentTexts.Label),
        [("Commitment", "State")] = Words<CommitmentState>(CommitmentTexts.Label),
        [("CommitmentStep", "Kind")] = Words<StepKind>(CommitmentTexts.Label),
        [("Contact", "TimeZone")] = World.Zone,
        [("ContactPoint", "Kind")] = Words<PointKind>(ContactTexts.Label),
        [("CustomField", "Kind")] = Words<FieldKind>(FieldTexts.Label),
        [("CustomField", "RecordKind")] = FieldTexts.Records,
        [("Dashboard", "Scope")] = Words<ViewScope>(ListTexts.Label),
        [("FactorRule", "Role")] = Words<Roles>(RoleTexts.Labels),
        [("Handover", "State")] = Words<HandoverState>(HandoverTexts.Label),
        [("Import", "Kind")] = Words<ImportKind>(ImportTexts.Label),
        [("Import", "State")] = Words<ImportState>(ImportTexts.Label),
        [("Interaction", "Audience")] = Words<Audience>(Label),
        [("Interaction", "Channel")] = Words<Channel>(Interactions.Channels.Label),
        [("Interaction", "Direction")] = Words<Direction>(Interactions.Channels.Label),
        [("Interaction", "Touchpoint")] = Words<Touchpoint>(Touchpoints.Label),
        [("ListChange", "State")] = Words<ChangeState>(ListTexts.Label),
        [("ListChange", "Way")] = Words<ChangeWay>(ListTexts.Label),
        [("ListExport", "Format")] = Words<ExportFormat>(ListTexts.Label),
        [("AgendaItem", "Source")] = Words<AgendaSource>(MeetingTexts.Label),
        [("Attendee", "Answer")] = Words<Answer>(MeetingTexts.Label),
        [("Meeting", "Audience")] = Words<Audience>(Label),
        [("Meeting", "Kind")] = Words<MeetingKind>(MeetingTexts.Label),
        [("Meeting", "State")] = Words<MeetingState>(MeetingTexts.Label),
        [("Meeting", "Zone")] = World.Zone,
        [("MeetingAction", "Favour")] = Words<Favour>(CommitmentTexts.Label),
        [("MeetingStep", "Deed")] = Words<MeetingDeed>(MeetingTexts.Label),
        [("Series", "Cadence")] = MeetingTexts.Cadence,
        [("Series", "Level")] = Words<MeetingLevel>(MeetingTexts.Label),
        [("Series", "Zone")] = World.Zone,
        [("Merge", "State")] = Words<MergeState>(MergeTexts.Label),
        [("MergeBatch", "State")] = Words<BatchState>(MergeTexts.Label),
        [("OneTimeLink", "Purpose")] = Words<LinkPurpose>(Label),
        [("Opportunity", "Stage")] = Words<OpportunityStage>(OpportunityTexts.Label),
        [("Play", "Discharge")] = Words<Discharge>(PlayTexts.Label),
        [("Play", "Gate")] = Words<GateAnswer>(PlayTexts.Label),
        [("Play", "Favour")] = Words<Favour>(CommitmentTexts.Label),
        [("Play", "Trigger")] = Words<Trigger>(PlayTexts.Label),
        [("Play", "Who")] = Words<Who>(PlayTexts.Label),
        [("PlayRung", "Who")] = Words<Who>(PlayTexts.Label),
        [("PlayVariant", "Tier")] = Words<Tier>(ClientTexts.Label),
        [("SavedView", "Scope")] = Words<ViewScope>(ListTexts.Label),
        [("Seat", "Role")] = Words<SeatRole>(ClientTexts.Label),
        [("SeatChange", "Role")] = Words<SeatRole>(ClientTexts.Label),
        [("SeatChange", "State")] = Words<SeatChangeState>(ClientTexts.Label),
        [("Session", "Proof")] = Words<Proof>(SignInTexts.Label),
        [("StageChange", "From")] = Words<Stage>(ClientTexts.Label),
        [("StageChange", "To")] = Words<Stage>(ClientTexts.Label),
        [("Tile", "Measure")] = Words<Measure>(DashboardTexts.Label),
        [("Tile", "Shape")] = Words<TileShape>(DashboardTexts.Label),
        [("Tile", "Step")] = Words<TimeStep>(DashboardTexts.Label),
    };

    /// <summary>Null where the property has no closed list, or the list does not know the value any more.</summary>
    public static string? Word(string kind, string property, string value) =>
        Lists.TryGetValue((kind, property), out var words) ? words(value) : null;

    public static bool Knows(string kind, string property) => Lists.ContainsKey((kind, property));

    private static Func<string, string?> Words<T>(Func<T, string> label)
        where T : struct, Enum =>
        value => Enum.TryParse<T>(value, out var word) ? label(word) : null;

    /// <summary>Hours that today's rules cannot read stay as they were written.</summary>
    private static string? Hours(string value) =>
        WeeklyHours.TryParse(value, out var hours) ? WeekInput.Say(hours) : null;

    private static string Languages(string value) =>
        string.Join(
            ", ",
            value
                .Split(',')
                .Select(code => World.Languages.FirstOrDefault(l => l.Value == code)?.Label ?? code)
        );

    private static string Channels(string value) =>
        string.Join(", ", value.Split(',').Select(ContactTexts.Channel));

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
