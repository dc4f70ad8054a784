using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Notices;

internal sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Ignore(x => x.IsToldOnce);
        row.Property(x => x.Kind).HasMaxLength(NoticeKind.NameLength);
        row.Property(x => x.Text).HasMaxLength(Notice.TextLength);
        row.Property(x => x.Once).HasMaxLength(Notice.OnceLength);
        row.Property(x => x.SubjectId).RefersToAny();
        row.Property(x => x.ClientId).RefersToAny();
        row.HasIndex(x => new
            {
                x.ColleagueId,
                x.Kind,
                x.SubjectId,
                x.Once,
            })
            .IsUnique();
        // Ids of one millisecond stand in no order: the newest is told by its time.
        row.HasIndex(x => new
        {
            x.ColleagueId,
            x.At,
            x.Id,
        });
        // How many wait to be read is asked for each page.
        row.HasIndex(x => new { x.ColleagueId, x.ReadAt });
        row.HasIndex(x => x.MailAt).HasFilter("\"MailAt\" IS NOT NULL");
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NoticeWaysTable : IEntityTypeConfiguration<NoticeWays>
{
    public void Configure(EntityTypeBuilder<NoticeWays> row)
    {
        row.HasKey(x => x.ColleagueId);
        row.Ignore(x => x.IsWaiting);
        // A number: the names of a week's days together are longer than a name may be.
        row.Property(x => x.Days).HasConversion<int>();
        row.Property(x => x.Zone).HasMaxLength(NoticeWays.ZoneLength);
        row.HasIndex(x => x.DigestDue);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A notice is its colleague's alone, whatever else a viewer sees, and stands behind the wall of its client.</summary>
internal sealed class NoticeRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db) =>
        model
            .Entity<Notice>()
            .HasQueryFilter(
                Wall.WallFilter,
                n =>
                    db.Viewer.IsSystem
                    || (
                        n.ColleagueId == db.Viewer.ColleagueId
                        && (
                            n.ClientId == null
                            || db.Viewer.SeesAll
                            || db.Set<Pass>()
                                .Any(p =>
                                    p.ColleagueId == db.Viewer.ColleagueId
                                    && p.ClientId == n.ClientId
                                )
                        )
                    )
            );
}
