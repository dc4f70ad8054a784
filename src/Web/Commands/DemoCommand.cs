using System.CommandLine;
using NodaTime;
using Rapport.Data;
using Rapport.Demo;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Hosting;

namespace Rapport.Web.Commands;

/// <summary><c>rapport demo</c>: fills an empty database with a firm that is made up.</summary>
internal static class DemoCommand
{
    private const string Demo = "demo";
    private const string NotEmpty =
        "A made-up firm is only loaded into an empty database; this one already holds records.";

    public static Command Make()
    {
        var size = new Option<string>("--size")
        {
            DefaultValueFactory = _ => Demo,
            Description =
                "demo, a firm to look around in; or a benchmark firm of 100 (S), 1,000 (M) or 10,000 clients (L).",
        };
        size.AcceptOnlyFromAmong(Demo, "S", "M", "L");
        var command = new Command("demo", "Fill an empty database with a firm that is made up.")
        {
            size,
        };
        command.SetAction(
            (parsed, cancel) =>
                BenchSize.Named(parsed.GetValue(size)!) is { } bench
                    ? Load(bench, cancel)
                    : Load(cancel)
        );
        return command;
    }

    /// <summary>Loads the demo firm when the database is new, and says who can sign in.</summary>
    public static async Task LoadWhenNew(
        Settings settings,
        DbSource source,
        CancellationToken cancel
    )
    {
        await using (var db = source.For(Viewer.System("demo")))
        {
            if (!await DemoFirm.IsEmpty(db, cancel))
            {
                return;
            }
        }
        Console.WriteLine("The database is new: loading the demo firm …");
        Tell(await Fill(settings, cancel));
    }

    private static Task<int> Load(BenchSize size, CancellationToken cancel) =>
        Surroundings.Run(
            "demo",
            async services =>
            {
                var db = services.GetRequiredService<Db>();
                var loaded = await BenchFirm.Load(db, size, db.Now, Console.WriteLine, cancel);
                return loaded.Done ? Exit.Done : Exit.Refuse(NotEmpty);
            }
        );

    private static async Task<int> Load(CancellationToken cancel)
    {
        var settings = Settings.FromEnvironment();
        await using (var source = new DbSource(settings.Place, new MicrosecondClock()))
        {
            await source.Migrate(cancel);
        }
        var loaded = await Fill(settings, cancel);
        Tell(loaded);
        return loaded.Done ? Exit.Done : Exit.Refused;
    }

    /// <summary>The demo lives on a clock of its own, and therefore in services of its own.</summary>
    private static async Task<Result<IReadOnlyList<DemoSignIn>>> Fill(
        Settings settings,
        CancellationToken cancel
    )
    {
        var now = new MicrosecondClock().GetCurrentInstant();
        var clock = new DemoClock(now);
        await using var provider = Surroundings
            .Services(settings, "demo", Origin.Command)
            .AddSingleton(clock)
            .AddSingleton<IClock>(clock)
            .AddSingleton(_ => new DbSource(settings.Place, clock))
            .AddScoped<DemoFirm>()
            .BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoFirm>().Load(now, cancel: cancel);
    }

    private static void Tell(Result<IReadOnlyList<DemoSignIn>> loaded)
    {
        if (!loaded.Done)
        {
            Exit.Refuse(NotEmpty);
            return;
        }
        Console.WriteLine(
            $"The demo firm is loaded. Everybody signs in with {DemoSignIn.Password}:"
        );
        foreach (var one in loaded.Value)
        {
            Console.WriteLine($"  {one.Email, -32} {one.Name}, {one.Roles}, {one.Language}");
        }
    }
}
