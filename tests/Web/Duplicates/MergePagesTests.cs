using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Duplicates;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Duplicates;

/// <summary>Duplicates on screen and in the API: suggested with reasons, merged field by field, old addresses lead on.</summary>
public abstract class MergePagesTests(TestDatabase database)
{
    [Fact]
    public async Task Two_are_merged_field_by_field_the_old_address_leads_on_and_it_is_taken_back()
    {
        var app = await database.App();
        var (kept, lost) = await Two(app, "CFO", "Head of finance");
        using var boss = await app.SignedIn(Roles.Executive);
        var side = await boss.Page($"/contacts/{kept}/merge?with={lost}");
        Assert.Contains("Head of finance", side.Body!.TextContent);

        var merge = await boss.Saved(
            $"/contacts/{kept}/merge",
            new() { ["With"] = $"{lost}", ["from-JobTitle"] = "lost" },
            $"/contacts/{kept}/merge?with={lost}"
        );
        await Becomes(app, merge, MergeState.Done);

        using var old = await boss.Get($"/contacts/{lost}?after=");
        Assert.Equal(HttpStatusCode.MovedPermanently, old.StatusCode);
        Assert.Equal($"/contacts/{kept}?after=", old.Headers.Location!.ToString());
        using var edit = await boss.Get($"/contacts/{lost}/edit");
        Assert.Equal($"/contacts/{kept}/edit", edit.Headers.Location!.ToString());
        var page = await boss.Page($"/contacts/{kept}");
        Assert.Contains("Head of finance", page.Body!.TextContent);
        Assert.NotNull(page.QuerySelector($"#merged a[href='{merge}']"));

        await boss.Saved($"{merge}/reversal", [], merge);
        await Becomes(app, merge, MergeState.TakenBack);

        Assert.Contains(
            "Head of finance",
            (await boss.Page($"/contacts/{lost}")).Body!.TextContent
        );
        Assert.DoesNotContain(
            "Head of finance",
            (await boss.Page($"/contacts/{kept}")).Body!.TextContent
        );
    }

    [Fact]
    public async Task A_script_merges_is_told_what_an_old_id_became_part_of_and_takes_it_back()
    {
        var app = await database.App();
        var (kept, lost) = await Two(app, null, null);
        using var script = await app.Script(await app.Firm.Colleague(Roles.AccountManager));
        var boss = await app.Firm.Colleague(Roles.Executive);
        using var mine = await app.Script(boss);
        // Behind the wall there is nothing to merge.
        using var walled = await Merge(script, kept, lost);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, walled.StatusCode);

        using var merged = await Merge(mine, kept, lost);
        Assert.Equal(HttpStatusCode.Created, merged.StatusCode);
        var merge = merged.Headers.Location!.ToString();
        await Becomes(app, merge, MergeState.Done);

        using var bare = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = app.Address,
        };
        bare.DefaultRequestHeaders.Authorization = mine.DefaultRequestHeaders.Authorization;
        using var old = await bare.GetAsync(Relative($"/api/v1/contacts/{lost}"));
        Assert.Equal(HttpStatusCode.MovedPermanently, old.StatusCode);
        Assert.Equal($"/api/v1/contacts/{kept}", old.Headers.Location!.ToString());
        Assert.Equal(kept, Guid.Parse((string)(await old.Json())["mergedInto"]!));
        using var patch = new HttpRequestMessage(
            HttpMethod.Patch,
            Relative($"/api/v1/contacts/{lost}")
        );
        patch.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        patch.Content = new StringContent(
            "{\"jobTitle\":\"CEO\"}",
            Encoding.UTF8,
            "application/merge-patch+json"
        );
        using var changed = await bare.SendAsync(patch);
        Assert.Equal(HttpStatusCode.Gone, changed.StatusCode);
        // Whoever does not see the kept one is not told of it.
        using var hidden = await script.GetAsync(Relative($"/api/v1/contacts/{lost}"));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        using var back = await mine.PostAsync(Relative($"{merge}/reversal"), null);
        Assert.Equal(HttpStatusCode.Created, back.StatusCode);
        await Becomes(app, merge, MergeState.TakenBack);
        using var again = await bare.GetAsync(Relative($"/api/v1/contacts/{lost}"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Suggestions_say_why_and_go_when_somebody_says_that_they_are_two()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        await Two(app, null, null, ana);
        using var browser = await app.SignedIn(ana);
        await browser.Saved("/contacts/duplicates/search", [], "/contacts/duplicates");
        await Eventually.Holds(async () =>
            (await browser.Page("/contacts/duplicates")).QuerySelector("form[action$=dismissal]")
                is not null
        );

        var page = await browser.Page("/contacts/duplicates");
        Assert.Contains("differs by one letter", page.Body!.TextContent);
        Assert.Contains("Same mail address", page.Body.TextContent);
        var dismissal = page.QuerySelector("form[action$=dismissal]")!.GetAttribute("action")!;
        await browser.Saved(dismissal, [], "/contacts/duplicates");

        Assert.Null(
            (await browser.Page("/contacts/duplicates")).QuerySelector("form[action$=dismissal]")
        );
    }

    [Fact]
    public async Task Those_ticked_are_looked_at_merged_together_and_taken_back_together()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var (kept, lost) = await Two(app, null, null, ana);
        using var browser = await app.SignedIn(ana);
        await browser.Saved("/contacts/duplicates/search", [], "/contacts/duplicates");
        await Eventually.Holds(async () =>
            (await browser.Page("/contacts/duplicates")).QuerySelector("input[name=Id]") is not null
        );
        var pair = (await browser.Page("/contacts/duplicates"))
            .QuerySelector("input[name=Id]")!
            .GetAttribute("value")!;

        var batch = await browser.Saved(
            "/contacts/merges/batches",
            new() { ["Id"] = pair },
            "/contacts/duplicates"
        );
        await using (var db = app.Firm.System())
        {
            Assert.Equal(2, await db.Set<Contact>().CountAsync(c => c.Id == kept || c.Id == lost));
        }
        await browser.Saved($"{batch}/start", [], batch);
        await Batch(app, batch, BatchState.Done);
        await using (var db = app.Firm.System())
        {
            Assert.Equal(1, await db.Set<Contact>().CountAsync(c => c.Id == kept || c.Id == lost));
        }
        await browser.Saved($"{batch}/reversal", [], batch);
        await Batch(app, batch, BatchState.TakenBack);
        await using var after = app.Firm.System();
        Assert.Equal(2, await after.Set<Contact>().CountAsync(c => c.Id == kept || c.Id == lost));
    }

    private static async Task<(Guid Kept, Guid Lost)> Two(
        TestApp app,
        string? job,
        string? otherJob,
        params Colleague[] seats
    )
    {
        var client = await app.Firm.Client("Halden Maritime", seats);
        await using var db = app.Firm.System();
        var acts = new Rapport.Contacts.Contacts(db);
        var ids = new List<Guid>();
        foreach (
            var (name, title) in new[]
            {
                ("Katharina Solberg", job),
                ("Katarina Solberg", otherJob),
            }
        )
        {
            var added = await acts.Add(
                new ContactDetails
                {
                    ClientId = client.Id,
                    Name = name,
                    JobTitle = title,
                    Points = [new(null, PointKind.Email, "solberg@halden.example")],
                }
            );
            ids.Add(added.Value.Id);
        }
        return (ids[0], ids[1]);
    }

    private static Task<HttpResponseMessage> Merge(HttpClient http, Guid kept, Guid lost) =>
        http.PostAsJsonAsync(
            Relative("/api/v1/merges"),
            new
            {
                of = "contacts",
                keptId = kept,
                lostId = lost,
            }
        );

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static Task Becomes(TestApp app, string address, MergeState state) =>
        Eventually.Holds(async () =>
        {
            var id = Guid.Parse(address.Split('/')[^1]);
            await using var db = app.Firm.System();
            return await db.Set<Merge>().AnyAsync(m => m.Id == id && m.State == state);
        });

    private static Task Batch(TestApp app, string address, BatchState state) =>
        Eventually.Holds(async () =>
        {
            var id = Guid.Parse(address.Split('/')[^1]);
            await using var db = app.Firm.System();
            return await db.Set<MergeBatch>().AnyAsync(b => b.Id == id && b.State == state);
        });

    public sealed class OnSqlite(Sqlite database)
        : MergePagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MergePagesTests(database),
            IClassFixture<Postgres>;
}
