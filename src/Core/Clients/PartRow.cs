using Microsoft.EntityFrameworkCore;
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

    /// <summary>The parts by kind, each kind in its order.</summary>
    public static async Task<ILookup<string, PartRow>> Read(
        Db db,
        Guid clientId,
        CancellationToken cancel
    ) =>
        (
            await Tags(db, clientId)
                .Concat(Addresses(db, clientId))
                .Concat(Billing(db, clientId))
                .Concat(Values(db, clientId))
                .Concat(Criteria(db, clientId))
                .Concat(Topics(db, clientId))
                .ToListAsync(cancel)
        )
            .OrderBy(p => p.Position)
            .ToLookup(p => p.Kind);

    public AddressDetails AsAddress() =>
        new(Id, Enum.Parse<AddressKind>(Choice!), Text, More, Place, Region, Code);

    public BillingDetails AsBilling() => new(Id, Text, More, Email, Place, Code, Days);

    public ValueDetails AsValue() => new(Id, Text, Enum.Parse<Compliance>(Choice!), More);

    private static IQueryable<PartRow> Tags(Db db, Guid id) =>
        Of<ClientTag>(db, id)
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
            });

    private static IQueryable<PartRow> Addresses(Db db, Guid id) =>
        Of<Address>(db, id)
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
            });

    private static IQueryable<PartRow> Billing(Db db, Guid id) =>
        Of<BillingEntity>(db, id)
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
            });

    private static IQueryable<PartRow> Values(Db db, Guid id) =>
        Of<ClientValue>(db, id)
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
            });

    private static IQueryable<PartRow> Criteria(Db db, Guid id) =>
        Of<WinningCriterion>(db, id)
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
            });

    private static IQueryable<PartRow> Topics(Db db, Guid id) =>
        Of<AvoidedTopic>(db, id)
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
            });

    private static IQueryable<T> Of<T>(Db db, Guid id)
        where T : ClientPart => db.Set<T>().AsNoTracking().Where(p => p.ClientId == id);
}
