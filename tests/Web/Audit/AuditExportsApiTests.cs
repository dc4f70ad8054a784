using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Audit;

/// <summary>A script that fetches the signed audit.</summary>
public abstract class AuditExportsApiTests(TestDatabase database)
{
    private const string Path = "/api/v1/audit/exports";

    [Fact]
    public async Task A_script_asks_for_the_signed_audit_waits_for_it_and_checks_it()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        await app.Firm.Client("Told in the audit");
        await using var db = app.Firm.System();
        // An export is of what stands in the chain, to which it is appended behind the commit.
        await Eventually.Holds(() =>
            db.Set<AuditEntry>().AllAsync(e => e.Seq != null, TestContext.Current.CancellationToken)
        );

        using var asked = await script.PostAsJsonAsync(Path, new { });
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var record = asked.Headers.Location!.ToString();
        await Eventually.Holds(async () =>
            (string?)(await script.Read(record))["file"] is not null
        );
        var whole = await script.Read(record);
        Assert.Equal("done", (string?)whole["job"]!["state"]);
        Assert.True((long)whole["entries"]! > 0);

        using var key = PublicKey.Of(
            await script.GetStringAsync(new Uri("/api/v1/audit/key", UriKind.Relative))
        )!;
        Assert.Equal(key.Fingerprint, (string?)whole["fingerprint"]);
        var bytes = await script.GetByteArrayAsync(
            new Uri((string)whole["file"]!, UriKind.Relative)
        );
        using var file = new MemoryStream(bytes);
        var verdict = await ExportCheck.Check(file, key, default);
        Assert.True(verdict.Holds, string.Join(", ", verdict.Findings));
    }

    [Fact]
    public async Task It_is_for_who_may_see_the_audit_and_each_export_for_who_asked()
    {
        var app = await database.App();
        using var one = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using var other = await app.Script(await app.Firm.Colleague(Roles.Executive));
        using var finance = await app.Script(await app.Firm.Colleague(Roles.Finance));

        using var refused = await finance.PostAsJsonAsync(Path, new { });
        using var asked = await one.PostAsJsonAsync(Path, new { });
        using var hidden = await other.GetAsync(asked.Headers.Location);
        using var turned = await one.PostAsJsonAsync(
            Path,
            new { from = "2026-02-01T00:00:00Z", until = "2026-01-01T00:00:00Z" }
        );

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, turned.StatusCode);
        Assert.Equal(["until"], await turned.Faults());
    }

    public sealed class OnSqlite(Sqlite database)
        : AuditExportsApiTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AuditExportsApiTests(database),
            IClassFixture<Postgres>;
}
