using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;

namespace Rapport.Mail;

internal sealed class MailTable : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.To).HasMaxLength(OutgoingMail.AddressLength);
        row.Property(x => x.ToKey).HasMaxLength(OutgoingMail.AddressLength);
        row.Property(x => x.Subject).HasMaxLength(OutgoingMail.SubjectLength);
        row.Property(x => x.CalendarMethod).HasMaxLength(OutgoingMail.MethodLength);
        row.Property(x => x.Answer).HasMaxLength(OutgoingMail.AnswerLength);
        row.Property(x => x.SubjectId).RefersToAny();
        row.HasIndex(x => new { x.State, x.NotBefore });
        row.HasIndex(x => x.OverAt);
        row.HasIndex(x => x.ToKey);
    }
}
