using System.Globalization;
using Rapport.Data;
using Rapport.Import;

namespace Rapport.Web.Import;

/// <summary>Every row's fate as a file, in the reader's words.</summary>
internal static class FateFile
{
    private const int AtOnce = 1000;

    public static async Task Write(
        Db db,
        ImportRecord import,
        Stream stream,
        CancellationToken cancel
    )
    {
        await using var buffer = new MemoryStream();
        using var csv = new CsvWriter(buffer);
        csv.Write([
            ImportWords.RowNumber,
            ImportWords.RowWhat,
            ImportWords.RowFate,
            ImportWords.RowWhy,
            ImportWords.RowSays,
        ]);
        var after = (Number: 0L, Part: -1);
        List<FateRecord> rows;
        do
        {
            rows = await ImportRecords.Fates(
                db,
                import.Id,
                import.State.IsDry(),
                new FateFilter(),
                after,
                AtOnce,
                cancel
            );
            foreach (var row in rows)
            {
                csv.Write([
                    row.Number.ToString(CultureInfo.InvariantCulture),
                    row.InConfidence ? ImportWords.RowInConfidence : row.Label ?? "",
                    row.Became(),
                    string.Join(
                        "; ",
                        new[] { row.Why() }.OfType<string>().Concat(row.ChangedFields())
                    ),
                    string.Join("; ", row.Says()),
                ]);
                after = (row.Number, row.Part);
            }
            csv.Flush();
            await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
            buffer.SetLength(0);
        } while (rows.Count == AtOnce);
    }
}
