using NodaTime;
using Rapport.Jobs;
using Rapport.Web.Interactions;

namespace Rapport.Web.Audit;

/// <summary>From which day to which the audit is exported; left empty, from its beginning or to its end.</summary>
public sealed record AuditExportInput
{
    public string? ExportFrom { get; init; }
    public string? ExportTo { get; init; }

    public Instant? Start(DateTimeZone zone) =>
        Moments.Date(ExportFrom) is { } day ? zone.AtStartOfDay(day).ToInstant() : null;

    public Instant? End(DateTimeZone zone) =>
        Moments.Date(ExportTo) is { } day ? zone.AtStartOfDay(day.PlusDays(1)).ToInstant() : null;
}

/// <summary>A signed export under way or made.</summary>
/// <param name="There">It can still be fetched.</param>
public sealed record WrittenExport(Job Job, bool There);
