using Rapport.Fields;
using Rapport.Import.Reading;

namespace Rapport.Import;

/// <summary>
/// What can be exported, and the headers by which an import knows our own files. A column that comes later goes to the
/// end, so that the header of an older file is the beginning of today's.
/// </summary>
public static class Exports
{
    /// <summary>How many columns the narrowest export ever had: a shorter header may be anybody's.</summary>
    private const int FewestColumns = 11;

    /// <summary>Whether we wrote a file, now or in an earlier version.</summary>
    public static bool Wrote(IReadOnlyList<string> header)
    {
        // The firm's own fields stand behind all others.
        var ours = header
            .Reverse()
            .SkipWhile(h => h.StartsWith(CustomValues.At, StringComparison.Ordinal))
            .Reverse()
            .ToList();
        return ours.Count >= FewestColumns
            && Headers.Values.Any(h =>
                h.Take(ours.Count).SequenceEqual(ours, StringComparer.Ordinal)
            );
    }

    public static IReadOnlyDictionary<ImportKind, string[]> Headers { get; } =
        new Dictionary<ImportKind, string[]>
        {
            [ImportKind.Clients] =
            [
                ClientFields.Number,
                ClientFields.Name,
                ClientFields.LegalName,
                ClientFields.Industry,
                ClientFields.Employees,
                ClientFields.Revenue,
                ClientFields.Founded,
                ClientFields.Parent,
                ClientFields.Website,
                ClientFields.Phone,
                ClientFields.Street,
                ClientFields.PostalCode,
                ClientFields.City,
                ClientFields.Region,
                ClientFields.Country,
                ClientFields.TimeZone,
                ClientFields.Currency,
                ClientFields.Languages,
                ClientFields.Tier,
                ClientFields.Stage,
                ClientFields.Tags,
                ClientFields.System,
                ClientFields.ExternalId,
                ClientFields.Owner,
                ClientFields.AddressKind,
                ClientFields.FurtherAddresses,
                ClientFields.OpenHours,
                ClientFields.BillingEntities,
                ClientFields.Values,
                ClientFields.WinningCriteria,
                ClientFields.AvoidedTopics,
                ClientFields.Seats,
                ClientFields.ParentKey,
            ],
            [ImportKind.Contacts] =
            [
                ContactFields.Number,
                ContactFields.FullName,
                ContactFields.GivenName,
                ContactFields.FamilyName,
                ContactFields.Client,
                ContactFields.JobTitle,
                ContactFields.Department,
                ContactFields.Email,
                ContactFields.Phone,
                ContactFields.Mobile,
                ContactFields.Language,
                ContactFields.TimeZone,
                ContactFields.System,
                ContactFields.ExternalId,
                ContactFields.ClientKey,
                ContactFields.Chat,
                ContactFields.Web,
                ContactFields.Channels,
                ContactFields.ReachHours,
                ContactFields.OffHours,
                ContactFields.Influence,
                ContactFields.Stance,
                ContactFields.Interest,
                ContactFields.Wants,
                ContactFields.Fears,
                ContactFields.NotesPurpose,
                ContactFields.NotesUntil,
                ContactFields.ReportsTo,
                ContactFields.Joined,
                ContactFields.Left,
                ContactFields.WentTo,
                ContactFields.CameFrom,
                ContactFields.KnownBy,
                ContactFields.Consents,
            ],
            [ImportKind.Interactions] =
            [
                InteractionFields.Client,
                InteractionFields.Occurred,
                InteractionFields.Touchpoint,
                InteractionFields.Channel,
                InteractionFields.Subject,
                InteractionFields.Body,
                InteractionFields.Contacts,
                InteractionFields.Colleagues,
                InteractionFields.Audience,
                InteractionFields.Minutes,
                InteractionFields.System,
                InteractionFields.ExternalId,
                InteractionFields.ClientKey,
                InteractionFields.Direction,
                InteractionFields.WrittenBy,
                InteractionFields.Recorded,
                InteractionFields.Named,
                InteractionFields.Corrects,
            ],
            [ImportKind.Opportunities] =
            [
                OpportunityFields.Name,
                OpportunityFields.Client,
                OpportunityFields.Owner,
                OpportunityFields.Stage,
                OpportunityFields.Value,
                OpportunityFields.Currency,
                OpportunityFields.Opened,
                OpportunityFields.Closed,
                OpportunityFields.Product,
                OpportunityFields.System,
                OpportunityFields.ExternalId,
                OpportunityFields.Number,
                OpportunityFields.ClientKey,
            ],
        };
}
