using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Lists;

internal sealed class SavedViewTable : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> row)
    {
        row.Property(x => x.List).HasMaxLength(40);
        row.Property(x => x.Name).HasMaxLength(SavedView.NameLength);
        row.Property(x => x.NameKey).HasMaxLength(SavedView.NameLength).NotAudited();
        row.Property(x => x.Said).HasMaxLength(ListSaid.LongestText).NamesRecords();
        row.HasIndex(x => new
            {
                x.List,
                x.OwnerId,
                x.NameKey,
            })
            .IsUnique();
        row.HasIndex(x => new { x.List, x.Scope });
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

internal sealed class UsualViewTable : IEntityTypeConfiguration<UsualView>
{
    public void Configure(EntityTypeBuilder<UsualView> row)
    {
        row.Property(x => x.List).HasMaxLength(40);
        row.HasIndex(x => new { x.ColleagueId, x.List }).IsUnique();
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<SavedView>()
            .WithMany()
            .HasForeignKey(x => x.ViewId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class ListChangeTable : IEntityTypeConfiguration<ListChange>
{
    public void Configure(EntityTypeBuilder<ListChange> row)
    {
        row.Property(x => x.List).HasMaxLength(40);
        row.Property(x => x.Field).HasMaxLength(60);
        row.Property(x => x.Value).HasMaxLength(ListChange.ValueLength);
        row.Property(x => x.Why).HasMaxLength(ListChange.ValueLength);
        row.HasIndex(x => new { x.OwnerId, x.Id });
    }
}

internal sealed class ListChangeRowTable : IEntityTypeConfiguration<ListChangeRow>
{
    public void Configure(EntityTypeBuilder<ListChangeRow> row)
    {
        row.HasKey(x => new { x.ChangeId, x.Position });
        row.Property(x => x.Detail).HasMaxLength(ListChange.ValueLength);
        row.HasIndex(x => new
        {
            x.ChangeId,
            x.Fate,
            x.Position,
        });
        row.HasOne<ListChange>()
            .WithMany()
            .HasForeignKey(x => x.ChangeId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
