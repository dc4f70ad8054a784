using System.Globalization;
using NodaTime;
using Rapport.Data;
using Rapport.Import;
using Rapport.Reports;
using Rapport.Web.Shared;

namespace Rapport.Web.Audit;

/// <summary>The audit as a file, in the reader's words; moments in UTC, so that they sort.</summary>
internal static class AuditFile
{
    private const int AtOnce = 500;

    public static async Task Write(
        Db db,
        TrailFilter filter,
        DateTimeZone zone,
        Stream stream,
        CancellationToken cancel
    )
    {
        await using var buffer = new MemoryStream();
        using var csv = new CsvWriter(buffer);
        csv.Write([
            AuditWords.Place,
            AuditWords.When,
            AuditWords.Who,
            AuditWords.Deed,
            AuditWords.Kind,
            AuditWords.Record,
            AuditWords.Client,
            AuditWords.What,
        ]);
        TrailPlace? after = null;
        do
        {
            var page = await AuditTrail.Page(db, filter, after, AtOnce, cancel);
            foreach (var entry in page.Entries)
            {
                csv.Write([
                    entry.Seq?.ToString(CultureInfo.InvariantCulture) ?? "",
                    NodaTime.Text.InstantPattern.ExtendedIso.Format(entry.At),
                    entry.Who(),
                    entry.Deed.Label(),
                    AuditTexts.Kind(entry.Kind),
                    entry.Root?.Name ?? "",
                    entry.Client ?? "",
                    string.Join("; ", entry.Says(zone)),
                ]);
            }
            csv.Flush();
            await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
            buffer.SetLength(0);
            after = page.Next;
        } while (after is not null);
    }
}
