using NodaTime;
using Rapport.Clients;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>What the cells of a row say of a client. An empty cell says nothing and leaves what is there.</summary>
internal static class ClientValues
{
    private const int OldestFounding = 800;

    public sealed record Whereabouts(
        string? Street,
        string? PostalCode,
        string? City,
        string? Region,
        string? Country,
        AddressKind? Kind
    );

    public static void Fill(Client client, Cells cells, LocalDate today)
    {
        var legal = cells.Text(ClientFields.LegalName, Client.NameLength);
        client.LegalName = legal ?? client.LegalName;
        client.Industry = cells.Text(ClientFields.Industry, Client.WordLength) ?? client.Industry;
        client.Employees = cells.Whole(ClientFields.Employees, 0, int.MaxValue) ?? client.Employees;
        client.Founded =
            cells.Whole(ClientFields.Founded, OldestFounding, today.Year) ?? client.Founded;
        client.Website =
            cells.Text(ClientFields.Website, Client.NameLength, Known.Link, Fault.NotALink)
            ?? client.Website;
        client.Phone =
            cells.Text(ClientFields.Phone, 60, Known.Phone, Fault.NotAPhone) ?? client.Phone;
        client.TimeZone =
            cells.Text(ClientFields.TimeZone, 60, Known.Zone, Fault.NotATimeZone)
            ?? client.TimeZone;
        client.Currency =
            cells.Text(ClientFields.Currency, 3, Currencies.IsCode, Fault.NotACurrency)
            ?? client.Currency;
        if (cells.Amount(ClientFields.Revenue, client.Currency) is { } revenue)
        {
            (client.RevenueMinor, client.RevenueCurrency) = (revenue.Minor, revenue.Currency);
        }
        var languages = cells
            .List(ClientFields.Languages)
            .Select(l => l.ToLowerInvariant())
            .ToList();
        if (languages.Count > 0)
        {
            client.Languages = languages.TrueForAll(Known.Language)
                ? new Codes(languages)
                : cells.Leave<Codes>(
                    ClientFields.Languages,
                    Fault.NotALanguage,
                    string.Join(", ", languages)
                ) ?? client.Languages;
        }
        client.OpenHours = cells.Hours(ClientFields.OpenHours) ?? client.OpenHours;
        client.Tier = cells.OneOf(ClientFields.Tier, Enums.Tier) ?? client.Tier;
    }

    public static Whereabouts? Place(Cells cells)
    {
        var place = new Whereabouts(
            cells.Lines(ClientFields.Street, Client.NameLength),
            cells.Text(ClientFields.PostalCode, 40),
            cells.Text(ClientFields.City, Client.WordLength),
            cells.Text(ClientFields.Region, Client.WordLength),
            cells.Text(ClientFields.Country, Client.WordLength),
            cells.OneOf(ClientFields.AddressKind, Enums.Word<AddressKind>)
        );
        return place is { Street: null, PostalCode: null, City: null, Region: null, Country: null }
            ? null
            : place;
    }

    public static void Fill(Address address, Whereabouts place)
    {
        address.Street = place.Street ?? address.Street;
        address.PostalCode = place.PostalCode ?? address.PostalCode;
        address.City = place.City ?? address.City;
        address.Region = place.Region ?? address.Region;
        address.Country = place.Country ?? address.Country;
        address.Kind = place.Kind ?? address.Kind;
    }

    public static IEnumerable<string> Tags(Cells cells) =>
        cells
            .List(ClientFields.Tags)
            .Where(t => t.Length <= 60 && !t.Any(char.IsControl))
            .DistinctBy(Folded.Key);
}
