using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Offers;

/// <summary>The address of a list of opportunities, wherever the list is: what is filtered, sorted and shown.</summary>
/// <param name="Filter">As <see cref="Rapport.Lists.FilterText"/> reads it.</param>
/// <param name="Sort">As <see cref="Rapport.Lists.Sort"/> reads it.</param>
/// <param name="Columns">Keys of fields, parted by commas.</param>
/// <param name="Adding">The field of a condition that is being added.</param>
/// <param name="View">The kept view that it was opened as.</param>
public sealed record OpportunityQuery(
    string? Q = null,
    OpportunityStage? Stage = null,
    bool? Open = null,
    bool? Mine = null,
    string? Filter = null,
    string? Sort = null,
    string? Columns = null,
    string? After = null,
    string? Adding = null,
    string? View = null
)
{
    public string Href(string path) => Links(path).Href;

    public ListLinks Links(string path) =>
        new(
            path,
            ListSaid.Of(
                (ListSaid.Words, Q),
                (OpportunityList.Stage, Stage?.ToString()),
                (OpportunityFilter.Running, Open == true ? "true" : null),
                (OpportunityFilter.Own, Mine == true ? "true" : null),
                (ListSaid.Filter, Filter),
                (ListSaid.Sort, Sort),
                (ListSaid.Columns, Columns),
                (ListLinks.View, View)
            )
        );

    public bool Narrows =>
        Stage is not null
        || Open == true
        || Mine == true
        || !string.IsNullOrWhiteSpace(Q)
        || !string.IsNullOrWhiteSpace(Filter);

    public OpportunityFilter Quick(Me me, Guid? client = null) =>
        new(client, Stage, Mine == true ? me.ColleagueId : null, Q, Open ?? false);
}

/// <summary>An opportunity as it was typed.</summary>
public sealed class OpportunityInput
{
    public string? Name { get; set; }
    public string? Client { get; set; }
    public string? Owner { get; set; }
    public string? Stage { get; set; }
    public string? Amount { get; set; }
    public string? Currency { get; set; }
    public string? Opened { get; set; }
    public string? Closed { get; set; }
    public string? Product { get; set; }
    public int? Version { get; set; }

    /// <summary>The fields, as they are told where two change them.</summary>
    public static FormShape Shape =>
        new([
            new("Name", OfferWords.Name),
            new("Client", OfferWords.Client),
            new(
                "Stage",
                OfferWords.Stage,
                [
                    .. Enum.GetValues<OpportunityStage>()
                        .Select(s => new Option(s.ToString(), s.Label())),
                ]
            ),
            new("Owner", OfferWords.Owner),
            new("Amount", OfferWords.Value, Property: "ValueMinor"),
            new("Currency", OfferWords.Currency, World.Currencies, Property: "ValueCurrency"),
            new("Opened", OfferWords.Opened, Type: "date"),
            new("Closed", OfferWords.Closed, Type: "date"),
            new("Product", OfferWords.Product),
        ]);

    public static OpportunityInput Of(IFormCollection form)
    {
        return new()
        {
            Name = Text("Name"),
            Client = Text("Client"),
            Owner = Text("Owner"),
            Stage = Text("Stage"),
            Amount = Text("Amount"),
            Currency = Text("Currency"),
            Opened = Text("Opened"),
            Closed = Text("Closed"),
            Product = Text("Product"),
            Version = Overtaken.Version(form),
        };

        string? Text(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
    }

    public static async Task<OpportunityInput> From(
        Db db,
        OpportunityRecord record,
        CancellationToken cancel
    ) =>
        new()
        {
            Name = record.Name,
            Client = record.ClientId is { } client
                ? await ClientNames.Said(db, client, cancel)
                : null,
            Owner = record.Owner,
            Stage = record.Stage.ToString(),
            Amount = record.Value is { } value
                ? AmountInput.Written(new Money(value.Minor, value.Currency))
                : null,
            Currency = record.Value?.Currency,
            Opened = Written(record.Opened),
            Closed = Written(record.Closed),
            Product = record.Product,
            Version = record.Version,
        };

    /// <summary>What was typed as details; what does not fit is told beside its field.</summary>
    public async Task<OpportunityDetails> Details(
        Db db,
        OpportunityRecord? before,
        string firmCurrency,
        Faults faults,
        CancellationToken cancel
    )
    {
        return new OpportunityDetails
        {
            Name = Name,
            ClientId = await ClientNames.Chosen(db, Client, "clientId", faults, cancel),
            OwnerId = await OwnerMeant(db, before, faults, cancel),
            Stage = Choice.Of(Stage, OpportunityStage.Prospecting, "stage", faults),
            Value = Value(firmCurrency, faults),
            Opened = Date("opened", Opened, faults),
            Closed = Date("closed", Closed, faults),
            Product = Product,
        };
    }

    private async Task<Guid?> OwnerMeant(
        Db db,
        OpportunityRecord? before,
        Faults faults,
        CancellationToken cancel
    )
    {
        // Left as it was it stays the same colleague, also where two share the name or she has left.
        if (string.IsNullOrWhiteSpace(Owner) || Owner == before?.Owner)
        {
            return before?.OwnerId;
        }
        return await ColleagueNames.Chosen(db, Owner, "ownerId", faults, cancel);
    }

    private MoneyDetails? Value(string firmCurrency, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(Amount))
        {
            return null;
        }
        var currency = string.IsNullOrWhiteSpace(Currency)
            ? firmCurrency
            : Currency.Trim().ToUpperInvariant();
        if (!Currencies.IsCode(currency))
        {
            faults.Add("value", Fault.NotACurrency);
            return null;
        }
        var value = AmountInput.Read(Amount, currency);
        faults.If(value is null, "value", Fault.NotAMoney);
        return value is { } amount ? MoneyDetails.Of(amount) : null;
    }

    private static LocalDate? Date(string field, string? typed, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var date = LocalDatePattern.Iso.Parse(typed.Trim());
        faults.If(!date.Success, field, Fault.NotADate);
        return date.Success ? date.Value : null;
    }

    private static string? Written(LocalDate? date) =>
        date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
