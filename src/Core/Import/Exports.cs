using Rapport.Import.Reading;

namespace Rapport.Import;

/// <summary>What can be exported, and the headers by which an import knows our own files.</summary>
public static class Exports
{
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
            ],
        };
}
