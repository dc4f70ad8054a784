using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Files;
using Rapport.Handovers;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Plays;
using Rapport.Web.Nouns;

namespace Rapport.Web.History;

/// <summary>A noun whose records show their history: one line here gives it the pages, and the API where it has one.</summary>
/// <param name="Kind">As in <c>Client</c>.</param>
/// <param name="Path">Before the id in the address of a record's page.</param>
/// <param name="Area">The part of the menu to which its pages belong.</param>
/// <param name="Act">What whoever looks must be allowed.</param>
/// <param name="Page">Its records have a page each, below the path.</param>
/// <param name="Past">Its state as of a moment can be shown; not of what never changes.</param>
/// <param name="Api">Before the id in the address of the API; null where the API does not have it.</param>
public sealed record HistoryOf(
    string Kind,
    string Path,
    string Area,
    Act Act = Act.Look,
    bool Page = true,
    bool Past = true,
    string? Api = null
)
{
    public static readonly IReadOnlyList<HistoryOf> All =
    [
        new(nameof(Client), "/clients", "clients", Api: "/clients"),
        new(nameof(Contact), "/contacts", "contacts", Api: "/contacts"),
        new(nameof(Commitment), "/commitments", "commitments", Api: "/commitments"),
        new(nameof(Meeting), "/meetings", "meetings", Api: "/meetings"),
        new(nameof(Series), "/series", "meetings", Api: "/series"),
        new(nameof(Opportunity), "/opportunities", "opportunities", Api: "/opportunities"),
        new(nameof(Interaction), "/interactions", "clients", Past: false, Api: "/interactions"),
        new(nameof(Attachment), "/attachments", "clients", Past: false, Api: "/attachments"),
        new(nameof(Colleague), "/settings/colleagues", "settings", Act.ManageColleagues),
        new(nameof(Unit), "/settings/units", "settings", Act.ManageColleagues),
        new(nameof(Calendar), "/settings/calendars", "settings", Act.ManageCalendars),
        new(nameof(Play), "/settings/playbook", "settings", Api: "/plays"),
        new(nameof(Handover), "/handovers", "settings", Act.ManageColleagues),
        .. Noun.All.Select(n => n.History),
    ];

    public string Record(Guid id) => Page ? $"{Path}/{id}" : Path;

    public string History(Guid id) => $"{Path}/{id}/history";

    public string PastOf(Guid id) => $"{Path}/{id}/past";
}
