using System.Net;
using System.Net.Http.Json;
using Rapport.Calendars;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Calendars;

/// <summary>Calendars by the API.</summary>
public sealed class CalendarsApiTests(Sqlite database) : IClassFixture<Sqlite>
{
    private const string Path = "/api/v1/calendars";

    [Fact]
    public async Task A_script_adds_a_calendar_changes_it_and_gives_it_a_day()
    {
        await using var app = await TestApp.Start(database.Place);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));

        using var added = await script.PostAsJsonAsync(
            Path,
            new { name = "Scripted hours", hours = "Mon 09:00-17:00" },
            Cancel
        );
        var place = added.Headers.Location!.ToString();
        using var patch = new HttpRequestMessage(HttpMethod.Patch, place)
        {
            Content = JsonContent.Create(new { region = "GB-SCT" }),
        };
        patch.Headers.TryAddWithoutValidation("If-Match", added.Headers.ETag!.Tag);
        using var changed = await script.SendAsync(patch, Cancel);
        var record = await changed.Json();
        using var day = await script.PostAsJsonAsync(
            $"{place}/days",
            new
            {
                date = "2026-12-24",
                kind = "otherHours",
                hours = "09:00-12:00",
            },
            Cancel
        );
        var days = await script.Read($"{place}/days?year=2026");
        using var removed = await script.DeleteAsync(
            new Uri($"{place}/days/{(string?)days["items"]![0]!["id"]}", UriKind.Relative),
            Cancel
        );

        Assert.Equal(
            [
                HttpStatusCode.Created,
                HttpStatusCode.OK,
                HttpStatusCode.Created,
                HttpStatusCode.NoContent,
            ],
            new[] { added, changed, day, removed }.Select(a => a.StatusCode)
        );
        Assert.Equal(
            ("Scripted hours", "Mon 09:00-17:00", "GB-SCT"),
            (
                (string?)record["details"]!["name"],
                (string?)record["details"]!["hours"],
                (string?)record["details"]!["region"]
            )
        );
        Assert.Equal("09:00-12:00", (string?)days["items"]![0]!["hours"]);
        Assert.Empty((await script.Read($"{place}/days?year=2026"))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_is_wrong_is_told_and_an_old_version_is_refused()
    {
        await using var app = await TestApp.Start(database.Place);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));

        using var wrong = await script.PostAsJsonAsync(Path, new { hours = "noon" }, Cancel);
        using var added = await script.PostAsJsonAsync(
            Path,
            new { name = "Overtaken hours", hours = "" },
            Cancel
        );
        using var stale = new HttpRequestMessage(HttpMethod.Patch, added.Headers.Location)
        {
            Content = JsonContent.Create(new { region = "AT" }),
        };
        stale.Headers.TryAddWithoutValidation("If-Match", "\"7\"");
        using var refused = await script.SendAsync(stale, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(
            ["hours", "name"],
            (await wrong.Json())["errors"]!.AsObject().Select(e => e.Key).Order()
        );
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
    }

    [Fact]
    public async Task Every_colleague_reads_them_and_the_firms_own_is_there()
    {
        await using var app = await TestApp.Start(database.Place);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Consultant));

        var all = await script.Read(Path);
        using var added = await script.PostAsJsonAsync(Path, new { name = "Not mine" }, Cancel);

        Assert.Equal(Calendar.OfFirm.ToString(), (string?)all["items"]![0]!["id"]);
        Assert.Equal(HttpStatusCode.Forbidden, added.StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
