using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Import;

/// <summary>Files with the headers that other programs write go in without editing.</summary>
public abstract class PromisedFilesTests(TestDatabase database)
{
    [Fact]
    public async Task Every_promised_header_goes_in_without_editing()
    {
        await using var desk = await Desk.Set(database.Place);
        foreach (var (at, (kind, row)) in HeaderRows.Promised.Index())
        {
            var columns = row.Split('|').Select(c => c.Split('>')).ToList();
            var file = string.Join(
                "\r\n",
                string.Join(',', columns.Select(c => c[0])),
                string.Join(',', columns.Select(c => Value(c.ElementAtOrDefault(1), at)))
            );
            var uploaded = await desk.Upload(file + "\r\n");
            Assert.True(uploaded.Done, $"{row}: {uploaded.Refusal?.Faults[0]}");
            Assert.Equal(kind, uploaded.Value.Kind);
            var import = await desk.Finish(uploaded.Value.Id, (acts, id) => acts.Start(id));
            var fate = Assert.Single(await desk.Fates(import));
            Assert.True(
                fate.Fate is Fate.New or Fate.Same or Fate.Updates,
                $"{row}: {fate.Fate} {fate.Reason} {fate.Detail}"
            );
        }
    }

    /// <summary>What such a column may hold.</summary>
    private static string Value(string? field, int at) =>
        field switch
        {
            null => "",
            "email" => $"person{at}@promised.example",
            "client" or "name" or "parent" => field == "parent" ? "" : "Promised Ltd",
            "phone" or "mobile" => $"+49 30 12345{at:00}",
            "occurred" or "opened" or "closed" => "2024-03-17",
            "founded" => "1999",
            "employees" or "value" or "revenue" or "minutes" or "probability" => "12",
            "website" => "",
            "stage" => "won",
            "currency" => "EUR",
            "language" or "languages" => "de",
            "timeZone" => "Europe/Berlin",
            "system" => "promised",
            "number" => $"K{at}",
            _ => $"{field} {at}",
        };

    public sealed class OnSqlite(Sqlite database)
        : PromisedFilesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PromisedFilesTests(database),
            IClassFixture<Postgres>;
}
