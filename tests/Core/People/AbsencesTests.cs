using NodaTime;
using Rapport.Commitments;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Today;
using Rapport.Values;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.People;

/// <summary>Who is away has somebody who sees to what she owes, and finds what was done when she is back.</summary>
public abstract class AbsencesTests(TestDatabase database)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly LocalDate Day = new(2026, 11, 23);

    [Fact]
    public void The_substitutes_substitute_acts_and_a_circle_leads_to_nobody()
    {
        var (ana, tom, eve, pavel) = (
            Guid.NewGuid(),
            Guid.NewGuid(),
            Guid.NewGuid(),
            Guid.NewGuid()
        );
        var chain = new Substitutes(new Dictionary<Guid, Guid?> { [ana] = tom, [tom] = eve });
        Assert.Equal([eve, eve, eve, pavel], new[] { ana, tom, eve, pavel }.Select(chain.ActsFor));
        Assert.Equal(new[] { ana, tom }.Order(), chain.StandsInFor(eve));
        Assert.Empty(chain.StandsInFor(tom));

        var circle = new Substitutes(new Dictionary<Guid, Guid?> { [ana] = tom, [tom] = ana });
        Assert.Null(circle.ActsFor(ana));
        var nobody = new Substitutes(new Dictionary<Guid, Guid?> { [ana] = null });
        Assert.Null(nobody.ActsFor(ana));
    }

    [Fact]
    public async Task What_is_owed_by_who_is_away_stands_in_the_queue_of_who_stands_in_and_is_told_afterwards()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        var owed = await Owed(scene, clock);
        await Away(scene, scene.Ana, Day, Day.PlusDays(4), scene.Tom);
        await Away(scene, scene.Tom, Day, Day.PlusDays(1), scene.Eve);

        // Tom is away today too: Eve sees to it.
        Assert.Contains(owed.Id, await QueueOfMine(scene, scene.Eve));
        Assert.DoesNotContain(owed.Id, await QueueOfMine(scene, scene.Tom));
        Assert.DoesNotContain(owed.Id, await QueueOfMine(scene, scene.Pavel));
        clock.Advance(Duration.FromDays(2));
        Assert.Contains(owed.Id, await QueueOfMine(scene, scene.Tom));
        Assert.DoesNotContain(owed.Id, await QueueOfMine(scene, scene.Eve));

        await using (var tom = scene.Firm.As(scene.Tom))
        {
            Assert.True((await new Closures(tom).Close(owed.Id, new ClosureDetails())).Done);
        }
        await using var db = scene.Firm.As(scene.Ana);
        Assert.Null(await Meanwhile.Of(db, scene.Ana.Id, DateTimeZone.Utc, default));
        clock.Advance(Duration.FromDays(3));
        var back = await Meanwhile.Of(db, scene.Ana.Id, DateTimeZone.Utc, default);
        Assert.Equal(
            [(owed.Id, StepKind.Kept, scene.Tom.Name)],
            back!.Done.Select(d => (d.CommitmentId, d.Kind, d.By!))
        );
        clock.Advance(Duration.FromDays(Meanwhile.DaysShown));
        Assert.Null(await Meanwhile.Of(db, scene.Ana.Id, DateTimeZone.Utc, default));
    }

    [Fact]
    public async Task Who_stands_in_sees_no_client_that_the_walls_keep_from_her()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        var owed = await Owed(scene, clock);
        await Away(scene, scene.Ana, Day, Day.PlusDays(4), scene.Pavel);

        Assert.DoesNotContain(owed.Id, await QueueOfMine(scene, scene.Pavel));
    }

    [Fact]
    public async Task One_plans_for_oneself_and_for_others_only_who_manages_colleagues()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Tom);
        var acts = new Absences(db);
        var said = new AbsenceDetails { From = Day, Until = Day.PlusDays(2) };

        Assert.Equal(
            [new FieldFault("colleagueId", Fault.NotAllowed)],
            (await acts.Plan(said with { ColleagueId = scene.Ana.Id }, ofAnybody: false))
                .Refusal!
                .Faults
        );
        Assert.Equal(
            ["until"],
            (
                await acts.Plan(said with { Until = Day.PlusDays(-1) }, ofAnybody: false)
            ).Refusal!.Faults.Select(f => f.Field)
        );
        Assert.Equal(
            ["substituteId"],
            (
                await acts.Plan(said with { SubstituteId = scene.Tom.Id }, ofAnybody: false)
            ).Refusal!.Faults.Select(f => f.Field)
        );
        var planned = (await acts.Plan(said, ofAnybody: false)).Value;
        Assert.True((await Absences.On(db, Day, default)).IsAway(scene.Tom.Id));
        await using var eve = scene.Firm.As(scene.Eve);
        Assert.Equal(
            RefusalKind.NotFound,
            (await new Absences(eve).Cancel(planned.Id, ofAnybody: false)).Refusal!.Kind
        );

        await acts.Cancel(planned.Id, ofAnybody: false);

        Assert.False((await Absences.On(db, Day, default)).IsAway(scene.Tom.Id));
    }

    private static async Task Away(
        Scene scene,
        Colleague who,
        LocalDate from,
        LocalDate until,
        Colleague substitute
    )
    {
        await using var db = scene.Firm.As(who);
        var said = new AbsenceDetails
        {
            From = from,
            Until = until,
            SubstituteId = substitute.Id,
        };
        Assert.True((await new Absences(db).Plan(said, ofAnybody: false)).Done);
    }

    private static async Task<Commitment> Owed(Scene scene, TestClock clock)
    {
        await using var db = scene.Firm.As(scene.Ana);
        return (
            await new Acts(db).Make(
                new CommitmentDetails
                {
                    Text = "Send the pack",
                    ClientId = scene.Halden.Id,
                    Due = clock.GetCurrentInstant() + Duration.FromHours(2),
                }
            )
        ).Value;
    }

    private static async Task<IReadOnlyList<Guid>> QueueOfMine(Scene scene, Colleague who)
    {
        await using var db = scene.Firm.As(who);
        var queue = new Queue(db, who.Id, DateTimeZone.Utc);
        return [.. (await queue.Read(QueueOf.Mine, default)).Select(q => q.Owed.Id)];
    }

    public sealed class OnSqlite(Sqlite database) : AbsencesTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AbsencesTests(database),
            IClassFixture<Postgres>;
}
