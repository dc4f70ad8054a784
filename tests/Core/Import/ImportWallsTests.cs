using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Import;

/// <summary>Who may look at an import reads no entry there that they could not read elsewhere.</summary>
public abstract class ImportWallsTests(TestDatabase database)
{
    private const string Entries =
        "Client,Date,Subject,Audience,In confidence with\r\nWalled AS,2026-02-01,For all,,\r\nWalled AS,2026-02-02,For Rita,confidential,Rita Reader\r\nNowhere AS,2026-02-03,Refused,confidential,Rita Reader\r\n";

    [Fact]
    public async Task Rows_of_entries_in_confidence_say_no_more_to_others_than_what_became_of_them()
    {
        await using var desk = await Desk.Set(database.Place);
        var (reader, other) = (
            await desk.Firm.Colleague(Roles.Executive, "Rita Reader"),
            await desk.Firm.Colleague(Roles.Executive, "Otto Other")
        );
        await desk.BringIn("Company name\r\nWalled AS\r\n", ImportKind.Clients);
        var import = await desk.BringIn(Entries, ImportKind.Interactions);

        var (hers, his) = (await Fates(desk, import, reader), await Fates(desk, import, other));

        Assert.Equal(["For all", "For Rita", null], hers.Select(f => f.Label));
        Assert.Equal(["For all", null, null], his.Select(f => f.Label));
        Assert.Equal([false, true, true], his.Select(f => f.InConfidence));
        Assert.Equal(hers.Select(f => f.Fate), his.Select(f => f.Fate));
        Assert.All(
            his.Skip(1),
            f => Assert.Equal((null, null, null), (f.SubjectId, f.Detail, f.Changes))
        );
    }

    [Fact]
    public async Task Who_brought_a_file_in_reads_all_of_it_and_a_dry_run_is_hers_alone()
    {
        await using var desk = await Desk.Set(database.Place);
        var (importer, other) = (
            (await desk.All<Colleague>()).Single(c => c.Id == desk.Importer),
            await desk.Firm.Colleague(Roles.Executive, "Otto Other")
        );
        await desk.BringIn("Company name\r\nDry AS\r\n", ImportKind.Clients);
        var import = await desk.Check(
            Entries.Replace("Walled AS", "Dry AS", StringComparison.Ordinal),
            ImportKind.Interactions
        );

        var (hers, his) = (await Fates(desk, import, importer), await Fates(desk, import, other));

        Assert.Equal(["For all", "For Rita"], hers.Take(2).Select(f => f.Label));
        Assert.DoesNotContain(hers, f => f.InConfidence);
        Assert.All(his, f => Assert.True(f.InConfidence));
        Assert.All(his, f => Assert.Equal((null, null), (f.Label, f.Changes)));
    }

    private static async Task<List<FateRecord>> Fates(
        Desk desk,
        Rapport.Import.Import import,
        Colleague viewer
    )
    {
        await using var db = desk.Firm.As(viewer);
        var fates = await ImportRecords.Fates(
            db,
            import.Id,
            import.State.IsDry(),
            new FateFilter(),
            (0, -1),
            100,
            default
        );
        // People whom rows name for the first time stand beside them.
        return fates.FindAll(f => f.Part == 0);
    }

    public sealed class OnSqlite(Sqlite database)
        : ImportWallsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ImportWallsTests(database),
            IClassFixture<Postgres>;
}
