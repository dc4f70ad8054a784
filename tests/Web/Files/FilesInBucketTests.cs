using System.Net;
using System.Text;
using Rapport.People;
using Rapport.Tests.Core.Files;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Doctor;
using Rapport.Web.Hosting;

namespace Rapport.Tests.Web.Files;

/// <summary>The whole program with its files in a bucket, and what the doctor says of one.</summary>
public sealed class FilesInBucketTests(Sqlite database, S3Server server)
    : IClassFixture<Sqlite>,
        IClassFixture<S3Server>
{
    [Fact]
    public async Task A_file_that_is_attached_lies_in_the_bucket_alone_and_comes_back_from_there()
    {
        await using var app = await TestApp.Start(database.Place, files: server.Setting());
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var client = await app.Firm.Client("With a bucket", ana);
        using var script = await app.Script(ana);
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("kept elsewhere"));
        using var attached = await script.PostAsync(
            new Uri($"/api/v1/clients/{client.Id}/attachments?name=note.txt", UriKind.Relative),
            body
        );
        Assert.Equal(HttpStatusCode.Created, attached.StatusCode);
        var id = (string)(await attached.Json())["id"]!;
        using var visitor = await app.SignedIn(ana);

        using var fetched = await visitor.Get($"/attachments/{id}/content");
        using var shown = await visitor.Get($"/attachments/{id}/preview");

        Assert.Equal("kept elsewhere", await fetched.Content.ReadAsStringAsync());
        Assert.Contains(
            "kept elsewhere",
            await shown.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(Path.Combine(database.Place.Folder, "files")));
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("kept elsewhere"))
        );
        using var store = server.Store();
        Assert.True(await store.Has(hash, default));
    }

    [Fact]
    public async Task The_doctor_writes_reads_and_removes_in_the_bucket()
    {
        var found = await Examined(server.Setting());

        Assert.Equal((Badness.Fine, null), (found.Bad, found.Do));
    }

    [Theory]
    [InlineData(
        "no-such-bucket",
        null,
        "Nothing can be written to s3://no-such-bucket/rapport/: NoSuchBucket"
    )]
    [InlineData("files", "http://127.0.0.1:1", "s3://files/rapport/ cannot be reached: ")]
    public async Task The_doctor_says_in_words_what_is_wrong_with_the_bucket(
        string bucket,
        string? endpoint,
        string says
    )
    {
        var setting = server.Setting(bucket);
        var found = await Examined(
            endpoint is null
                ? setting
                : setting.Replace(server.Endpoint, endpoint, StringComparison.Ordinal)
        );

        Assert.Equal(Badness.Wrong, found.Bad);
        Assert.StartsWith(says, found.Says, StringComparison.Ordinal);
        Assert.NotNull(found.Do);
    }

    private async Task<Finding> Examined(string files)
    {
        var settings = new Settings(database.Place.Folder, "http://127.0.0.1:1", null)
        {
            Files = files,
        };
        return Judgement
            .Of(await Examination.Of(settings, default))
            .Single(f => f.About == "files");
    }
}
