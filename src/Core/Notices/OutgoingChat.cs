using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.People;

namespace Rapport.Notices;

/// <summary>
/// A message to a colleague's chat. It holds no words: they are read when it is sent, of what is unread and seen then. Over,
/// it is kept for a while without what it was about.
/// </summary>
public sealed class OutgoingChat : IAwaited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ColleagueId { get; init; }
    public Instant At { get; init; }
    public Instant NotBefore { get; set; }

    /// <summary>From when it is no news any more; it stands in the morning mail then.</summary>
    public Instant NotAfter { get; init; }
    public MailState State { get; set; }

    /// <summary>How often it was given out to be sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Until when whoever took it has it for himself.</summary>
    public Instant? LeasedUntil { get; set; }

    /// <summary>What the chat, or the way to it, last said.</summary>
    public string? Answer { get; set; }
    public Instant? OverAt { get; set; }

    public bool IsWaiting => State == MailState.Waiting;

    public void Finish(MailState state, string? answer, Instant now) =>
        (State, Answer, OverAt, LeasedUntil) = (state, answer, now, null);

    /// <summary>It is tried again: when the chat asked for, or after the pauses of mails.</summary>
    public void Postpone(string? answer, Instant? asked, Instant now)
    {
        (Answer, LeasedUntil) = (answer, null);
        var usual = now + OutgoingMail.PauseAfter(Attempts);
        NotBefore = asked is { } later && later > usual ? later : usual;
    }
}

/// <summary>A notice that a message is about.</summary>
public sealed class OutgoingChatNotice : IPlumbing
{
    public Guid ChatId { get; init; }
    public Guid NoticeId { get; init; }
}

internal sealed class OutgoingChatTable : IEntityTypeConfiguration<OutgoingChat>
{
    public void Configure(EntityTypeBuilder<OutgoingChat> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Answer).HasMaxLength(OutgoingMail.AnswerLength);
        row.HasIndex(x => new { x.State, x.NotBefore });
        row.HasIndex(x => x.OverAt);
        row.HasIndex(x => new { x.ColleagueId, x.At });
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OutgoingChatNoticeTable : IEntityTypeConfiguration<OutgoingChatNotice>
{
    public void Configure(EntityTypeBuilder<OutgoingChatNotice> row)
    {
        row.HasKey(x => new { x.ChatId, x.NoticeId });
        row.HasIndex(x => x.NoticeId);
        row.HasOne<OutgoingChat>()
            .WithMany()
            .HasForeignKey(x => x.ChatId)
            .OnDelete(DeleteBehavior.Cascade);
        row.HasOne<Notice>()
            .WithMany()
            .HasForeignKey(x => x.NoticeId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
