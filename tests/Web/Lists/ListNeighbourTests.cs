using System.Net;
using System.Net.Http.Json;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Lists;

/// <summary>The record beside another, as the list has it from which one came.</summary>
public abstract class ListNeighbourTests(TestDatabase database)
{
    private sealed record Beside(string Href, string Page);

    [Fact]
    public async Task The_next_and_the_one_before_follow_the_lists_order_and_filter_within_walls()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var word = $"Zone{Guid.NewGuid():N}"[..10];
        var one = await app.Firm.Client($"{word} 1", ana);
        await app.Firm.Client($"{word} 2 behind a wall");
        var three = await app.Firm.Client($"{word} 3", ana);
        using var visitor = await app.SignedIn(ana);

        var next = await Ask(visitor, $"/clients/neighbour?q={word}&of={one.Id}");
        var last = await Ask(visitor, $"/clients/neighbour?q={word}&of={three.Id}");
        var before = await Ask(visitor, $"/clients/neighbour?q={word}&of={three.Id}&before=true");
        var turned = await Ask(visitor, $"/clients/neighbour?q={word}&sort=-name&of={three.Id}");

        Assert.Equal($"/clients/{three.Id}", next!.Href);
        Assert.Null(last);
        Assert.Equal($"/clients/{one.Id}", before!.Href);
        Assert.Equal($"/clients/{one.Id}", turned!.Href);
        var page = await visitor.Page(next.Page);
        Assert.Null(page.QuerySelector($"tbody a[href='/clients/{one.Id}']"));
        Assert.NotNull(page.QuerySelector($"tbody a[href='/clients/{three.Id}']"));
    }

    [Theory]
    [InlineData("/clients/neighbour?filter=nonsense&of=")]
    [InlineData("/contacts/neighbour?of=")]
    [InlineData("/opportunities/neighbour?sort=nonsense&of=")]
    public async Task Where_there_is_none_nothing_is_said(string path)
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.AccountManager);

        Assert.Null(await Ask(visitor, path + Guid.CreateVersion7()));
    }

    private static async Task<Beside?> Ask(Visitor visitor, string path)
    {
        using var answer = await visitor.Get(path);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadFromJsonAsync<Beside>()
            : null;
    }

    public sealed class OnSqlite(Sqlite database)
        : ListNeighbourTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ListNeighbourTests(database),
            IClassFixture<Postgres>;
}
