using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Hosting;
using Rapport.Web.Shared;

namespace Rapport.Web.Commands;

/// <summary>How a command ends.</summary>
internal static class Exit
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUse = 2;

    /// <summary>Says on standard error why not.</summary>
    public static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return Refused;
    }

    public static int Refuse(Refusal refusal) =>
        Refuse(
            refusal.Faults.Count == 0
                ? refusal.Kind.ToString()
                : string.Join("; ", refusal.Faults.Select(Said))
        );

    private static string Said(FieldFault fault)
    {
        var words = fault.Words();
        var detail =
            fault.Detail is { } d && !words.Contains(d, StringComparison.Ordinal) ? $" ({d})" : "";
        return fault.Field.Length == 0 ? words + detail : $"{fault.Field}: {words}{detail}";
    }
}

/// <summary>What a command works with: the services of the web host, without a port.</summary>
internal static class Surroundings
{
    /// <summary>Runs with a service scope whose Db looks as the named system viewer, on a migrated database.</summary>
    public static async Task<int> Run(
        string job,
        Func<IServiceProvider, Task<int>> work,
        Origin origin = Origin.Command
    )
    {
        try
        {
            return await RunNow(job, work, origin);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            return Exit.Refuse($"The database is away: {away.GetBaseException().Message}");
        }
    }

    private static async Task<int> RunNow(
        string job,
        Func<IServiceProvider, Task<int>> work,
        Origin origin
    )
    {
        // What a command says of its own is English; so is what it says in the words of the pages.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var provider = Services(Settings.FromEnvironment(), job, origin)
            .BuildServiceProvider();
        await provider.GetRequiredService<DbSource>().Migrate();
        await using var scope = provider.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>The services of the web host, looking as a named system viewer.</summary>
    public static IServiceCollection Services(Settings settings, string job, Origin origin)
    {
        var services = new ServiceCollection();
        services.AddLogging(l =>
            l.AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
        );
        services.AddRapport(settings);
        return services.AddScoped(_ => Viewer.System(job, origin));
    }
}
