using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Duplicates;

internal sealed class DuplicateTable : IEntityTypeConfiguration<Duplicate>
{
    public void Configure(EntityTypeBuilder<Duplicate> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Noun).HasMaxLength(40);
        row.Property(x => x.Reasons).HasMaxLength(200);
        row.HasIndex(x => new { x.FirstId, x.SecondId }).IsUnique();
        row.HasIndex(x => x.SecondId);
        // The surest first.
        row.HasIndex(x => new
        {
            x.Noun,
            x.Weight,
            x.Id,
        });
    }
}

internal sealed class DistinctionTable : IEntityTypeConfiguration<Distinction>
{
    public void Configure(EntityTypeBuilder<Distinction> row)
    {
        row.Property(x => x.Noun).HasMaxLength(40);
        row.HasIndex(x => new { x.FirstId, x.SecondId }).IsUnique();
        row.HasIndex(x => x.SecondId);
    }
}

/// <summary>A pair is seen by those who see both of its sides.</summary>
internal sealed class BothSides : IModelRule
{
    private const string OtherWall = "otherWall";

    public void Apply(ModelBuilder model, Db db)
    {
        model
            .Entity<Duplicate>()
            .HasQueryFilter(
                OtherWall,
                d =>
                    db.Viewer.SeesAll
                    || d.OtherClientId == null
                    || db.Set<Pass>()
                        .Any(p =>
                            p.ColleagueId == db.Viewer.ColleagueId && p.ClientId == d.OtherClientId
                        )
            );
        model
            .Entity<Distinction>()
            .HasQueryFilter(
                OtherWall,
                d =>
                    db.Viewer.SeesAll
                    || d.OtherClientId == null
                    || db.Set<Pass>()
                        .Any(p =>
                            p.ColleagueId == db.Viewer.ColleagueId && p.ClientId == d.OtherClientId
                        )
            );
    }
}

internal sealed class MergeTable : IEntityTypeConfiguration<Merge>
{
    public void Configure(EntityTypeBuilder<Merge> row)
    {
        row.Property(x => x.Noun).HasMaxLength(40);
        row.Property(x => x.System).HasMaxLength(60);
        row.Property(x => x.ExternalId).HasMaxLength(200);
        row.Property(x => x.FromLost).HasMaxLength(2000);
        row.Property(x => x.Steps).NotAudited();
        row.Property(x => x.Left).NotAudited();
        row.Property(x => x.Position).NotAudited();
        row.Property(x => x.BatchId).NotAudited();
        row.HasIndex(x => new { x.LostId, x.State });
        row.HasIndex(x => new { x.KeptId, x.Id });
        row.HasIndex(x => new { x.BatchId, x.Position });
        row.HasIndex(x => new { x.System, x.ExternalId });
    }
}

internal sealed class MergeStepTable : IEntityTypeConfiguration<MergeStep>
{
    public void Configure(EntityTypeBuilder<MergeStep> row)
    {
        row.HasKey(x => new { x.MergeId, x.Position });
        row.Ignore(x => x.Rehomed);
        row.Property(x => x.Kind).HasMaxLength(60);
        row.Property(x => x.Column).HasMaxLength(60);
        row.HasOne<Merge>()
            .WithMany()
            .HasForeignKey(x => x.MergeId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MergeBatchTable : IEntityTypeConfiguration<MergeBatch>
{
    public void Configure(EntityTypeBuilder<MergeBatch> row)
    {
        row.Property(x => x.Noun).HasMaxLength(40);
        row.HasIndex(x => new { x.OwnerId, x.Id });
    }
}
