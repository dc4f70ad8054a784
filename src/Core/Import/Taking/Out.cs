using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.Values;

namespace Rapport.Import.Taking;

/// <summary>
/// Writes all that the viewer sees of one kind as CSV that comes back in without a difference, page by page, memory flat.
/// </summary>
public static class Out
{
    internal const int AtOnce = 500;

    /// <exception cref="ArgumentException">There is no export of that kind.</exception>
    public static async Task Write(Db db, ImportKind kind, Stream stream, CancellationToken cancel)
    {
        if (!Exports.Headers.TryGetValue(kind, out var header))
        {
            throw new ArgumentException($"No export of {kind}", nameof(kind));
        }
        // The writer is not asynchronous, and a response takes nothing else.
        await using var page = new MemoryStream();
        using var csv = new CsvWriter(page);
        csv.Write(header);
        for (Guid? after = null; ; )
        {
            var (rows, last) = kind switch
            {
                ImportKind.Clients => await ClientsOut.Page(db, after, cancel),
                ImportKind.Contacts => await ContactsOut.Page(db, after, cancel),
                ImportKind.Interactions => await InteractionsOut.Page(db, after, cancel),
                _ => await OpportunitiesOut.Page(db, after, cancel),
            };
            foreach (var row in rows)
            {
                csv.Write([.. row.Select(v => v ?? "")]);
            }
            csv.Flush();
            await stream.WriteAsync(page.GetBuffer().AsMemory(0, (int)page.Length), cancel);
            page.SetLength(0);
            if (rows.Count < AtOnce)
            {
                return;
            }
            after = last;
        }
    }

    internal static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    internal static string? Text(LocalDate? date) =>
        date is { } d ? LocalDatePattern.Iso.Format(d) : null;

    internal static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string Text(Enum one) => one.ToString().ToLowerInvariant();

    /// <summary>In major units with all their decimals, which never look like groups of thousands.</summary>
    internal static string Text(Money money) =>
        money.Major.ToString(
            Currencies.Scale(money.Currency) == 1 ? "0" : "0.00##",
            CultureInfo.InvariantCulture
        );

    /// <summary>Parted by semicolons; one that holds a comma gets a semicolon behind it, so that it stays one.</summary>
    internal static string List(IEnumerable<string> values)
    {
        var all = values.ToList();
        var text = string.Join("; ", all);
        return all.Count == 1 && text.Contains(',') ? text + ";" : text;
    }
}
