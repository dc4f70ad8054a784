using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Calendars;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Clients;

internal sealed class ClientTable : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> row)
    {
        row.Ignore(x => x.ClientId);
        row.Ignore(x => x.Revenue);
        row.Property(x => x.Name).HasMaxLength(Client.NameLength);
        row.Property(x => x.NameKey).HasMaxLength(Client.NameLength * 2).NotAudited();
        row.Property(x => x.LegalName).HasMaxLength(Client.NameLength);
        row.Property(x => x.Industry).HasMaxLength(Client.WordLength);
        row.Property(x => x.IndustryKey).KeyOf(nameof(Client.Industry), Client.WordLength);
        row.Property(x => x.LegalNameKey).KeyOf(nameof(Client.LegalName), Client.NameLength);
        row.Property(x => x.Website).HasMaxLength(Client.NameLength);
        row.Property(x => x.WebsiteKey).KeyOf(nameof(Client.Website), Client.NameLength);
        row.Property(x => x.Phone).HasMaxLength(60);
        row.Property(x => x.PhoneKey).DigitsOf(nameof(Client.Phone), 60);
        row.Property(x => x.LanguagesKey).NotAudited();
        row.Property(x => x.System).HasMaxLength(60);
        row.Property(x => x.ExternalId).HasMaxLength(200);
        // Follow the interactions, which the audit has already.
        row.Property(x => x.LastInteraction).NotAudited();
        row.Property(x => x.LastTouch).NotAudited();
        row.HasIndex(x => x.Number).IsUnique();
        // No unique name: it would tell of a client behind a wall. Two clients may share one.
        row.HasIndex(x => new { x.NameKey, x.Id });
        row.HasIndex(x => new { x.LastInteraction, x.Id });
        // The list narrowed to a stage or a tier, by name; and their counts.
        row.HasIndex(x => new
        {
            x.Stage,
            x.NameKey,
            x.Id,
        });
        row.HasIndex(x => new
        {
            x.Tier,
            x.NameKey,
            x.Id,
        });
        row.HasIndex(x => new { x.System, x.ExternalId }).IsUnique();
        row.HasOne<Calendar>()
            .WithMany()
            .HasForeignKey(x => x.CalendarId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ParentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StageChangeTable : IEntityTypeConfiguration<StageChange>
{
    public void Configure(EntityTypeBuilder<StageChange> row)
    {
        row.Property(x => x.Reason).HasMaxLength(Client.TextLength);
        row.HasIndex(x => new { x.ClientId, x.At });
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AddressTable : ClientPartTable<Address>
{
    protected override void Parts(EntityTypeBuilder<Address> row)
    {
        row.Property(x => x.Street).HasMaxLength(Client.NameLength);
        row.Property(x => x.PostalCode).HasMaxLength(40);
        row.Property(x => x.City).HasMaxLength(Client.WordLength);
        row.Property(x => x.Region).HasMaxLength(Client.WordLength);
        row.Property(x => x.Country).HasMaxLength(Client.WordLength);
        row.OnceEach(
            nameof(Address.Kind),
            nameof(Address.Street),
            nameof(Address.PostalCode),
            nameof(Address.City)
        );
        row.Property(x => x.StreetKey).KeyOf(nameof(Address.Street), Client.NameLength);
        row.Property(x => x.PostalCodeKey).KeyOf(nameof(Address.PostalCode), 40);
        row.Property(x => x.RegionKey).KeyOf(nameof(Address.Region), Client.WordLength);
        row.Property(x => x.CityKey).KeyOf(nameof(Address.City), Client.WordLength);
        row.Property(x => x.CountryKey).KeyOf(nameof(Address.Country), Client.WordLength);
    }
}

internal sealed class BillingEntityTable : ClientPartTable<BillingEntity>
{
    protected override void Parts(EntityTypeBuilder<BillingEntity> row)
    {
        row.Property(x => x.Name).HasMaxLength(Client.NameLength);
        row.Property(x => x.VatId).HasMaxLength(60);
        row.Property(x => x.NameKey).KeyOf(nameof(BillingEntity.Name), Client.NameLength);
        row.OnceEach(nameof(BillingEntity.Name), nameof(BillingEntity.VatId));
        row.Property(x => x.Email).HasMaxLength(Colleague.EmailLength);
        row.Property(x => x.Address).HasMaxLength(Client.TextLength);
        row.Property(x => x.Currency).HasMaxLength(3);
    }
}

internal sealed class ClientValueTable : ClientPartTable<ClientValue>
{
    protected override void Parts(EntityTypeBuilder<ClientValue> row)
    {
        row.Property(x => x.Text).HasMaxLength(Client.TextLength);
        row.Property(x => x.TextKey).KeyOf(nameof(ClientValue.Text), Client.TextLength);
        row.OnceEach(nameof(ClientValue.Text));
        row.Property(x => x.Evidence).HasMaxLength(Client.TextLength);
    }
}

internal sealed class WinningCriterionTable : ClientPartTable<WinningCriterion>
{
    protected override void Parts(EntityTypeBuilder<WinningCriterion> row)
    {
        row.Property(x => x.Text).HasMaxLength(Client.TextLength);
        row.Property(x => x.TextKey).KeyOf(nameof(WinningCriterion.Text), Client.TextLength);
        row.OnceEach(nameof(WinningCriterion.Text));
    }
}

internal sealed class AvoidedTopicTable : ClientPartTable<AvoidedTopic>
{
    protected override void Parts(EntityTypeBuilder<AvoidedTopic> row)
    {
        row.Property(x => x.Text).HasMaxLength(Client.TextLength);
        row.Property(x => x.TextKey).KeyOf(nameof(AvoidedTopic.Text), Client.TextLength);
        row.OnceEach(nameof(AvoidedTopic.Text));
        row.Property(x => x.Why).HasMaxLength(Client.TextLength);
    }
}

internal sealed class ClientTagTable : ClientPartTable<ClientTag>
{
    protected override void Parts(EntityTypeBuilder<ClientTag> row)
    {
        row.Property(x => x.Text).HasMaxLength(60);
        row.Property(x => x.TextKey).HasMaxLength(120).NotAudited();
        row.HasIndex(x => new { x.TextKey, x.ClientId });
        row.OnceEach(nameof(ClientTag.TextKey));
    }
}

internal abstract class ClientPartTable<T> : IEntityTypeConfiguration<T>
    where T : ClientPart
{
    public void Configure(EntityTypeBuilder<T> row)
    {
        row.HasIndex(x => new { x.ClientId, x.Position });
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Cascade);
        Parts(row);
    }

    protected abstract void Parts(EntityTypeBuilder<T> row);
}
