using System.Collections.Concurrent;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Lists;

/// <summary>Figures out of lists: each as one counts it by hand from the rows to which it leads.</summary>
public abstract class FiguresTests(TestDatabase database)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 31, 22, 30);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <summary>The clients that are only counted, made once for all facts of a database.</summary>
    private static readonly ConcurrentDictionary<TestPlace, Lazy<Task<string>>> Shared = [];
    private static readonly string[] Towns = ["Öhringen", "Aachen", "Zürich"];

    /// <summary>Every field by which rows are grouped, and every one that is summed.</summary>
    public static TheoryData<string, string?> Asked()
    {
        var asked = new TheoryData<string, string?>();
        foreach (
            var group in new[]
            {
                "stage",
                "tier",
                "accountManager",
                "industry",
                "tags",
                "city",
                "parent",
                "created",
                "fields.choice",
                "fields.choices",
                "fields.yesno",
                "fields.person",
                "fields.date",
                "fields.text",
            }
        )
        {
            asked.Add(group, null);
            asked.Add(group, "employees");
            asked.Add(group, "revenue");
        }
        asked.Add("stage", "fields.number");
        asked.Add("stage", "fields.money");
        asked.Add("tags", "fields.money");
        return asked;
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Each_group_says_what_the_rows_it_leads_to_say(string group, string? field)
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Shared.GetOrAdd(database.Place, _ => new(() => Clients(firm))).Value;
        await using var db = firm.System();
        foreach (
            var measure in field is null ? [Measure.Count] : new[] { Measure.Sum, Measure.Average }
        )
        {
            var figures = await Figures(db, tag, new(measure, field, group, TimeStep.Year));

            Assert.NotEmpty(figures.Groups);
            foreach (var one in figures.Groups)
            {
                Assert.NotNull(one.Filter);
                var rows = await Held(db, tag, one.Filter, field);
                Assert.Equal(Counted(rows, measure, figures.Currency), one.Figure.Value(measure));
            }
            if (!figures.Overlap)
            {
                Assert.Equal(
                    figures.Totals[0].Figure,
                    figures.Groups.Aggregate(Figure.None, (sum, g) => sum + g.Figure)
                );
            }
        }
    }

    [Fact]
    public async Task Money_is_summed_for_each_currency_and_never_across()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();

        var figures = await Figures(db, tag, new(Measure.Sum, "revenue"));

        Assert.Equal(["EUR", "USD", "JPY"], figures.Totals.Select(t => t.Currency));
        foreach (var total in figures.Totals)
        {
            var rows = await Held(db, tag, total.Filter, "revenue");
            Assert.Equal(rows.Count, total.Figure.Rows);
            Assert.All(rows, r => Assert.Equal(total.Currency, ((MoneyDetails)r!).Currency));
            Assert.Equal(Counted(rows, Measure.Sum, total.Currency), total.Figure.Sum);
        }
    }

    [Fact]
    public async Task A_sum_may_be_longer_than_a_number_of_the_engine()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = Guid.NewGuid().ToString("N");
        await using var db = firm.System();
        for (var i = 0; i < 3; i++)
        {
            await Add(
                db,
                new()
                {
                    Name = $"{i}",
                    Tags = [tag],
                    Revenue = new(long.MaxValue - 7, "EUR"),
                }
            );
        }

        var figures = await Figures(db, tag, new(Measure.Sum, "revenue", "stage"));

        Assert.Equal(3 * (long.MaxValue - 7m) / 100, figures.Totals[0].Figure.Sum);
        Assert.Contains(figures.Groups, g => g.Figure == figures.Totals[0].Figure);
    }

    [Fact]
    public async Task The_greatest_stand_by_themselves_and_the_rest_together()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = Guid.NewGuid().ToString("N");
        await using var db = firm.System();
        for (var i = 0; i < 15; i++)
        {
            for (var n = 0; n <= i; n++)
            {
                await Add(
                    db,
                    new()
                    {
                        Name = $"{i}-{n}",
                        Tags = [tag],
                        Industry = $"Ä {i}",
                    }
                );
            }
        }

        var figures = await Figures(db, tag, new(Group: "industry"));

        Assert.Equal(
            Enumerable.Range(3, 12).Reverse().Select(i => ($"Ä {i}", i + 1L)),
            figures.Groups.Take(12).Select(g => (g.Name!, g.Figure.Rows))
        );
        var rest = Assert.Single(figures.Groups.Skip(12));
        Assert.Equal((GroupKind.Rest, 1 + 2 + 3), (rest.Kind, rest.Figure.Rows));
        Assert.Equal(6, (await Held(db, tag, rest.Filter, null)).Count);
    }

    [Fact]
    public async Task Months_begin_in_the_zone_of_whoever_asks()
    {
        // In Berlin April has begun already; one was made in its first hour, one in the last of March.
        var clock = new TestClock(Instant.FromUtc(2026, 3, 31, 21, 30));
        await using var firm = new TestFirm(database.Place, clock);
        var tag = Guid.NewGuid().ToString("N");
        await using var db = firm.System();
        await Add(db, new() { Name = "March", Tags = [tag] });
        clock.Advance(Duration.FromHours(1));
        await Add(db, new() { Name = "April", Tags = [tag] });

        var there = await Figures(db, tag, new(Group: "created", Step: TimeStep.Month));
        var here = await Figures(db, tag, new(Group: "created"), DateTimeZone.Utc);

        Assert.Equal(
            [(new LocalDate(2026, 3, 1), 1L), (new LocalDate(2026, 4, 1), 1L)],
            there.Groups.TakeLast(2).Select(g => (g.Begins!.Value, g.Figure.Rows))
        );
        Assert.Equal(
            (new LocalDate(2026, 3, 1), 2L),
            (here.Groups[^1].Begins!.Value, here.Groups[^1].Figure.Rows)
        );
        Assert.Equal(12, there.Groups.Count);
    }

    [Fact]
    public async Task A_field_that_has_no_sum_or_makes_no_groups_is_refused()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        await using var db = firm.System();
        foreach (
            var (what, wrong) in new (FiguresSaid, string)[]
            {
                (new(Measure.Sum, "stage"), "field"),
                (new(Measure.Sum, null), "field"),
                (new(Group: "employees"), "group"),
                (new(Group: "name"), "group"),
                (new(Group: "fields.nothing"), "group"),
            }
        )
        {
            var refused = await Rapport.Lists.Figures.Of(
                ClientList.Instance,
                db,
                Berlin,
                ListSaid.Nothing,
                what,
                Cancel
            );
            Assert.Equal(wrong, Assert.Single(refused.Refusal!.Faults).Field);
        }
    }

    [Fact]
    public async Task However_many_rows_there_are_the_statements_are_as_many()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();
        foreach (
            var group in new[] { "stage", "created", "accountManager", "tags", "fields.choices" }
        )
        {
            var several = group is "tags" or "fields.choices";
            foreach (var tagged in new[] { tag, "nobody has it" })
            {
                var list = await ClientList.Instance.Whole(db, Cancel);
                var sent = await Statements.Count(() =>
                    Figures(db, list, tagged, new(Group: group))
                );
                Assert.InRange(sent, 1, several ? 3 : 2);
            }
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Figures> Figures(
        Db db,
        string tag,
        FiguresSaid what,
        DateTimeZone? zone = null
    ) => await Figures(db, await ClientList.Instance.Whole(db, Cancel), tag, what, zone);

    private static async Task<Figures> Figures(
        Db db,
        ListOf list,
        string tag,
        FiguresSaid what,
        DateTimeZone? zone = null
    ) =>
        (
            await Rapport.Lists.Figures.Of(list, db, zone ?? Berlin, Said(tag, null), what, Cancel)
        ).Value;

    private static ListSaid Said(string tag, Filter? filter) =>
        ListSaid.Of(
            (
                ListSaid.Filter,
                Filter.Both(new Condition("tags", Comparison.Eq, tag), filter)!.ToString()
            )
        );

    /// <summary>What the rows that a filter lets through hold in a field, one by one.</summary>
    private static async Task<List<object?>> Held(Db db, string tag, Filter? filter, string? field)
    {
        var list = await ClientList.Instance.Whole(db, Cancel);
        var asked = await list.Asked(db, Berlin, Said(tag, filter), Cancel);
        var page = await asked.Value.Page(null, 1000, Cancel);
        var cells = await list.Cells(db, [.. page.Select(p => p.Id)], [field ?? "name"], Cancel);
        return [.. page.Select(p => cells[p.Id][0].Shown)];
    }

    private static decimal? Counted(List<object?> rows, Measure measure, string? currency)
    {
        if (measure == Measure.Count)
        {
            return rows.Count;
        }
        var held = rows.OfType<object>()
            .Select(r =>
                r switch
                {
                    MoneyDetails money when money.Currency == currency => new Money(
                        money.Minor,
                        money.Currency
                    ).Major,
                    MoneyDetails other => throw new InvalidOperationException(other.Currency),
                    decimal number => number,
                    var number => (long)number,
                }
            )
            .ToList();
        return measure == Measure.Sum ? held.Sum()
            : held.Count == 0 ? null
            : held.Sum() / held.Count;
    }

    private static async Task<Client> Add(Db db, ClientDetails said)
    {
        var added = await new Rapport.Clients.Clients(db).Add(said, Cancel);
        Assert.True(added.Done, $"{added.Refusal}");
        return added.Value;
    }

    /// <summary>Twenty clients under a tag of their own that hold this and that, some nothing.</summary>
    private static async Task<string> Clients(TestFirm firm)
    {
        await Fields(firm);
        var tag = Guid.NewGuid().ToString("N");
        var ana = await firm.Colleague(Rapport.People.Roles.AccountManager, "Ana");
        var ben = await firm.Colleague(Rapport.People.Roles.AccountManager, "Ben");
        await using var db = firm.System();
        var parent = await Add(db, new() { Name = "Above" });
        for (var i = 0; i < 20; i++)
        {
            var held = new Dictionary<string, object?>();
            if (i % 4 != 0)
            {
                held["choice"] = i % 3 == 0 ? "small" : "large";
                held["choices"] = i % 3 == 0 ? "small\nlarge" : "large";
                held["yesno"] = i % 2 == 0 ? "true" : "false";
                held["person"] = i % 2 == 0 ? ana.Id : ben.Id;
                held["date"] = $"{2024 + i % 4}-12-31";
                held["text"] = i % 2 == 0 ? "Straße" : "Wég";
                held["number"] = $"{i - 7}.5";
                held["money"] = $"{i - 9}.25 EUR";
            }
            var client = await Add(
                db,
                new()
                {
                    Name = $"{i}",
                    Tags = i % 3 == 0 ? [tag, "Süd"] : [tag, "Nord", $"t{i}"],
                    Tier = (Tier)(i % 3),
                    Industry =
                        i % 5 == 0 ? null
                        : i % 2 == 0 ? "Schiffbau & Öl"
                        : "Banken",
                    Employees = i % 4 == 1 ? null : 10 * i,
                    Revenue =
                        i % 6 == 5 ? null
                        : i % 6 == 4 ? new(-1050 + i, "JPY")
                        : new(100_000L * i + 7, i % 3 == 0 ? "USD" : "EUR"),
                    ParentId = i % 7 == 0 ? parent.Id : null,
                    Addresses =
                        i % 4 == 3
                            ? null
                            :
                            [
                                new(
                                    null,
                                    default(AddressKind),
                                    null,
                                    null,
                                    Towns[i % 3],
                                    null,
                                    null
                                ),
                            ],
                    Fields = new FieldsSaid(held),
                }
            );
            if (i % 3 > 0)
            {
                db.Add(
                    new Rapport.People.Seat
                    {
                        ClientId = client.Id,
                        ColleagueId = i % 3 == 1 ? ana.Id : ben.Id,
                        Role = Rapport.People.SeatRole.AccountManager,
                        Since = new LocalDate(2026, 1, 1),
                    }
                );
            }
        }
        await db.SaveChangesAsync(Cancel);
        return tag;
    }

    /// <summary>Once for all facts of the class, which share a database.</summary>
    private static async Task Fields(TestFirm firm)
    {
        await using var db = firm.System();
        if ((await FieldRecords.Of(db, nameof(Client), Cancel)).Count > 0)
        {
            return;
        }
        foreach (
            var kind in new[]
            {
                FieldKind.Choice,
                FieldKind.Choices,
                FieldKind.YesNo,
                FieldKind.Person,
                FieldKind.Date,
                FieldKind.Text,
                FieldKind.Number,
                FieldKind.Money,
            }
        )
        {
            await firm.Field(
                nameof(Client),
                kind.ToString(),
                kind,
                kind is FieldKind.Choice or FieldKind.Choices ? ["Small", "Middle", "Large"] : []
            );
        }
    }

    public sealed class OnSqlite(Sqlite database) : FiguresTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FiguresTests(database),
            IClassFixture<Postgres>;
}
