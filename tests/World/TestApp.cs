using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Web.Hosting;

namespace Rapport.Tests.World;

/// <summary>The program, served by real Kestrel on a free port of the loopback address.</summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication app;

    private TestApp(WebApplication app, TestFirm firm) => (this.app, Firm) = (app, firm);

    public TestFirm Firm { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address =>
        new(
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );

    /// <param name="clock">The program's; the machine's when none is given.</param>
    public static async Task<TestApp> Start(TestPlace place, IClock? clock = null)
    {
        var settings = new Settings(place.Folder, "http://127.0.0.1:0", place.Postgres);
        var served = WebHost.Build(settings, "Development", clock);
        await served.StartAsync();
        return new TestApp(served, new TestFirm(place));
    }

    /// <summary>Nobody yet: cookies are kept, redirects are not followed.</summary>
    public Visitor Stranger() => new(Address);

    /// <summary>A colleague of these roles, signed in through the form as anybody would.</summary>
    public async Task<Visitor> SignedIn(Roles roles, string? name = null) =>
        await SignedIn(await Firm.Colleague(roles, name));

    public async Task<Visitor> SignedIn(Colleague colleague)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var given = await scope
                .ServiceProvider.GetRequiredService<Logins>()
                .Give(colleague, Password);
            Assert.True(given.Done, $"{given.Refusal}");
        }
        var visitor = new Visitor(Address) { Colleague = colleague };
        using var answer = await visitor.Post(
            "/sign-in",
            new() { ["Email"] = colleague.Email!, ["Password"] = Password }
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    /// <summary>A script with a token of the colleague.</summary>
    public async Task<HttpClient> Script(
        Colleague colleague,
        Scopes scopes = Scopes.Read | Scopes.Write
    )
    {
        await using var db = Firm.System();
        var token = await new ApiTokens(db).Create(colleague.Id, "test", scopes);
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Value);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Firm.DisposeAsync();
    }
}
