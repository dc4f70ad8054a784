using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Rapport.Commitments;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Web.Reports;

/// <summary>A client's quarter as a page, and as JSON.</summary>
public abstract class ReviewPagesTests(TestDatabase database)
{
    [Fact]
    public async Task The_page_tells_a_quarter_leads_to_those_beside_it_and_leaves_out_what_is_ours()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Quarter");
        var client = await app.Firm.Client("Quarter Quay", ana.Colleague!);
        var running = Quarter.Of(app.Firm.System().Now.InUtc().Date);
        await Promised(app, ana.Colleague!, client.Id, "Bring the quarter deck");

        var last = await ana.Page($"/clients/{client.Id}/review");
        var page = await ana.Page($"/clients/{client.Id}/review?quarter={running}");
        var shown = await ana.Page($"/clients/{client.Id}/review?quarter={running}&for=client");
        var strange = await ana.Page($"/clients/{client.Id}/review?quarter=soon");

        Assert.Contains(
            $"Q{running.Before.Number} {running.Before.Year}",
            last.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Bring the quarter deck",
            page.QuerySelector("#ahead")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotNull(page.QuerySelector("#inside"));
        Assert.Null(page.QuerySelector($".chips a[href*='{running.Next}']"));
        Assert.NotNull(page.QuerySelector($".chips a[href*='{running.Before}']"));
        Assert.Null(shown.QuerySelector("#inside"));
        Assert.Contains("quarter=soon", strange.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(
            (await ana.Page($"/clients/{client.Id}")).QuerySelector(
                $"a[href='/clients/{client.Id}/review']"
            )
        );
    }

    [Fact]
    public async Task A_stranger_finds_none_and_the_API_answers_the_same_and_refuses_what_is_no_quarter()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Review");
        using var stranger = await app.SignedIn(Roles.AccountManager, "Sten Stranger");
        var client = await app.Firm.Client("Review Roads", ana.Colleague!);
        var running = Quarter.Of(app.Firm.System().Now.InUtc().Date);
        await Promised(app, ana.Colleague!, client.Id, "Bring the roads deck");
        var path = $"/api/v1/clients/{client.Id}/review?quarter={running}";

        using var page = await stranger.Get($"/clients/{client.Id}/review");
        using var hidden = await stranger.Get(path);
        using var strange = await ana.Get($"/api/v1/clients/{client.Id}/review?quarter=soon");
        var pack = await ana.Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));
        var theirs = await ana.Http.GetFromJsonAsync<JsonElement>(
            new Uri($"{path}&forClient=true", UriKind.Relative)
        );

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, strange.StatusCode);
        Assert.Equal(
            "Bring the roads deck",
            Assert
                .Single(pack.GetProperty("ahead").EnumerateArray())
                .GetProperty("text")
                .GetString()
        );
        Assert.Equal(JsonValueKind.Object, pack.GetProperty("inside").ValueKind);
        Assert.False(
            theirs.TryGetProperty("inside", out var inside)
                && inside.ValueKind == JsonValueKind.Object
        );
    }

    private static async Task Promised(TestApp app, Colleague who, Guid client, string text)
    {
        await using var db = app.Firm.As(who);
        var made = await new Acts(db).Make(
            new CommitmentDetails
            {
                Text = text,
                ClientId = client,
                Due = db.Now + Duration.FromSeconds(30),
            }
        );
        Assert.True(made.Done);
    }

    public sealed class OnSqlite(Sqlite database)
        : ReviewPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ReviewPagesTests(database),
            IClassFixture<Postgres>;
}
