using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Tests.Web.Shared;

/// <summary>What people write runs as its own letters do, whatever runs around it.</summary>
public sealed class WrittenTests(Sqlite database) : IClassFixture<Sqlite>
{
    private const string Arabic = "شركة النور (دبي)";

    [Theory]
    [InlineData("Halden (Bergen)", "part of Halden (Bergen) · Oslo")]
    [InlineData("Łódź 7", "part of Łódź 7 · Oslo")]
    [InlineData(Arabic, "\u2068part of \u2068" + Arabic + "\u2069\u2069 · Oslo")]
    [InlineData("יעל 7", "\u2068part of \u2068יעל 7\u2069\u2069 · Oslo")]
    public void A_name_from_right_to_left_is_kept_apart_within_a_sentence(string name, string said)
    {
        Assert.Equal(said, ClientTexts.Joined("part of {0}".With(name), "Oslo"));
    }

    [Theory]
    [InlineData("Ana María Moreno", "AM")]
    [InlineData("Ana (Ribera)", "AR")]
    [InlineData("יעל (מנהלת)", "ימ")]
    [InlineData("“Halden”", "H")]
    [InlineData("…", "?")]
    public void Initials_are_letters_of_the_name(string name, string letters)
    {
        Assert.Equal(letters, Initials.Of(name));
    }

    [Fact]
    public async Task A_name_carries_its_own_direction_wherever_it_stands_and_so_does_what_is_typed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client(Arabic, ana.Colleague!);
        await ana.Saved($"/contacts/new?client={client.Id}", new() { ["Name"] = "יעל כהן" });

        var handbook = await ana.Page($"/clients/{client.Id}");
        var person = await ana.Page($"/clients/{client.Id}/people");
        var form = await ana.Page($"/contacts/new?client={client.Id}");

        Assert.Equal(Arabic, handbook.QuerySelector("h1 > bdi")!.TextContent);
        Assert.Contains(
            handbook.QuerySelectorAll(".label > span"),
            label => label.TextContent == $"Owed to \u2068{Arabic}\u2069"
        );
        // Also for whoever hears it the figure stands apart from the word.
        Assert.Contains(
            handbook.QuerySelectorAll(".tabs a"),
            tab => tab.TextContent.Trim() == "People 1"
        );
        Assert.Contains(person.QuerySelectorAll("a > b"), b => b.TextContent == "יעל כהן");
        Assert.NotEmpty(form.QuerySelectorAll("form.form textarea"));
        Assert.All(
            form.QuerySelectorAll("form.form :is(textarea, input[type=text])"),
            field => Assert.Equal("auto", field.GetAttribute("dir"))
        );
    }
}
