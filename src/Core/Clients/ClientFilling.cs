using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>Checks what is said of a client and fills the row with it: pure but for the row.</summary>
internal static class ClientFilling
{
    private const int OldestFounding = 800;

    public static void Fill(this Client client, ClientDetails said, Faults faults, LocalDate today)
    {
        client.Name = faults.Text("name", said.Name, Client.NameLength, required: true) ?? "";
        client.NameKey = Folded.Key(client.Name);
        client.LegalName = faults.Text("legalName", said.LegalName, Client.NameLength);
        client.Industry = faults.Text("industry", said.Industry, Client.WordLength);
        faults.If(said.Employees < 0, "employees", Fault.TooSmall);
        client.Employees = said.Employees;
        faults.If(said.Founded < OldestFounding, "founded", Fault.TooSmall);
        faults.If(said.Founded > today.Year, "founded", Fault.InTheFuture);
        client.Founded = said.Founded;
        faults.If(
            said.Revenue is { } revenue && !Currencies.IsCode(revenue.Currency),
            "revenue",
            Fault.NotACurrency
        );
        client.RevenueMinor = said.Revenue?.Minor;
        client.RevenueCurrency = said.Revenue?.Currency;
        client.Website = faults.Text("website", said.Website, Client.NameLength);
        faults.If(
            client.Website is not null && !Known.Link(client.Website),
            "website",
            Fault.NotALink
        );
        client.Phone = faults.Text("phone", said.Phone, 60);
        faults.If(client.Phone is not null && !Known.Phone(client.Phone), "phone", Fault.NotAPhone);
        client.TimeZone = faults.Text("timeZone", said.TimeZone, 60);
        faults.If(
            client.TimeZone is not null && !Known.Zone(client.TimeZone),
            "timeZone",
            Fault.NotATimeZone
        );
        client.Currency = faults.Text("currency", said.Currency, 3);
        faults.If(
            client.Currency is not null && !Currencies.IsCode(client.Currency),
            "currency",
            Fault.NotACurrency
        );
        client.OpenHours = Hours("openHours", said.OpenHours, faults);
        client.Languages = Languages("languages", said.Languages, faults);
        client.Tier = said.Tier;
    }

    internal static WeeklyHours? Hours(string field, string? text, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        faults.If(!WeeklyHours.TryParse(text, out var hours), field, Fault.NotASpan);
        return hours;
    }

    internal static Codes Languages(string field, IReadOnlyList<string>? codes, Faults faults)
    {
        var clean = (codes ?? [])
            .Select(c => c.Trim().ToLowerInvariant())
            .Where(c => c.Length > 0)
            .ToList();
        faults.If(clean.Exists(c => !Known.Language(c)), field, Fault.NotALanguage);
        return clean.TrueForAll(Known.Language) ? new Codes(clean) : Codes.None;
    }

    public static Address Row(
        this AddressDetails said,
        Guid clientId,
        string field,
        Faults faults,
        Address? row
    )
    {
        row ??= new Address { ClientId = clientId };
        faults.If(said.Kind is null, $"{field}.kind", Fault.Required);
        row.Kind = said.Kind ?? row.Kind;
        row.Street = faults.Text($"{field}.street", said.Street, Client.NameLength);
        row.PostalCode = faults.Text($"{field}.postalCode", said.PostalCode, 40);
        row.City = faults.Text($"{field}.city", said.City, Client.WordLength);
        row.Region = faults.Text($"{field}.region", said.Region, Client.WordLength);
        row.Country = faults.Text($"{field}.country", said.Country, Client.WordLength);
        faults.If(
            row is { Street: null, PostalCode: null, City: null, Region: null, Country: null },
            field,
            Fault.Required
        );
        return row;
    }

    public static BillingEntity Row(
        this BillingDetails said,
        Guid clientId,
        string field,
        Faults faults,
        BillingEntity? row
    )
    {
        var name = faults.Text($"{field}.name", said.Name, Client.NameLength, required: true) ?? "";
        row ??= new BillingEntity { ClientId = clientId, Name = name };
        row.Name = name;
        row.VatId = faults.Text($"{field}.vatId", said.VatId, 60);
        row.Email = faults.Text($"{field}.email", said.Email, 254);
        faults.If(
            row.Email is not null && !Known.Email(row.Email),
            $"{field}.email",
            Fault.NotAnEmail
        );
        row.Address = faults.Text($"{field}.address", said.Address, Client.TextLength);
        row.Currency = faults.Text($"{field}.currency", said.Currency, 3);
        faults.If(
            row.Currency is not null && !Currencies.IsCode(row.Currency),
            $"{field}.currency",
            Fault.NotACurrency
        );
        faults.If(said.TermsDays < 0, $"{field}.termsDays", Fault.TooSmall);
        faults.If(said.TermsDays > 365, $"{field}.termsDays", Fault.TooLarge);
        row.TermsDays = said.TermsDays;
        return row;
    }

    public static ClientValue Row(
        this ValueDetails said,
        Guid clientId,
        string field,
        Faults faults,
        ClientValue? row
    )
    {
        var text = faults.Text($"{field}.text", said.Text, Client.TextLength, required: true) ?? "";
        row ??= new ClientValue { ClientId = clientId, Text = text };
        row.Text = text;
        row.Compliance = said.Compliance;
        row.Evidence = faults.Text($"{field}.evidence", said.Evidence, Client.TextLength);
        return row;
    }

    public static WinningCriterion Row(
        this CriterionDetails said,
        Guid clientId,
        string field,
        Faults faults,
        WinningCriterion? row
    )
    {
        var text = faults.Text($"{field}.text", said.Text, Client.TextLength, required: true) ?? "";
        row ??= new WinningCriterion { ClientId = clientId, Text = text };
        row.Text = text;
        return row;
    }

    public static AvoidedTopic Row(
        this AvoidedDetails said,
        Guid clientId,
        string field,
        Faults faults,
        AvoidedTopic? row
    )
    {
        var text = faults.Text($"{field}.text", said.Text, Client.TextLength, required: true) ?? "";
        row ??= new AvoidedTopic { ClientId = clientId, Text = text };
        row.Text = text;
        row.Why = faults.Text($"{field}.why", said.Why, Client.TextLength);
        return row;
    }
}
