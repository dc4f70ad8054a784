using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Search;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Files;

public abstract class AttachmentsTests(TestDatabase database)
{
    [Fact]
    public async Task A_file_that_is_attached_is_found_on_its_record_byte_by_byte()
    {
        await using var firm = new TestFirm(database.Place);
        var anna = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("Byte", anna);
        await using var db = firm.As(anna);
        var cabinet = new Cabinet(db);
        var entry = await cabinet.Entry(client);

        var file = await cabinet.Attach(Cabinet.On(entry), "Grüße.txt", "Guten Tag");

        var shown = (await AttachmentRecords.Of(db, [entry.Id], default))[entry.Id].Single();
        Assert.Equal(("Grüße.txt", 9, anna.Name), (shown.Name, shown.Size, shown.AddedBy));
        Assert.Equal("Guten Tag", await cabinet.Read(file));
        var stream = await Timeline.NewestOf(db, client.Id, null, default);
        Assert.Equal("Grüße.txt", stream[0].Files.Single().Name);
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once_under_every_name_and_client()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var one = await cabinet.Attach(
            Cabinet.On(await firm.Client("One")),
            "a.txt",
            "the same bytes"
        );
        var other = await cabinet.Attach(
            Cabinet.On(await firm.Client("Other")),
            "b.txt",
            "the same bytes"
        );
        Assert.Equal(one.Hash, other.Hash);
        Assert.Equal(1, await db.Set<Content>().CountAsync(c => c.Hash == one.Hash));
        Assert.Single(
            Directory.GetFiles(
                Path.Combine(db.Folder, "files"),
                one.Hash,
                SearchOption.AllDirectories
            )
        );
    }

    [Fact]
    public async Task Nobody_without_a_seat_sees_a_file_or_hangs_one_there()
    {
        await using var firm = new TestFirm(database.Place);
        var (anna, bert) = (
            await firm.Colleague(Roles.Consultant),
            await firm.Colleague(Roles.Consultant)
        );
        var client = await firm.Client("Walled", anna);
        await using var hers = firm.As(anna);
        var file = await new Cabinet(hers).Attach(Cabinet.On(client), "walledfile.txt", "words");
        await using var his = firm.As(bert);
        var cabinet = new Cabinet(his);

        Assert.Null(await AttachmentRecords.Find(his, file.Id, default));
        Assert.Empty(
            await Rapport.Search.Search.Find(his, "walledfile", new SearchScope(), null, 10)
        );
        Assert.Single(
            await Rapport.Search.Search.Find(hers, "walledfile", new SearchScope(), null, 10)
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await cabinet.Attachments.Remove(file.Id)).Refusal!.Kind
        );
        var upload = await cabinet.Bring("mine.txt", "other words");
        Assert.Equal(
            RefusalKind.NotFound,
            (await cabinet.Attachments.Attach(Cabinet.On(client), upload.Id)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task A_file_of_a_talk_in_confidence_is_for_those_named_and_found_by_them_alone()
    {
        await using var firm = new TestFirm(database.Place);
        var (anna, bert, carl) = (
            await firm.Colleague(Roles.Consultant),
            await firm.Colleague(Roles.Consultant),
            await firm.Colleague(Roles.Administrator)
        );
        var client = await firm.Client("Confided", anna, bert);
        await using var hers = firm.As(anna);
        var cabinet = new Cabinet(hers);
        var entry = await cabinet.Entry(client, Audience.Named, bert.Id);
        var file = await cabinet.Attach(Cabinet.On(entry), "confidedfile.txt", "between us");

        foreach (var (who, sees) in new[] { (anna, true), (bert, true), (carl, false) })
        {
            await using var db = firm.As(who);
            Assert.Equal(sees, await AttachmentRecords.Find(db, file.Id, default) is not null);
            var found = await Rapport.Search.Search.Find(
                db,
                "confidedfile",
                new SearchScope(),
                null,
                10
            );
            Assert.Equal(sees ? 1 : 0, found.Count);
        }
    }

    [Fact]
    public async Task A_file_goes_with_the_correction_of_its_entry_and_is_for_whom_that_is()
    {
        await using var firm = new TestFirm(database.Place);
        var (anna, bert) = (
            await firm.Colleague(Roles.Consultant),
            await firm.Colleague(Roles.Consultant)
        );
        var client = await firm.Client("Corrected", anna, bert);
        await using var db = firm.As(anna);
        var cabinet = new Cabinet(db);
        var entry = await cabinet.Entry(client);
        var file = await cabinet.Attach(Cabinet.On(entry), "openfile.txt", "words of all");
        await using var his = firm.As(bert);
        Assert.NotNull(await AttachmentRecords.Find(his, file.Id, default));

        var corrected = await new Rapport.Interactions.Interactions(db).Correct(
            entry.Id,
            new CorrectionDetails { Subject = "Between us", Audience = Audience.Named }
        );

        Assert.True(corrected.Done);
        Assert.Equal(
            corrected.Value.Id,
            (await AttachmentRecords.Find(db, file.Id, default))!.SubjectId
        );
        Assert.Null(await AttachmentRecords.Find(his, file.Id, default));
        Assert.Empty(
            await Rapport.Search.Search.Find(his, "openfile", new SearchScope(), null, 10)
        );
    }

    [Fact]
    public async Task A_file_follows_its_opportunity_to_another_client()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var (from, to) = (await firm.Client("From"), await firm.Client("To"));
        var deals = new Rapport.Offers.Opportunities(db);
        var said = new Rapport.Offers.OpportunityDetails { ClientId = from.Id, Name = "Moving" };
        var deal = (await deals.Add(said)).Value;
        var file = await cabinet.Attach(
            new Holder(nameof(Rapport.Offers.Opportunity), deal.Id),
            "movingfile.txt",
            "moved"
        );

        Assert.True((await deals.Change(deal.Id, said with { ClientId = to.Id }, null)).Done);

        Assert.Equal(to.Id, (await AttachmentRecords.Find(db, file.Id, default))!.ClientId);
        var found = await Rapport.Search.Search.Find(
            db,
            "movingfile",
            new SearchScope(null, to.Id),
            null,
            10
        );
        Assert.Single(found);
    }

    [Fact]
    public async Task What_is_taken_off_is_found_no_more_and_comes_back_within_its_time()
    {
        var clock = new TestClock();
        await using var firm = new TestFirm(database.Place, clock);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var client = await firm.Client("Taken off");
        var file = await cabinet.Attach(Cabinet.On(client), "backagain.txt", "back again");

        Assert.True((await cabinet.Attachments.Remove(file.Id)).Done);
        Assert.Empty((await AttachmentRecords.Of(db, [client.Id], default))[client.Id]);
        Assert.Empty(
            await Rapport.Search.Search.Find(db, "backagain", new SearchScope(), null, 10)
        );
        Assert.NotNull((await AttachmentRecords.Find(db, file.Id, default))!.RemovedAt);

        await FileSweep.Run(db, cabinet.Store, default);
        Assert.True((await cabinet.Attachments.Restore(file.Id)).Done);
        Assert.Equal("back again", await cabinet.Read(file));
        Assert.Single(
            await Rapport.Search.Search.Find(db, "backagain", new SearchScope(), null, 10)
        );

        Assert.True((await cabinet.Attachments.Remove(file.Id)).Done);
        clock.Advance(Contents.KeptAfterRemoval + Duration.FromDays(1));
        await FileSweep.Run(db, cabinet.Store, default);
        Assert.Null(await cabinet.Read(file));
        var late = await cabinet.Attachments.Restore(file.Id);
        Assert.Equal(Fault.FileGone, late.Refusal!.Faults[0].Fault);
    }

    [Fact]
    public async Task A_new_name_is_made_harmless_and_found()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var file = await cabinet.Attach(
            Cabinet.On(await firm.Client("Named")),
            "before.txt",
            "name"
        );
        Assert.True(
            (await cabinet.Attachments.Rename(file.Id, "../afterwards.txt", file.Version)).Done
        );
        Assert.Equal("afterwards.txt", file.Name);
        Assert.Single(
            await Rapport.Search.Search.Find(db, "afterwards", new SearchScope(), null, 10)
        );
        Assert.Empty(
            await Rapport.Search.Search.Find(db, "before.txt", new SearchScope(), null, 10)
        );
        var runs = await cabinet.Attachments.Rename(file.Id, "now.exe", null);
        Assert.Equal(Fault.FileCanRun, runs.Refusal!.Faults[0].Fault);
        Assert.Equal(
            RefusalKind.Stale,
            (await cabinet.Attachments.Rename(file.Id, "x.txt", 1)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task Each_act_raises_one_event_and_is_told_to_the_audit()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var file = await cabinet.Attach(Cabinet.On(await firm.Client("Told")), "told.txt", "told");
        await cabinet.Attachments.Rename(file.Id, "retold.txt", null);
        await cabinet.Attachments.Remove(file.Id);
        await cabinet.Attachments.Restore(file.Id);

        Assert.Equal(
            ["attachment.added", "attachment.renamed", "attachment.removed", "attachment.restored"],
            await db.Set<Event>()
                .Where(e => e.SubjectId == file.Id)
                .OrderBy(e => e.Id)
                .Select(e => e.Name)
                .ToListAsync()
        );
        var told = await db.Set<AuditEntry>()
            .Where(e => e.RootId == file.Id)
            .OrderBy(e => e.Id)
            .Select(e => e.Payload)
            .ToListAsync();
        Assert.Equal(4, told.Count);
        Assert.Contains("retold.txt", told[1], StringComparison.Ordinal);
        Assert.Contains("Removal", told[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_client_come_by_pages_and_by_words_of_their_names()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var client = await firm.Client("Many");
        for (var n = 0; n < 7; n++)
        {
            await cabinet.Attach(Cabinet.On(client), $"Übersicht {n}.txt", $"page {n}");
        }
        var seen = new List<string>();
        AttachmentPlace? after = null;
        while (true)
        {
            var page = await AttachmentRecords.Page(
                db,
                client.Id,
                null,
                "ubersicht",
                after,
                3,
                default
            );
            seen.AddRange(page.Select(f => f.Name));
            if (page.Count < 3)
            {
                break;
            }
            after = new AttachmentPlace(page[^1].Id);
        }
        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(n => $"Übersicht {n}.txt"), seen);
        Assert.Empty(await AttachmentRecords.Page(db, client.Id, null, "other", null, 3, default));
    }

    public sealed class OnSqlite(Sqlite database)
        : AttachmentsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AttachmentsTests(database),
            IClassFixture<Postgres>;
}
