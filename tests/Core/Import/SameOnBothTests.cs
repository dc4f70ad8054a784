using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Import;

/// <summary>What becomes of the same files does not depend on the engine.</summary>
public sealed class SameOnBothTests(Sqlite sqlite, Postgres postgres)
    : IClassFixture<Sqlite>,
        IClassFixture<Postgres>
{
    /// <summary>New, same, changed and refused rows; names that engines sort and fold in their own ways.</summary>
    private static readonly (ImportKind Kind, string Csv)[] Files =
    [
        (
            ImportKind.Clients,
            "Company name,Industry,City,Parent company,Annual Revenue\r\nÖl & Gas AS,Energy,Oslo,,1000\r\nstraße GmbH,Energy,Köln,Öl & Gas AS,\r\nSTRASSE GmbH,Energy,Köln,,\r\n,Energy,,,\r\nVela,Water,\"Sevilla,,\r\nZürich Re,Insurance,Zürich,Nobody,much\r\n"
        ),
        (
            ImportKind.Clients,
            "Company name,Industry,City\r\nÖL & GAS AS,Energy,Bergen\r\nZürich Re,Insurance,Zürich\r\nNeu,,\r\n"
        ),
        (
            ImportKind.Contacts,
            "First Name,Last Name,Email,Phone Number,Associated Company\r\nIngrid,Solberg,ingrid@oil.example,+47 1,Öl & Gas AS\r\nIngrid,Solberg,INGRID@oil.example,,öl & gas as\r\nÅse,Berg,not an address,,Zürich Re\r\n,,,,Neu\r\nBo,Ek,bo@neu.example,,Unheard of\r\n"
        ),
        (
            ImportKind.Opportunities,
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\r\n1,Ana Moreno,Fleet,Neu,Won,2016-10-20,2017-03-01,1054\r\n2,ana moreno,Fleet,Nowhere,Engaging,2016-10-20,,\r\n2,Ana Moreno,Fleet,Neu,Engaging,2016-10-21,,5\r\n3,Ana Moreno,Fleet,Neu,Won,someday,,x\r\n"
        ),
        (
            ImportKind.Colleagues,
            "sales_agent,manager,regional_office\r\nAna Moreno,Ruth Boss,Öst\r\nTom Berg,Ruth Boss,öst\r\n,Ruth Boss,West\r\n"
        ),
    ];

    [Fact]
    public async Task The_same_files_come_to_the_same_counts_fates_and_records()
    {
        var onSqlite = await BringIn(sqlite);
        var onPostgres = await BringIn(postgres);

        Assert.Equal(onSqlite, onPostgres);
        Assert.Contains(onSqlite, line => line.Contains("Refused", StringComparison.Ordinal));
        Assert.Contains(onSqlite, line => line.Contains("Updates", StringComparison.Ordinal));
    }

    /// <summary>Every file twice: what the first run made is the same at the second.</summary>
    private static async Task<List<string>> BringIn(TestDatabase database)
    {
        await using var desk = await Desk.Set(database.Place);
        var said = new List<string>();
        foreach (var (kind, csv) in Files.Concat(Files))
        {
            var import = await desk.BringIn(csv, kind);
            said.Add(
                $"{kind}: {import.News} new, {import.Sames} same, {import.Updates} changed, {import.Refused} refused, {import.Besides} besides, {import.Notes} notes"
            );
            said.AddRange(
                (await desk.Fates(import)).Select(f => $"{f.Number} {f.Fate} {f.Reason} {f.Detail}")
            );
        }
        said.Add(await desk.State());
        return said;
    }
}
