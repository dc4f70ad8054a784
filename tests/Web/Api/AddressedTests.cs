using System.Net;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Api;

/// <summary>What an address asks for is read, or refused by the name of the parameter.</summary>
public sealed class AddressedTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task What_cannot_be_read_is_told_of_by_its_name()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        foreach (
            var (path, fields) in new[]
            {
                ("/api/v1/clients?stage=foo", "stage"),
                ("/api/v1/clients?stage=2", "stage"),
                ("/api/v1/clients?limit=abc&mine=perhaps", "limit,mine"),
                ("/api/v1/clients?limit=1&limit=2", "limit"),
                ("/api/v1/interactions?contact=xx", "contact"),
                ("/api/v1/interactions?channel=pigeon", "channel"),
                ("/api/v1/contacts?stance=foo&client=1", "client,stance"),
                ("/api/v1/opportunities?open=2", "open"),
                ("/api/v1/search?clientId=her", "clientId"),
                ("/api/v1/imports?limit=99999999999", "limit"),
            }
        )
        {
            using var answer = await script.GetAsync(new Uri(path, UriKind.Relative));

            Assert.Equal((path, HttpStatusCode.UnprocessableEntity), (path, answer.StatusCode));
            Assert.Equal(fields.Split(','), await answer.Faults());
        }
    }

    [Fact]
    public async Task What_is_left_empty_or_spelled_otherwise_is_taken()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        foreach (
            var path in new[]
            {
                "/api/v1/clients?stage=&limit=&mine=",
                "/api/v1/clients?STAGE=acquire&Mine=TRUE&limit=+5",
                "/api/v1/contacts?client=3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            }
        )
        {
            using var answer = await script.GetAsync(new Uri(path, UriKind.Relative));

            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }
}
