using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Jobs;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Import;

/// <summary>What becomes of a file's rows.</summary>
public abstract class ImportsTests(TestDatabase database)
{
    private const string Clients =
        "Company name,Industry,City,Parent company,Tags\r\nSolberg Child,Energy,Oslo,Solberg AS,a; b\r\nSolberg AS,Energy,Oslo,,\r\n";

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await using var desk = await Desk.Set(database.Place);
        var first = await desk.BringIn(Clients, ImportKind.Clients);
        var before = await desk.State();
        var events = (await desk.All<Event>()).Count(e =>
            !e.Name.StartsWith("import.", StringComparison.Ordinal)
        );

        var second = await desk.BringIn(Clients, ImportKind.Clients);

        Assert.Equal((0, 2), (second.News, second.Sames));
        Assert.True(first.News + first.Sames == 2);
        Assert.Equal(before, await desk.State());
        Assert.Equal(
            events,
            (await desk.All<Event>()).Count(e =>
                !e.Name.StartsWith("import.", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task A_parent_may_stand_behind_its_children_and_an_unknown_one_is_told_of()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "Company name,Parent company\r\nVela Norte,Vela Holding\r\nVela Holding,\r\nVela Sur,Vela Holdng\r\nVela Ring,Vela Ring\r\n",
            ImportKind.Clients
        );
        var clients = await desk.All<Client>();
        var holding = clients.Single(c => c.Name == "Vela Holding");
        Assert.Equal(holding.Id, clients.Single(c => c.Name == "Vela Norte").ParentId);
        Assert.Null(clients.Single(c => c.Name == "Vela Sur").ParentId);
        var fates = await desk.Fates(import);
        Assert.Equal(
            (RowReason.ParentUnknown, "Vela Holdng\nVela Holding"),
            (fates[2].Reason, fates[2].Detail)
        );
        Assert.Equal(RowReason.ParentCircular, fates[3].Reason);
    }

    [Fact]
    public async Task A_file_whose_upload_was_cut_off_goes_after_a_day_and_no_other()
    {
        await using var desk = await Desk.Set(database.Place);
        var waits = (await desk.Upload(Clients, ImportKind.Clients)).Value.Id;
        var folder = Path.Combine(database.Place.Folder, "imports");
        var (kept, left, young) = (
            Path.Combine(folder, $"{waits:N}"),
            Path.Combine(folder, $"{Guid.NewGuid():N}"),
            Path.Combine(folder, $"{Guid.NewGuid():N}")
        );
        await File.WriteAllTextAsync(left, "half of a file");
        await File.WriteAllTextAsync(young, "an upload of this moment");
        await using var db = desk.Firm.System();
        foreach (var old in new[] { kept, left })
        {
            File.SetLastWriteTimeUtc(old, db.Now.ToDateTimeUtc().AddDays(-2));
        }

        Assert.Equal(1, await Imports.SweepFiles(db, default));

        Assert.Equal(
            (true, false, true),
            (File.Exists(kept), File.Exists(left), File.Exists(young))
        );
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_fates_and_makes_nothing()
    {
        await using var desk = await Desk.Set(database.Place);
        const string file =
            "Company name,Industry\r\nDry One,Energy\r\nDry Two,\"half\r\nDry Three,Water\r\nDry One,Other\r\nDry Three,Water\r\n";
        var before = await desk.State();
        var dry = await desk.Check(file, ImportKind.Clients);
        var dryFates = await desk.Fates(dry);
        Assert.Equal(before, await desk.State());

        var run = await desk.Finish(dry.Id, (acts, id) => acts.Start(id));

        var fates = await desk.Fates(run);
        Assert.Equal(
            dryFates.Select(f => (f.Number, f.Fate, f.Reason)),
            fates.Select(f => (f.Number, f.Fate, f.Reason))
        );
        Assert.Contains(fates, f => f is { Fate: Fate.Refused, Reason: RowReason.UnclosedQuote });
        Assert.Contains(
            fates,
            f => f is { Fate: Fate.Refused, Reason: RowReason.SecondRow, Detail: "2" }
        );
        Assert.Equal((2, 1), (run.News, run.Sames));
        Assert.DoesNotContain(
            await desk.All<ImportRow>(),
            r => r.Dry && r.ImportId == run.Id && r.Fate == Fate.Updates
        );
    }

    [Fact]
    public async Task A_value_that_cannot_be_taken_is_left_out_and_told_of()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "Company name,Website,Employees,Phone number\r\nGood One,one.example,5,+49 30 1234567\r\nGood Two,two.example,6,+49 30 1234568\r\nLeft Out Ltd,not a link,many,x\r\n",
            ImportKind.Clients
        );
        var fate = (await desk.Fates(import))[^1];
        Assert.Equal((Fate.New, RowReason.LeftOut), (fate.Fate, fate.Reason));
        Assert.Contains("website|NotALink|not a link", fate.Detail);
        Assert.Null((await desk.All<Client>()).Single(c => c.Name == "Left Out Ltd").Website);
    }

    [Fact]
    public async Task Two_people_who_share_a_mail_address_are_never_made_one()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "First Name,Last Name,Email,Company\r\nAda,Berg,office@share.example,Share Ltd\r\nBo,Berg,office@share.example,Share Ltd\r\n",
            ImportKind.Contacts
        );
        Assert.Equal([Fate.New, Fate.New], (await desk.Fates(import)).Select(f => f.Fate));
        Assert.Equal(
            [null, "office@share.example"],
            (await desk.Fates(import)).Select(f => f.Detail)
        );
        var people = (await desk.All<Contact>())
            .Where(c => c.NameKey.EndsWith("berg", StringComparison.Ordinal))
            .ToDictionary(c => c.Name, c => c.Id);
        var points = await desk.All<ContactPoint>();
        Assert.Contains(points, p => p.ContactId == people["Ada Berg"]);
        Assert.DoesNotContain(points, p => p.ContactId == people["Bo Berg"]);

        // Also when it comes again, and also by an id.
        foreach (
            var file in new[]
            {
                "First Name,Last Name,Email,Company\r\nBo,Berg,office@share.example,Share Ltd\r\n",
                "First Name,Last Name,Email,Company,Source system,Record ID\r\nCy,Berg,office@share.example,Share Ltd,crm,c1\r\n",
                "First Name,Last Name,Email,Company,Source system,Record ID\r\nCy,Berg,office@share.example,Share Ltd,crm,c1\r\n",
            }
        )
        {
            var again = await desk.BringIn(file, ImportKind.Contacts);
            var noted = Assert.Single(await desk.Fates(again));
            Assert.Equal(
                (RowReason.MailOfAnother, "office@share.example\nAda Berg"),
                (noted.Reason, noted.Detail)
            );
            Assert.Equal((0, 1), (again.Refused, again.Notes));
            Assert.Equal(
                file.Contains("Cy", StringComparison.Ordinal) ? noted.Fate : Fate.Same,
                noted.Fate
            );
        }
        Assert.Single(await desk.All<ContactPoint>(), p => p.Value == "office@share.example");
        Assert.Single(await desk.All<Contact>(), c => c.Name == "Cy Berg");
    }

    [Fact]
    public async Task A_deal_goes_in_although_its_client_is_written_otherwise()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nKinetic Works\r\n", ImportKind.Clients);
        var import = await desk.BringIn(
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\r\n"
                + "Q1,Moses Frase,GTX Basic,kinetic  WORKS,Won,20-10-2016,01-03-2017,1054\r\n"
                + "Q2,Moses Frase,GTXPro,Kinetik Works,Engaging,20-10-2016,,\r\n"
                + "Q3,Moses Frase,GTX Plus Pro,null,Prospecting,,,\r\n",
            ImportKind.Opportunities
        );
        Assert.Equal(3, import.News);
        var deals = (await desk.All<Opportunity>())
            .Where(o => o.ExternalId is ['Q', ..])
            .OrderBy(o => o.ExternalId)
            .ToList();
        Assert.Equal([true, false, false], deals.Select(d => d.ClientId is not null));
        Assert.Equal([null, "Kinetik Works", null], deals.Select(d => d.ClientNamed));
        Assert.Equal((105400, "EUR"), (deals[0].ValueMinor, deals[0].ValueCurrency));
        var owner = (await desk.All<Colleague>()).Single(c => c.Name == "Moses Frase");
        Assert.All(deals, d => Assert.Equal(owner.Id, d.OwnerId));
        Assert.DoesNotContain(await desk.All<Login>(), l => l.ColleagueId == owner.Id);
        var fates = await desk.Fates(import);
        Assert.Equal(
            (RowReason.ClientUnknown, "Kinetik Works\nKinetic Works"),
            (fates[1].Reason, fates[1].Detail)
        );
    }

    [Fact]
    public async Task Undo_leaves_only_the_audit_and_the_import_itself()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name,Industry\r\nStays Ltd,Energy\r\n", ImportKind.Clients);
        var before = await desk.State();
        var import = await desk.BringIn(
            "Company name,Industry,Account owner,Parent company\r\nUndo Child,Water,Una Undo,Undo Parent\r\nUndo Parent,Water,,\r\nStays Ltd,Steel,,\r\n",
            ImportKind.Clients
        );
        Assert.Equal((2, 1), (import.News, import.Updates));

        var undone = await desk.TakeBack(import);

        Assert.Equal((ImportState.Undone, 0), (undone.State, undone.Kept));
        var clients = await desk.All<Client>();
        Assert.DoesNotContain(clients, c => c.Name.StartsWith("Undo", StringComparison.Ordinal));
        Assert.Equal("Energy", clients.Single(c => c.Name == "Stays Ltd").Industry);
        Assert.DoesNotContain(await desk.All<Colleague>(), c => c.Name == "Una Undo");
        Assert.Equal(WithoutVersions(before), WithoutVersions(await desk.State()));
        Assert.Contains(
            await desk.All<Rapport.Audit.AuditEntry>(),
            a => a is { Kind: "Client", Deed: Rapport.Audit.Deed.Removed }
        );
    }

    [Fact]
    public async Task What_was_built_upon_stays_and_is_told_of()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "Company name,Industry\r\nBuilt Ltd,Water\r\nTouched Ltd,Water\r\nBare Ltd,Water\r\n",
            ImportKind.Clients
        );
        var made = (await desk.All<Client>()).ToDictionary(c => c.Name);
        await using (var db = desk.Firm.System())
        {
            db.Add(
                new Contact
                {
                    ClientId = made["Built Ltd"].Id,
                    Name = "Bea",
                    NameKey = "bea",
                }
            );
            await db.SaveChangesAsync();
            await new Rapport.Clients.Clients(db).Change(
                made["Touched Ltd"].Id,
                new ClientDetails { Name = "Touched Ltd", Industry = "Wine" },
                null
            );
        }

        var undone = await desk.TakeBack(import);

        Assert.Equal(2, undone.Kept);
        var names = (await desk.All<Client>()).Select(c => c.Name).ToList();
        Assert.Contains("Built Ltd", names);
        Assert.Contains("Touched Ltd", names);
        Assert.DoesNotContain("Bare Ltd", names);
        var fates = await desk.Fates(undone);
        Assert.Equal(
            [RowReason.BuiltUpon, RowReason.ChangedSince, null],
            fates.Select(f => f.Reason)
        );
    }

    [Fact]
    public async Task What_stayed_since_something_was_built_on_it_can_be_undone_when_that_is_gone()
    {
        await using var desk = await Desk.Set(database.Place);
        var clients = await desk.BringIn("Company name\r\nUnder Ltd\r\n", ImportKind.Clients);
        var contacts = await desk.BringIn(
            "First Name,Last Name,Company\r\nOda,Over,Under Ltd\r\n",
            ImportKind.Contacts
        );

        Assert.Equal(1, (await desk.TakeBack(clients)).Kept);
        Assert.Equal(0, (await desk.TakeBack(contacts)).Kept);
        Assert.Equal(0, (await desk.TakeBack(clients)).Kept);
        Assert.DoesNotContain(await desk.All<Client>(), c => c.Name == "Under Ltd");
    }

    [Fact]
    public async Task What_an_import_said_of_its_rows_outlives_the_undo()
    {
        await using var desk = await Desk.Set(database.Place);
        var clients = await desk.BringIn(
            "Company name,Parent company\r\nNoted Ltd,Nobody Plc\r\nAlso Ltd,Nowhere Plc\r\n",
            ImportKind.Clients
        );
        var said = (await desk.Fates(clients)).Select(f => (f.Reason, f.Detail)).ToList();
        Assert.All(said, s => Assert.Equal(RowReason.ParentUnknown, s.Reason));
        var contacts = await desk.BringIn(
            "First Name,Last Name,Company\r\nOda,Over,Noted Ltd\r\n",
            ImportKind.Contacts
        );

        var kept = await desk.Fates(await desk.TakeBack(clients));
        Assert.Equal((RowReason.BuiltUpon, "Contact"), (kept[0].Reason!.Value, kept[0].Detail));
        Assert.Equal(said[1], (kept[1].Reason, kept[1].Detail));

        await desk.TakeBack(contacts);
        var undone = await desk.TakeBack(clients);
        Assert.Equal(said, (await desk.Fates(undone)).Select(f => (f.Reason, f.Detail)));
        Assert.Equal(2, undone.Notes);
        Assert.DoesNotContain(await desk.All<Client>(), c => c.Name == "Noted Ltd");
    }

    [Fact]
    public async Task A_run_that_is_cut_off_between_and_within_steps_goes_on_where_it_stood()
    {
        await using var desk = await Desk.Set(database.Place);
        var rows = string.Concat(
            Enumerable.Range(0, 3700).Select(i => $"Cut {i},Town {i % 7}\r\n")
        );
        var uploaded = await desk.Upload("Company name,City\r\n" + rows, ImportKind.Clients);
        var job = await desk.Begin(uploaded.Value.Id, (acts, id) => acts.Start(id));
        var cuts = 0;
        while (true)
        {
            using var cut = new CancellationTokenSource();
            var steps = 0;
            try
            {
                // Every second time the cut falls wherever the run is, the other times between two steps.
                var run = new JobRunner(desk.Firm.Source).Run(
                    job.Id,
                    _ =>
                    {
                        if (++steps == 2)
                        {
                            cut.Cancel();
                        }
                    },
                    cut.Token
                );
                if (cuts % 2 == 1)
                {
                    await cut.CancelAsync();
                }
                if (await run is { IsOver: true })
                {
                    break;
                }
            }
            catch (OperationCanceledException)
            {
                cuts++;
            }
        }
        Assert.True(cuts > 1);
        var clients = (await desk.All<Client>())
            .Where(c => c.Name.StartsWith("Cut ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(3700, clients.Count);
        Assert.Equal(3700, clients.Select(c => c.Name).Distinct().Count());
        Assert.Equal(3700, (await desk.Read(uploaded.Value.Id)).News);
        Assert.Equal(clients.Count, clients.Select(c => c.Number).Distinct().Count());
    }

    [Fact]
    public async Task What_is_taken_out_comes_back_in_without_a_difference()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn(
            "Company name,Legal name,Annual revenue,Employees,Website,Phone number,Street address,Postal code,City,Country,Currency,Languages,Tier,Lifecycle stage,Tags,Record ID,Company owner,Parent company\r\n"
                + "\"=Round, Trip\",Trip GmbH,\"1.234,50\",12,https://trip.example,+49 30 1234,\"Weg 1\",04103,Köln,Germany,EUR,de;en,key,customer,\"a, b;c\",R1,Olga Owner,Round Parent\r\nRound Parent,,,,,,,,,,,,,,,R2,,\r\n",
            ImportKind.Clients
        );
        await desk.BringIn(
            "First Name,Last Name,Email,Phone,Company,Job title,Language\r\nAna,Trip,ana@trip.example; a2@trip.example,+49 1234567; 0301234,\"=Round, Trip\",CFO,de\r\n",
            ImportKind.Contacts
        );
        await desk.BringIn(
            "Client,Date,Subject,Notes,Channel,Participants,Owner\r\n\"=Round, Trip\",2024-03-02T09:30:00.123Z,Call,\"two\r\nlines, and \"\"quotes\"\"\",call,Ana Trip; Somebody Else,Olga Owner\r\n\"=Round, Trip\",2024-03-02,Call,another,call,,\r\n",
            ImportKind.Interactions
        );
        await desk.BringIn(
            "Deal Name,Company,Stage,Amount,Close Date,Create Date,Owner\r\nTrip deal,\"=Round, Trip\",won,1234.50,2024-02-01,2024-01-01,Olga Owner\r\nLoose,Nobody Knows,lost,,2024-02-01,2024-01-01,\r\n",
            ImportKind.Opportunities
        );
        var before = await desk.State();
        foreach (var kind in Exports.Headers.Keys)
        {
            await using var db = desk.Firm.System();
            await using var file = new MemoryStream();
            await Rapport.Import.Taking.Out.Write(db, kind, file, default);
            var uploaded = await desk.Upload(file.ToArray());
            Assert.Equal(kind, uploaded.Value.Kind);
            var import = await desk.Finish(uploaded.Value.Id, (acts, id) => acts.Start(id));
            var fates = await desk.Fates(import);
            Assert.True(fates.Count > 0);
            Assert.All(
                fates,
                f =>
                    Assert.True(
                        f.Fate == Fate.Same,
                        $"{kind} {f.Label}: {f.Fate} {f.Reason} {f.Detail} {f.Changes}"
                    )
            );
        }
        Assert.Equal(before, await desk.State());
    }

    [Fact]
    public async Task Files_that_are_no_tables_are_refused_and_formulas_are_only_text()
    {
        await using var desk = await Desk.Set(database.Place);
        var noise = new byte[100_000];
        new Random(7).NextBytes(noise);
        Assert.Equal(Fault.FileIsBinary, (await desk.Upload(noise)).Refusal!.Faults[0].Fault);
        Assert.Equal(
            Fault.FileIsWorkbook,
            (await desk.Upload([0x50, 0x4B, 3, 4, 9, 9])).Refusal!.Faults[0].Fault
        );
        Assert.Equal(Fault.FileEmpty, (await desk.Upload("")).Refusal!.Faults[0].Fault);
        Assert.Equal(
            Fault.FileHeaderBroken,
            (await desk.Upload(new string('x', 10_000_000))).Refusal!.Faults[0].Fault
        );
        var odd = await desk.BringIn(
            "Company name,Industry\r\n=cmd|' /C calc'!A0,Energy\r\nBell\u0007 Ltd,Energy\r\n\0,Energy\r\nOdd Neighbour,Energy\r\n",
            ImportKind.Clients
        );
        Assert.Equal(2, odd.Refused);
        var names = (await desk.All<Client>()).Select(c => c.Name).ToList();
        Assert.Contains("Odd Neighbour", names);
        Assert.Contains("=cmd|' /C calc'!A0", names);
    }

    [Fact]
    public async Task Sales_people_become_colleagues_of_their_managers_teams()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "sales_agent,manager,regional_office\r\nAnna Snell,Dustin Brink,Central\r\nMei Johns,Melvin Marx,Central\r\n"
        );
        Assert.Equal((ImportKind.Colleagues, 2, 5), (import.Kind, import.News, import.Besides));
        var (colleagues, units) = (await desk.All<Colleague>(), await desk.All<Unit>());
        var team = units.Single(u => u.Id == colleagues.Single(c => c.Name == "Anna Snell").UnitId);
        Assert.Equal(colleagues.Single(c => c.Name == "Dustin Brink").Id, team.LeadId);
        Assert.Equal("Central", units.Single(u => u.Id == team.ParentId).Name);
    }

    private static string WithoutVersions(string state) =>
        string.Join('\n', state.Split('\n').Select(l => string.Join(' ', l.Split(' ').Take(2))));

    public sealed class OnSqlite(Sqlite database) : ImportsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ImportsTests(database),
            IClassFixture<Postgres>;
}
