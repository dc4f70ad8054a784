using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Handovers;

internal sealed class HandoverTable : IEntityTypeConfiguration<Handover>
{
    public void Configure(EntityTypeBuilder<Handover> row)
    {
        row.Ignore(x => x.IsOpen);
        row.Property(x => x.Reason).HasMaxLength(Handover.ReasonLength);
        row.Property(x => x.Went).HasMaxLength(Tally.Longest);
        row.HasIndex(x => new { x.ColleagueId, x.Id });
        row.HasIndex(x => new { x.State, x.On });
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.SuccessorId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasMany(x => x.Shares)
            .WithOne()
            .HasForeignKey(x => x.HandoverId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HandoverShareTable : IEntityTypeConfiguration<HandoverShare>
{
    public void Configure(EntityTypeBuilder<HandoverShare> row)
    {
        row.HasKey(x => new { x.HandoverId, x.Position });
        row.Property(x => x.Went).HasMaxLength(Tally.Longest);
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.SuccessorId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
