using NodaTime;
using Rapport.Clients;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Today;

namespace Rapport.Tests.Core.Interactions;

/// <summary>Going quiet by the client's own rhythm: amber, then red, and heard of again.</summary>
public abstract class UsualGapsTests(TestDatabase database)
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 8, 0);

    [Theory]
    // What lies between: 7 7 7 7; the last month alone; one long summer does not make it monthly.
    [InlineData("0 7 14 21 28", 7)]
    [InlineData("0 1 2 3 4 60 120", 1)]
    [InlineData("0 7 14 70 77 84", 7)]
    [InlineData("0 0 0 7 7 14 21 28", 7)]
    [InlineData("0 7 14 21", null)]
    [InlineData("", null)]
    public void A_rhythm_is_what_usually_lies_between_two_days(string daysAgo, int? rhythm) =>
        Assert.Equal(
            rhythm,
            UsualGaps.Of([
                .. daysAgo
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(d => Morning - Duration.FromDays(int.Parse(d, null))),
            ])
        );

    [Theory]
    [InlineData(Tier.Standard, 10, 20, Quietness.Heard)]
    [InlineData(Tier.Standard, 10, 21, Quietness.GoingQuiet)]
    [InlineData(Tier.Standard, 10, 40, Quietness.GoingQuiet)]
    [InlineData(Tier.Standard, 10, 41, Quietness.GoneQuiet)]
    [InlineData(Tier.Standard, 1, 7, Quietness.Heard)]
    [InlineData(Tier.Standard, 1, 8, Quietness.GoingQuiet)]
    [InlineData(Tier.Key, 100, 31, Quietness.GoingQuiet)]
    [InlineData(Tier.Standard, null, 90, Quietness.Heard)]
    [InlineData(Tier.Standard, null, 91, Quietness.GoingQuiet)]
    [InlineData(Tier.Key, null, 61, Quietness.GoneQuiet)]
    public void Silence_is_judged_by_what_is_usual_within_what_the_tier_lets_pass(
        Tier tier,
        int? rhythm,
        int days,
        Quietness said
    ) =>
        Assert.Equal(
            said,
            Silence.Of(tier, Stage.Retain, Morning - Duration.FromDays(days), rhythm, Morning)
        );

    [Fact]
    public async Task A_client_of_every_week_turns_amber_then_red_and_is_heard_of_again()
    {
        var clock = new TestClock(Morning - Duration.FromDays(35));
        await using var scene = await Scene.Set(database.Place, clock);
        for (var week = 0; week < 6; week++)
        {
            await Talk(scene, "Weekly");
            clock.Advance(Duration.FromDays(7));
        }
        Assert.Empty(await Quiet(scene));

        clock.Advance(Duration.FromDays(8));
        var amber = Assert.Single(await Quiet(scene));
        Assert.Equal((7, Quietness.GoingQuiet), (amber.RhythmDays, amber.Quietness));

        clock.Advance(Duration.FromDays(14));
        Assert.Equal(Quietness.GoneQuiet, Assert.Single(await Quiet(scene)).Quietness);
        await using (var db = scene.Firm.As(scene.Ana))
        {
            var row = Assert.Single(await UsualGaps.Rows(db, [scene.Halden.Id], Cancel));
            Assert.Equal(7, row.RhythmDays);
        }

        await Talk(scene, "At last");
        Assert.Empty(await Quiet(scene));
    }

    [Fact]
    public async Task What_was_said_in_confidence_makes_no_rhythm()
    {
        var clock = new TestClock(Morning - Duration.FromDays(35));
        await using var scene = await Scene.Set(database.Place, clock);
        for (var week = 0; week < 6; week++)
        {
            await Talk(scene, "In confidence", Audience.Named);
            clock.Advance(Duration.FromDays(7));
        }
        await using var db = scene.Firm.As(scene.Ana);

        Assert.Empty(await UsualGaps.Of(db, [scene.Halden.Id], Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<GoingQuiet>> Quiet(Scene scene)
    {
        await using var db = scene.Firm.As(scene.Ana);
        return await GoingQuiet.Of(db, scene.Ana.Id, Cancel);
    }

    private static async Task Talk(Scene scene, string about, Audience audience = Audience.Inside)
    {
        var said = await scene.Record(
            scene.Ana,
            new()
            {
                ClientId = scene.Halden.Id,
                Subject = about,
                Audience = audience,
                Named = audience == Audience.Named ? [scene.Ana.Id] : null,
            }
        );
        Assert.True(said.Done, $"{said.Refusal?.Faults[0]}");
    }

    public sealed class OnSqlite(Sqlite database) : UsualGapsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : UsualGapsTests(database),
            IClassFixture<Postgres>;
}
