using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Clients;

internal sealed class SeatChangeTable : IEntityTypeConfiguration<SeatChange>
{
    public void Configure(EntityTypeBuilder<SeatChange> row)
    {
        row.Ignore(x => x.IsPlanned);
        row.HasIndex(x => new { x.ClientId, x.State });
        row.HasIndex(x => new { x.State, x.On });
        // The seat says itself that it was taken.
        row.Property(x => x.SeatId).NotAudited();
        row.HasIndex(x => x.SeatId);
        row.HasOne<Seat>().WithMany().HasForeignKey(x => x.SeatId).OnDelete(DeleteBehavior.SetNull);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.FromColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
