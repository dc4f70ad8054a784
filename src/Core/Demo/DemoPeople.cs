using NodaTime;
using Rapport.Contacts;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>A person of the demo firm's clients: the row, the part played for us, and how near one of us is.</summary>
internal sealed record DemoPerson(Contact Row, string Part, bool Woman, Closeness Closeness)
{
    public bool IsThere(LocalDate day) => Row.Left is not { } left || day < left;
}

/// <summary>Casts the people of a client.</summary>
internal sealed class DemoPeople(IReadOnlyList<Block> notes)
{
    private static readonly string[] Cast =
    [
        "boss",
        "lead",
        "it",
        "money",
        "user",
        "data",
        "buyer",
        "quality",
        "aide",
    ];

    private readonly ILookup<string, Block> names = DemoText
        .Read("names")
        .ToLookup(b => b.Title, StringComparer.Ordinal);
    private readonly ILookup<string, Block> titles = DemoText
        .Read("titles")
        .ToLookup(b => b.Title, StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public List<DemoPerson> Of(DemoClient client)
    {
        var people = new List<DemoPerson>();
        foreach (var said in client.Named)
        {
            taken.Add(said[0]);
            people.Add(
                new DemoPerson(
                    Row(client, said[0], said[2], said[3]),
                    said[4],
                    said[1] == "f",
                    Enum.Parse<Closeness>(said[7])
                )
                {
                    Row =
                    {
                        Stance = Enum.Parse<Stance>(said[5]),
                        Influence = Enum.Parse<Influence>(said[6]),
                    },
                }
            );
        }
        var parts = Cast.Except(people.Select(p => p.Part)).Concat(["user", "data", "user"]);
        foreach (var part in parts.Take(client.People - people.Count))
        {
            people.Add(Made(client, part));
        }
        Arrange(client, people);
        return people;
    }

    /// <summary>The same person at the next employer.</summary>
    public static Contact Moved(DemoPerson person, DemoClient to, LocalDate since) =>
        new()
        {
            ClientId = to.Id,
            GivenName = person.Row.GivenName,
            FamilyName = person.Row.FamilyName,
            Name = person.Row.Name,
            NameKey = person.Row.NameKey,
            JobTitle = person.Row.JobTitle,
            Department = person.Row.Department,
            Language = person.Row.Language,
            Stance = Stance.Promoter,
            Influence = Influence.Some,
            Interest = person.Row.Interest,
            Joined = since,
            CameFromId = person.Row.Id,
        };

    private DemoPerson Made(DemoClient client, string part)
    {
        var luck = client.Luck;
        var culture = names[client.Culture].Single();
        string given,
            family;
        bool woman;
        do
        {
            woman = luck.Chance(50);
            given = luck.Of(culture.List(woman ? "f" : "m"));
            family = luck.Of(culture.List("family"));
        } while (!taken.Add($"{given} {family}"));
        var job = titles[client.Language].Single().Parts(part);
        var both = job[0].Split(" / ");
        var row = Row(client, $"{given} {family}", both[woman ? 0 : 1], job[1], given, family);
        row.Influence = part switch
        {
            "boss" => Influence.Decides,
            "lead" or "buyer" => Influence.Much,
            "it" or "money" or "quality" => Influence.Some,
            _ => luck.Chance(50) ? Influence.Little : Influence.None,
        };
        row.Stance = (Stance)Math.Min(4, luck.Between(1, 3) + luck.Between(0, 1));
        var close =
            client.Last < Clients.Stage.Convert ? Closeness.Met
            : part is "lead" or "it" ? Closeness.KnowsWell
            : (Closeness)luck.Between(0, 3);
        return new DemoPerson(row, part, woman, close);
    }

    private static Contact Row(
        DemoClient client,
        string name,
        string job,
        string department,
        string? given = null,
        string? family = null
    ) =>
        new()
        {
            ClientId = client.Id,
            GivenName = given ?? name.Split(' ')[0],
            FamilyName = family ?? name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..],
            Name = name,
            NameKey = Folded.Key(name),
            JobTitle = job,
            Department = department,
            Language = client.Languages[0],
            CreatedAt = client.Begins.AtStartOfDayInZone(client.Zone).ToInstant(),
        };

    /// <summary>Who reports to whom, how they like to be reached, what they want and fear, and who has left.</summary>
    private void Arrange(DemoClient client, List<DemoPerson> people)
    {
        var luck = client.Luck;
        var said = client.Noted(notes);
        var boss = people.Find(p => p.Part == "boss")!.Row;
        var lead = people.Find(p => p.Part == "lead")?.Row ?? boss;
        foreach (var (row, part, _, closeness) in people)
        {
            row.ReportsToId =
                row == boss ? null
                : part is "user" or "data" && lead != row ? lead.Id
                : boss.Id;
            row.Joined = client.Begins.PlusDays(-luck.Between(200, 4000));
            row.Channels = new Codes(
                luck.Of<string[]>([
                    ["email", "phone"],
                    ["phone", "email"],
                    ["email"],
                    ["chat", "email"],
                ])
            );
            row.OffHoursAllowed = part == "it" && luck.Chance(60);
            row.ReachHours = luck.Chance(40)
                ? WeeklyHours.Parse(
                    luck.Of([
                        "Mon 09:00-12:00, Tue 09:00-12:00, Wed 09:00-12:00, Thu 09:00-12:00",
                        "Mon 08:00-11:30 13:30-16:00, Wed 08:00-11:30, Fri 08:00-12:00",
                        "Tue 10:00-16:00, Wed 10:00-16:00, Thu 10:00-16:00",
                        "Mon 22:00-02:00, Tue 22:00-02:00, Wed 22:00-02:00",
                    ])
                )
                : null;
            if (closeness >= Closeness.Knows)
            {
                row.Wants = luck.Of([.. said.Lines["want"]]);
                row.Fears = luck.Of([.. said.Lines["fear"]]);
                row.NotesPurpose = said.One("purpose");
                row.NotesUntil = client.Today.PlusYears(1);
                row.Interest = luck.Chance(60) ? luck.Of([.. said.Lines["interest"]]) : null;
            }
        }
        var gone = people.FindLast(p => p.Part is not ("boss" or "lead" or "it"));
        if (gone is not null && (client.MovedTo is not null || luck.Chance(25)))
        {
            gone.Row.Left = client.Today.PlusDays(-luck.Between(60, 160));
            gone.Row.WentTo = client.MovedTo;
        }
    }
}
