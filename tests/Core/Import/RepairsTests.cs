using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Import;

/// <summary>What a row says that cannot be taken as it stands: nothing is lost over it, and the row says so.</summary>
public abstract class RepairsTests(TestDatabase database)
{
    [Fact]
    public async Task A_subject_taken_from_the_text_never_ends_in_half_a_character()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nHalf AS\r\n", ImportKind.Clients);
        var start = new string('x', 99);
        var file = $"Client,Date,Body\r\nHalf AS,2026-02-01,{start}👍🏽 and on\r\n";

        await desk.BringIn(file, ImportKind.Interactions);
        var again = await desk.BringIn(file, ImportKind.Interactions);

        Assert.Equal((0, 1), (again.News, again.Sames));
        Assert.Contains(await desk.All<Interaction>(), i => i.Subject == start + "…");
    }

    [Fact]
    public void A_text_is_cut_between_characters_and_fits()
    {
        Assert.Equal("ab", Shortened.To("ab", 2));
        Assert.Equal("a", Shortened.To("a👍", 2));
        Assert.Equal("", Shortened.To("👍", 1));
        Assert.Equal("e\u0301", Shortened.To("e\u0301\u0301x", 2));
    }

    [Fact]
    public async Task An_entry_in_confidence_that_names_nobody_is_for_who_brought_it_in()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nQuiet AS\r\n", ImportKind.Clients);
        var import = await desk.BringIn(
            "Client,Date,Subject,Audience,Named,Colleagues\r\nQuiet AS,2026-02-01,Nobody named,confidential,,\r\nQuiet AS,2026-02-02,Away,confidential,,Nora Away\r\n",
            ImportKind.Interactions
        );
        var entries = (await desk.All<Interaction>()).ToDictionary(i => i.Subject);
        Assert.Equal(desk.Importer, entries["Nobody named"].AuthorId);
        Assert.Contains(
            await desk.All<AudienceMember>(),
            m => m.SubjectId == entries["Away"].Id && m.ColleagueId == desk.Importer
        );
        Assert.All(await desk.Fates(import), f => Assert.Null(f.Reason));
    }

    [Fact]
    public async Task An_entry_in_confidence_that_is_for_nobody_at_all_is_refused()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nMute AS\r\n", ImportKind.Clients);
        var import = await desk.BringInFromOutside(
            "Client,Date,Subject,Audience,Colleagues\r\nMute AS,2026-02-01,For nobody,confidential,\r\nMute AS,2026-02-02,For one away,confidential,Ole Away\r\n",
            ImportKind.Interactions
        );
        var fates = await desk.Fates(import);
        Assert.Equal(
            [(Fate.Refused, RowReason.NobodyReads), (Fate.New, RowReason.ReadersAway)],
            fates.Select(f => (f.Fate, f.Reason!.Value))
        );
        Assert.DoesNotContain(await desk.All<Interaction>(), i => i.Subject == "For nobody");
    }

    [Fact]
    public async Task Lines_of_report_that_would_make_a_circle_are_left_out_and_told_of()
    {
        await using var desk = await Desk.Set(database.Place);
        const string file =
            "First Name,Last Name,Company,Reports to\r\nAda,Round,Round AS,Bo Round\r\nBo,Round,Round AS,Cy Round\r\nCy,Round,Round AS,Ada Round\r\n";
        var dry = await desk.Check(file, ImportKind.Contacts);
        var told = (await desk.Fates(dry)).Select(f => f.Reason).ToList();
        var import = await desk.Finish(dry.Id, (acts, id) => acts.Start(id));

        Assert.Equal([null, null, RowReason.PersonCircular], told);
        Assert.Equal(told, (await desk.Fates(import)).Select(f => f.Reason));
        Assert.Equal(1, import.Notes);
        Assert.Null((await desk.All<Contact>()).Single(c => c.Name == "Cy Round").ReportsToId);
    }

    [Fact]
    public async Task A_correction_that_cannot_be_tied_is_told_of()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nTied AS\r\nOther AS\r\n", ImportKind.Clients);
        const string header = "Client,Date,Subject,Channel,Source system,Record ID,Corrects\r\n";
        await desk.BringIn(
            header + "Tied AS,2026-02-01,First,call,crm,t1,\r\n",
            ImportKind.Interactions
        );
        var dry = await desk.Check(
            header
                + "Tied AS,2026-02-02,Second,call,crm,t2,crm | t1\r\nTied AS,2026-02-03,Third,call,crm,t3,crm | t1\r\nOther AS,2026-02-04,Fourth,call,crm,t4,crm | t1\r\nTied AS,2026-02-05,Fifth,call,crm,t5,crm | t6\r\nTied AS,2026-02-06,Sixth,call,crm,t6,crm | t5\r\n",
            ImportKind.Interactions
        );
        var told = (await desk.Fates(dry)).Select(f => f.Reason).ToList();
        var import = await desk.Finish(dry.Id, (acts, id) => acts.Start(id));

        Assert.Equal(
            [
                null,
                RowReason.EntryCorrected,
                RowReason.EntryElsewhere,
                null,
                RowReason.EntryCircular,
            ],
            told
        );
        Assert.Equal(told, (await desk.Fates(import)).Select(f => f.Reason));
        Assert.Equal(3, import.Notes);
    }

    [Fact]
    public async Task A_name_that_cannot_be_taken_says_which_character_is_to_blame()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "Company name,City\r\n\u0001,Oslo\r\nGood AS,Oslo\r\n",
            ImportKind.Clients
        );
        var fate = (await desk.Fates(import))[0];
        Assert.Equal(
            (Fate.Refused, RowReason.NameMissing, "name|ControlCharacters|U+0001"),
            (fate.Fate, fate.Reason, fate.Detail)
        );
    }

    [Fact]
    public async Task A_name_that_comes_again_in_small_letters_is_the_same_as_before()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "Company name,City\r\nMüller & Söhne,Ulm\r\nmüller & söhne,\r\nMÜLLER & Söhne,ulm\r\nMüller & Söhne,Köln\r\n",
            ImportKind.Clients
        );
        Assert.Equal(
            [
                (Fate.New, null, null),
                (Fate.Same, RowReason.SameAsRow, "2"),
                (Fate.Same, RowReason.SameAsRow, "2"),
                (Fate.Refused, (RowReason?)RowReason.SecondRow, (string?)"2"),
            ],
            (await desk.Fates(import)).Select(f => (f.Fate, f.Reason, f.Detail))
        );
        Assert.Single(await desk.All<Client>(), c => c.NameKey == Folded.Key("Müller & Söhne"));
    }

    [Fact]
    public async Task All_that_rows_make_beside_their_own_is_counted_as_it_is_shown()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "Company name,Account owner\r\nBeside AS,Bea Beside\r\n",
            ImportKind.Clients
        );
        var beside = (await desk.All<ImportRow>()).Where(r =>
            r.ImportId == import.Id && !r.Dry && r.Part > 0
        );
        Assert.Equal(["Colleague", "Seat"], beside.Select(r => r.Kind).Order());
        Assert.Equal(2, import.Besides);
    }

    [Fact]
    public async Task What_is_still_to_come_is_refused_as_at_its_capture()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nSoon AS\r\n", ImportKind.Clients);
        var now = SystemClock.Instance.GetCurrentInstant();
        string At(Duration ahead) =>
            (now + ahead).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var today = now.InUtc().Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        var file =
            $"Client,Date,Subject\r\nSoon AS,2030-01-01,Far\r\nSoon AS,{today},Today\r\nSoon AS,{At(Duration.FromMinutes(4))},Fast clock\r\nSoon AS,{At(Duration.FromMinutes(6))},Soon\r\n";

        var dry = await desk.Check(file, ImportKind.Interactions);
        var told = (await desk.Fates(dry)).Select(f => (f.Fate, f.Reason)).ToList();
        var import = await desk.Finish(dry.Id, (acts, id) => acts.Start(id));

        Assert.Equal(
            [
                (Fate.Refused, RowReason.InTheFuture),
                (Fate.New, null),
                (Fate.New, null),
                (Fate.Refused, (RowReason?)RowReason.InTheFuture),
            ],
            told
        );
        Assert.Equal(told, (await desk.Fates(import)).Select(f => (f.Fate, f.Reason)));
        Assert.Equal("2030-01-01", (await desk.Fates(import))[0].Detail);
    }

    [Fact]
    public async Task A_date_whose_order_the_file_leaves_open_is_told_of_with_how_it_was_read()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nOpen AS\r\n", ImportKind.Clients);
        const string header = "Client,Date,Subject,Recorded at\r\n";

        var open = await desk.Check(
            header + "Open AS,01/02/2026,One,\r\nOpen AS,03/03/2026,Two,\r\n",
            ImportKind.Interactions
        );
        var fates = await desk.Fates(open);
        Assert.Equal(
            [(RowReason.DateOpen, "occurred|DayFirst"), (null, null)],
            fates.Select(f => (f.Reason, f.Detail))
        );
        Assert.Contains("\"occurred\":[\"01/02/2026\",\"2026-02-01\"]", fates[0].Changes);
        Assert.Equal(1, open.Notes);

        // Another column of the file settles it.
        var settled = await desk.Check(
            header + "Open AS,01/02/2026,One,01/31/2026\r\n",
            ImportKind.Interactions
        );
        var fate = Assert.Single(await desk.Fates(settled));
        Assert.Null(fate.Reason);
        Assert.Contains("\"occurred\":[\"01/02/2026\",\"2026-01-02\"]", fate.Changes);
    }

    [Fact]
    public async Task A_client_of_the_same_name_and_city_may_be_one_that_stands_here()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn(
            "Company name,City,Website\r\nTwice AS,Oslo,twice.example\r\n",
            ImportKind.Clients
        );
        var dry = await desk.Check(
            "Company name,City,Website\r\nTWICE as,oslo,other.example\r\n",
            ImportKind.Clients
        );
        var fate = Assert.Single(await desk.Fates(dry));
        var number = (await desk.All<Client>()).Single(c => c.Name == "Twice AS").Number;
        Assert.Equal(
            (Fate.New, RowReason.MayBe, $"Twice AS\nC-{number}"),
            (fate.Fate, fate.Reason!.Value, fate.Detail)
        );
        var elsewhere = await desk.Check(
            "Company name,City,Website\r\nTwice AS,Bergen,other.example\r\n",
            ImportKind.Clients
        );
        Assert.Null(Assert.Single(await desk.Fates(elsewhere)).Reason);
    }

    [Fact]
    public async Task A_file_that_writes_as_germans_do_means_a_thousand_by_a_point()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn(
            "Firma;Mitarbeiter;Umsatz;Gründung\r\nTausend AG;1.234;1.234,50 €;31.12.2020\r\n",
            ImportKind.Clients
        );
        await desk.BringIn(
            "Firma;Mitarbeiter;Kunde seit\r\nZweitausend AG;2.345;31.12.2020\r\n",
            ImportKind.Clients
        );
        Assert.Equal(
            [1234, 2345],
            (await desk.All<Client>())
                .Where(c => c.Name.EndsWith("tausend AG", StringComparison.OrdinalIgnoreCase))
                .OrderBy(c => c.Number)
                .Select(c => c.Employees)
        );
    }

    public sealed class OnSqlite(Sqlite database) : RepairsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : RepairsTests(database),
            IClassFixture<Postgres>;
}
