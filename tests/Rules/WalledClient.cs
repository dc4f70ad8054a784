using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Interactions;
using Rapport.Notices;
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
        var own = $"own{Guid.NewGuid():N}";
        await Post(
            "fields",
            new
            {
                recordKind = "Client",
                kind = "text",
                name = own,
            }
        );
        var client = await Post(
            "clients",
            new
            {
                name = $"{secret} Holding",
                fields = new Dictionary<string, string> { [own] = $"{secret} own" },
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
        await Post(
            "commitments",
            new
            {
                clientId = client,
                text = $"{secret} promise",
                dueOn = "2035-11-28",
            }
        );
        await Post(
            "series",
            new
            {
                clientId = client,
                title = $"{secret} rhythm",
                cadence = "every 2 weeks",
            }
        );
        using var planned = await script.PostAsJsonAsync(
            "/api/v1/meetings",
            new
            {
                clientId = client,
                title = $"{secret} meeting",
                start = "2035-11-28T10:00:00Z",
                attendees = new[] { new { contactId = contact } },
            },
            Rapport.Web.Hosting.Json.Options
        );
        walled.ids["meetings"] = Guid.Parse((string)(await planned.Json())["meeting"]!["id"]!);
        await Post(
            "changes",
            new
            {
                list = "clients",
                ids = new[] { client },
                field = "tags",
                way = "add",
                value = $"{secret} mark",
            }
        );
        // Raises something for the client, and says something else for it.
        walled.ids["playbook"] = await Post(
            "plays",
            new
            {
                name = $"Look after {Guid.NewGuid():N}",
                of = "clients",
                trigger = "state",
                condition = "stage pr",
                owes = "Look after {client}",
                within = "2 bd",
                variants = new[] { new { clientId = client, within = "1 bd" } },
            }
        );
        using var content = new ByteArrayContent("whatever"u8.ToArray());
        using var attached = await script.PostAsync(
            new Uri($"/api/v1/clients/{client}/attachments?name={secret}.txt", UriKind.Relative),
            content
        );
        walled.ids["attachments"] = Guid.Parse((string)(await attached.Json())["id"]!);
        walled.NamedId = (await Whisper(app, client)).Id;
        await Twins(app, walled, administrator, secret);
        walled.ids["handovers"] = await HandedOver(app, administrator, client);
        walled.ids["seat-changes"] = await NewFace(app, administrator, client);
        walled.ids["colleagues"] = administrator.Id;
        walled.ids["jobs"] = walled.ids["long"] = await Job(app, walled);
        walled.ids["notices"] = await Told(app, administrator, client, secret);
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
            // A row of a list is a record of the noun whose list it is.
            var kind = parts[i - 1] == "rows" ? parts[0] : parts[i - 1];
            var value =
                name is "id" or "changeId" && ids.TryGetValue(kind, out var id) ? id.ToString()
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
            i.Key is not ("colleagues" or "fields" or "plays" or "playbook")
            && path.Contains(i.Value.ToString(), StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>What stands in an address and belongs to no client.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["seatId"] = Guid.Empty.ToString(),
        ["valueId"] = Guid.Empty.ToString(),
        ["token"] = Guid.Empty.ToString(),
        ["session"] = Guid.Empty.ToString(),
        ["passkey"] = "none",
        ["imports"] = Guid.Empty.ToString(),
        ["views"] = Guid.Empty.ToString(),
        ["dashboards"] = Guid.Empty.ToString(),
        ["tileId"] = Guid.Empty.ToString(),
        ["exports"] = Guid.Empty.ToString(),
        ["field"] = "name",
        ["uploads"] = Guid.Empty.ToString(),
        ["section"] = "basics",
        ["secret"] = "none",
        ["units"] = Guid.Empty.ToString(),
        ["calendars"] = Guid.Empty.ToString(),
        ["absences"] = Guid.Empty.ToString(),
        ["feeds"] = Guid.Empty.ToString(),
        ["dayId"] = Guid.Empty.ToString(),
        ["name"] = "clients",
        ["work"] = "SweepFiles",
        ["runs"] = Guid.Empty.ToString(),
    };

    /// <summary>Long work about the client: what became of its twins.</summary>
    private static async Task<Guid> Job(TestApp app, WalledClient walled)
    {
        await using var db = app.Firm.System();
        var job = new Rapport.Jobs.Jobs(db).Add(MergeWork.Name, walled.ids["merges"], null);
        (job.State, job.FinishedAt) = (Rapport.Jobs.JobState.Done, db.Now);
        await db.SaveChangesAsync();
        return job.Id;
    }

    /// <summary>Entries that are one: a pair that is suggested, one that is merged, and one that is about to be.</summary>
    private static async Task Twins(
        TestApp app,
        WalledClient walled,
        Colleague administrator,
        string secret
    )
    {
        await using var db = app.Firm.As(administrator);
        var twins = new List<Contact>();
        for (var i = 0; i < 4; i++)
        {
            var twin = await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails { ClientId = walled.ClientId, Name = $"{secret} Twin {i}" }
            );
            twins.Add(twin.Value);
        }
        var (first, second) = Duplicate.Ordered(twins[2].Id, twins[3].Id);
        var pair = new Duplicate
        {
            Id = Duplicate.IdOf(first, second),
            Noun = "contacts",
            FirstId = first,
            SecondId = second,
            ClientId = walled.ClientId,
            Weight = 100,
            Reasons = "NearName:1",
        };
        db.Add(pair);
        await db.SaveChangesAsync();
        var merges = new Merges(db, new(db));
        var merge = await merges.Start(new("contacts", twins[0].Id, twins[1].Id, null));
        var batch = await new MergeBatches(db, new(db), merges).Ask(
            new DuplicateFilter("contacts"),
            [pair.Id]
        );
        walled.ids["duplicates"] = pair.Id;
        walled.ids["merges"] = merge.Value.Id;
        walled.ids["batches"] = walled.ids["merge-batches"] = batch.Value.Id;
    }

    /// <summary>A seat there that is to go to another on a day to come.</summary>
    private static async Task<Guid> HandedOver(TestApp app, Colleague administrator, Guid client)
    {
        var (leaver, successor) = (
            await app.Firm.Colleague(Roles.Consultant),
            await app.Firm.Colleague(Roles.Consultant)
        );
        await using var db = app.Firm.As(administrator);
        var seat = new Rapport.Clients.SeatDetails(leaver.Id, SeatRole.Consultant, null);
        Assert.True((await new Rapport.Clients.Seats(db).Take(client, seat)).Done);
        var planned = await new Rapport.Handovers.Handovers(db, new(db)).Start(
            leaver.Id,
            new Rapport.Handovers.SuccessionDetails
            {
                Clients = [new(client, successor.Id)],
                On = db.Now.InUtc().Date.PlusDays(30),
            },
            mayLeave: true
        );
        return planned.Value.Id;
    }

    /// <summary>Somebody who is to join on a day to come.</summary>
    private static async Task<Guid> NewFace(TestApp app, Colleague administrator, Guid client)
    {
        var (known, joins) = (
            await app.Firm.Colleague(Roles.Consultant),
            await app.Firm.Colleague(Roles.Consultant)
        );
        await using var db = app.Firm.As(administrator);
        var seat = new Rapport.Clients.SeatDetails(known.Id, SeatRole.Backup, null);
        Assert.True((await new Rapport.Clients.Seats(db).Take(client, seat)).Done);
        var planned = await new Rapport.Clients.SeatChanges(db).Plan(
            client,
            new(joins.Id, SeatRole.Consultant, null, known.Id, db.Now.InUtc().Date.PlusDays(30))
        );
        return planned.Value.Id;
    }

    private static async Task<Guid> Told(
        TestApp app,
        Colleague administrator,
        Guid client,
        string secret
    )
    {
        await using var db = app.Firm.As(administrator);
        var kind = new NoticeKind("test.told", NoticePriority.Usual, "client");
        await Rapport.Notices.Notices.Tell(
            db,
            new Telling(administrator.Id, kind, $"{secret} notice", client, client),
            default
        );
        var told = db.ChangeTracker.Entries<Notice>().Single().Entity;
        await db.SaveChangesAsync();
        return told.Id;
    }

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
