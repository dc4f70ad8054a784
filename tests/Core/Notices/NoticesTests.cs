using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Told = Rapport.Notices.Notices;

namespace Rapport.Tests.Core.Notices;

/// <summary>Telling a colleague of something: with what it tells of, once, and for her alone within her walls.</summary>
public abstract class NoticesTests(TestDatabase database)
{
    private static readonly NoticeKind Made = new("test.made", NoticePriority.Usual, "client");

    [Fact]
    public async Task A_notice_is_written_with_what_it_tells_of_or_not_at_all()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, ben) = await Two(firm);
        await using (var db = firm.As(ana))
        {
            await Told.Tell(db, new Telling(ben.Id, Made, "Given up", null, null), default);
            db.Forget();
            await Told.Tell(db, new Telling(ben.Id, Made, "Kept", null, null), default);
            Assert.Null(await db.Commit());
        }

        await using var his = firm.As(ben);
        Assert.Equal("Kept", (await his.Set<Notice>().SingleAsync()).Text);
    }

    [Fact]
    public async Task What_is_told_again_under_one_key_stays_one_notice()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, ben) = await Two(firm);
        var (subject, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var db = firm.As(ana);
            await Told.Tell(db, new(ben.Id, Made, "Late", subject, null, "late"), default);
            await Told.Tell(db, new(ben.Id, Made, "Late", subject, null, "late"), default);
            await Told.Tell(db, new(ben.Id, Made, "Late", null, null, "late"), default);
            await Told.Tell(db, new(ben.Id, Made, "Other", other, null, "late"), default);
            await Told.Tell(db, new(ben.Id, Made, "Each", subject, null), default);
            Assert.Null(await db.Commit());
        }

        await using var his = firm.As(ben);
        var texts = await his.Set<Notice>().Select(n => n.Text).ToListAsync();
        Assert.Equal(
            ["Each", "Each", "Late", "Late", "Other"],
            texts.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Two_acts_that_tell_the_same_at_once_both_succeed_and_it_is_told_once()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, ben) = await Two(firm);
        var subject = Guid.CreateVersion7();
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var db = firm.As(ana);
                        await Told.Tell(
                            db,
                            new(ben.Id, Made, "Once", subject, null, "once"),
                            default
                        );
                        Assert.Null(await db.Commit());
                    })
                )
        );

        await using var his = firm.As(ben);
        Assert.Equal(1, await his.Set<Notice>().CountAsync());
    }

    [Fact]
    public async Task A_notice_is_its_colleagues_alone_and_goes_when_she_sees_the_client_no_more()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, ben) = await Two(firm);
        var boss = await firm.Colleague(Roles.Administrator);
        var client = await firm.Client("Halden", ana, ben);
        await using (var db = firm.As(ana))
        {
            await Told.Tell(db, new(ben.Id, Made, "For Ben", client.Id, client.Id), default);
            await Told.Tell(db, new(boss.Id, Made, "For the boss", client.Id, client.Id), default);
            Assert.Null(await db.Commit());
        }

        Assert.Equal(["For Ben"], await Texts(firm, ben));
        Assert.Equal(["For the boss"], await Texts(firm, boss));
        Assert.Empty(await Texts(firm, ana));

        await using (var db = firm.System())
        {
            var seat = await db.Set<Seat>().SingleAsync(s => s.ColleagueId == ben.Id);
            seat.Until = new LocalDate(2026, 1, 2);
            await db.SaveChangesAsync();
        }
        Assert.Empty(await Texts(firm, ben));
    }

    private static async Task<(Colleague Ana, Colleague Ben)> Two(TestFirm firm) =>
        (await firm.Colleague(Roles.AccountManager), await firm.Colleague(Roles.AccountManager));

    private static async Task<List<string>> Texts(TestFirm firm, Colleague colleague)
    {
        await using var db = firm.As(colleague);
        return await db.Set<Notice>().Select(n => n.Text).ToListAsync();
    }

    public sealed class OnSqlite(Sqlite database) : NoticesTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : NoticesTests(database),
            IClassFixture<Postgres>;
}
