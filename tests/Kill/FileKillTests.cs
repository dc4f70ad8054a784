using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>The server is killed while a file is brought; what it said had come is there, and the file becomes whole.</summary>
public abstract class FileKillTests(TestDatabase database)
{
    private const int Length = 24 << 20;
    private const int Piece = 1 << 20;

    [Fact]
    public async Task A_file_goes_on_after_each_kill_where_it_was_acknowledged_and_comes_whole()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Size.Token(firm);
        var client = await firm.Client("Killed");
        var bytes = RandomNumberGenerator.GetBytes(Length);
        using var victim = new Victim(database.Place);
        await victim.Start();
        using var http = new HttpClient { BaseAddress = victim.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var begun = await http.Send(
            "/api/v1/uploads",
            new { name = "killed.dat", size = Length }
        );
        var upload = begun.Headers.Location!.ToString();

        var acknowledged = 0L;
        for (var kill = 0; kill <= Size.Kills; kill++)
        {
            var until = kill == Size.Kills ? Length : (kill + 1) * Length / (Size.Kills + 1);
            while (acknowledged < until)
            {
                acknowledged = await Send(http, upload, bytes, acknowledged);
            }
            if (kill < Size.Kills)
            {
                // In the middle of the next piece.
                var cut = Send(http, upload, bytes, acknowledged);
                victim.Kill();
                await Assert.ThrowsAnyAsync<Exception>(async () =>
                {
                    acknowledged = await cut;
                    throw new HttpRequestException("It was through already.");
                });
                await victim.Start();
                using var look = await http.SendAsync(
                    new HttpRequestMessage(HttpMethod.Head, upload)
                );
                var stands = Offset(look);
                Assert.True(stands >= acknowledged, $"{stands} of {acknowledged} acknowledged");
                acknowledged = stands;
            }
        }
        using var attached = await http.PostAsync(
            new Uri(
                $"/api/v1/clients/{client.Id}/attachments?upload={upload.Split('/')[^1]}",
                UriKind.Relative
            ),
            null
        );
        Assert.Equal(HttpStatusCode.Created, attached.StatusCode);
        victim.Kill();
        await victim.Start();
        Assert.Equal(
            bytes,
            await http.GetByteArrayAsync(
                new Uri(attached.Headers.Location + "/content", UriKind.Relative)
            )
        );
    }

    private static async Task<long> Send(HttpClient http, string upload, byte[] bytes, long from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, upload)
        {
            Content = new ByteArrayContent(
                bytes,
                (int)from,
                (int)Math.Min(Piece, bytes.Length - from)
            ),
        };
        request.Content.Headers.ContentType = new("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", from.ToString(CultureInfo.InvariantCulture));
        using var answer = await http.SendAsync(request);
        return Offset(answer);
    }

    private static long Offset(HttpResponseMessage answer) =>
        long.Parse(
            answer.Headers.GetValues("Upload-Offset").Single(),
            CultureInfo.InvariantCulture
        );

    public sealed class OnSqlite(Sqlite database) : FileKillTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FileKillTests(database),
            IClassFixture<Postgres>;
}
