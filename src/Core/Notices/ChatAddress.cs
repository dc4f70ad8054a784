using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>By which program a chat is read: each takes a message in a shape of its own.</summary>
public enum ChatKind
{
    Slack,
    Mattermost,
    Teams,
    GoogleChat,
    Zulip,
}

/// <summary>
/// The incoming webhook of a colleague's chat. Whoever knows the address can write there, so it is kept sealed and never
/// shown again.
/// </summary>
public sealed class ChatAddress : Row
{
    public static readonly EventName Connected = new(
        "chat.connected",
        "A colleague named the address of her chat, to be told there too."
    );
    public static readonly EventName Ended = new(
        "chat.ended",
        "A colleague is told in her chat no more: she ended it, left, or the chat knows the address no longer."
    );

    /// <summary>Its text is the host. It goes by mail, whatever she chose.</summary>
    public static readonly NoticeKind Dead = new("chat.dead", NoticePriority.Urgent);

    public const int AddressLength = 1000;
    public const int SealedLength = 4000;
    public const int ServerLength = 270;
    public const int EndLength = 4;

    public Guid ColleagueId { get; init; }
    public ChatKind Kind { get; set; }

    /// <summary>The whole address, sealed.</summary>
    public required string Kept { get; set; }

    /// <summary>As in <c>https://hooks.slack.com</c>, by which it is allowed or not.</summary>
    public required string Server { get; set; }

    /// <summary>The last letters of the address: shown, with the <see cref="Host" />, to know it by.</summary>
    public required string End { get; set; }
    public Instant Since { get; set; }

    /// <summary>Since when the chat says that there is none; null while it takes what it is sent.</summary>
    public Instant? DeadAt { get; set; }

    /// <summary>With its port where that is no usual one.</summary>
    public string Host => new Uri(Server).Authority;

    /// <summary>It takes what it is sent, as far as is known, and may be told.</summary>
    public bool CanBeTold(IEnumerable<AllowedHost> hosts) =>
        DeadAt is null && hosts.For(new Uri(Server)) is not null;

    /// <summary>The one that is known by its host alone; null where somebody has to say.</summary>
    public static ChatKind? KindOf(string host) =>
        host is "hooks.slack.com" or "hooks.slack-gov.com" ? ChatKind.Slack
        : host is "chat.googleapis.com" ? ChatKind.GoogleChat
        : Below(host, ".logic.azure.com") || Below(host, ".api.powerplatform.com") ? ChatKind.Teams
        : Below(host, ".zulipchat.com") ? ChatKind.Zulip
        : Below(host, ".cloud.mattermost.com") ? ChatKind.Mattermost
        : null;

    private static bool Below(string host, string end) =>
        host.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}

internal sealed class ChatAddressTable : IEntityTypeConfiguration<ChatAddress>
{
    public void Configure(EntityTypeBuilder<ChatAddress> row)
    {
        row.Ignore(x => x.Host);
        row.Property(x => x.Kept).HasMaxLength(ChatAddress.SealedLength).NotAudited();
        row.Property(x => x.Server).HasMaxLength(ChatAddress.ServerLength);
        row.Property(x => x.End).HasMaxLength(ChatAddress.EndLength);
        row.HasIndex(x => x.ColleagueId).IsUnique();
        row.HasOne<Colleague>()
            .WithMany()
            .HasForeignKey(x => x.ColleagueId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Nobody sees another's.</summary>
internal sealed class ChatAddressRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db) =>
        model
            .Entity<ChatAddress>()
            .HasQueryFilter(
                Wall.WallFilter,
                a => db.Viewer.IsSystem || a.ColleagueId == db.Viewer.ColleagueId
            );
}
