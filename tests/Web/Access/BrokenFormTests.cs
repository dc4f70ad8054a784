using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Access;

/// <summary>A form that cannot be read is the asker's fault, signed in or not.</summary>
public sealed class BrokenFormTests(Sqlite database) : IClassFixture<Sqlite>
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly (string Kind, string Body)[] Broken =
    [
        ("multipart/form-data; boundary=cut", "--cut\r\nContent-Disposition: form-data; na"),
        ("multipart/form-data", "--cut--"),
        (Form, string.Join('&', Enumerable.Range(0, 3000).Select(i => $"k{i}=v"))),
        (Form, new string('k', 5000) + "=v"),
    ];

    [Fact]
    public async Task A_page_is_answered_with_a_page_that_says_so()
    {
        var app = await database.App();
        // Of a firm in which nobody can sign in yet, the page of the first start is shown instead.
        using var ana = await app.SignedIn(Roles.Administrator);
        using var stranger = app.Stranger();
        await stranger.Page("/sign-in");
        foreach (var (kind, body) in Broken)
        {
            using var content = Content(kind, body);

            using var answer = await stranger.Http.PostAsync(
                new Uri("/sign-in", UriKind.Relative),
                content
            );

            Assert.Equal((kind, HttpStatusCode.BadRequest), (kind, answer.StatusCode));
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_script_is_answered_with_a_problem()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using var ana = await app.SignedIn(Roles.Administrator);
        foreach (
            var (http, (kind, body)) in new[] { script, ana.Http }.SelectMany(http =>
                Broken.Select(broken => (http, broken))
            )
        )
        {
            using var content = Content(kind, body);

            using var answer = await http.PostAsync(
                new Uri("/api/v1/imports", UriKind.Relative),
                content
            );

            Assert.InRange((int)answer.StatusCode, 400, 415);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    private static ByteArrayContent Content(string kind, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(kind);
        return content;
    }
}
