using System.Net;
using AngleSharp.Dom;
using NodaTime;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>Before a dangerous act it is shown once more who is there; what was asked goes on afterwards.</summary>
public abstract class ProofTests(TestDatabase database)
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_form_that_waits_for_the_proof_goes_on_with_all_that_was_typed()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        var fields = new Dictionary<string, string>
        {
            ["Name"] = "Nora \"New\" & Co",
            ["Email"] = "nora@firm.example",
            ["Role"] = "Consultant",
        };
        clock.Advance(Duration.FromMinutes(11));

        using var asked = await boss.Post("/settings/colleagues/new", fields);
        var proof = await Visitor.Read(asked);
        using var wrong = await Send(boss, proof, "not my password");
        var again = await Visitor.Read(wrong);
        using var right = await Send(boss, again, TestApp.Password);

        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.NotNull(again.Wrong("_proof-password"));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        var made = await boss.Page(right.Headers.Location!.ToString());
        Assert.Equal("Nora \"New\" & Co", made.Typed("Name"));
        // Shown just now, it is not asked for again.
        await boss.Saved("/settings/colleagues/new", new(fields) { ["Email"] = "n2@firm.example" });
    }

    [Fact]
    public async Task A_page_that_waits_for_the_proof_is_opened_afterwards()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        clock.Advance(Duration.FromMinutes(11));

        using var asked = await boss.Get("/export/clients.csv");
        using var right = await Send(boss, await Visitor.Read(asked), TestApp.Password);
        using var file = await boss.Get("/export/clients.csv");

        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Equal("/export/clients.csv", right.Headers.Location!.ToString());
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_code_of_the_app_proves_it_as_well()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var (phone, _) = await AuthenticatorApp.SetUp(ana, clock);
        clock.Advance(Duration.FromMinutes(11));

        using var asked = await ana.Post("/me/tokens", new() { ["Name"] = "night job" }, "/me");
        var proof = await Visitor.Read(asked);
        using var made = await ana.PostBare(
            proof.QuerySelector("form.narrow")!.GetAttribute("action")!,
            new(Fields(proof)) { ["_proof-code"] = phone.Code(clock.GetCurrentInstant()) }
        );

        Assert.Contains("rp_", (await Visitor.Read(made)).Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_proofs_lock_the_login()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        clock.Advance(Duration.FromMinutes(11));
        using var asked = await ana.Post("/me/tokens", new() { ["Name"] = "x" }, "/me");
        var proof = await Visitor.Read(asked);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await Send(ana, proof, "guess");
        }

        using var right = await Send(ana, proof, TestApp.Password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Fact]
    public async Task A_token_is_not_asked_and_a_browser_s_call_of_the_API_is_refused()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var script = await app.Script(boss.Colleague!);
        clock.Advance(Duration.FromMinutes(11));
        var said = new { name = "Sam Script", roles = new[] { "consultant" } };
        var token = (await boss.Page("/me")).Typed("__RequestVerificationToken")!;
        boss.Http.DefaultRequestHeaders.Add("X-Form-Token", token);

        using var byScript = await script.Send("/api/v1/colleagues", said);
        using var byBrowser = await boss.Http.Send("/api/v1/colleagues", said);

        Assert.Equal(HttpStatusCode.Created, byScript.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, byBrowser.StatusCode);
    }

    private static async Task<HttpResponseMessage> Send(
        Visitor visitor,
        IDocument proof,
        string password
    ) =>
        await visitor.PostBare(
            proof.QuerySelector("form.narrow")!.GetAttribute("action")!,
            new(Fields(proof)) { ["_proof-password"] = password }
        );

    private static Dictionary<string, string> Fields(IDocument proof) =>
        proof
            .QuerySelectorAll("form.narrow input[type=hidden]")
            .ToDictionary(f => f.GetAttribute("name")!, f => f.GetAttribute("value") ?? "");

    public sealed class OnSqlite(Sqlite database) : ProofTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ProofTests(database),
            IClassFixture<Postgres>;
}
