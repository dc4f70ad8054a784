using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Tests.Engines;
using Rapport.Tests.Kill;
using Rapport.Tests.World;
using Rapport.Web.Account;

namespace Rapport.Tests.Web.Account;

/// <summary>The first start: whoever reads the console makes the first administrator, and nobody after.</summary>
public abstract partial class SetupTests(TestDatabase database)
{
    private const string Chosen = "seven small stones";

    [Fact]
    public async Task The_code_on_the_console_makes_the_first_administrator()
    {
        await OnNewDatabase(async place =>
        {
            using var program = new Victim(place);
            await program.Start();
            await Eventually.Holds(() => Task.FromResult(program.Said.Any(l => Code().IsMatch(l))));
            var code = program.Said.Select(l => Code().Match(l)).First(m => m.Success).Value;
            using var founder = new Visitor(program.Address);

            using var front = await founder.Get("/sign-in");
            await founder.Saved("/setup", Founder(code));
            await founder.Page("/settings/colleagues");

            Assert.Equal("/setup", front.Headers.Location!.ToString());
            using var late = new Visitor(program.Address);
            using var form = await late.Get("/setup");
            using var again = await late.Post("/setup", Founder(code), from: "/sign-in");
            Assert.Equal(HttpStatusCode.NotFound, form.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        });
    }

    [Fact]
    public async Task A_wrong_code_is_refused_beside_its_field_and_makes_nobody()
    {
        await OnNewApp(async app =>
        {
            using var visitor = app.Stranger();
            foreach (var wrong in new[] { "", "WRONGWRONGWR", SetupCodeOf(app)[..^1] })
            {
                var page = await visitor.Refused("/setup", Founder(wrong));
                Assert.NotNull(page.Wrong("Code"));
                Assert.Equal("Ana Founder", page.Typed("Name"));
                Assert.Equal("founder@firm.example", page.Typed("Email"));
                Assert.Equal("", page.Typed("Password"));
            }
            using var inside = await visitor.Get("/clients");
            Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
        });
    }

    [Fact]
    public async Task The_code_may_be_written_as_people_write_it_down()
    {
        await OnNewApp(async app =>
        {
            using var visitor = app.Stranger();
            var code = SetupCodeOf(app);
#pragma warning disable CA1308 // a person types it in small letters
            await visitor.Saved(
                "/setup",
                Founder($" {code[..4]}-{code[4..8]}-{code[8..]} ".ToLowerInvariant())
            );
#pragma warning restore CA1308
        });
    }

    [Fact]
    public async Task Guessing_the_code_is_limited()
    {
        await OnNewApp(async app =>
        {
            using var guesser = app.Stranger();
            for (var i = 0; i < 20; i++)
            {
                await guesser.Refused("/setup", Founder($"GUESS{i}"));
            }
            using var right = await guesser.Post("/setup", Founder(SetupCodeOf(app)));
            Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        });
    }

    [Fact]
    public async Task What_else_is_wrong_is_said_and_leaves_nobody_behind()
    {
        await OnNewApp(async app =>
        {
            using var visitor = app.Stranger();
            var code = SetupCodeOf(app);
            foreach (
                var (field, typed) in new[]
                {
                    ("Password", "short"),
                    ("Email", "nobody"),
                    ("Email", ""),
                    ("Name", " "),
                }
            )
            {
                var page = await visitor.Refused("/setup", new(Founder(code)) { [field] = typed });
                Assert.NotNull(page.Wrong(field));
            }
            await visitor.Saved("/setup", Founder(code));
            var colleagues = await visitor.Page("/settings/colleagues");
            Assert.Single(colleagues.QuerySelectorAll("tbody tr"));
        });
    }

    private static Dictionary<string, string> Founder(string code) =>
        new()
        {
            ["Code"] = code,
            ["Name"] = "Ana Founder",
            ["Email"] = "founder@firm.example",
            ["Password"] = Chosen,
        };

    private static string SetupCodeOf(TestApp app) =>
        app.Services.GetRequiredService<SetupCode>().Code;

    private Task OnNewApp(Func<TestApp, Task> story) =>
        OnNewDatabase(async place =>
        {
            await using var app = await TestApp.Start(place);
            await story(app);
        });

    /// <summary>Nobody can sign in there yet.</summary>
    private async Task OnNewDatabase(Func<TestPlace, Task> story)
    {
        var place = await database.Engine.NewDatabase(Template.Migrated);
        try
        {
            await story(place);
        }
        finally
        {
            await database.Engine.Drop(place);
        }
    }

    [GeneratedRegex("(?<=/setup .*)[A-Z2-9]{12}$", RegexOptions.None, 1000)]
    private static partial Regex Code();

    public sealed class OnSqlite(Sqlite database) : SetupTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SetupTests(database),
            IClassFixture<Postgres>;
}
