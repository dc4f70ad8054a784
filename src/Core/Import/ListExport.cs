using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;

namespace Rapport.Import;

public enum ExportFormat
{
    Csv,
    Xlsx,
}

/// <summary>How a column is headed, and what its choices are called, in the language of whoever asked.</summary>
/// <param name="Choices">By the choice as <see cref="FieldText"/> writes it; empty where there are none.</param>
public sealed record ExportColumn(
    string Key,
    string Title,
    IReadOnlyDictionary<string, string> Choices
);

/// <summary>What a file says beside what the rows hold.</summary>
/// <param name="Currency">Heads the column beside an amount.</param>
public sealed record ExportWords(
    IReadOnlyList<ExportColumn> Columns,
    string Currency,
    string Yes,
    string No
);

/// <summary>A list as somebody sees it, on its way into a file. The file is for whoever asked, alone, and for a week.</summary>
public sealed class ListExport : Row
{
    public static readonly EventName Asked = new(
        "list.export_asked",
        "A list began to be written into a file."
    );

    /// <summary>How long a file can be fetched.</summary>
    public static readonly Duration Kept = Duration.FromDays(7);

    /// <summary>The key of the list.</summary>
    public required string List { get; init; }

    /// <summary>As <see cref="ListSaid"/> writes it.</summary>
    public required string Said { get; init; }
    public ExportFormat Format { get; init; }

    /// <summary>JSON of <see cref="ExportWords"/>.</summary>
    public required string Words { get; init; }

    /// <summary>IANA name of the zone in which moments are written.</summary>
    public required string Zone { get; init; }
    public Guid? OwnerId { get; init; }
    public Instant CreatedAt { get; init; }

    public string FileName =>
        $"{List}-{CreatedAt.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc).Date:uuuu-MM-dd}.{Format.ToString().ToLowerInvariant()}";
}

internal sealed class ListExportTable : IEntityTypeConfiguration<ListExport>
{
    public void Configure(EntityTypeBuilder<ListExport> row)
    {
        row.Property(x => x.List).HasMaxLength(40);
        row.Property(x => x.Said).HasMaxLength(ListSaid.LongestText);
        row.Property(x => x.Zone).HasMaxLength(60);
        row.Property(x => x.Words).NotAudited();
        row.Ignore(x => x.FileName);
        row.HasIndex(x => new { x.OwnerId, x.Id });
    }
}
