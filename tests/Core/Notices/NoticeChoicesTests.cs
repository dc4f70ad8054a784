using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Notices;

/// <summary>What a colleague chooses of how she hears: kept as she said it, and her next morning reckoned by it.</summary>
public abstract class NoticeChoicesTests(TestDatabase database)
{
    /// <summary>A Tuesday, half past seven in the morning in Berlin.</summary>
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 24, 6, 30);
    private static readonly NoticeChoice Usual = NoticeChoice.Of(new NoticeWays());

    [Fact]
    public async Task What_was_chosen_is_kept_and_all_days_of_the_week_may_be()
    {
        await using var set = await TellingScene.Set(database.Place, Morning);
        var said = new NoticeChoice(
            NoticeWay.App,
            NoticeWay.AtOnce,
            NoticeWay.App,
            "22:15",
            "06:00",
            true,
            NoticeWays.EveryDay,
            DigestWhen.Always,
            "08:30"
        );

        await set.Choose(_ => said);
        await using var db = set.Firm.As(set.Ana);
        var kept = await new NoticeChoices(db).Mine();

        Assert.Equal(said, NoticeChoice.Of(kept));
        Assert.Equal(Instant.FromUtc(2026, 11, 24, 7, 30), kept.DigestDue);
    }

    [Fact]
    public async Task Until_then_it_is_as_for_all_and_the_next_morning_is_known()
    {
        await using var set = await TellingScene.Set(database.Place, Morning);
        await using var db = set.Firm.As(set.Ana);
        var ways = await new NoticeChoices(db).Mine();

        Assert.Equal(Usual, NoticeChoice.Of(ways));
        Assert.Equal(Instant.FromUtc(2026, 11, 25, 6, 0), ways.DigestDue);
    }

    [Theory]
    [InlineData("quietFrom", null, "07:00", "07:00", 31)]
    [InlineData("quietUntil", "20:00", null, "07:00", 31)]
    [InlineData("quietFrom", "25:00", "07:00", "07:00", 31)]
    [InlineData("digestAt", "20:00", "07:00", "", 31)]
    [InlineData("digestAt", "20:00", "07:00", "seven", 31)]
    [InlineData("days", "20:00", "07:00", "07:00", 0)]
    [InlineData("days", "20:00", "07:00", "07:00", 128)]
    public async Task What_cannot_be_is_refused_where_it_stands(
        string field,
        string? from,
        string? until,
        string digest,
        int days
    )
    {
        await using var set = await TellingScene.Set(database.Place, Morning);
        await using var db = set.Firm.As(set.Ana);

        var refused = await new NoticeChoices(db).Choose(
            Usual with
            {
                QuietFrom = from,
                QuietUntil = until,
                DigestAt = digest,
                Days = (WorkDays)days,
            }
        );

        Assert.Equal([field], refused.Refusal!.Faults.Select(f => f.Field));
    }

    [Fact]
    public async Task Each_who_is_here_has_her_row_by_her_zone_and_who_left_has_none()
    {
        await using var set = await TellingScene.Set(database.Place, Morning);
        var ben = await set.Firm.Colleague(Roles.Consultant);
        await using var db = set.Firm.System();
        await NoticeChoices.Settle(db, default);
        Assert.Equal("Europe/Berlin", (await Row(db, set.Ana.Id))!.Zone);
        Assert.NotNull(await Row(db, ben.Id));

        var ana = await db.Set<Colleague>().SingleAsync(c => c.Id == set.Ana.Id);
        ana.TimeZone = "Asia/Tokyo";
        await db.SaveChangesAsync();
        Assert.True((await new Colleagues(db).Leave(ben.Id, "Moved away")).Done);
        await NoticeChoices.Settle(db, default);

        Assert.Equal(Instant.FromUtc(2026, 11, 24, 22, 0), (await Row(db, ana.Id))!.DigestDue);
        Assert.Null(await Row(db, ben.Id));
    }

    [Fact]
    public async Task Settling_and_choosing_at_once_both_succeed()
    {
        await using var set = await TellingScene.Set(database.Place, Morning);

        await Task.WhenAll(
            Task.Run(() => set.Choose(c => c with { DigestAt = "09:00" })),
            Task.Run(async () =>
            {
                await using var db = set.Firm.System();
                await NoticeChoices.Settle(db, default);
            }),
            Task.Run(() => set.Choose(c => c with { DigestAt = "09:00" }))
        );

        await using var after = set.Firm.System();
        Assert.Equal(9 * 60, (await Row(after, set.Ana.Id))!.DigestAt);
    }

    private static Task<NoticeWays?> Row(Rapport.Data.Db db, Guid whose) =>
        db.Set<NoticeWays>().AsNoTracking().SingleOrDefaultAsync(w => w.ColleagueId == whose);

    public sealed class OnSqlite(Sqlite database)
        : NoticeChoicesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : NoticeChoicesTests(database),
            IClassFixture<Postgres>;
}
