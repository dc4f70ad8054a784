using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Demo;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;
using Rapport.Web.Hosting;

namespace Rapport.Tests.Core.Demo;

public abstract class DemoFirmTests(ITestEngine engine)
{
    /// <summary>Fewer than the demo has, so that four loadings take seconds.</summary>
    private const int EntriesEach = 12;
    private static readonly Instant End = Instant.FromUtc(2026, 3, 12, 14, 30);

    [Fact]
    public async Task It_is_the_same_every_time_and_never_mixed_with_what_is_there()
    {
        var (first, second) = (await Load(), await Load());
        Assert.Equal(first.Dump, second.Dump);
        Assert.Equal(40, first.Clients);
        Assert.InRange(first.Contacts, 180, 220);
        Assert.InRange(first.Entries, 300, 700);
        Assert.Equal(1, first.Refusals);
        Assert.Equal("Brindle & Hawe", first.Firm);
        Assert.All(
            first.Named,
            n =>
                Assert.DoesNotMatch(
                    n.Speaks is "de" or "es"
                        ? "(?i) (phase|site|review|training|health|rollout|board)"
                        : "{",
                    n.Said
                )
        );
        Assert.All(
            first.Phones,
            p => Assert.StartsWith(Codes.GetValueOrDefault(p.Speaks, "+"), p.Said)
        );
    }

    private async Task<Loaded> Load()
    {
        var place = await engine.NewDatabase(Template.Migrated);
        try
        {
            var settings = new Settings(place.Folder, "http://127.0.0.1:0", place.Postgres);
            var clock = new DemoClock(End);
            await using var services = Services(settings, clock).BuildServiceProvider();
            var source = services.GetRequiredService<DbSource>();
            await source.Migrate();
            Assert.True((await Load(services)).Done);
            var again = await Load(services);
            await using var db = source.For(Viewer.System("test"));
            return new Loaded(
                await Dump(db),
                await db.Set<Rapport.Clients.Client>().CountAsync(),
                await db.Set<Contact>().CountAsync(),
                await db.Set<Interaction>().CountAsync(),
                again.Done ? 0 : 1,
                (await db.Set<Firm>().SingleAsync()).Name,
                await SpokenOf(db.Set<Opportunity>(), o => o.ClientId!.Value, o => o.Name, db),
                await SpokenOf(
                    db.Set<ContactPoint>().Where(p => p.Kind != PointKind.Email),
                    p => p.ClientId!.Value,
                    p => p.Value,
                    db
                )
            );
        }
        finally
        {
            await engine.Drop(place);
        }
    }

    /// <summary>Whose first language is one country's among the clients, has telephones of that country.</summary>
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["no"] = "+47 ",
        ["fr"] = "+33 ",
    };

    /// <summary>What was said of each client, with the first language that it speaks.</summary>
    private static async Task<List<Spoken>> SpokenOf<T>(
        IQueryable<T> rows,
        Func<T, Guid> client,
        Func<T, string> said,
        Db db
    )
    {
        var clients = await db.Set<Rapport.Clients.Client>().ToDictionaryAsync(c => c.Id);
        return
        [
            .. (await rows.ToListAsync()).Select(r => new Spoken(
                clients[client(r)].Languages.Items[0],
                said(r)
            )),
        ];
    }

    private static async Task<Result<IReadOnlyList<DemoSignIn>>> Load(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoFirm>().Load(End, EntriesEach);
    }

    private static IServiceCollection Services(Settings settings, DemoClock clock)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRapport(settings);
        return services
            .AddScoped(_ => Viewer.System("demo"))
            .AddSingleton(clock)
            .AddSingleton(_ => new DbSource(settings.Place, clock))
            .AddScoped<DemoFirm>();
    }

    /// <summary>A hash of what people would read, in an order of its own: ids differ from one loading to the next.</summary>
    private static async Task<string> Dump(Db db)
    {
        var lines = new List<string>();
        lines.AddRange(
            await db.Set<Interaction>()
                .Select(i =>
                    $"{i.Occurred} {i.Touchpoint} {i.Channel} {i.Subject} {i.Body} {i.Audience}"
                )
                .ToListAsync()
        );
        lines.AddRange(
            await db.Set<Contact>()
                .Select(c => $"{c.Name} {c.JobTitle} {c.Stance} {c.Influence} {c.Wants} {c.Left}")
                .ToListAsync()
        );
        lines.AddRange(
            await db.Set<Opportunity>()
                .Select(o => $"{o.Name} {o.Stage} {o.ValueMinor} {o.Opened}")
                .ToListAsync()
        );
        lines.AddRange(
            await db.Set<Rapport.Clients.Client>()
                .Select(c => $"{c.Name} {c.Stage} {c.StageSince} {c.LastInteraction} {c.LastTouch}")
                .ToListAsync()
        );
        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))
        );
    }

    private sealed record Spoken(string Speaks, string Said);

    private sealed record Loaded(
        string Dump,
        int Clients,
        int Contacts,
        int Entries,
        int Refusals,
        string? Firm,
        List<Spoken> Named,
        List<Spoken> Phones
    );

    public sealed class OnSqlite() : DemoFirmTests(SqliteEngine.Instance);

    public sealed class OnPostgres() : DemoFirmTests(PostgresEngine.Instance);
}
