using System.CommandLine;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Web.Account;
using Rapport.Web.Hosting;

namespace Rapport.Web.Commands;

/// <summary><c>rapport serve</c>: brings the database up to date and serves until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var demo = new Option<bool>("--demo-when-new")
        {
            Description = "Load the demo firm when the database is new.",
        };
        var command = new Command("serve", "Serve pages and API.") { demo };
        command.SetAction((parsed, cancel) => Serve(parsed.GetValue(demo), cancel));
        return command;
    }

    private static async Task<int> Serve(bool demoWhenNew, CancellationToken cancel)
    {
        var settings = Settings.FromEnvironment();
        await using var app = WebHost.Build(settings);
        var source = app.Services.GetRequiredService<DbSource>();
        await source.Migrate(cancel);
        if (demoWhenNew)
        {
            await DemoCommand.LoadWhenNew(settings, source, cancel);
        }
        await using (var db = source.For(Viewer.System("serve")))
        {
            await Shipped.AddMissing(db, cancel);
            await Rapport.Search.CatchUp.Begin(db, cancel);
        }
        await Greet(app, settings, cancel);
        await app.RunAsync(cancel);
        return Exit.Done;
    }

    private static async Task Greet(WebApplication app, Settings settings, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        Console.WriteLine($"Rapport serves on {settings.Urls}");
        if (Mail.MailLinks.Fault(settings) is { } nowhere)
        {
            await Console.Error.WriteLineAsync(nowhere);
        }
        if (!await scope.ServiceProvider.GetRequiredService<Logins>().AnyExists(cancel))
        {
            Console.WriteLine(
                $"Nobody can sign in yet. Open {settings.Urls.Split(';')[0]}/setup with the one-time code {app.Services.GetRequiredService<SetupCode>().Code}"
            );
        }
    }
}
