using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;

namespace Rapport.Files;

internal sealed class AttachmentTable : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> row)
    {
        row.Ignore(x => x.OwnerId);
        row.Ignore(x => x.Holder);
        row.Property(x => x.SubjectId).RefersToAny();
        row.Property(x => x.SubjectKind).HasMaxLength(60);
        row.Property(x => x.Name).HasMaxLength(FileName.Length);
        row.Property(x => x.NameKey).HasMaxLength(FileName.Length * 2).NotAudited();
        row.Property(x => x.Hash).HasMaxLength(64);
        row.Property(x => x.MediaType).HasMaxLength(100);
        row.HasIndex(x => new { x.SubjectId, x.Id });
        // A client's files, the newest first.
        row.HasIndex(x => new { x.ClientId, x.Id });
        // Whether bytes are still needed.
        row.HasIndex(x => x.Hash);
        row.HasOne(x => x.Removal)
            .WithOne()
            .HasForeignKey<Removal>(x => x.AttachmentId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RemovalTable : IEntityTypeConfiguration<Removal>
{
    public void Configure(EntityTypeBuilder<Removal> row) => row.HasKey(x => x.AttachmentId);
}

/// <summary>Who took a file off is seen only by those who see the file.</summary>
internal sealed class RemovalRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db) =>
        model
            .Entity<Removal>()
            .HasQueryFilter(r => db.Set<Attachment>().Any(a => a.Id == r.AttachmentId));
}

internal sealed class ContentTable : IEntityTypeConfiguration<Content>
{
    public void Configure(EntityTypeBuilder<Content> row)
    {
        row.HasKey(x => x.Hash);
        row.Property(x => x.Hash).HasMaxLength(64);
    }
}

internal sealed class UploadTable : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Name).HasMaxLength(FileName.Length);
        row.Property(x => x.Hash).HasMaxLength(64);
        row.Property(x => x.MediaType).HasMaxLength(100);
        row.HasIndex(x => x.Hash);
        row.HasIndex(x => x.BegunAt);
    }
}
