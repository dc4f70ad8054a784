using Rapport.Data;

namespace Rapport.Clients;

/// <summary>
/// A part of a client of whichever kind, so that all parts are read by one statement: six small ones cost more than
/// what they bring. What a kind does not have is null.
/// </summary>
internal sealed class PartRow
{
    public required string Kind { get; init; }
    public Guid Id { get; init; }
    public int Position { get; init; }

    /// <summary>The text of a tag, value, criterion or topic; a billing entity's name; a street.</summary>
    public string? Text { get; init; }

    /// <summary>Evidence, why a topic is avoided, a VAT number, a postal code.</summary>
    public string? More { get; init; }
    public string? Email { get; init; }

    /// <summary>A billing entity's address; a city.</summary>
    public string? Place { get; init; }
    public string? Region { get; init; }

    /// <summary>A country or a currency.</summary>
    public string? Code { get; init; }

    /// <summary>The kind of an address; how far we live up to a value.</summary>
    public string? Choice { get; init; }
    public int? Days { get; init; }

    private static readonly Question<Guid, PartRow> Parts = new(
        (db, id) =>
            db.Set<ClientTag>()
                .Where(p => p.ClientId == id)
                .Select(p => new PartRow
                {
                    Kind = nameof(ClientTag),
                    Id = p.Id,
                    Position = p.Position,
                    Text = p.Text,
                    More = null,
                    Email = null,
                    Place = null,
                    Region = null,
                    Code = null,
                    Choice = null,
                    Days = null,
                })
                .Concat(
                    db.Set<Address>()
                        .Where(p => p.ClientId == id)
                        .Select(p => new PartRow
                        {
                            Kind = nameof(Address),
                            Id = p.Id,
                            Position = p.Position,
                            Text = p.Street,
                            More = p.PostalCode,
                            Email = null,
                            Place = p.City,
                            Region = p.Region,
                            Code = p.Country,
                            Choice = p.Kind.ToString(),
                            Days = null,
                        })
                )
                .Concat(
                    db.Set<BillingEntity>()
                        .Where(p => p.ClientId == id)
                        .Select(p => new PartRow
                        {
                            Kind = nameof(BillingEntity),
                            Id = p.Id,
                            Position = p.Position,
                            Text = p.Name,
                            More = p.VatId,
                            Email = p.Email,
                            Place = p.Address,
                            Region = null,
                            Code = p.Currency,
                            Choice = null,
                            Days = p.TermsDays,
                        })
                )
                .Concat(
                    db.Set<ClientValue>()
                        .Where(p => p.ClientId == id)
                        .Select(p => new PartRow
                        {
                            Kind = nameof(ClientValue),
                            Id = p.Id,
                            Position = p.Position,
                            Text = p.Text,
                            More = p.Evidence,
                            Email = null,
                            Place = null,
                            Region = null,
                            Code = null,
                            Choice = p.Compliance.ToString(),
                            Days = null,
                        })
                )
                .Concat(
                    db.Set<WinningCriterion>()
                        .Where(p => p.ClientId == id)
                        .Select(p => new PartRow
                        {
                            Kind = nameof(WinningCriterion),
                            Id = p.Id,
                            Position = p.Position,
                            Text = p.Text,
                            More = null,
                            Email = null,
                            Place = null,
                            Region = null,
                            Code = null,
                            Choice = null,
                            Days = null,
                        })
                )
                .Concat(
                    db.Set<AvoidedTopic>()
                        .Where(p => p.ClientId == id)
                        .Select(p => new PartRow
                        {
                            Kind = nameof(AvoidedTopic),
                            Id = p.Id,
                            Position = p.Position,
                            Text = p.Text,
                            More = p.Why,
                            Email = null,
                            Place = null,
                            Region = null,
                            Code = null,
                            Choice = null,
                            Days = null,
                        })
                )
    );

    /// <summary>The parts by kind, each kind in its order.</summary>
    public static async Task<ILookup<string, PartRow>> Read(
        Db db,
        Guid clientId,
        CancellationToken cancel
    ) => (await Parts.All(db, clientId, cancel)).OrderBy(p => p.Position).ToLookup(p => p.Kind);

    public AddressDetails AsAddress() =>
        new(Id, Enum.Parse<AddressKind>(Choice!), Text, More, Place, Region, Code);

    public BillingDetails AsBilling() => new(Id, Text, More, Email, Place, Code, Days);

    public ValueDetails AsValue() => new(Id, Text, Enum.Parse<Compliance>(Choice!), More);
}
