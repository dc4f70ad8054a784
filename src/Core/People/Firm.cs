using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>The firm itself, of which there is one: what holds where nothing else is said.</summary>
public sealed class Firm : Row
{
    public static readonly EventName Changed = new(
        "firm.changed",
        "The firm's name, currency, zone, language, limits or chats changed."
    );

    public static readonly Guid TheOne = new("00000000-0000-7000-8000-000000000001");
    public const int NameLength = 200;
    public const int HostsLength = 2000;
    public const int UsualFileMegabytes = 100;
    public const int MostFileMegabytes = 10_240;

    public string? Name { get; set; }

    /// <summary>ISO 4217, of amounts that state none.</summary>
    public required string Currency { get; set; }

    /// <summary>IANA name, of times and people that state none.</summary>
    public required string Zone { get; set; }

    /// <summary>Two letters; null for the browser's.</summary>
    public string? Language { get; set; }

    /// <summary>How long a file may be that is attached, in megabytes; null for what is usual.</summary>
    public int? FileMegabytes { get; set; }

    /// <summary>Hosts of chats that colleagues may be told in; null for the usual ones, empty for none.</summary>
    public string? ChatHosts { get; set; }

    /// <summary>Whose chats take messages at an address of their own, by what their makers write.</summary>
    public static IReadOnlyList<string> UsualChatHosts { get; } =
    [
        "hooks.slack.com",
        "chat.googleapis.com",
        "*.environment.api.powerplatform.com",
        "*.zulipchat.com",
        "*.cloud.mattermost.com",
    ];

    /// <summary>Where chats may be told.</summary>
    public IReadOnlyList<AllowedHost> Chats => AllowedHosts.Read(ChatHostsText);

    /// <summary>The same as they are written, one a line.</summary>
    public string ChatHostsText => ChatHosts ?? string.Join('\n', UsualChatHosts);

    public long MostFileBytes => (long)(FileMegabytes ?? UsualFileMegabytes) << 20;
}

internal sealed class FirmTable : IEntityTypeConfiguration<Firm>
{
    public void Configure(EntityTypeBuilder<Firm> row)
    {
        row.Ignore(x => x.MostFileBytes);
        row.Ignore(x => x.Chats);
        row.Ignore(x => x.ChatHostsText);
        row.Property(x => x.ChatHosts).HasMaxLength(Firm.HostsLength);
        row.Property(x => x.Name).HasMaxLength(Firm.NameLength);
        row.Property(x => x.Currency).HasMaxLength(3);
        row.Property(x => x.Zone).HasMaxLength(60);
        row.Property(x => x.Language).HasMaxLength(12);
    }
}

/// <param name="ChatHosts">Apart by line breaks or spaces; null for the usual ones, empty for none.</param>
public sealed record FirmDetails(
    string? Name,
    string? Currency,
    string? Zone,
    string? Language,
    int? FileMegabytes = null,
    string? ChatHosts = null
);

/// <summary>What can be done with the firm's own settings.</summary>
public sealed class Firms(Db db)
{
    private const string UsualCurrency = "EUR";

    /// <summary>As the firm said, or what is usual until it does: euros, and the machine's zone.</summary>
    public async Task<Firm> Read(CancellationToken cancel = default) =>
        await db.Set<Firm>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == Firm.TheOne, cancel)
        ?? Usual();

    /// <summary>Which day it is where the firm is.</summary>
    public async Task<LocalDate> Today(CancellationToken cancel = default) =>
        db
            .Now.InZone(
                DateTimeZoneProviders.Tzdb.GetZoneOrNull((await Read(cancel)).Zone)
                    ?? DateTimeZone.Utc
            )
            .Date;

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Firm>> Change(
        FirmDetails said,
        int? version = null,
        CancellationToken cancel = default
    )
    {
        var faults = new Faults();
        var firm = await db.Set<Firm>().FirstOrDefaultAsync(f => f.Id == Firm.TheOne, cancel);
        if (version is not null && version != (firm?.Version ?? 0))
        {
            return Refusal.Stale;
        }
        var isNew = firm is null;
        firm ??= Usual();
        firm.Name = faults.Text("name", said.Name, Firm.NameLength);
        firm.Currency = faults.Text("currency", said.Currency, 3, required: true) ?? "";
        firm.Zone = faults.Text("zone", said.Zone, 60, required: true) ?? "";
        firm.Language = faults.Text("language", said.Language, 12);
        faults.If(said.FileMegabytes < 1, "fileMegabytes", Fault.TooSmall);
        faults.If(said.FileMegabytes > Firm.MostFileMegabytes, "fileMegabytes", Fault.TooLarge);
        firm.FileMegabytes = said.FileMegabytes;
        firm.ChatHosts = Hosts(said.ChatHosts, faults);
        faults.If(
            firm.Currency.Length > 0 && !Currencies.IsCode(firm.Currency),
            "currency",
            Fault.NotACurrency
        );
        faults.If(firm.Zone.Length > 0 && !Known.Zone(firm.Zone), "zone", Fault.NotATimeZone);
        faults.If(
            firm.Language is not null && !Known.Language(firm.Language),
            "language",
            Fault.NotALanguage
        );
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        if (isNew)
        {
            db.Add(firm);
        }
        if (isNew || db.ChangeTracker.HasChanges())
        {
            db.Raise(Firm.Changed, firm, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : firm;
    }

    /// <summary>One a line; null where they are the usual ones.</summary>
    private static string? Hosts(string? typed, Faults faults)
    {
        if (typed is null)
        {
            return null;
        }
        var hosts = AllowedHosts.Apart(typed);
        var wrong = hosts.FirstOrDefault(h => AllowedHost.Read(h) is null);
        faults.If(wrong is not null, "chatHosts", Fault.NotAHost, wrong);
        var lines = string.Join('\n', hosts);
        faults.If(
            lines.Length > Firm.HostsLength,
            "chatHosts",
            Fault.TooLong,
            Firm.HostsLength.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        return hosts.SequenceEqual(Firm.UsualChatHosts) ? null : lines;
    }

    private static Firm Usual() =>
        new()
        {
            Id = Firm.TheOne,
            Currency = UsualCurrency,
            Zone = DateTimeZoneProviders.Tzdb.GetSystemDefault().Id,
        };
}
