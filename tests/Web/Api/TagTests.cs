using System.Net;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Api;

/// <summary>A record's tag stands for all that is answered; a change is made on its version.</summary>
public abstract class TagTests(TestDatabase database)
{
    [Fact]
    public async Task What_changes_around_a_record_changes_its_tag_and_not_its_version()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.Administrator);
        using var script = await app.Script(ana);
        using var made = await script.Send("/api/v1/clients", new { name = "Tagged" });
        var place = made.Headers.Location!.ToString();
        var before = made.Headers.ETag!.Tag;
        using var same = await Asked(script, place, before);
        using var packed = await Asked(script, place, "W/" + before);
        using var several = await Asked(script, place, $"\"other\", {before}");

        using var seat = await script.Send(
            place + "/seats",
            new { colleagueId = ana.Id, role = "sponsor" }
        );
        using var seated = await Asked(script, place, before);
        using var changed = await Changed(script, place, before);
        using var stale = await Changed(script, place, seated.Headers.ETag!.Tag);
        using var bare = await Changed(script, place, "\"2\"");

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(before, same.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, packed.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, several.StatusCode);
        Assert.Equal(HttpStatusCode.OK, seated.StatusCode);
        Assert.Single((await seated.Json())["seats"]!.AsArray());
        Assert.Equal(1, seated.Version());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(2, changed.Version());
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.OK, bare.StatusCode);
    }

    private static Task<HttpResponseMessage> Asked(HttpClient script, string place, string known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, place);
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return script.SendAsync(request);
    }

    private static Task<HttpResponseMessage> Changed(HttpClient script, string place, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, place)
        {
            Content = new StringContent(
                $$"""{"industry":"{{Guid.NewGuid()}}"}""",
                null,
                "application/merge-patch+json"
            ),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return script.SendAsync(request);
    }

    public sealed class OnSqlite(Sqlite database) : TagTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database) : TagTests(database), IClassFixture<Postgres>;
}
