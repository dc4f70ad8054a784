using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;
using Rapport.Offers;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Data;

/// <summary>What is kept comes back as it went in, and in one order, whichever engine kept it.</summary>
public sealed class SameOnBothTests(Sqlite sqlite, Postgres postgres)
    : IClassFixture<Sqlite>,
        IClassFixture<Postgres>
{
    private static readonly Instant[] Instants =
    [
        Instant.FromUtc(1900, 1, 1, 0, 0),
        Instant.FromUtc(1969, 12, 31, 23, 59).PlusTicks(10),
        Instant.FromUnixTimeTicks(0),
        Instant.FromUtc(2026, 3, 29, 1, 0).PlusTicks(1_234_560),
        Instant.FromUtc(2026, 3, 29, 1, 0).PlusTicks(1_234_570),
        Instant.FromUtc(9999, 12, 31, 23, 59).PlusTicks(599_999_990),
    ];

    private static readonly LocalDate[] Dates =
    [
        new(1900, 1, 1),
        new(1999, 12, 31),
        new(2024, 2, 29),
        new(2026, 3, 29),
        new(2026, 10, 25),
        new(9999, 12, 31),
    ];

    private static readonly Money[] Amounts =
    [
        new(long.MinValue, "EUR"),
        new(-1, "JPY"),
        new(0, "NOK"),
        new(1, "CHF"),
        new(9_007_199_254_740_993, "USD"),
        new(long.MaxValue, "EUR"),
    ];

    /// <summary>In the order of their keys; a language would put some of them elsewhere.</summary>
    private static readonly string[] Names =
    [
        "2 Brüder",
        "Ærø Skib",
        "apfel",
        "Groß-Gerau GmbH",
        "Grosse Werke",
        "Öl & Gas",
        "Zürich Re",
        "Ελλάς",
    ];

    [Fact]
    public async Task Instants_dates_and_money_come_back_to_the_last_digit()
    {
        var written = Instants
            .Zip(Dates, Amounts)
            .Select(x =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Exact(x.First)} {x.Second} {x.Third}"
                )
            )
            .ToList();

        Assert.Equal(written, await Kept(sqlite));
        Assert.Equal(written, await Kept(postgres));
    }

    [Fact]
    public async Task Folded_keys_sort_alike_and_binary()
    {
        Assert.Equal(Names, await Sorted(sqlite));
        Assert.Equal(Names, await Sorted(postgres));
        Assert.Equal(Names, Names.OrderBy(Folded.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_clock_gives_whole_microseconds()
    {
        for (var look = 0; look < 1000; look++)
        {
            Assert.Equal(0, new MicrosecondClock().GetCurrentInstant().ToUnixTimeTicks() % 10);
        }
    }

    /// <summary>Read by another connection in the order of the instants, as both engines must have it.</summary>
    private static async Task<List<string>> Kept(TestDatabase database)
    {
        await using var firm = new TestFirm(database.Place);
        var product = Guid.NewGuid().ToString();
        await using (var db = firm.System())
        {
            db.AddRange(
                Instants
                    .Zip(Dates, Amounts)
                    .Reverse()
                    .Select(x => new Opportunity
                    {
                        Name = "Kept",
                        Product = product,
                        CreatedAt = x.First,
                        Opened = x.Second,
                        ValueMinor = x.Third.Minor,
                        ValueCurrency = x.Third.Currency,
                    })
            );
            await db.SaveChangesAsync();
        }
        await using var after = firm.System();
        var rows = await after
            .Set<Opportunity>()
            .Where(o => o.Product == product)
            .OrderBy(o => o.CreatedAt)
            .ToListAsync();
        Assert.Equal(
            rows.Select(r => r.Id),
            rows.OrderBy(r => r.Opened).ThenBy(r => r.ValueMinor).Select(r => r.Id)
        );
        return rows.ConvertAll(r =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Exact(r.CreatedAt)} {r.Opened} {r.Value}"
            )
        );
    }

    private static async Task<List<string>> Sorted(TestDatabase database)
    {
        await using var firm = new TestFirm(database.Place);
        var product = Guid.NewGuid().ToString();
        await using var db = firm.System();
        db.AddRange(
            Names
                .Reverse()
                .Select(n => new Opportunity
                {
                    Name = n,
                    NameKey = Folded.Key(n),
                    Product = product,
                })
        );
        await db.SaveChangesAsync();
        return await db.Set<Opportunity>()
            .Where(o => o.Product == product)
            .OrderBy(o => o.NameKey)
            .Select(o => o.Name)
            .ToListAsync();
    }

    private static string Exact(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
