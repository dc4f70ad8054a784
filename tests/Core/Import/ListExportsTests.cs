using System.IO.Compression;
using System.Xml.Linq;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Import;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Import;

/// <summary>A list as somebody sees it, in a file.</summary>
public abstract class ListExportsTests(TestDatabase database)
{
    private static readonly XNamespace Sheet =
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task The_file_holds_the_rows_of_the_list_in_its_order_with_its_columns()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, tag) = await Clients(firm, 3);

        var file = await Csv(firm, ana, Said(tag, "-employees"));

        Assert.Equal(
            [
                "Client,How big,Stage,Revenue,Revenue: currency",
                $"\"'=Öl {tag} 2\",2,Stopping by,1234.5,EUR",
                $"\"'=Öl {tag} 1\",1,Stopping by,,",
                $"\"'=Öl {tag} 0\",,Stopping by,,",
            ],
            file
        );
    }

    [Fact]
    public async Task A_workbook_holds_figures_as_figures_and_texts_as_texts()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, tag) = await Clients(firm, 3);

        await using var stream = await Write(firm, ana, Said(tag, "-employees"), ExportFormat.Xlsx);
        using var zip = new ZipArchive(stream);
        await using var part = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Cancel);
        var rows = (await XDocument.LoadAsync(part, LoadOptions.None, Cancel))
            .Descendants(Sheet + "row")
            .ToList();
        var first = rows[1].Elements().ToList();

        Assert.Equal(4, rows.Count);
        Assert.Equal(
            ("inlineStr", $"=Öl {tag} 2"),
            (first[0].Attribute("t")?.Value, first[0].Value)
        );
        Assert.Equal((null, "2"), (first[1].Attribute("t")?.Value, first[1].Value));
        Assert.Equal((null, "1234.5"), (first[3].Attribute("t")?.Value, first[3].Value));
        Assert.DoesNotContain(rows.Descendants(), e => e.Name == Sheet + "f");
    }

    [Fact]
    public async Task Work_that_was_cut_off_goes_on_and_no_row_is_there_twice()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, tag) = await Clients(firm, 3);
        var id = await Ask(firm, ana, Said(tag, "name"), ExportFormat.Csv);
        // Rows of a step whose commit never came.
        Directory.CreateDirectory(Path.Combine(firm.Place.Folder, "exports"));
        await File.WriteAllTextAsync(
            Path.Combine(firm.Place.Folder, "exports", $"{id:N}.rows"),
            "[\"left behind\",\"\",\"\",\"\",\"\"]\n",
            Cancel
        );

        await Work(firm, id);

        await using var db = firm.As(ana);
        var acts = new ListExports(db, new(db));
        using var file = new StreamReader(acts.Open((await acts.Find(id, Cancel))!)!);
        var text = await file.ReadToEndAsync(Cancel);
        Assert.DoesNotContain("left behind", text, StringComparison.Ordinal);
        Assert.Equal(4, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_file_is_its_askers_alone_holds_what_she_sees_and_goes_after_a_week()
    {
        var clock = new TestClock();
        await using var firm = new TestFirm(database.Place, clock);
        var (ana, tag) = await Clients(firm, 2);
        var ben = await firm.Colleague(Roles.AccountManager);
        var id = await Ask(firm, ben, Said(tag, "name"), ExportFormat.Csv);
        await Work(firm, id);

        await using var hers = firm.As(ana);
        Assert.Null(await new ListExports(hers, new(hers)).Find(id, Cancel));
        await using var db = firm.As(ben);
        var acts = new ListExports(db, new(db));
        var export = (await acts.Find(id, Cancel))!;
        using (var file = new StreamReader(acts.Open(export)!))
        {
            Assert.Single(
                (await file.ReadToEndAsync(Cancel)).Split(
                    "\r\n",
                    StringSplitOptions.RemoveEmptyEntries
                )
            );
        }
        clock.Advance(ListExport.Kept + Duration.FromDays(4000));
        Assert.True(ListExports.SweepFiles(db) > 0);
        Assert.Null(acts.Open(export));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ListSaid Said(string tag, string sort) =>
        ListSaid.Of((ListSaid.Filter, $"tags eq \"{tag}\""), (ListSaid.Sort, sort));

    private static async Task<(Colleague, string)> Clients(TestFirm firm, int count)
    {
        var ana = await firm.Colleague(Roles.AccountManager);
        var tag = "x" + Guid.NewGuid().ToString("N")[..8];
        await using var db = firm.As(ana);
        for (var i = 0; i < count; i++)
        {
            await new Rapport.Clients.Clients(db).Add(
                new ClientDetails
                {
                    Name = $"=Öl {tag} {i}",
                    Tags = [tag],
                    Employees = i == 0 ? null : i,
                    Revenue = i == 2 ? new(123450, "EUR") : null,
                },
                Cancel
            );
        }
        return (ana, tag);
    }

    private static async Task<string[]> Csv(TestFirm firm, Colleague by, ListSaid said)
    {
        await using var stream = await Write(firm, by, said, ExportFormat.Csv);
        using var file = new StreamReader(stream);
        return (await file.ReadToEndAsync(Cancel)).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
    }

    private static async Task<Stream> Write(
        TestFirm firm,
        Colleague by,
        ListSaid said,
        ExportFormat format
    )
    {
        var id = await Ask(firm, by, said, format);
        await Work(firm, id);
        await using var db = firm.As(by);
        var acts = new ListExports(db, new(db));
        return acts.Open((await acts.Find(id, Cancel))!)!;
    }

    private static async Task<Guid> Ask(
        TestFirm firm,
        Colleague by,
        ListSaid said,
        ExportFormat format
    )
    {
        await using var db = firm.As(by);
        Dictionary<string, string> none = [];
        var words = new ExportWords(
            [
                new("name", "Client", none),
                new("employees", "How big", none),
                new("stage", "Stage", new Dictionary<string, string> { ["reach"] = "Stopping by" }),
                new("revenue", "Revenue", none),
            ],
            "currency",
            "yes",
            "no"
        );
        return (
            await new ListExports(db, new(db)).Ask(
                "clients",
                said,
                format,
                words,
                DateTimeZone.Utc,
                Cancel
            )
        )
            .Value
            .Id;
    }

    private static async Task Work(TestFirm firm, Guid about)
    {
        await using var db = firm.System();
        var job = await new Rapport.Jobs.Jobs(db).Latest(about, Cancel);
        var ended = await new JobRunner(firm.Source).Run(job!.Id, null, Cancel);
        Assert.Equal((JobState.Done, null), (ended!.State, ended.Failure));
    }

    public sealed class OnSqlite(Sqlite database)
        : ListExportsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ListExportsTests(database),
            IClassFixture<Postgres>;
}
