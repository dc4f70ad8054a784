using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Access;

namespace Rapport.Tests.Rules;

/// <summary>Every address says what it expects of who asks.</summary>
public sealed class RouteRules(Sqlite database) : IClassFixture<Sqlite>
{
    private const string PieceType = "application/offset+octet-stream";

    private static readonly string[] Unsafe = ["POST", "PUT", "PATCH", "DELETE"];

    [Fact]
    public async Task Every_route_has_an_expectation()
    {
        var app = await database.App();
        var without = Routes(app)
            .Where(r => r.Metadata.GetMetadata<Expectation>() is null)
            // Development's own way to assets that were not built; the gate answers it with 404.
            .Where(r => r.RoutePattern.RawText != "{**path:file}")
            .Select(r => r.RoutePattern.RawText);
        Assert.Empty(without);
    }

    [Fact]
    public async Task Every_unsafe_route_refuses_who_brings_neither_a_form_token_nor_an_API_token()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        var open = new List<string>();
        foreach (var (method, route) in UnsafeRoutes(app))
        {
            var path = Address(route);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = Something(route);
            using var answer = await visitor.Http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.BadRequest)
            {
                open.Add($"{method} {path} answered {(int)answer.StatusCode}");
            }
        }
        Assert.Empty(open);
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_gets_no_further_than_the_open_routes()
    {
        var app = await database.App();
        using var stranger = app.Stranger();
        var open = new List<string>();
        foreach (
            var route in Routes(app)
                .Where(r => r.Metadata.GetMetadata<Expectation>()?.Act is not null)
        )
        {
            foreach (var method in Methods(route))
            {
                var path = Address(route);
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                if (method != "GET")
                {
                    request.Content = Something(route);
                }
                using var answer = await stranger.Http.SendAsync(request);
                if (
                    answer.StatusCode
                    is not (HttpStatusCode.Redirect or HttpStatusCode.Unauthorized)
                )
                {
                    open.Add(
                        $"{method} {route.RoutePattern.RawText} answered {(int)answer.StatusCode}"
                    );
                }
            }
        }
        Assert.Empty(open);
    }

    private static IEnumerable<(string Method, RouteEndpoint Route)> UnsafeRoutes(TestApp app) =>
        from route in Routes(app)
        from method in Methods(route).Intersect(Unsafe)
        // The page of what went wrong answers each method, and does nothing.
        where route.RoutePattern.RawText != "/wrong"
        select (method, route);

    /// <summary>Of a kind that the route takes; so that it is refused for who asks, not for what is sent.</summary>
    internal static HttpContent Something(RouteEndpoint route)
    {
        var takes = route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [];
        return takes.Contains(PieceType) ? Piece()
            : takes.Contains("text/csv") ? new StringContent("name", Encoding.UTF8, "text/csv")
            : takes.Contains("application/json")
            || route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
                ? new StringContent("{}", Encoding.UTF8, "application/json")
            : takes.Count > 0 && !takes.Contains("application/x-www-form-urlencoded")
                ? new MultipartFormDataContent { { new StringContent("x"), "name" } }
            : new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "x" });
    }

    private static ByteArrayContent Piece() =>
        new("x"u8.ToArray()) { Headers = { ContentType = new(PieceType) } };

    private static IEnumerable<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    internal static IEnumerable<RouteEndpoint> Routes(TestApp app) =>
        app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>();

    /// <summary>The pattern with something that fits for each of its parameters.</summary>
    internal static string Address(RouteEndpoint route) =>
        "/"
        + string.Join(
            '/',
            route.RoutePattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart
                            {
                                ParameterPolicies: [{ Content: "guid" }]
                            } => Guid.Empty.ToString(),
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter =>
                                parameter.Name,
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal =>
                                literal.Content,
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator =>
                                separator.Content,
                            _ => "",
                        }
                    )
                )
            )
        );
}
