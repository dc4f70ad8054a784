using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Audit;

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Kind).HasMaxLength(60);
        row.HasIndex(x => new { x.RootId, x.Id });
        // Two indexes that are empty of the other's rows: the chain in order, and what waits for its seal.
        row.HasIndex(x => x.Seq).IsUnique().HasFilter("\"Seq\" IS NOT NULL");
        row.HasIndex(x => x.Id)
            .HasDatabaseName("IX_AuditEntry_Unsealed")
            .HasFilter("\"Seq\" IS NULL");
    }
}

internal sealed class ChainHeadTable : IEntityTypeConfiguration<ChainHead>
{
    public void Configure(EntityTypeBuilder<ChainHead> row)
    {
        row.HasKey(x => x.Seq);
        row.Property(x => x.Seq).ValueGeneratedNever();
    }
}
