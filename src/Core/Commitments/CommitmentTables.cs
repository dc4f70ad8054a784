using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Commitments;

internal sealed class CommitmentTable : IEntityTypeConfiguration<Commitment>
{
    public void Configure(EntityTypeBuilder<Commitment> row)
    {
        row.Ignore(x => x.IsOpen);
        row.Property(x => x.Text).HasMaxLength(Commitment.TextLength);
        row.Property(x => x.TextKey).KeyOf(nameof(Commitment.Text), Commitment.TextLength);
        row.Property(x => x.OriginId).RefersToAny();
        row.Property(x => x.SubjectId).RefersToAny();
        row.Property(x => x.SubjectKind).HasMaxLength(Commitment.KindLength);
        // What somebody has to do, what is owed to a client or by it, and what is due in the firm: the next first.
        row.HasIndex(x => new
        {
            x.OwnerId,
            x.State,
            x.Due,
            x.Id,
        });
        row.HasIndex(x => new
        {
            x.ClientId,
            x.State,
            x.Due,
            x.Id,
        });
        row.HasIndex(x => new
        {
            x.State,
            x.Due,
            x.Id,
        });
        // How words were kept that were judged in some time: of the firm, of a client, of a colleague.
        row.HasIndex(x => x.JudgedBy);
        row.HasIndex(x => new { x.ClientId, x.JudgedBy });
        row.HasIndex(x => new { x.OwnerId, x.JudgedBy });
        row.HasIndex(x => x.OriginId);
        // What a play raised of a record, and what is owed about one.
        row.HasIndex(x => new
        {
            x.SubjectId,
            x.State,
            x.PlayId,
        });
        row.HasIndex(x => new
        {
            x.PlayId,
            x.State,
            x.Due,
        });
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.EscalatedToId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ContactId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.BackupId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Interaction>()
            .WithMany()
            .HasForeignKey(x => x.EvidenceId)
            // What an undone import brought shows nothing any more; that it was done stays.
            .OnDelete(DeleteBehavior.SetNull);
        row.HasMany(x => x.Steps)
            .WithOne()
            .HasForeignKey(s => s.CommitmentId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CommitmentStepTable : IEntityTypeConfiguration<CommitmentStep>
{
    public void Configure(EntityTypeBuilder<CommitmentStep> row)
    {
        row.HasKey(x => new { x.CommitmentId, x.Position });
        row.Property(x => x.Reason).HasMaxLength(Commitment.ReasonLength);
    }
}

/// <summary>What was done with a commitment is seen only by those who see the commitment.</summary>
internal sealed class CommitmentStepRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db) =>
        model
            .Entity<CommitmentStep>()
            .HasQueryFilter(s => db.Set<Commitment>().Any(c => c.Id == s.CommitmentId));
}
