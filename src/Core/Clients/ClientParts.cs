using Rapport.Data;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>A part of a client, kept in the order in which it was given.</summary>
public abstract class ClientPart : Row, IOfClient
{
    public Guid? ClientId { get; init; }
    public int Position { get; set; }

    public override Guid RootId => ClientId ?? Id;
}

public enum AddressKind
{
    Visit,
    Post,
    Billing,
}

public sealed class Address : ClientPart
{
    public AddressKind Kind { get; set; }
    public string? Street { get; set; }
    public string? StreetKey
    {
        get => Folded.KeyOf(Street);
        private set { }
    }
    public string? PostalCode { get; set; }
    public string? PostalCodeKey
    {
        get => Folded.KeyOf(PostalCode);
        private set { }
    }
    public string? City { get; set; }
    public string? CityKey
    {
        get => Folded.KeyOf(City);
        private set { }
    }
    public string? Region { get; set; }
    public string? RegionKey
    {
        get => Folded.KeyOf(Region);
        private set { }
    }
    public string? Country { get; set; }
    public string? CountryKey
    {
        get => Folded.KeyOf(Country);
        private set { }
    }
}

/// <summary>Whom an invoice is made out to.</summary>
public sealed class BillingEntity : ClientPart
{
    public required string Name { get; set; }
    public string? NameKey
    {
        get => Folded.KeyOf(Name);
        private set { }
    }
    public string? VatId { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }
    public string? Currency { get; set; }

    /// <summary>Days from the invoice's date until it is due.</summary>
    public int? TermsDays { get; set; }
}

/// <summary>How far we live up to what the client expects of its vendors.</summary>
public enum Compliance
{
    NotYetKnown,
    Kept,
    Partly,
    NotKept,
}

/// <summary>A value or conduct rule that the client expects of us, with where we stand.</summary>
public sealed class ClientValue : ClientPart
{
    public required string Text { get; set; }
    public string? TextKey
    {
        get => Folded.KeyOf(Text);
        private set { }
    }
    public Compliance Compliance { get; set; }

    /// <summary>What shows it.</summary>
    public string? Evidence { get; set; }
}

/// <summary>Why they choose us and stay.</summary>
public sealed class WinningCriterion : ClientPart
{
    public required string Text { get; set; }
    public string? TextKey
    {
        get => Folded.KeyOf(Text);
        private set { }
    }
}

/// <summary>What is better not brought up with them, and why.</summary>
public sealed class AvoidedTopic : ClientPart
{
    public required string Text { get; set; }
    public string? TextKey
    {
        get => Folded.KeyOf(Text);
        private set { }
    }
    public string? Why { get; set; }
}

public sealed class ClientTag : ClientPart
{
    public required string Text { get; set; }
    public string TextKey { get; set; } = "";
}
