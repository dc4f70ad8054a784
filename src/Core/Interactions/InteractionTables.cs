using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Interactions;

internal sealed class InteractionTable : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> row)
    {
        row.Ignore(x => x.OwnerId);
        row.Property(x => x.Subject).HasMaxLength(Interaction.SubjectLength);
        row.Property(x => x.SubjectKey)
            .KeyOf(nameof(Interaction.Subject), Interaction.SubjectLength);
        row.Property(x => x.ContactsThere).NotAudited();
        row.Property(x => x.ColleaguesThere).NotAudited();
        row.Property(x => x.System).HasMaxLength(60);
        row.Property(x => x.ExternalId).HasMaxLength(200);
        // The stream of a client, and the same stream of one touchpoint, newest first. A client's entries lie scattered:
        // a list of them is filtered and sorted by what stands in the index, where the engine keeps it there.
        row.HasIndex(x => new
            {
                x.ClientId,
                x.Occurred,
                x.Id,
            })
            .IncludeProperties(x => new
            {
                x.CorrectedById,
                x.CorrectsId,
                x.Audience,
                x.AuthorId,
                x.Channel,
                x.Touchpoint,
                x.Direction,
                x.Minutes,
                x.RealTouch,
                x.ContactsThere,
                x.ColleaguesThere,
                x.RecordedAt,
                x.SubjectKey,
            });
        row.HasIndex(x => new
        {
            x.ClientId,
            x.Touchpoint,
            x.Occurred,
            x.Id,
        });
        row.HasIndex(x => new { x.Occurred, x.Id });
        // What a colleague wrote down, newest first.
        row.HasIndex(x => new
        {
            x.AuthorId,
            x.Occurred,
            x.Id,
        });
        row.HasIndex(x => new { x.System, x.ExternalId }).IsUnique();
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasMany(x => x.Participants)
            .WithOne()
            .HasForeignKey(p => p.InteractionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ParticipantTable : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> row)
    {
        row.HasKey(x => new { x.InteractionId, x.Position });
        row.Property(x => x.Name).HasMaxLength(Contact.NameLength);
        // With the entry, so that a list of what somebody took part in reads the index alone.
        row.HasIndex(x => new { x.ContactId, x.InteractionId });
        row.HasIndex(x => new { x.ColleagueId, x.InteractionId });
        row.OnceEach(nameof(Participant.InteractionId));
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ContactId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Who took part is seen only by those who see the entry.</summary>
internal sealed class ParticipantRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db) =>
        model
            .Entity<Participant>()
            .HasQueryFilter(p => db.Set<Interaction>().Any(i => i.Id == p.InteractionId));
}
