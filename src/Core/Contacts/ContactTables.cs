using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Contacts;

internal sealed class ContactTable : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> row)
    {
        row.Property(x => x.Name).HasMaxLength(Contact.NameLength * 2);
        row.Property(x => x.NameKey).HasMaxLength(Contact.NameLength * 4).NotAudited();
        row.Property(x => x.GivenName).HasMaxLength(Contact.NameLength);
        row.Property(x => x.FamilyName).HasMaxLength(Contact.NameLength);
        row.Property(x => x.JobTitle).HasMaxLength(Contact.NameLength);
        row.Property(x => x.JobTitleKey).KeyOf(nameof(Contact.JobTitle), Contact.NameLength);
        row.Property(x => x.Department).HasMaxLength(Contact.NameLength);
        row.Property(x => x.DepartmentKey).KeyOf(nameof(Contact.Department), Contact.NameLength);
        row.Property(x => x.Language).HasMaxLength(12);
        row.Property(x => x.TimeZone).HasMaxLength(60);
        row.Property(x => x.ChannelsKey).NotAudited();
        row.Property(x => x.Interest).HasMaxLength(Contact.TextLength);
        row.Property(x => x.InterestKey).KeyOf(nameof(Contact.Interest), Contact.TextLength);
        row.Property(x => x.Wants).HasMaxLength(Contact.TextLength);
        row.Property(x => x.Fears).HasMaxLength(Contact.TextLength);
        row.Property(x => x.NotesPurpose).HasMaxLength(Contact.NameLength);
        row.Property(x => x.WentTo).HasMaxLength(Contact.NameLength);
        row.Property(x => x.WentToKey).KeyOf(nameof(Contact.WentTo), Contact.NameLength);
        row.Property(x => x.System).HasMaxLength(60);
        row.Property(x => x.ExternalId).HasMaxLength(200);
        row.Property(x => x.LastTouch).NotAudited();
        row.Property(x => x.EmailKey).HasMaxLength(ContactPoint.ValueLength).NotAudited();
        row.Property(x => x.PhoneKey).HasMaxLength(ContactPoint.ValueLength).NotAudited();
        row.Property(x => x.CameFromId).RefersToAny();
        row.HasIndex(x => x.Number).IsUnique();
        row.HasIndex(x => new { x.ClientId, x.NameKey });
        row.HasIndex(x => new { x.NameKey, x.Id });
        row.HasIndex(x => new { x.EmailKey, x.Id });
        row.HasIndex(x => new { x.PhoneKey, x.Id });
        row.HasIndex(x => new { x.System, x.ExternalId }).IsUnique();
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ReportsToId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class ContactPointTable : IEntityTypeConfiguration<ContactPoint>
{
    public void Configure(EntityTypeBuilder<ContactPoint> row)
    {
        row.Property(x => x.Value).HasMaxLength(ContactPoint.ValueLength);
        row.Property(x => x.ValueKey).HasMaxLength(ContactPoint.ValueLength).NotAudited();
        row.HasIndex(x => new { x.ContactId, x.Position });
        row.HasIndex(x => x.ValueKey);
        row.OnceEach(nameof(ContactPoint.Kind), nameof(ContactPoint.ValueKey));
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ContactId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AcquaintanceTable : IEntityTypeConfiguration<Acquaintance>
{
    public void Configure(EntityTypeBuilder<Acquaintance> row)
    {
        row.Property(x => x.How).HasMaxLength(Contact.TextLength);
        row.HasIndex(x => new { x.ContactId, x.ColleagueId }).Refuses("colleague");
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ContactId)
            .OnDelete(DeleteBehavior.Cascade);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsentTable : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> row)
    {
        row.Property(x => x.Source).HasMaxLength(Contact.TextLength);
        row.HasIndex(x => new
        {
            x.ContactId,
            x.Purpose,
            x.At,
        });
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ContactId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
