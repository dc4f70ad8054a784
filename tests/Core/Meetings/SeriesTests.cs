using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Meetings;

/// <summary>Meetings that come again, and whether their rhythm is kept.</summary>
public abstract class SeriesTests(TestDatabase database)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public async Task A_rhythm_is_due_until_it_is_kept_and_slips_when_a_period_goes_by()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var series = await Added(db, Steering(scene));
        var stands = new List<SeriesStand> { await Stand(db, series) };

        await Held(db, series, clock);
        stands.Add(await Stand(db, series));
        clock.Advance(Duration.FromDays(14));
        stands.Add(await Stand(db, series));
        clock.Advance(Duration.FromDays(14));
        stands.Add(await Stand(db, series));
        await Held(db, series, clock);
        stands.Add(await Stand(db, series));
        var strip = await Rhythm(db).Periods(await Row(db, series));

        Assert.Equal(
            [
                SeriesStand.Due,
                SeriesStand.Kept,
                SeriesStand.Due,
                SeriesStand.Slipped,
                SeriesStand.Kept,
            ],
            stands
        );
        Assert.Equal([Keeping.Kept, Keeping.Slipped, Keeping.Kept], strip.Select(p => p.Keeping));
    }

    [Fact]
    public async Task One_that_follows_the_last_is_kept_until_it_is_due_again()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var series = await Added(
            db,
            Steering(scene) with
            {
                Cadence = "10 working days after last",
            }
        );
        clock.Advance(Duration.FromDays(7));

        await Held(db, series, clock);
        var kept = await Row(db, series);
        clock.Advance(Duration.FromDays(15));

        // Ten working days after Monday, 30 November.
        Assert.Equal(
            (new LocalDate(2026, 12, 14), new LocalDate(2026, 12, 14)),
            (kept.KeptUntil, kept.SlipsAfter)
        );
        Assert.Equal(SeriesStand.Slipped, await Stand(db, series));
    }

    [Fact]
    public async Task The_next_one_is_offered_from_its_cadence_with_its_people_and_its_place()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var series = await Added(db, Steering(scene));

        var first = await Rhythm(db).Next(await Row(db, series));
        var planned = (
            await new Rapport.Meetings.Meetings(db).Plan(
                new MeetingDetails { SeriesId = series, Start = first }
            )
        ).Value;
        var second = await Rhythm(db).Next(await Row(db, series));

        // Tuesdays at two in Oslo, an hour before what a clock in Greenwich says.
        Assert.Equal(Instant.FromUtc(2026, 11, 24, 13, 0), first);
        Assert.Equal(Instant.FromUtc(2026, 12, 8, 13, 0), second);
        Assert.Equal(
            ("Steering board", MeetingKind.Steering, scene.Halden.Id, "Quay 4", 90),
            (planned.Title, planned.Kind, planned.ClientId!.Value, planned.Place, planned.Minutes)
        );
        Assert.Equal(2, planned.Attendees.Count);
    }

    [Fact]
    public async Task The_list_narrows_to_what_slipped_what_is_due_and_what_is_kept()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var slipped = await Added(db, Steering(scene) with { Anchor = new LocalDate(2026, 9, 1) });
        var due = await Added(db, Steering(scene));
        var kept = await Added(db, Steering(scene));
        var ended = await Added(db, Steering(scene));
        await Held(db, kept, clock);
        await Rhythm(db).End(ended);

        Assert.Equal([slipped], await Listed(SeriesStand.Slipped));
        Assert.Equal([due], await Listed(SeriesStand.Due));
        Assert.Equal([kept], await Listed(SeriesStand.Kept));
        Assert.Equal([ended], await Listed(SeriesStand.Ended));
        Assert.Equal([slipped, due, kept], await Listed(null));

        async Task<List<Guid>> Listed(SeriesStand? stand) =>
            await new SeriesFilter(scene.Halden.Id, Stand: stand)
                .Series(db, new LocalDate(2026, 11, 23))
                .OrderBy(s => s.Id)
                .Select(s => s.Id)
                .ToListAsync();
    }

    [Fact]
    public async Task What_is_no_cadence_is_said_with_the_place_where_it_ends_to_be_one()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);

        var refused = await Rhythm(db)
            .Add(
                Steering(scene) with
                {
                    Title = " ",
                    Cadence = "every blue moon",
                    Time = "25:00",
                    ClientId = scene.Ribera.Id,
                }
            );

        Assert.Equal(
            ["cadence", "clientId", "time", "title"],
            refused.Refusal!.Faults.Select(f => f.Field).Distinct().Order()
        );
    }

    [Fact]
    public async Task Behind_the_wall_there_is_no_series()
    {
        await using var scene = await Scene.Set(database.Place);
        Guid series;
        await using (var db = scene.Firm.As(scene.Ana))
        {
            series = await Added(db, Steering(scene));
        }
        await using var pavel = scene.Firm.As(scene.Pavel);

        Assert.Null(await SeriesRecords.Find(pavel, series, default));
        Assert.Equal(RefusalKind.NotFound, (await Rhythm(pavel).End(series)).Refusal!.Kind);
        Assert.Empty(await SeriesRecords.Members(pavel, series, default));
    }

    private static SeriesDetails Steering(Scene scene) =>
        new()
        {
            ClientId = scene.Halden.Id,
            Title = "Steering board",
            Level = MeetingLevel.Steering,
            Cadence = "every 2 weeks on tue",
            Time = "14:00",
            Zone = "Europe/Oslo",
            Minutes = 90,
            Place = "Quay 4",
            Members = [new(scene.Ingrid.Id, null, null), new(null, scene.Ana.Id, null)],
        };

    private static async Task<Guid> Added(Db db, SeriesDetails said)
    {
        var added = await Rhythm(db).Add(said);
        Assert.True(added.Done, $"{string.Join(", ", added.Refusal?.Faults ?? [])}");
        return added.Value.Id;
    }

    private static async Task Held(Db db, Guid series, TestClock clock)
    {
        var planned = await new Rapport.Meetings.Meetings(db).Plan(
            new MeetingDetails { SeriesId = series, Start = clock.GetCurrentInstant() }
        );
        var times = new BusinessTimes(db, new CalendarShelf());
        var closed = await new Holdings(db, times).Close(
            planned.Value.Id,
            new MeetingClosure { WithoutNext = "Not yet" }
        );
        Assert.True(closed.Done, $"{closed.Refusal}");
    }

    private static async Task<SeriesStand> Stand(Db db, Guid series) =>
        (await SeriesRecords.Find(db, series, default))!.On(db.Now);

    private static Task<Series> Row(Db db, Guid id) =>
        db.Set<Series>().AsNoTracking().FirstAsync(s => s.Id == id);

    private static Rhythms Rhythm(Db db) => new(db, new BusinessTimes(db, new CalendarShelf()));

    public sealed class OnSqlite(Sqlite database) : SeriesTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SeriesTests(database),
            IClassFixture<Postgres>;
}
