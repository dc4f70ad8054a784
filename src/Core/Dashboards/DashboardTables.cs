using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;

namespace Rapport.Dashboards;

internal sealed class DashboardTable : IEntityTypeConfiguration<Dashboard>
{
    public void Configure(EntityTypeBuilder<Dashboard> row)
    {
        row.Property(x => x.Name).HasMaxLength(Dashboard.NameLength);
        row.Property(x => x.NameKey).HasMaxLength(Dashboard.NameLength).NotAudited();
        row.HasIndex(x => new { x.OwnerId, x.NameKey }).Refuses("name");
        row.HasIndex(x => x.Scope);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Unit>()
            .WithMany()
            .HasForeignKey(x => x.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TileTable : IEntityTypeConfiguration<Tile>
{
    public void Configure(EntityTypeBuilder<Tile> row)
    {
        row.Property(x => x.Title).HasMaxLength(Tile.TitleLength);
        row.Property(x => x.List).HasMaxLength(40);
        row.Property(x => x.Said).HasMaxLength(ListSaid.LongestText).NamesRecords();
        row.Property(x => x.Field).HasMaxLength(60);
        row.Property(x => x.GroupBy).HasMaxLength(60);
        row.HasIndex(x => new { x.DashboardId, x.Position });
        row.HasOne<Dashboard>()
            .WithMany()
            .HasForeignKey(x => x.DashboardId)
            .OnDelete(DeleteBehavior.Cascade);
        row.HasOne<SavedView>()
            .WithMany()
            .HasForeignKey(x => x.ViewId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}
