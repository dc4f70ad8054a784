using System.Net;
using AngleSharp.Dom;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Plays;

/// <summary>A gate as people meet it: on a page of its own that keeps what was typed, in place, and in the API.</summary>
public abstract class GatePagesTests(TestDatabase database)
{
    private const string Path = "/settings/playbook";

    [Fact]
    public async Task A_form_that_a_play_stops_is_asked_for_a_reason_keeps_all_that_was_typed_and_goes_through_with_it()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Executive);
        var client = await app.Firm.Client("Gate Quay", boss.Colleague!);
        var gate = await Written(boss, "Asks for goods", "goods", "Reason");
        var typed = Typed(client, "Send the <b>goods</b> & more");

        var asked = await boss.Refused("/commitments/new", typed);
        var again = await boss.Refused("/commitments/new", Sent(asked).With("GateReason", " "));
        var changed = await boss.Refused("/commitments/new", Sent(asked).With("_change", "1"));
        var place = await boss.Saved(
            "/commitments/new",
            Sent(asked).With("GateReason", "They asked for it")
        );
        var made = (await boss.Page(place)).Said();
        var shown = (await boss.Page(gate)).Said();

        Assert.Contains("Why is “Send the <b>goods</b> & more” owed?", asked.Said());
        Assert.Equal("Send the <b>goods</b> & more", Sent(asked)["Text"]);
        Assert.NotNull(asked.QuerySelector("textarea[name=GateReason][required]"));
        Assert.NotNull(again.QuerySelector("textarea[name=GateReason][aria-invalid=true]"));
        Assert.Equal("Send the <b>goods</b> & more", changed.Typed("Text"));
        Assert.Contains("They asked for it", made, StringComparison.Ordinal);
        Assert.Contains("They asked for it", shown, StringComparison.Ordinal);
        Assert.Contains(boss.Colleague!.Name, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_back_offers_only_to_change_it_and_a_part_of_a_page_is_answered_in_its_place()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Executive);
        var client = await app.Firm.Client("Held Quay", boss.Colleague!);
        await Written(boss, "Holds parcels", "parcels", "Hold");

        var held = await boss.Refused("/commitments/new", Typed(client, "Send parcels"));

        Assert.Null(held.QuerySelector("textarea[name=GateReason]"));
        Assert.NotNull(held.QuerySelector("button[name=_change]"));
    }

    [Fact]
    public async Task A_script_is_refused_with_what_is_asked_and_gives_its_reason_in_a_header()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Executive);
        using var script = await app.Script(boss.Colleague!);
        using var stranger = await app.Script(await app.Firm.Colleague(Roles.Consultant));
        var client = await app.Firm.Client("Script Quay", boss.Colleague!);
        var gate = await Written(boss, "Asks for drafts", "drafts", "Reason");
        var id = gate[(gate.LastIndexOf('/') + 1)..];
        var said = new
        {
            text = "Send the drafts",
            clientId = client.Id,
            favour = "client",
            dueOn = "2031-03-03",
        };

        using var stopped = await script.Send("/api/v1/commitments", said);
        var problem = await stopped.Json();
        script.DefaultRequestHeaders.Add(
            "Rapport-Reason",
            Uri.EscapeDataString("Für Zoë – gleich")
        );
        using var made = await script.Send("/api/v1/commitments", said);
        var reasons = await script.Read($"/api/v1/plays/{id}/reasons");
        var walled = await stranger.Read($"/api/v1/plays/{id}/reasons");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, stopped.StatusCode);
        Assert.Equal(
            "“Asks for drafts” in our playbook wants a reason for this.",
            (string?)problem["errors"]!["reason"]![0]
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var kept = Assert.Single(reasons["items"]!.AsArray());
        Assert.Equal("Für Zoë – gleich", (string?)kept!["text"]);
        Assert.Equal("Send the drafts", (string?)kept["subject"]);
        Assert.Empty(walled["items"]!.AsArray());
    }

    [Fact]
    public async Task A_gate_is_written_on_its_form_and_said_in_sentences()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Executive);

        var gate = await Written(boss, "Written gate", "nobody", "Hold");
        var page = (await boss.Page(gate)).Said();
        var form = await boss.Page($"{gate}/edit");
        var all = (await boss.Page(Path)).Said();

        Assert.Contains("Before: A commitment was made", page, StringComparison.Ordinal);
        Assert.Contains("Holds it back", page, StringComparison.Ordinal);
        Assert.Contains("Nobody had to give a reason yet.", page, StringComparison.Ordinal);
        Assert.Equal("Gate", form.Typed("Trigger"));
        Assert.Equal("Hold", form.Typed("Gate"));
        Assert.Contains("Holds it back: Why is", all, StringComparison.Ordinal);
    }

    private static async Task<string> Written(Visitor boss, string name, string word, string answer)
    {
        var gate = await boss.Saved(
            $"{Path}/new",
            new()
            {
                ["Name"] = name,
                ["Of"] = "commitments",
                ["Trigger"] = "Gate",
                ["Event"] = "commitment.made",
                ["Gate"] = answer,
                ["Condition"] = $"text contains \"{word}\"",
                ["Owes"] = "Why is “{subject}” owed?",
            }
        );
        await boss.Saved($"{gate}/switch", new() { ["To"] = "on" });
        return gate;
    }

    private static Dictionary<string, string> Typed(Client client, string text) =>
        new()
        {
            ["Text"] = text,
            ["ClientId"] = client.Id.ToString(),
            ["Day"] = "2031-03-03",
            ["Favour"] = "Client",
        };

    /// <summary>What the form of the page sends along, without being typed again.</summary>
    private static Dictionary<string, string> Sent(IDocument page) =>
        page.QuerySelectorAll("#content form input[type=hidden]")
            .Where(i => i.GetAttribute("name") != "__RequestVerificationToken")
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);

    public sealed class OnSqlite(Sqlite database) : GatePagesTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : GatePagesTests(database),
            IClassFixture<Postgres>;
}

file static class Typing
{
    public static Dictionary<string, string> With(
        this Dictionary<string, string> typed,
        string field,
        string value
    ) => new(typed) { [field] = value };
}
