using System.Net;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Hosting;

/// <summary>What is said instead of a page is what happened.</summary>
public sealed class WrongPagesTests(Sqlite database) : IClassFixture<Sqlite>
{
    private const string New = "/opportunities/new";

    [Fact]
    public async Task Only_a_form_whose_token_is_no_longer_good_is_called_old()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        using var old = await ana.PostBare(New, new() { ["Name"] = "Late" });
        using var unread = await ana.Post(New, new() { ["Name"] = "Odd", ["Version"] = "one" });
        var (oldPage, unreadPage) = (await Visitor.Read(old), await Visitor.Read(unread));

        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unread.StatusCode);
        Assert.Contains("grown old", oldPage.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("grown old", unreadPage.Said(), StringComparison.Ordinal);
        Assert.Contains("could not read", unreadPage.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_asked_in_a_way_that_it_does_not_take_says_so_in_its_own_shape()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, "/clients");
        delete.Headers.Add("Accept", "text/html");
        using var words = new StringContent("Name=Late", System.Text.Encoding.UTF8, "text/plain");

        using var method = await ana.Http.SendAsync(delete);
        using var kind = await ana.Http.PostAsync(new Uri(New, UriKind.Relative), words);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, kind.StatusCode);
        await Says(method, "cannot be done at this address");
        await Says(kind, "content is not read here");

        static async Task Says(HttpResponseMessage answer, string words)
        {
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains(words, (await Visitor.Read(answer)).Said(), StringComparison.Ordinal);
        }
    }
}
