using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Calendars;

internal sealed class CalendarTable : IEntityTypeConfiguration<Calendar>
{
    public void Configure(EntityTypeBuilder<Calendar> row)
    {
        row.Property(x => x.Name).HasMaxLength(Calendar.NameLength);
        row.Property(x => x.NameKey).KeyOf(nameof(Calendar.Name), Calendar.NameLength);
        row.Property(x => x.Zone).HasMaxLength(60);
        row.Property(x => x.Region).HasMaxLength(12);
        row.HasIndex(x => x.NameKey).Refuses("name");
    }
}

internal sealed class CalendarDayTable : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> row)
    {
        row.Property(x => x.Spans).HasMaxLength(DayHours.Longest);
        row.Property(x => x.Name).HasMaxLength(Calendar.NameLength);
        row.Ignore(x => x.Exception);
        row.HasIndex(x => new { x.CalendarId, x.Date }).Refuses("date");
        row.HasOne<Calendar>()
            .WithMany()
            .HasForeignKey(x => x.CalendarId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
