using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Meetings;

internal sealed class MeetingTable : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> row)
    {
        row.Ignore(x => x.IsOpen);
        row.Ignore(x => x.End);
        row.Ignore(x => x.NeedsNext);
        row.Ignore(x => x.FacesClient);
        row.Property(x => x.Title).HasMaxLength(Meeting.TitleLength);
        row.Property(x => x.TitleKey).KeyOf(nameof(Meeting.Title), Meeting.TitleLength);
        row.Property(x => x.Zone).HasMaxLength(60);
        row.Property(x => x.Place).HasMaxLength(Meeting.PlaceLength);
        row.Property(x => x.Uid).HasMaxLength(200);
        row.HasIndex(x => x.Uid).IsUnique();
        // What comes, all of it and at a client; what one invites to; what was held of a series.
        row.HasIndex(x => new { x.Start, x.Id });
        row.HasIndex(x => new
        {
            x.ClientId,
            x.Start,
            x.Id,
        });
        row.HasIndex(x => new
        {
            x.OwnerId,
            x.Start,
            x.Id,
        });
        row.HasIndex(x => new
        {
            x.SeriesId,
            x.State,
            x.Start,
        });
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Series>()
            .WithMany()
            .HasForeignKey(x => x.SeriesId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Interaction>()
            .WithMany()
            .HasForeignKey(x => x.EntryId)
            .OnDelete(DeleteBehavior.SetNull);
        row.HasOne<Meeting>()
            .WithMany()
            .HasForeignKey(x => x.NextId)
            .OnDelete(DeleteBehavior.SetNull);
        row.HasMany(x => x.Attendees)
            .WithOne()
            .HasForeignKey(x => x.MeetingId)
            .OnDelete(DeleteBehavior.Cascade);
        row.HasMany(x => x.Agenda)
            .WithOne()
            .HasForeignKey(x => x.MeetingId)
            .OnDelete(DeleteBehavior.Cascade);
        row.HasMany(x => x.Actions)
            .WithOne()
            .HasForeignKey(x => x.MeetingId)
            .OnDelete(DeleteBehavior.Cascade);
        row.HasMany(x => x.Steps)
            .WithOne()
            .HasForeignKey(x => x.MeetingId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MeetingStepTable : IEntityTypeConfiguration<MeetingStep>
{
    public void Configure(EntityTypeBuilder<MeetingStep> row)
    {
        row.HasKey(x => new { x.MeetingId, x.Position });
        row.Property(x => x.Reason).HasMaxLength(Meeting.ReasonLength);
    }
}

internal sealed class AttendeeTable : IEntityTypeConfiguration<Attendee>
{
    public void Configure(EntityTypeBuilder<Attendee> row)
    {
        row.HasKey(x => new { x.MeetingId, x.Number });
        row.Property(x => x.Name).HasMaxLength(Contact.NameLength);
        row.HasIndex(x => new { x.ContactId, x.MeetingId });
        row.HasIndex(x => new { x.ColleagueId, x.MeetingId });
        row.OnceEach(nameof(Attendee.MeetingId));
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ContactId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.AnsweredById)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AgendaItemTable : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> row)
    {
        row.Ignore(x => x.IsOwed);
        row.HasKey(x => new { x.MeetingId, x.Number });
        row.Property(x => x.Text).HasMaxLength(AgendaItem.TextLength);
        row.Property(x => x.Notes).HasMaxLength(AgendaItem.NotesLength);
        row.Property(x => x.Decisions).HasMaxLength(AgendaItem.NotesLength);
        row.Property(x => x.SourceId).RefersToAny();
    }
}

internal sealed class MeetingActionTable : IEntityTypeConfiguration<MeetingAction>
{
    public void Configure(EntityTypeBuilder<MeetingAction> row)
    {
        row.HasKey(x => new { x.MeetingId, x.Number });
        row.Property(x => x.Text).HasMaxLength(Commitment.TextLength);
        row.HasOne<Contact>()
            .WithMany()
            .HasForeignKey(x => x.ContactId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Commitment>()
            .WithMany()
            .HasForeignKey(x => x.CommitmentId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class SeriesTable : IEntityTypeConfiguration<Series>
{
    public void Configure(EntityTypeBuilder<Series> row)
    {
        row.Ignore(x => x.Kind);
        row.Ignore(x => x.TimeZone);
        row.Ignore(x => x.Rhythm);
        row.Property(x => x.Title).HasMaxLength(Meeting.TitleLength);
        row.Property(x => x.TitleKey).KeyOf(nameof(Series.Title), Meeting.TitleLength);
        row.Property(x => x.Cadence).HasMaxLength(200);
        row.Property(x => x.Time).HasMaxLength(5);
        row.Property(x => x.Zone).HasMaxLength(60);
        row.Property(x => x.Place).HasMaxLength(Meeting.PlaceLength);
        // They follow from the meetings that were held.
        row.Property(x => x.KeptUntil).NotAudited();
        row.Property(x => x.SlipsAfter).NotAudited();
        row.HasIndex(x => new { x.ClientId, x.Id });
        row.HasIndex(x => new { x.SlipsAfter, x.Id });
        row.HasOne<Client>()
            .WithMany()
            .HasForeignKey(x => x.ClientId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasMany(x => x.Members)
            .WithOne()
            .HasForeignKey(x => x.SeriesId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SeriesMemberTable : IEntityTypeConfiguration<SeriesMember>
{
    public void Configure(EntityTypeBuilder<SeriesMember> row)
    {
        row.HasKey(x => new { x.SeriesId, x.Number });
        row.OnceEach(nameof(SeriesMember.SeriesId));
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

/// <summary>The lines of a meeting and of a series are seen only by those who see it.</summary>
internal sealed class MeetingLineRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db)
    {
        model
            .Entity<Attendee>()
            .HasQueryFilter(x => db.Set<Meeting>().Any(m => m.Id == x.MeetingId));
        model
            .Entity<AgendaItem>()
            .HasQueryFilter(x => db.Set<Meeting>().Any(m => m.Id == x.MeetingId));
        model
            .Entity<MeetingAction>()
            .HasQueryFilter(x => db.Set<Meeting>().Any(m => m.Id == x.MeetingId));
        model
            .Entity<MeetingStep>()
            .HasQueryFilter(x => db.Set<Meeting>().Any(m => m.Id == x.MeetingId));
        model
            .Entity<SeriesMember>()
            .HasQueryFilter(x => db.Set<Series>().Any(s => s.Id == x.SeriesId));
    }
}
