using System.Globalization;
using Rapport.Clients;
using Rapport.Values;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>The basics of a client as they were typed.</summary>
public sealed record ClientInput
{
    public string? Name { get; init; }
    public string? LegalName { get; init; }
    public string? Industry { get; init; }
    public string? Parent { get; init; }
    public string? Tier { get; init; }
    public string? Employees { get; init; }
    public string? Founded { get; init; }
    public string? Revenue { get; init; }
    public string? RevenueCurrency { get; init; }
    public string? Website { get; init; }
    public string? Phone { get; init; }
    public string? TimeZone { get; init; }
    public WeekInput OpenHours { get; init; } = WeekInput.None;
    public string? Currency { get; init; }
    public string? Languages { get; init; }
    public string? City { get; init; }
    public string? Country { get; init; }
    public string? Tags { get; init; }

    /// <summary>The fields of the basics, as they are told where two change them.</summary>
    public static FormShape Shape =>
        new([
            new("Name", ClientWords.Name),
            new("Industry", ClientWords.Industry),
            new("Tier", ClientWords.Tier, ClientTexts.Options<Tier>(t => t.Label())),
            new("Parent", ClientWords.Parent),
            new("LegalName", ClientWords.LegalName),
            new("Website", ClientWords.Website),
            new("Phone", ClientWords.Phone),
            new("Employees", ClientWords.Employees),
            new("Founded", ClientWords.Founded),
            new("Revenue", ClientWords.Revenue),
            new("RevenueCurrency", ClientWords.RevenueCurrency, World.Currencies),
            new("TimeZone", ClientWords.TimeZone, World.Zones),
            new("Currency", ClientWords.Currency, World.Currencies),
            new("Languages", ClientWords.Languages, World.Languages, Several: true),
            .. FormShape.Week("OpenHours", ClientWords.OpenHours),
        ]);

    /// <param name="parent">The parent's name with its number, as completing writes it.</param>
    public static ClientInput Of(ClientDetails said, string? parent) =>
        new()
        {
            Name = said.Name,
            LegalName = said.LegalName,
            Industry = said.Industry,
            Parent = parent,
            Tier = said.Tier.ToString(),
            Employees = said.Employees?.ToString(CultureInfo.CurrentCulture),
            Founded = said.Founded?.ToString(CultureInfo.InvariantCulture),
            Revenue = said.Revenue is { } r
                ? AmountInput.Written(new Money(r.Minor, r.Currency))
                : null,
            RevenueCurrency = said.Revenue?.Currency,
            Website = said.Website,
            Phone = said.Phone,
            TimeZone = said.TimeZone,
            OpenHours = WeekInput.Of(said.OpenHours),
            Currency = said.Currency,
            Languages = said.Languages is { } l ? string.Join(", ", l) : null,
            Tags = said.Tags is { } t ? string.Join(", ", t) : null,
        };

    public static ClientInput Of(IFormCollection form)
    {
        return new()
        {
            Name = Text("Name"),
            LegalName = Text("LegalName"),
            Industry = Text("Industry"),
            Parent = Text("Parent"),
            Tier = Text("Tier"),
            Employees = Text("Employees"),
            Founded = Text("Founded"),
            Revenue = Text("Revenue"),
            RevenueCurrency = Text("RevenueCurrency"),
            Website = Text("Website"),
            Phone = Text("Phone"),
            TimeZone = Text("TimeZone"),
            OpenHours = WeekInput.Read(form, "OpenHours"),
            Currency = Text("Currency"),
            Languages = Text("Languages"),
            City = Text("City"),
            Country = Text("Country"),
            Tags = Text("Tags"),
        };

        string? Text(string name) =>
            form[name].ToString() is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    /// <summary>What is said, on top of what the form does not speak of.</summary>
    public ClientDetails ToDetails(ClientDetails before, Guid? parentId, Faults faults) =>
        before with
        {
            Name = Name,
            LegalName = LegalName,
            Industry = Industry,
            ParentId = parentId,
            Tier = Choice.Of(Tier, before.Tier, "tier", faults),
            Employees = WholeInput.Read("employees", Employees, faults),
            Founded = WholeInput.Read("founded", Founded, faults),
            Revenue = Money(faults),
            Website = Website,
            Phone = Phone,
            TimeZone = TimeZone,
            OpenHours = OpenHours.Said("openHours", faults),
            Currency = Currency?.Trim().ToUpperInvariant(),
            Languages = Split(Languages),
        };

    public static IReadOnlyList<string> Split(string? list) =>
        list?.Split(
            [',', ';', '\n', '\r'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        ) ?? [];

    private MoneyDetails? Money(Faults faults)
    {
        if (Revenue is null)
        {
            return null;
        }
        var currency = (RevenueCurrency ?? Currency)?.Trim().ToUpperInvariant();
        if (!Currencies.IsCode(currency))
        {
            faults.Add("revenueCurrency", currency is null ? Fault.Required : Fault.NotACurrency);
            return null;
        }
        var read = AmountInput.Read(Revenue, currency!);
        faults.If(read is null, "revenue", Fault.NotAMoney);
        return read is { } revenue ? MoneyDetails.Of(revenue) : null;
    }
}
