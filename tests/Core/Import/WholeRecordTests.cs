using System.Text;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Import;

/// <summary>The lists and ties of a record as files bring them in.</summary>
public abstract class WholeRecordTests(TestDatabase database)
{
    [Fact]
    public async Task Parts_are_added_and_changed_by_their_names_and_go_with_the_undo()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn(
            "Company name,Values,Seats\r\nParts Ltd,\"Honesty | partly | audit\nNo gifts\",\"sponsor | Sven Seat | 2024-01-01\"\r\n",
            ImportKind.Clients
        );

        var second = await desk.BringIn(
            "Company name,Values,Seats\r\nParts Ltd,\"honesty | kept\nOn time | often\nQuiet\",\"sponsor | Sven Seat | 2025-01-01\"\r\n",
            ImportKind.Clients
        );

        var fate = Assert.Single(await desk.Fates(second));
        Assert.Equal((Fate.Updates, RowReason.LeftOut), (fate.Fate, fate.Reason));
        Assert.Contains("values|Unknown|On time", fate.Detail);
        Assert.Equal(
            ["honesty Kept audit", "No gifts NotYetKnown ", "Quiet NotYetKnown "],
            await Values(desk, fate.SubjectId!.Value)
        );
        Assert.Single(await desk.All<Seat>(), s => s.ClientId == fate.SubjectId);

        await desk.TakeBack(second);

        Assert.Equal(
            ["Honesty Partly audit", "No gifts NotYetKnown "],
            await Values(desk, fate.SubjectId!.Value)
        );
    }

    [Fact]
    public async Task Who_reports_to_whom_may_stand_in_any_order_and_a_stranger_is_told_of()
    {
        await using var desk = await Desk.Set(database.Place);
        const string file =
            "First Name,Last Name,Account Name,Reports To\r\nLine,One,Line AS,Line Boss\r\nLine,Two,Line AS,Line Nobody\r\nLine,Boss,Line AS,\r\n";
        var dry = await desk.Check(file, ImportKind.Contacts);
        var expected = (await desk.Fates(dry)).Select(f => (f.Fate, f.Reason, f.Detail)).ToList();

        var import = await desk.BringIn(file, ImportKind.Contacts);

        Assert.Equal(
            expected,
            (await desk.Fates(import)).Select(f => (f.Fate, f.Reason, f.Detail))
        );
        Assert.Equal((Fate.New, RowReason.PersonUnknown, "Line Nobody"), expected[1]);
        var people = (await desk.All<Contact>()).ToDictionary(c => c.Name);
        Assert.Equal(people["Line Boss"].Id, people["Line One"].ReportsToId);
        Assert.Null(people["Line Two"].ReportsToId);
        Assert.Equal(3, (await desk.BringIn(file, ImportKind.Contacts)).Sames);
    }

    [Fact]
    public async Task Wants_and_fears_come_in_with_a_purpose_and_a_day_or_not_at_all()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "First Name,Last Name,Account Name,Wants,Fears,Notes purpose,Notes until\r\nKept,Wish,Wish AS,peace,noise,care,2027-05-01\r\nLost,Wish,Wish AS,war,,,\r\n",
            ImportKind.Contacts
        );
        var people = (await desk.All<Contact>()).ToDictionary(c => c.Name);
        Assert.Equal(
            ("peace", "noise", "care"),
            (people["Kept Wish"].Wants, people["Kept Wish"].Fears, people["Kept Wish"].NotesPurpose)
        );
        Assert.Null(people["Lost Wish"].Wants);
        Assert.Contains(
            "notesPurpose|Required",
            (await desk.Fates(import))[1].Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_correction_is_tied_to_what_it_corrects_until_it_is_undone()
    {
        await using var desk = await Desk.Set(database.Place);
        await desk.BringIn("Company name\r\nCorrect AS\r\n", ImportKind.Clients);
        const string header = "Client,Date,Subject,Channel,Source system,Record ID,Corrects\r\n";
        await desk.BringIn(
            header + "Correct AS,2026-02-01,Wrong,call,crm,1,\r\n",
            ImportKind.Interactions
        );
        var import = await desk.BringIn(
            header
                + "Correct AS,2026-02-01,Right,call,crm,2,crm | 1\r\nCorrect AS,2026-02-01,Loose,call,crm,3,crm | 9\r\n",
            ImportKind.Interactions
        );
        var all = (await desk.All<Interaction>()).ToDictionary(i => i.Subject);
        Assert.Equal(all["Wrong"].Id, all["Right"].CorrectsId);
        Assert.Equal(all["Right"].Id, all["Wrong"].CorrectedById);
        Assert.Equal(RowReason.EntryUnknown, (await desk.Fates(import))[1].Reason);

        await desk.TakeBack(import);

        Assert.Null(
            (await desk.All<Interaction>()).Single(i => i.Subject == "Wrong").CorrectedById
        );
    }

    [Fact]
    public async Task Entries_of_clients_that_share_a_name_find_theirs_by_id()
    {
        await using var desk = await Desk.Set(database.Place);
        var (one, two) = (await desk.Firm.Client("Shared AS"), await desk.Firm.Client("Shared AS"));
        var import = await desk.BringIn(
            $"Client,Client key,Date,Subject\r\nShared AS,rapport | {two.Id},2026-02-01,By id\r\nShared AS,,2026-02-01,By name\r\nShared AS,rapport | {Guid.NewGuid()},2026-02-01,By a stranger's id\r\n",
            ImportKind.Interactions
        );
        Assert.Equal(
            [
                (Fate.New, null),
                (Fate.Refused, RowReason.Ambiguous),
                (Fate.Refused, RowReason.Ambiguous),
            ],
            (await desk.Fates(import)).Select(f => (f.Fate, f.Reason))
        );
        var entry = (await desk.All<Interaction>()).Single(i => i.Subject == "By id");
        Assert.Equal(two.Id, entry.ClientId);
        Assert.NotEqual(one.Id, entry.ClientId);
    }

    [Fact]
    public async Task A_file_of_an_earlier_version_is_still_known_as_ours()
    {
        await using var desk = await Desk.Set(database.Place);
        var header = string.Join(',', Exports.Headers[ImportKind.Opportunities].Take(11));
        var import = await desk.BringIn(
            $"{header}\r\nOld deal,Nobody,,won,1.500,EUR,2026-01-02,2026-02-03,,,\r\n"
        );
        Assert.Equal(ImportKind.Opportunities, import.Kind);
        var deal = (await desk.All<Rapport.Offers.Opportunity>()).Single(o => o.Name == "Old deal");
        Assert.Equal(
            (150L, 1, 2),
            (deal.ValueMinor!.Value, deal.Opened!.Value.Month, deal.Closed!.Value.Month)
        );
    }

    [Fact]
    public async Task A_dry_run_keeps_what_a_new_row_says_and_every_run_what_a_refused_one_does()
    {
        await using var desk = await Desk.Set(database.Place);
        const string file =
            "Company name,Industry,City\r\nSaid Øst AS,Energy,Oslo\r\n,Water,Bergen\r\n";
        var dry = await desk.Fates(await desk.Check(file, ImportKind.Clients));
        var run = await desk.Fates(await desk.BringIn(file, ImportKind.Clients));

        Assert.Equal(
            "{\"name\":[null,\"Said Øst AS\"],\"industry\":[null,\"Energy\"],\"city\":[null,\"Oslo\"]}",
            dry[0].Changes
        );
        Assert.Null(run[0].Changes);
        Assert.All(
            new[] { dry[1], run[1] },
            f =>
                Assert.Equal(
                    "{\"industry\":[null,\"Water\"],\"city\":[null,\"Bergen\"]}",
                    f.Changes
                )
        );
    }

    private static async Task<List<string>> Values(Desk desk, Guid clientId) =>
        [
            .. (await desk.All<ClientValue>())
                .Where(v => v.ClientId == clientId)
                .OrderBy(v => v.Position)
                .Select(v => $"{v.Text} {v.Compliance} {v.Evidence}"),
        ];

    public sealed class OnSqlite(Sqlite database)
        : WholeRecordTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : WholeRecordTests(database),
            IClassFixture<Postgres>;
}
