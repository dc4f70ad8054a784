using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Calendars;

/// <summary>Calendars as the firm keeps them, and whose counts.</summary>
public abstract class CalendarsTests(TestDatabase database)
{
    private static readonly LocalDate Christmas = new(2026, 12, 25);

    [Fact]
    public async Task A_calendar_keeps_its_week_its_region_and_its_days()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var id = await Add(db, "Kept", "Mon 09:00-12:00 13:00-17:00, Fri 22:00-06:00", "DE-BY");

        var day = await new Rapport.Calendars.Calendars(db).AddDay(
            id,
            new CalendarDayDetails
            {
                Date = Christmas,
                Kind = DayKind.OtherHours,
                Hours = "10:00-12:00",
                Name = " Stand-by ",
            }
        );
        var kept = await CalendarList.Find(db, id, Cancel);
        var days = await CalendarList.Days(db, id, 2026, Cancel);

        Assert.True(day.Done);
        Assert.Equal(
            ("Kept", "Mon 09:00-12:00 13:00-17:00, Fri 22:00-06:00", "DE-BY", 2),
            (kept!.Details.Name, kept.Details.Hours, kept.Details.Region, kept.Version)
        );
        Assert.Equal(
            [new(day.Value.Id, Christmas, DayKind.OtherHours, "10:00-12:00", "Stand-by")],
            days
        );
        Assert.Empty(await CalendarList.Days(db, id, 2027, Cancel));
    }

    [Fact]
    public async Task A_day_that_is_taken_out_counts_no_longer_and_twice_changes_nothing()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var acts = new Rapport.Calendars.Calendars(db);
        var id = await Add(db, "Taken out");
        var day = await acts.AddDay(id, new() { Date = Christmas });

        Assert.True((await acts.RemoveDay(id, day.Value.Id)).Done);
        var again = await acts.RemoveDay(id, day.Value.Id);

        Assert.Equal(3, again.Value.Version);
        Assert.Empty(await CalendarList.Days(db, id, 2026, Cancel));
    }

    [Fact]
    public async Task What_cannot_be_a_calendar_is_refused_field_by_field()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        await Add(db, "The only one");
        var acts = new Rapport.Calendars.Calendars(db);

        var wrong = await acts.Add(
            new()
            {
                Name = " ",
                Zone = "Mars/Olympus",
                Hours = "always",
                Region = "XX",
            }
        );
        var taken = await acts.Add(new() { Name = "the ONLY one", Hours = "" });
        var named = await acts.Change(Calendar.OfFirm, new() { Name = "Ours", Hours = "" }, null);

        Assert.Equal(
            [
                ("name", Fault.Required),
                ("zone", Fault.NotATimeZone),
                ("hours", Fault.NotASpan),
                ("region", Fault.Unknown),
            ],
            wrong.Refusal!.Faults.Select(f => (f.Field, f.Fault))
        );
        Assert.Equal(
            [("name", Fault.Taken)],
            taken.Refusal!.Faults.Select(f => (f.Field, f.Fault))
        );
        Assert.Equal(
            [("name", Fault.NotAllowed)],
            named.Refusal!.Faults.Select(f => (f.Field, f.Fault))
        );
    }

    [Theory]
    [InlineData(null, DayKind.Closed, "", "date", Fault.Required)]
    [InlineData("1899-12-31", DayKind.Closed, "", "date", Fault.NotADate)]
    [InlineData("2026-01-01", DayKind.Closed, "", "date", Fault.Taken)]
    [InlineData("2026-12-24", DayKind.Closed, "09:00-12:00", "hours", Fault.NotAllowed)]
    [InlineData("2026-12-24", DayKind.ClosedPart, "", "hours", Fault.Required)]
    [InlineData("2026-12-24", DayKind.OtherHours, "noon", "hours", Fault.NotASpan)]
    public async Task What_cannot_be_a_day_is_refused(
        string? date,
        DayKind kind,
        string hours,
        string field,
        Fault fault
    )
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var acts = new Rapport.Calendars.Calendars(db);
        var id = await Add(db, $"Days {date} {kind} {hours}");
        await acts.AddDay(id, new() { Date = new LocalDate(2026, 1, 1) });

        var refused = await acts.AddDay(
            id,
            new()
            {
                Date = date is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value,
                Kind = kind,
                Hours = hours,
            }
        );

        Assert.Equal([(field, fault)], refused.Refusal!.Faults.Select(f => (f.Field, f.Fault)));
    }

    [Fact]
    public async Task Days_of_a_file_come_beside_those_that_are_there()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var acts = new Rapport.Calendars.Calendars(db);
        var id = await Add(db, "From a file");
        await acts.AddDay(id, new() { Date = Christmas, Name = "Ours" });
        ExceptionalDay[] file =
        [
            ExceptionalDay.Closed(Christmas, "Theirs"),
            new(
                new LocalDate(2026, 12, 24),
                DayKind.ClosedPart,
                DayHours.Parse("13:00-24:00"),
                "Eve"
            ),
        ];

        var first = await acts.Take(id, file);
        var second = await acts.Take(id, file);

        Assert.Equal((1, 0), (first.Value, second.Value));
        Assert.Equal(
            ["Eve", "Ours"],
            (await CalendarList.Days(db, id, 2026, Cancel)).Select(d => d.Name)
        );
    }

    [Fact]
    public async Task Until_somebody_says_otherwise_a_firm_works_from_nine_to_five_in_its_zone()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        await new Firms(db).Change(new FirmDetails("Ours", "EUR", "Asia/Tokyo", null));

        var calendar = await Times(db).OfColleague((await firm.Colleague(Roles.Consultant)).Id);

        Assert.Equal(Calendar.UsualHours, calendar.Hours);
        Assert.Equal("Asia/Tokyo", calendar.Zone.Id);
        Assert.Null(calendar.Region);
    }

    [Fact]
    public async Task The_clients_calendar_counts_then_the_units_then_that_of_the_unit_above_then_the_firms()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var (ofClient, ofUnit, ofAbove) = (
            await Add(db, "Of the client", "Mon 01:00-02:00"),
            await Add(db, "Of the unit", "Mon 02:00-03:00"),
            await Add(db, "Of the unit above", "Mon 03:00-04:00")
        );
        var uses = new CalendarUses(db);
        var above = (await new Units(db).Add(new("Counting", null, null))).Value;
        var unit = (await new Units(db).Add(new("Counting below", null, above.Id))).Value;
        var colleague = await firm.Colleague(Roles.Consultant);
        var her = await db.Set<Colleague>().SingleAsync(c => c.Id == colleague.Id, Cancel);
        her.UnitId = unit.Id;
        await db.SaveChangesAsync(Cancel);
        var client = await firm.Client("Counted by time");
        var times = Times(db);

        var said = new List<string>();
        await Say();
        await uses.GiveUnit(above.Id, ofAbove);
        await Say();
        await uses.GiveUnit(unit.Id, ofUnit);
        await Say();
        await uses.GiveClient(client.Id, ofClient);
        await Say();
        await uses.GiveClient(client.Id, null);
        await Say();

        Assert.Equal(
            [
                Calendar.UsualHours.ToString(),
                "Mon 03:00-04:00",
                "Mon 02:00-03:00",
                "Mon 01:00-02:00",
                "Mon 02:00-03:00",
            ],
            said
        );
        Assert.Equal(["Counting below"], (await uses.Units(ofUnit)).Select(u => u.Name));

        async Task Say() =>
            said.Add((await times.For(client.Id, colleague.Id, Cancel)).Hours.ToString());
    }

    [Fact]
    public async Task A_change_of_a_calendar_is_seen_at_once_and_an_unchanged_one_is_not_laid_out_again()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var acts = new Rapport.Calendars.Calendars(db);
        var id = await Add(db, "Seen at once", "Fri 09:00-17:00");
        var times = Times(db);

        var first = await times.Read(id);
        var same = await times.Read(id);
        await acts.AddDay(id, new() { Date = Christmas });
        var after = await times.Read(id);

        var noon = Christmas.At(new LocalTime(12, 0)).InZoneStrictly(first.Zone).ToInstant();
        Assert.Same(first, same);
        Assert.Equal((true, false), (first.IsOpen(noon), after.IsOpen(noon)));
    }

    private static BusinessTimes Times(Db db) => new(db, new CalendarShelf());

    private static async Task<Guid> Add(
        Db db,
        string name,
        string hours = "Mon 09:00-17:00",
        string? region = null
    ) => (
            await new Rapport.Calendars.Calendars(db).Add(
                new()
                {
                    Name = name,
                    Hours = hours,
                    Region = region,
                }
            )
        ).Value.Id;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database) : CalendarsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CalendarsTests(database),
            IClassFixture<Postgres>;
}
