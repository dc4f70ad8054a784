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
        "The firm's name, currency, zone, language or limits changed."
    );

    public static readonly Guid TheOne = new("00000000-0000-7000-8000-000000000001");
    public const int NameLength = 200;
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

    public long MostFileBytes => (long)(FileMegabytes ?? UsualFileMegabytes) << 20;
}

internal sealed class FirmTable : IEntityTypeConfiguration<Firm>
{
    public void Configure(EntityTypeBuilder<Firm> row)
    {
        row.Ignore(x => x.MostFileBytes);
        row.Property(x => x.Name).HasMaxLength(Firm.NameLength);
        row.Property(x => x.Currency).HasMaxLength(3);
        row.Property(x => x.Zone).HasMaxLength(60);
        row.Property(x => x.Language).HasMaxLength(12);
    }
}

public sealed record FirmDetails(
    string? Name,
    string? Currency,
    string? Zone,
    string? Language,
    int? FileMegabytes = null
);

/// <summary>What can be done with the firm's own settings.</summary>
public sealed class Firms(Db db)
{
    private const string UsualCurrency = "EUR";

    /// <summary>As the firm said, or what is usual until it does: euros, and the machine's zone.</summary>
    public async Task<Firm> Read(CancellationToken cancel = default) =>
        await db.Set<Firm>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == Firm.TheOne, cancel)
        ?? Usual();

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

    private static Firm Usual() =>
        new()
        {
            Id = Firm.TheOne,
            Currency = UsualCurrency,
            Zone = DateTimeZoneProviders.Tzdb.GetSystemDefault().Id,
        };
}
