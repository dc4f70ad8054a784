using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;

namespace Rapport.Import;

internal sealed class ImportTable : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> row)
    {
        row.Property(x => x.FileName).HasMaxLength(Import.NameLength);
        row.Property(x => x.Hash).HasMaxLength(64);
        row.Property(x => x.System).HasMaxLength(60);
        // Counts move with every step; what they end at is in the rows' fates.
        row.Property(x => x.Plan).NotAudited();
        row.Property(x => x.News).NotAudited();
        row.Property(x => x.Sames).NotAudited();
        row.Property(x => x.Updates).NotAudited();
        row.Property(x => x.Refused).NotAudited();
        row.Property(x => x.Besides).NotAudited();
        row.Property(x => x.Notes).NotAudited();
        row.Property(x => x.Kept).NotAudited();
        row.HasIndex(x => x.Number).IsUnique();
        row.HasIndex(x => x.Hash);
    }
}

internal sealed class ImportRowTable : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> row)
    {
        row.HasKey(x => new
        {
            x.ImportId,
            x.Dry,
            x.Number,
            x.Part,
        });
        row.Property(x => x.Kind).HasMaxLength(40);
        row.HasIndex(x => x.SubjectId);
        row.HasIndex(x => new
        {
            x.ImportId,
            x.Dry,
            x.Fate,
            x.Number,
        });
        row.HasIndex(x => new
            {
                x.ImportId,
                x.Dry,
                x.Number,
            })
            .HasDatabaseName("IX_ImportRow_Pending")
            .HasFilter("\"Pending\" IS NOT NULL");
        row.HasOne<Import>()
            .WithMany()
            .HasForeignKey(x => x.ImportId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportKeyTable : IEntityTypeConfiguration<ImportKey>
{
    public void Configure(EntityTypeBuilder<ImportKey> row) =>
        row.HasKey(x => new { x.ImportId, x.Key });
}
