using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Files;

public abstract class AttachmentsApiTests(TestDatabase database)
{
    [Fact]
    public async Task A_script_attaches_a_small_file_and_gets_it_back_in_parts()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Parts", anna);
        using var script = await app.Script(anna);

        using var made = await Post(
            script,
            $"clients/{client.Id}",
            "../Brief Größe.txt",
            "0123456789"
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var file = await made.Json();
        Assert.Equal("Brief Größe.txt", (string?)file["name"]);
        var path = made.Headers.Location + "/content";

        using var whole = await script.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("0123456789", await whole.Content.ReadAsStringAsync());
        var disposition = whole.Content.Headers.ContentDisposition!;
        Assert.Equal(
            ("attachment", "Brief Größe.txt"),
            (disposition.DispositionType, disposition.FileNameStar)
        );
        Assert.Contains(
            "sandbox",
            whole.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());

        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.Range = new RangeHeaderValue(3, 5);
        using var part = await script.SendAsync(asked);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("345", await part.Content.ReadAsStringAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var known = await script.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task A_script_brings_a_large_file_in_pieces_and_goes_on_where_it_stopped()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Pieces", anna);
        using var script = await app.Script(anna);
        using var begun = await script.Send(
            "/api/v1/uploads",
            new { name = "large.txt", size = 10 }
        );
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        var upload = begun.Headers.Location!.ToString();

        using var first = await Patch(script, upload, 0, "abcdef");
        Assert.Equal(
            (HttpStatusCode.NoContent, "6"),
            (first.StatusCode, first.Headers.GetValues("Upload-Offset").Single())
        );
        using var wrong = await Patch(script, upload, 3, "defghij");
        Assert.Equal(
            (HttpStatusCode.Conflict, "6"),
            (wrong.StatusCode, wrong.Headers.GetValues("Upload-Offset").Single())
        );
        using var look = await script.SendAsync(new HttpRequestMessage(HttpMethod.Head, upload));
        Assert.Equal(
            ("6", "10"),
            (
                look.Headers.GetValues("Upload-Offset").Single(),
                look.Headers.GetValues("Upload-Length").Single()
            )
        );
        using var second = await Patch(script, upload, 6, "ghij");
        Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);

        var id = (string)(await script.Read(upload))["id"]!;
        using var attached = await script.PostAsync(
            new Uri($"/api/v1/clients/{client.Id}/attachments?upload={id}", UriKind.Relative),
            null
        );
        Assert.Equal(HttpStatusCode.Created, attached.StatusCode);
        Assert.Equal(10, (int)(await attached.Json())["size"]!);
        using var gone = await script.GetAsync(new Uri(upload, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task What_is_not_taken_is_answered_by_its_own_status()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Administrator);
        var client = await app.Firm.Client("Refused", anna);
        using var script = await app.Script(anna);
        await using (var db = app.Firm.System())
        {
            await new Firms(db).Change(new FirmDetails(null, "EUR", "Europe/Berlin", null, 1));
        }
        using var large = await Post(
            script,
            $"clients/{client.Id}",
            "large.txt",
            new string('x', (1 << 20) + 1)
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var runs = await Post(script, $"clients/{client.Id}", "lies.pdf", "MZ\u0090\0");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, runs.StatusCode);
        Assert.Contains(
            "lies.pdf could run as a program",
            (string?)(await runs.Json())["title"],
            StringComparison.Ordinal
        );
        using var empty = await Post(script, $"clients/{client.Id}", "empty.txt", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var nowhere = await Post(script, $"clients/{Guid.NewGuid()}", "nowhere.txt", "x");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task A_file_is_renamed_on_the_version_that_was_read_taken_off_and_put_back()
    {
        var app = await database.App();
        var anna = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Renamed", anna);
        using var script = await app.Script(anna);
        using var made = await Post(script, $"clients/{client.Id}", "a.txt", "renamed");
        var path = made.Headers.Location!.ToString();

        using var renamed = await script.Patch(path, made.Version(), new { name = "b.txt" });
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        using var stale = await script.Patch(path, made.Version(), new { name = "c.txt" });
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var removed = await script.DeleteAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await script.GetAsync(new Uri(path + "/content", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var back = await script.PostAsync(new Uri(path + "/return", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        var listed = await script.Read($"/api/v1/clients/{client.Id}/attachments?q=B.TXT");
        Assert.Equal("b.txt", (string?)listed["items"]![0]!["name"]);
    }

    private static Task<HttpResponseMessage> Post(
        HttpClient script,
        string record,
        string name,
        string text
    ) =>
        script.PostAsync(
            new Uri(
                $"/api/v1/{record}/attachments?name={Uri.EscapeDataString(name)}",
                UriKind.Relative
            ),
            new ByteArrayContent(Encoding.Latin1.GetBytes(text))
        );

    private static async Task<HttpResponseMessage> Patch(
        HttpClient script,
        string upload,
        long offset,
        string text
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, upload)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(
            "application/offset+octet-stream"
        );
        request.Headers.Add(
            "Upload-Offset",
            offset.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        return await script.SendAsync(request);
    }

    public sealed class OnSqlite(Sqlite database)
        : AttachmentsApiTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AttachmentsApiTests(database),
            IClassFixture<Postgres>;
}
