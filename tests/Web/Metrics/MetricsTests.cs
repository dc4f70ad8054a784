using System.Net;
using System.Text.RegularExpressions;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Hosting;

namespace Rapport.Tests.Web.Metrics;

/// <summary>The program's own figures: their form, what they count, and who may read them.</summary>
public abstract partial class MetricsTests(TestDatabase database)
{
    private const string Path = "/metrics";

    [Fact]
    public async Task What_happened_is_counted_in_the_text_format_of_Prometheus()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using (await script.GetAsync(new Uri("/api/v1/clients?q=x", UriKind.Relative))) { }
        using var somebody = await app.SignedIn(Roles.Consultant);
        using var stranger = app.Stranger();
        using (
            await stranger.Post(
                "/sign-in",
                new() { ["Email"] = "nobody@firm.example", ["Password"] = "not this one" }
            )
        ) { }

        using var answer = await stranger.Get(Path);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(
            "text/plain; version=0.0.4; charset=utf-8",
            answer.Content.Headers.ContentType!.ToString()
        );
        Assert.All(
            text.TrimEnd('\n').Split('\n'),
            line => Assert.Matches(line.StartsWith('#') ? Comment() : Sample(), line)
        );
        const string request =
            "http_server_request_duration_seconds_{0}{{method=\"GET\",route=\"/api/v1/clients/\",status=\"200\"";
        Assert.Contains(string.Format(null, request, "count"), text);
        Assert.Contains(string.Format(null, request, "bucket") + ",le=\"+Inf\"}", text);
        Assert.DoesNotContain("q=x", text);
        foreach (
            var counted in new[]
            {
                "rapport_commits_total",
                "rapport_sign_ins_refused_total{by=\"password\"}",
                "rapport_database_queries_total",
                "process_resident_memory_bytes",
                "process_cpu_seconds_total{mode=\"user\"}",
                "rapport_database_up",
            }
        )
        {
            Assert.True(Value(text, counted) > 0, counted);
        }
        Assert.True(Value(text, "rapport_audit_unsealed_entries") >= 0);
        Assert.True(Value(text, "rapport_jobs_open{state=\"waiting\"}") >= 0);
        EveryHistogramAddsUp(text);
    }

    [Fact]
    public async Task What_was_refused_is_counted_under_the_route_that_was_asked()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Consultant);
        using var stranger = app.Stranger();
        using (await visitor.Get($"/clients/{Guid.NewGuid()}")) { }
        using (await visitor.Get("/settings/audit")) { }
        using (await visitor.Get("/nowhere/at/all")) { }

        using var answer = await stranger.Get(Path);
        var text = await answer.Content.ReadAsStringAsync();

        const string request =
            "http_server_request_duration_seconds_count{{method=\"GET\",route=\"{0}\",status=\"{1}\"}}";
        foreach (
            var (route, status) in new[]
            {
                ("/clients/{id:guid}/", 404),
                ("/settings/audit", 403),
                ("no route", 404),
            }
        )
        {
            Assert.True(Value(text, string.Format(null, request, route, status)) > 0, route);
        }
        Assert.DoesNotContain("\"/wrong\"", text);
    }

    [Fact]
    public async Task They_are_for_the_machine_itself_and_for_administrators()
    {
        var app = await database.App();
        using var here = app.Stranger();
        Assert.Equal(HttpStatusCode.OK, await Ask(here.Http));
        // As a proxy hands on what comes from elsewhere.
        foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "Via", "X-Real-IP" })
        {
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                await Ask(here.Http, (header, "203.0.113.9"))
            );
        }
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await Ask(here.Http, ("Host", "crm.firm.example"))
        );
        var consultant = await app.Firm.Colleague(Roles.Consultant);
        var administrator = await app.Firm.Colleague(Roles.Administrator);
        using var walled = await app.Script(consultant);
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(walled));
        using var writing = await app.Script(administrator, Scopes.Write);
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(writing));
        using var reading = await app.Script(administrator, Scopes.Read);
        Assert.Equal(HttpStatusCode.OK, await Ask(reading, ("X-Forwarded-For", "203.0.113.9")));
    }

    [Fact]
    public async Task Where_the_operator_says_so_not_even_the_machine_itself_reads_without_a_token()
    {
        await using var app = WebHost.Build(
            new Settings(database.Place.Folder, "http://127.0.0.1:0", database.Place.Postgres)
            {
                MetricsByTokenOnly = true,
            },
            "Development"
        );
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(http));
        await app.StopAsync();
    }

    private static async Task<HttpStatusCode> Ask(
        HttpClient http,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static double Value(string text, string sample) =>
        text.Split('\n')
            .Where(line => line.StartsWith(sample + " ", StringComparison.Ordinal))
            .Select(line =>
                double.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)
            )
            .DefaultIfEmpty(-1)
            .Single();

    /// <summary>Buckets never fall, and the last one holds all that was counted.</summary>
    private static void EveryHistogramAddsUp(string text)
    {
        var lines = text.Split('\n');
        foreach (var count in lines.Where(l => l.Contains("_count", StringComparison.Ordinal)))
        {
            var labels = count.Contains('{')
                ? count[(count.IndexOf('{') + 1)..count.LastIndexOf('}')] + ","
                : "";
            var bucket = count.Split("_count")[0] + "_bucket{" + labels + "le=";
            var buckets = lines
                .Where(l => l.StartsWith(bucket, StringComparison.Ordinal))
                .Select(l => long.Parse(l.Split(' ')[^1], null))
                .ToList();
            Assert.NotEmpty(buckets);
            Assert.Equal(buckets.Order(), buckets);
            Assert.Equal(count.Split(' ')[^1], $"{buckets[^1]}");
        }
    }

    [GeneratedRegex(
        """^# (HELP [a-z_]+ [^\n]+|TYPE [a-z_]+ (counter|gauge|histogram))$""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Comment();

    [GeneratedRegex(
        """^[a-z_]+(\{([a-z]+="([^"\\\n]|\\["\\n])*",?)+\})? [0-9.eE+-]+$""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Sample();

    public sealed class OnSqlite(Sqlite database) : MetricsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MetricsTests(database),
            IClassFixture<Postgres>;
}
