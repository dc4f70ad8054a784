using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Web.Hosting;

namespace Rapport.Tests.World;

/// <summary>
/// The program, served by real Kestrel on a free port of the loopback address. Most facts share the one of their class,
/// <see cref="TestDatabase.App" />; one with a clock or settings of its own starts it.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    /// <summary>
    /// What a password costs to try. The program's own price is a fact by itself, in PasswordTests; here a thousand people
    /// sign in whom nobody wants to guess.
    /// </summary>
    private const int Rounds = 1_000;

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
    /// <param name="files">As RAPPORT_FILES says it; in the folder when nothing is.</param>
    /// <param name="with">What else it is told by its surroundings.</param>
    public static async Task<TestApp> Start(
        TestPlace place,
        IClock? clock = null,
        string? files = null,
        Func<Settings, Settings>? with = null
    )
    {
        var settings = new Settings(place.Folder, "http://127.0.0.1:0", place.Postgres)
        {
            Files = files,
        };
        var served = WebHost.Build(with?.Invoke(settings) ?? settings, "Development", clock);
        served.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount =
            Rounds;
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
    /// <param name="from">The address that it calls from; its own when none is given.</param>
    public async Task<HttpClient> Script(
        Colleague colleague,
        Scopes scopes = Scopes.Read | Scopes.Write,
        IPAddress? from = null
    )
    {
        await using var db = Firm.System();
        var token = await new ApiTokens(db).Create(colleague.Id, "test", scopes);
        return Script(token.Value, from);
    }

    /// <summary>A script that brings this as its token.</summary>
    public HttpClient Script(string token, IPAddress? from = null)
    {
        var client = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = OwnAddress.Connecting(from ?? OwnAddress.New()),
            }
        )
        {
            BaseAddress = Address,
        };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>Writes down which sessions were used, as happens by itself once a minute.</summary>
    public Task KeepSeen() =>
        app.Services.GetRequiredService<Rapport.Web.Access.Seen>().Keep(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Firm.DisposeAsync();
    }
}
