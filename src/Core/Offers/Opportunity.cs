using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Files;
using Rapport.Values;

namespace Rapport.Offers;

public enum OpportunityStage
{
    Prospecting,
    Engaging,
    Proposed,
    Won,
    Lost,
}

/// <summary>Possible business. A plain record for now.</summary>
public sealed class Opportunity : Row, IOwned, INumbered, IHoldsFiles, IHasFields
{
    public static readonly EventName Added = new(
        "opportunity.added",
        "Possible business was noted."
    );
    public static readonly EventName Changed = new(
        "opportunity.changed",
        "What we know of possible business changed."
    );

    public const int NameLength = 300;

    public Guid? ClientId { get; set; }
    public long Number { get; set; }
    public required string Name { get; set; }
    public string NameKey { get; set; } = "";
    public Guid? OwnerId { get; set; }
    public OpportunityStage Stage { get; set; }
    public long? ValueMinor { get; set; }
    public string? ValueCurrency { get; set; }
    public LocalDate? Opened { get; set; }
    public LocalDate? Closed { get; set; }
    public string? Product { get; set; }
    public string? ProductKey
    {
        get => Folded.KeyOf(Product);
        private set { }
    }

    /// <summary>The client as an import named it, while none of ours is known by that name.</summary>
    public string? ClientNamed { get; set; }
    public string? System { get; init; }
    public string? ExternalId { get; init; }
    public Instant CreatedAt { get; init; }

    EventName IHasFields.WhenChanged => Changed;

    public Money? Value =>
        ValueMinor is { } minor && ValueCurrency is { } currency
            ? new Money(minor, currency)
            : null;
}

internal sealed class OpportunityTable : IEntityTypeConfiguration<Opportunity>
{
    public void Configure(EntityTypeBuilder<Opportunity> row)
    {
        row.Ignore(x => x.Value);
        row.Property(x => x.Name).HasMaxLength(Opportunity.NameLength);
        row.Property(x => x.NameKey).HasMaxLength(Opportunity.NameLength * 2).NotAudited();
        row.Property(x => x.ValueCurrency).HasMaxLength(3);
        row.Property(x => x.Product).HasMaxLength(200);
        row.Property(x => x.ProductKey).KeyOf(nameof(Opportunity.Product), 200);
        row.Property(x => x.ClientNamed).HasMaxLength(300);
        row.Property(x => x.System).HasMaxLength(60);
        row.Property(x => x.ExternalId).HasMaxLength(200);
        row.HasIndex(x => x.Number).IsUnique();
        row.HasIndex(x => new { x.ClientId, x.Id });
        row.HasIndex(x => new { x.NameKey, x.Id });
        row.HasIndex(x => new { x.System, x.ExternalId }).IsUnique();
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
