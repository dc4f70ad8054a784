using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Access;

/// <summary>
/// Walks from page to page as each role, by every link and form that is shown: nobody is led where they may not go.
/// </summary>
public abstract class ShownTests(TestDatabase database)
{
    [Theory]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.Executive)]
    [InlineData(Roles.AccountManager)]
    [InlineData(Roles.ProjectManager)]
    [InlineData(Roles.Consultant)]
    [InlineData(Roles.Finance)]
    public async Task Everything_that_is_shown_may_be_done(Roles role)
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(role);
        await Furnish(app, visitor.Colleague!);

        var walk = await Walk.From(visitor, "/clients");

        Assert.Empty(walk.Wrong);
        Assert.Contains("/capture", walk.Seen);
        Assert.Contains("/me", walk.Seen);
        // Where they may go, they find the way.
        Assert.Equal(role.May(Act.Import), walk.Seen.Contains("/imports"));
        Assert.Equal(role.May(Act.AddClient), walk.Seen.Contains("/clients/new"));
        Assert.Equal(
            role.May(Act.ManageColleagues),
            walk.Seen.Contains("/settings/colleagues/new")
        );
        Assert.Equal(role.May(Act.ChangeOpportunity), walk.Seen.Contains("/opportunities/new"));
        Assert.Equal(role.May(Act.Export), walk.Seen.Contains("/export/clients.csv"));
        Assert.Equal(role.May(Act.Erase), walk.Seen.Any(s => s.EndsWith("/erase", Ordinal)));
    }

    [Fact]
    public async Task The_page_of_a_refusal_leads_only_where_one_may_go()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Consultant);

        using var refused = await visitor.Get("/imports");
        var page = await Visitor.Read(refused);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.NotEmpty(page.QuerySelectorAll("nav a[href='/clients']"));
        Assert.Empty(page.QuerySelectorAll("a[href='/imports']"));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>One of everything that pages tell of, at a client where the colleague has a seat.</summary>
    private static async Task Furnish(TestApp app, Colleague colleague)
    {
        var client = await app.Firm.Client($"Halden of {colleague.Name}", colleague);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using var contact = await script.Send(
            "/api/v1/contacts",
            new { clientId = client.Id, name = "Ingrid Solberg" }
        );
        var ingrid = Guid.Parse((string)(await contact.Json())["id"]!);
        using var deal = await script.Send(
            "/api/v1/opportunities",
            new
            {
                clientId = client.Id,
                name = "Fleet renewal",
                stage = "proposed",
            }
        );
        using var entry = await script.Send(
            "/api/v1/interactions",
            new
            {
                clientId = client.Id,
                subject = "Called",
                channel = "call",
                touchpoint = "sales",
                participants = new[] { new { contactId = ingrid } },
            }
        );
        using var details = await script.Patch(
            $"/api/v1/clients/{client.Id}",
            (int)(await script.Read($"/api/v1/clients/{client.Id}"))["version"]!,
            new { tags = new[] { "fleet" }, values = new[] { new { text = "Punctual" } } }
        );
        Assert.All([deal, entry], a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Equal(HttpStatusCode.OK, details.StatusCode);
        if (colleague.Roles.May(Act.Import))
        {
            await using var db = app.Firm.As(colleague);
            var uploaded = await new Imports(db, new Rapport.Jobs.Jobs(db), new Firms(db)).Upload(
                new ImportSaid("clients.csv", ImportKind.Clients, null, null),
                new MemoryStream("Company name\r\nVela\r\n"u8.ToArray())
            );
            Assert.True(uploaded.Done, $"{uploaded.Refusal}");
        }
    }

    /// <summary>Follows every link it has not seen yet; of forms it asks only whether they might be sent.</summary>
    private sealed class Walk(Visitor visitor)
    {
        private readonly Queue<string> waiting = new();
        private readonly HashSet<string> kinds = new(StringComparer.Ordinal);

        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public List<string> Wrong { get; } = [];

        public static async Task<Walk> From(Visitor visitor, string path)
        {
            var walk = new Walk(visitor);
            walk.Note(path);
            while (walk.waiting.TryDequeue(out var next))
            {
                await walk.Visit(next);
            }
            return walk;
        }

        private async Task Visit(string address)
        {
            using var answer = await visitor.Get(address);
            if ((int)answer.StatusCode >= 400)
            {
                Wrong.Add($"{address} answered {(int)answer.StatusCode}");
                return;
            }
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                return;
            }
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            foreach (
                var link in Values(page, "a[href]", "href")
                    .Concat(Values(page, "[hx-get]", "hx-get"))
            )
            {
                Note(link);
            }
            foreach (var form in page.QuerySelectorAll("form:not([method=dialog])"))
            {
                var action = form.GetAttribute("action") ?? address;
                if (form.GetAttribute("method") == "post")
                {
                    foreach (
                        var target in Values(form, "[formaction]", "formaction").Prepend(action)
                    )
                    {
                        await Offer(target, form.GetAttribute("enctype"), address);
                    }
                }
                else
                {
                    Note(action);
                }
            }
        }

        /// <summary>Without its token a form is refused as such, if one might have sent it at all.</summary>
        private async Task Offer(string action, string? kind, string page)
        {
            if (!Seen.Add("POST " + action))
            {
                return;
            }
            using HttpContent form = kind is null
                ? new FormUrlEncodedContent([])
                : new MultipartFormDataContent { { new StringContent("x"), "x" } };
            using var answer = await visitor.Http.PostAsync(
                new Uri(action, UriKind.Relative),
                form
            );
            if (answer.StatusCode != HttpStatusCode.BadRequest)
            {
                Wrong.Add($"The form {action} on {page} answered {(int)answer.StatusCode}");
            }
        }

        private void Note(string link)
        {
            var address = link.Split('#')[0];
            if (!address.StartsWith('/'))
            {
                return;
            }
            // One of each kind of question is enough: the same address with other words in it shows the same.
            var parts = address.Split('?');
            var asked = parts.Skip(1).SelectMany(q => q.Split('&')).Select(p => p.Split('=')[0]);
            Seen.Add(parts[0]);
            if (kinds.Add($"{parts[0]}?{string.Join('&', asked.Order())}"))
            {
                waiting.Enqueue(address);
            }
        }

        private static List<string> Values(IParentNode node, string selector, string name) =>
            [.. node.QuerySelectorAll(selector).Select(e => e.GetAttribute(name)!)];
    }

    public sealed class OnSqlite(Sqlite database) : ShownTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ShownTests(database),
            IClassFixture<Postgres>;
}
