using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Calendars;
using Rapport.Data;

namespace Rapport.People;

internal sealed class ColleagueTable : IEntityTypeConfiguration<Colleague>
{
    public void Configure(EntityTypeBuilder<Colleague> row)
    {
        row.Property(x => x.Name).HasMaxLength(Colleague.NameLength);
        row.Property(x => x.NameKey).HasMaxLength(Colleague.NameLength * 2).NotAudited();
        row.Property(x => x.Email).HasMaxLength(Colleague.EmailLength);
        row.Property(x => x.EmailKey).HasMaxLength(Colleague.EmailLength).NotAudited();
        row.Property(x => x.Keys).HasMaxLength(KeyChoices.Longest);
        row.Property(x => x.LeftBecause).HasMaxLength(Colleague.ReasonLength);
        row.Property(x => x.System).HasMaxLength(60);
        row.Property(x => x.ExternalId).HasMaxLength(200);
        row.HasIndex(x => x.EmailKey).Refuses("email");
        row.HasIndex(x => x.Number).IsUnique();
        row.HasIndex(x => new { x.NameKey, x.Id });
        row.HasIndex(x => new { x.System, x.ExternalId }).IsUnique();
        row.HasOne<Unit>()
            .WithMany()
            .HasForeignKey(x => x.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UnitTable : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> row)
    {
        row.Property(x => x.Name).HasMaxLength(Unit.NameLength);
        row.Property(x => x.NameKey).HasMaxLength(Unit.NameLength * 2).NotAudited();
        row.HasIndex(x => x.NameKey).Refuses("name");
        row.HasOne<Unit>()
            .WithMany()
            .HasForeignKey(x => x.ParentId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Calendar>()
            .WithMany()
            .HasForeignKey(x => x.CalendarId)
            .OnDelete(DeleteBehavior.Restrict);
        // A lead is a colleague of some unit: the two tables refer to each other, so this one stays without a key.
        row.HasIndex(x => x.LeadId);
    }
}

internal sealed class AbsenceTable : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> row)
    {
        row.Property(x => x.Note).HasMaxLength(Absence.NoteLength);
        row.HasIndex(x => new { x.Until, x.From });
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.SubstituteId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SeatTable : IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Seat> row)
    {
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(x => new
            {
                x.ClientId,
                x.ColleagueId,
                x.Role,
            })
            .HasFilter("\"Until\" IS NULL")
            .Refuses("colleague");
        row.HasIndex(x => new { x.ColleagueId, x.ClientId });
    }
}

internal sealed class PassTable : IEntityTypeConfiguration<Pass>
{
    public void Configure(EntityTypeBuilder<Pass> row)
    {
        row.HasKey(x => new { x.ColleagueId, x.ClientId });
    }
}

internal sealed class AudienceMemberTable : IEntityTypeConfiguration<AudienceMember>
{
    public void Configure(EntityTypeBuilder<AudienceMember> row)
    {
        row.HasKey(x => new { x.SubjectId, x.ColleagueId });
        row.Property(x => x.SubjectId).RefersToAny();
    }
}

internal sealed class OneTimeLinkTable : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> row)
    {
        row.HasIndex(x => x.Hash).IsUnique();
        row.Property(x => x.Hash).NotAudited();
        row.HasOne<Login>()
            .WithMany()
            .HasForeignKey(x => x.LoginId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> row)
    {
        row.Property(x => x.Name).HasMaxLength(ApiToken.NameLength);
        row.Property(x => x.Hash).NotAudited();
        row.HasIndex(x => x.Hash).IsUnique();
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
