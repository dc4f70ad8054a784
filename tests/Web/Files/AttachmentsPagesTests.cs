using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Files;

public abstract class AttachmentsPagesTests(TestDatabase database)
{
    [Fact]
    public async Task A_file_is_attached_while_capturing_and_stands_in_the_stream()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Captured", anna);
        using var visitor = await app.SignedIn(anna);

        using var sent = await Send(
            visitor,
            "/capture",
            $"/capture?client={client.Id}",
            new() { ["ClientId"] = client.Id.ToString(), ["Subject"] = "With minutes" },
            ("Protokoll.txt", "what was said")
        );
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        var page = await visitor.Page($"/clients/{client.Id}/timeline");
        var file = page.QuerySelector(".event .file-name")!;
        Assert.Equal("Protokoll.txt", file.TextContent);
        var shown = await visitor.Page(file.GetAttribute("href")!);
        Assert.Contains("With minutes", shown.Said(), StringComparison.Ordinal);
        Assert.NotNull(shown.QuerySelector("iframe.preview[sandbox='']"));
    }

    [Fact]
    public async Task A_capture_that_is_refused_keeps_what_was_brought()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Kept", anna);
        using var visitor = await app.SignedIn(anna);
        using var refused = await Send(
            visitor,
            "/capture",
            $"/capture?client={client.Id}",
            new() { ["ClientId"] = client.Id.ToString(), ["Subject"] = "" },
            ("kept.txt", "kept")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Visitor.Read(refused);
        var upload = page.QuerySelector("input[name=Upload]")!.GetAttribute("value")!;

        await visitor.Saved(
            "/capture",
            new()
            {
                ["ClientId"] = client.Id.ToString(),
                ["Subject"] = "Now with a subject",
                ["Upload"] = upload,
            },
            $"/capture?client={client.Id}"
        );
        await using var db = app.Firm.System();
        var file = await db.Set<Attachment>().SingleAsync(a => a.ClientId == client.Id);
        Assert.Equal("kept.txt", file.Name);
    }

    [Fact]
    public async Task A_file_that_is_refused_leaves_no_entry_behind()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Refused", anna);
        using var visitor = await app.SignedIn(anna);
        using var refused = await Send(
            visitor,
            "/capture",
            $"/capture?client={client.Id}",
            new() { ["ClientId"] = client.Id.ToString(), ["Subject"] = "With a program" },
            ("setup.exe", "MZ")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Visitor.Read(refused);
        Assert.Contains("setup.exe", page.Wrong("Files"), StringComparison.Ordinal);
        await using var db = app.Firm.System();
        Assert.False(await db.Set<Interaction>().AnyAsync(i => i.ClientId == client.Id));
    }

    [Theory]
    [InlineData("page.html", "<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData(
        "picture.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    )]
    [InlineData("picture.png", "<!DOCTYPE html><script>alert(1)</script>")]
    public async Task What_could_run_in_a_browser_is_shown_as_its_letters_and_saved_as_nothing_it_knows(
        string name,
        string text
    )
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Harmless", anna);
        using var visitor = await app.SignedIn(anna);
        using var sent = await Attach(visitor, client.Id, (name, text));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var id = await Only(app, client.Id);

        using var saved = await visitor.Get($"/attachments/{id}/content");
        Assert.Equal("application/octet-stream", saved.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("sandbox; default-src 'none'", Policy(saved), StringComparison.Ordinal);

        using var shown = await visitor.Get($"/attachments/{id}/preview");
        var body = await shown.Content.ReadAsStringAsync();
        Assert.StartsWith("sandbox; default-src 'none'", Policy(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", Policy(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_shown_in_whatever_letters_it_is_written()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Letters", anna);
        using var visitor = await app.SignedIn(anna);
        using var script = await app.Script(anna);
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Latin1, Encoding.Unicode })
        {
            using var made = await script.PostAsync(
                new Uri($"/api/v1/clients/{client.Id}/attachments?name=a.txt", UriKind.Relative),
                new ByteArrayContent([
                    .. encoding.GetPreamble(),
                    .. encoding.GetBytes("Grüße aus Köln"),
                ])
            );
            var id = (string)(await made.Json())["id"]!;
            using var shown = await visitor.Get($"/attachments/{id}/preview");
            var page = await Visitor.Read(shown);
            Assert.Equal("Grüße aus Köln", page.QuerySelector("pre")!.TextContent);
        }
    }

    [Fact]
    public async Task A_clients_files_are_listed_searched_taken_off_and_put_back()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Listed", anna);
        using var visitor = await app.SignedIn(anna);
        using var sent = await Attach(visitor, client.Id, ("one.txt", "1"), ("two.txt", "2"));
        var list = $"/clients/{client.Id}/attachments";
        Assert.Equal(2, (await visitor.Page(list)).QuerySelectorAll(".file-row").Length);
        Assert.Equal(
            "two.txt",
            (await visitor.Page(list + "?q=TWO")).QuerySelector(".file-row b")!.TextContent
        );

        await using var db = app.Firm.System();
        var file = await db.Set<Attachment>()
            .SingleAsync(a => a.ClientId == client.Id && a.Name == "two.txt");
        await visitor.Saved($"/attachments/{file.Id}/removal", [], $"/attachments/{file.Id}");
        Assert.Single((await visitor.Page(list)).QuerySelectorAll(".file-row"));
        using var gone = await visitor.Get($"/attachments/{file.Id}/content");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await visitor.Saved($"/attachments/{file.Id}/return", [], $"/attachments/{file.Id}");
        Assert.Equal(2, (await visitor.Page(list)).QuerySelectorAll(".file-row").Length);
    }

    private static string Policy(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Content-Security-Policy").Single();

    private static async Task<Guid> Only(TestApp app, Guid client)
    {
        await using var db = app.Firm.System();
        return (await db.Set<Attachment>().SingleAsync(a => a.ClientId == client)).Id;
    }

    private static Task<HttpResponseMessage> Attach(
        Visitor visitor,
        Guid client,
        params (string Name, string Text)[] files
    ) =>
        Send(
            visitor,
            "/attachments",
            $"/clients/{client}/attachments",
            new() { ["Kind"] = "Client", ["Record"] = client.ToString() },
            files
        );

    private static async Task<HttpResponseMessage> Send(
        Visitor visitor,
        string path,
        string from,
        Dictionary<string, string> fields,
        params (string Name, string Text)[] files
    )
    {
        var page = await visitor.Page(from);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        form.Add(
            new StringContent(
                page.QuerySelector("main input[name=__RequestVerificationToken]")!
                    .GetAttribute("value")!
            ),
            "__RequestVerificationToken"
        );
        foreach (var (name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Files", name);
        }
        return await visitor.Http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public sealed class OnSqlite(Sqlite database)
        : AttachmentsPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AttachmentsPagesTests(database),
            IClassFixture<Postgres>;
}
