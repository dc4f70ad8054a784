using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Plays;

internal sealed class PlayTable : IEntityTypeConfiguration<Play>
{
    public void Configure(EntityTypeBuilder<Play> row)
    {
        row.Property(x => x.Name).HasMaxLength(Play.NameLength);
        row.Property(x => x.NameKey).KeyOf(nameof(Play.Name), Play.NameLength);
        row.Property(x => x.Why).HasMaxLength(Play.WhyLength);
        row.Property(x => x.Shipped).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Of).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Event).HasMaxLength(Play.FieldLength);
        row.Property(x => x.DateField).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Offset).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Lasts).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Cadence).HasMaxLength(Play.TextLength);
        row.Property(x => x.Condition).HasMaxLength(Lists.FilterText.LongestText);
        row.Property(x => x.Owes).HasMaxLength(Play.TextLength);
        row.Property(x => x.Within).HasMaxLength(Play.FieldLength);
        row.Property(x => x.DischargeEvent).HasMaxLength(Play.FieldLength);
        row.Property(x => x.DischargeCondition).HasMaxLength(Lists.FilterText.LongestText);
        row.HasIndex(x => x.Shipped).IsUnique();
        row.HasMany(x => x.Ladder)
            .WithOne()
            .HasForeignKey(r => r.PlayId)
            .OnDelete(DeleteBehavior.Cascade);
        row.HasMany(x => x.Variants)
            .WithOne()
            .HasForeignKey(v => v.PlayId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PlayRungTable : IEntityTypeConfiguration<PlayRung>
{
    public void Configure(EntityTypeBuilder<PlayRung> row)
    {
        row.HasKey(x => new { x.PlayId, x.Position });
        row.Property(x => x.After).HasMaxLength(Play.FieldLength);
    }
}

internal sealed class PlayVariantTable : IEntityTypeConfiguration<PlayVariant>
{
    public void Configure(EntityTypeBuilder<PlayVariant> row)
    {
        row.HasKey(x => new { x.PlayId, x.Position });
        row.Property(x => x.Offset).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Within).HasMaxLength(Play.FieldLength);
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WatchTable : IEntityTypeConfiguration<Watch>
{
    public void Configure(EntityTypeBuilder<Watch> row)
    {
        row.HasKey(x => new { x.PlayId, x.SubjectId });
        row.Property(x => x.SubjectId).RefersToAny();
        row.Property(x => x.Period).HasMaxLength(Play.FieldLength);
        row.HasIndex(x => x.LookAt);
        row.HasIndex(x => x.SubjectId);
        row.HasOne<Play>().WithMany().HasForeignKey(x => x.PlayId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RaisedTable : IEntityTypeConfiguration<Raised>
{
    public void Configure(EntityTypeBuilder<Raised> row)
    {
        row.HasKey(x => new
        {
            x.PlayId,
            x.SubjectId,
            x.Period,
        });
        row.Property(x => x.SubjectId).RefersToAny();
        row.Property(x => x.Period).HasMaxLength(Play.FieldLength);
        row.HasIndex(x => x.SubjectId);
        row.HasOne<Play>().WithMany().HasForeignKey(x => x.PlayId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<Commitment>()
            .WithMany()
            .HasForeignKey(x => x.CommitmentId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PlayReasonTable : IEntityTypeConfiguration<PlayReason>
{
    public void Configure(EntityTypeBuilder<PlayReason> row)
    {
        row.Property(x => x.SubjectId).RefersToAny();
        row.Property(x => x.SubjectKind).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Act).HasMaxLength(Play.FieldLength);
        row.Property(x => x.Text).HasMaxLength(PlayReason.Most);
        row.HasIndex(x => new { x.SubjectId, x.At });
        row.HasIndex(x => new { x.PlayId, x.At });
        row.HasOne<Play>().WithMany().HasForeignKey(x => x.PlayId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ById)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EscalationTable : IEntityTypeConfiguration<Escalation>
{
    public void Configure(EntityTypeBuilder<Escalation> row)
    {
        row.HasKey(x => x.CommitmentId);
        row.HasIndex(x => x.NextAt);
        row.HasOne<Commitment>()
            .WithMany()
            .HasForeignKey(x => x.CommitmentId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
