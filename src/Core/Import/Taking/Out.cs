using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;
using Rapport.Import.Reading;
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
        var own = await OwnOut.Of(db, kind, cancel);
        IPages pages = kind switch
        {
            ImportKind.Clients => new ClientsOut(db),
            ImportKind.Contacts => new ContactsOut(db),
            ImportKind.Interactions => new InteractionsOut(db),
            _ => new OpportunitiesOut(db),
        };
        // The writer is not asynchronous, and a response takes nothing else.
        await using var page = new MemoryStream();
        using var csv = new CsvWriter(page);
        csv.Write([.. header, .. own.Header]);
        IReadOnlyList<OutRow> rows;
        do
        {
            rows = await pages.Next(cancel);
            var further = await own.Read([.. rows.Select(r => r.Id)], cancel);
            foreach (var row in rows)
            {
                csv.Write([.. row.Cells.Concat(further[row.Id]).Select(v => v ?? "")]);
            }
            csv.Flush();
            await stream.WriteAsync(page.GetBuffer().AsMemory(0, (int)page.Length), cancel);
            page.SetLength(0);
        } while (rows.Count == AtOnce);
    }

    internal static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    internal static string? Text(LocalDate? date) =>
        date is { } d ? LocalDatePattern.Iso.Format(d) : null;

    internal static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string? Text(Enum? one) => one is null ? null : CellText.Word(one);

    internal static string Text(bool yes) => yes ? "yes" : "no";

    /// <summary>In major units with all their decimals, which never look like groups of thousands.</summary>
    internal static string Text(Money money) =>
        money.Major.ToString(
            Currencies.Scale(money.Currency) == 1 ? "0" : "0.00##",
            CultureInfo.InvariantCulture
        );
}

/// <summary>The rows of one kind, page after page; one that is not full is the last.</summary>
internal interface IPages
{
    Task<IReadOnlyList<OutRow>> Next(CancellationToken cancel);
}

/// <summary>A record on its way out, without the firm's own fields.</summary>
internal sealed record OutRow(Guid Id, IReadOnlyList<string?> Cells);
