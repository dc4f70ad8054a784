using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.World;

namespace Rapport.Tests.Rules;

/// <summary>A client with one of everything, each bearing a word that nothing else has; and the ids of it all.</summary>
internal sealed class WalledClient
{
    /// <summary>Stands only in an entry that is for its author alone.</summary>
    public const string Whispered = "whisperedword";

    /// <summary>For each beginning of an address, whose id stands in it.</summary>
    private readonly Dictionary<string, Guid> ids = new(StringComparer.Ordinal);

    private WalledClient() { }

    public Guid ClientId => ids["clients"];

    public Guid NamedId { get; private set; }

    public static async Task<WalledClient> Make(TestApp app, string secret)
    {
        var walled = new WalledClient();
        var administrator = await app.Firm.Colleague(Roles.Administrator);
        using var script = await app.Script(administrator);
        async Task<Guid> Post(string kind, object said)
        {
            using var answer = await script.PostAsJsonAsync(
                $"/api/v1/{kind}",
                said,
                Rapport.Web.Hosting.Json.Options
            );
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{kind}: {text}");
            return walled.ids[kind] = Guid.Parse((string)JsonNode.Parse(text)!["id"]!);
        }
        var client = await Post(
            "clients",
            new
            {
                name = $"{secret} Holding",
                tags = new[] { $"{secret} tag" },
                addresses = new[] { new { kind = "visit", city = $"{secret} City" } },
                values = new[] { new { text = $"{secret} value", compliance = "kept" } },
            }
        );
        var contact = await Post(
            "contacts",
            new
            {
                clientId = client,
                name = $"{secret} Person",
                points = new[] { new { kind = "email", value = $"{secret}@walled.example" } },
            }
        );
        await Post(
            "opportunities",
            new
            {
                clientId = client,
                name = $"{secret} business",
                stage = "engaging",
            }
        );
        await Post(
            "interactions",
            new
            {
                clientId = client,
                subject = $"{secret} talk",
                channel = "call",
                touchpoint = "sales",
                participants = new[] { new { contactId = contact } },
            }
        );
        walled.NamedId = (await Whisper(app, client)).Id;
        walled.ids["colleagues"] = administrator.Id;
        return walled;
    }

    /// <summary>The address with the walled client's ids; fails for one that names a record of a kind not known here.</summary>
    public string Fill(string pattern)
    {
        var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var from = parts[i].IndexOf('{', StringComparison.Ordinal);
            if (from < 0)
            {
                continue;
            }
            var to = parts[i].IndexOf('}', StringComparison.Ordinal);
            var name = parts[i][(from + 1)..to].Split(':')[0];
            var value =
                name == "id" && ids.TryGetValue(parts[i - 1], out var id) ? id.ToString()
                : Others.TryGetValue(name == "id" ? parts[i - 1] : name, out var other) ? other
                : throw new InvalidOperationException(
                    $"What stands for {parts[i]} in {pattern}? Say it in {nameof(WalledClient)}."
                );
            parts[i] = parts[i][..from] + value + parts[i][(to + 1)..];
        }
        return "/" + string.Join('/', parts);
    }

    public bool IsNamedIn(string path) =>
        ids.Any(i =>
            i.Key != "colleagues"
            && path.Contains(i.Value.ToString(), StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>What stands in an address and belongs to no client.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["seatId"] = Guid.Empty.ToString(),
        ["valueId"] = Guid.Empty.ToString(),
        ["token"] = Guid.Empty.ToString(),
        ["imports"] = Guid.Empty.ToString(),
        ["section"] = "basics",
        ["secret"] = "none",
        ["name"] = "clients",
    };

    private static async Task<Interaction> Whisper(TestApp app, Guid client)
    {
        await using var db = app.Firm.As(await app.Firm.Colleague(Roles.Administrator));
        var said = new InteractionDetails
        {
            ClientId = client,
            Subject = Whispered,
            Channel = Channel.Call,
            Touchpoint = Touchpoint.Sales,
            Audience = Audience.Named,
        };
        return (await new Rapport.Interactions.Interactions(db).Record(said)).Value;
    }
}
