using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Interactions;

namespace Rapport.Demo;

/// <summary>One entry of the handbook to be: when, who of them and of us, and what was said.</summary>
internal sealed record DemoEntry(
    Instant At,
    Step Step,
    IReadOnlyList<DemoPerson> Theirs,
    IReadOnlyList<string> Ours,
    string Subject,
    string Said
)
{
    /// <summary>Who wrote it down.</summary>
    public string Author => Ours[0];
}

/// <summary>Lives through what passed between the firm and one client, from the first meeting to the day of loading.</summary>
internal sealed class DemoLife(
    DemoClient client,
    IReadOnlyList<DemoPerson> people,
    IReadOnlyDictionary<string, Telltale> told,
    Instant end
)
{
    private const string Finance = "Gregor Feld";
    private const string Executive = "Henriette Brandvold";
    private const int AnotherTongue = 12;

    private readonly List<DemoEntry> entries = [];
    private readonly Dictionary<string, Queue<string>> bags = new(StringComparer.Ordinal);
    private readonly Luck luck = client.Luck;

    /// <summary>When the work began; before, there was only talk of it.</summary>
    private LocalDate working;

    private bool Courted => client.Last is Stage.Reach or Stage.Acquire;

    public IReadOnlyList<DemoEntry> Lived()
    {
        var stories = told[client.Language].Stories;
        var last = client.Last == Stage.Lapsed ? client.Today.PlusDays(-150) : client.Today;
        var day = client.Begins;
        // A client that we still court has heard of us, but nothing was ordered.
        foreach (var story in Of(stories, Telling.Start).Take(Courted ? 1 : int.MaxValue))
        {
            day = Tell(story, day, last);
        }
        working = day;
        if (client.Last == Stage.Lapsed)
        {
            foreach (var story in Of(stories, Telling.Lapse))
            {
                Tell(story, last.PlusDays(1), client.Today);
            }
        }
        foreach (var story in Of(stories, Telling.Now).Where(s => s.Only == client.Name))
        {
            Around(story);
        }
        var room = Courted ? 0 : Period.DaysBetween(day, last) - 40;
        if (room > 0)
        {
            var often = Enumerable.Repeat(Of(stories, Telling.Often), 2 + (client.Entries / 100));
            foreach (
                var story in luck.Shuffled(
                    Of(stories, Telling.Once).Concat(often.SelectMany(o => o))
                )
            )
            {
                if (entries.Count + story.Steps.Count <= client.Entries)
                {
                    Tell(story, day.PlusDays(luck.Between(0, room)), last);
                }
            }
        }
        Fill(client.Begins, last);
        return [.. entries.OrderBy(e => e.At)];
    }

    private static IEnumerable<Story> Of(IEnumerable<Story> stories, Telling when) =>
        stories.Where(s => s.When == when);

    /// <summary>The steps of a story one after another; what would lie beyond the last day has not happened yet.</summary>
    private LocalDate Tell(Story story, LocalDate day, LocalDate last)
    {
        var words = Words(day);
        foreach (var step in Courted ? story.Steps.SkipLast(1) : story.Steps)
        {
            day = Workday(day.PlusDays(step.Days));
            if (day >= last)
            {
                return last;
            }
            Add(step, Local(day, step.Time), words);
        }
        return day;
    }

    private void Around(Story story)
    {
        var words = Words(client.Today);
        foreach (var step in story.Steps)
        {
            var at = step.Time.EndsWith('m')
                ? end
                    - Duration.FromMinutes(int.Parse(step.Time[..^1], CultureInfo.InvariantCulture))
                : Local(Friday(client.Today.PlusDays(step.Days)), step.Time);
            Add(step, at, words);
        }
    }

    /// <summary>The everyday, until there are as many entries as the client should have.</summary>
    private void Fill(LocalDate first, LocalDate last)
    {
        var days = Period.DaysBetween(first, last);
        var others = client
            .Languages.Where(l => l != client.Language && told.ContainsKey(l))
            .ToArray();
        while (!Courted && entries.Count < client.Entries && days > 5)
        {
            var day = Workday(first.PlusDays(luck.Between(4, days - 1)));
            if (day >= last)
            {
                continue;
            }
            var language =
                others.Length > 0 && luck.Chance(AnotherTongue) ? others[0] : client.Language;
            var step = luck.Of(told[language].Rhythm);
            if (
                (Courted || day < working)
                && step.Touchpoint is not (Touchpoint.Sales or Touchpoint.Marketing)
            )
            {
                continue;
            }
            var minutes = (luck.Between(8, 16) * 60) + (luck.Between(0, 11) * 5);
            Add(
                step,
                Local(day, FormattableString.Invariant($"{minutes / 60:00}:{minutes % 60:00}")),
                Words(day, language),
                language
            );
        }
    }

    private void Add(
        Step step,
        Instant at,
        Func<string, LocalDate, string> words,
        string? language = null
    )
    {
        if (at >= end)
        {
            return;
        }
        var day = at.InZone(client.Zone).Date;
        var theirs = step.Who.Select(w => Person(w, day)).OfType<DemoPerson>().Distinct().ToArray();
        var ours = step.Who.Select(Colleague).OfType<string>().Distinct().ToArray();
        entries.Add(
            new DemoEntry(
                at,
                step,
                theirs,
                ours,
                Capital(words(step.Subject, day)),
                words(Detailed(step, language ?? client.Language), day)
            )
        );
    }

    private static string Capital(string text) =>
        char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    /// <summary>Puts sentences in the place of {d}, each of them once before any comes again.</summary>
    private string Detailed(Step step, string language)
    {
        var said = step.Said;
        for (int place; (place = said.IndexOf("{d}", StringComparison.Ordinal)) >= 0; )
        {
            var details = told[language].Details;
            var kind = details.Contains($"{step.Channel}")
                ? $"{step.Channel}"
                : $"{step.Touchpoint}";
            var key = $"{language} {kind}";
            if (!bags.TryGetValue(key, out var bag) || bag.Count == 0)
            {
                bags[key] = bag = new(luck.Shuffled(details[kind]));
            }
            said = said[..place] + bag.Dequeue() + said[(place + 3)..];
        }
        return said;
    }

    private DemoPerson? Person(string part, LocalDate day) =>
        Colleague(part) is not null
            ? null
            : people.FirstOrDefault(p => p.Part == part && p.IsThere(day))
                ?? people.FirstOrDefault(p => p.Part == "lead")
                ?? people[0];

    private string? Colleague(string part) =>
        part switch
        {
            "am" => client.Team[0],
            "pm" => client.Team[1],
            "con" => client.Team[2],
            "fin" => Finance,
            "exec" => Executive,
            _ => null,
        };

    private static LocalDate Workday(LocalDate day) =>
        day.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => day.PlusDays(2),
            IsoDayOfWeek.Sunday => day.PlusDays(1),
            _ => day,
        };

    /// <summary>What would fall on a weekend was on the Friday before: the latest days must not lie ahead.</summary>
    private static LocalDate Friday(LocalDate day) =>
        day.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => day.PlusDays(-1),
            IsoDayOfWeek.Sunday => day.PlusDays(-2),
            _ => day,
        };

    private Instant Local(LocalDate day, string time)
    {
        var parts = time.Split(':');
        var clock = new LocalTime(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture)
        );
        return (day + clock).InZoneLeniently(client.Zone).ToInstant();
    }

    /// <summary>What stands for the braces of one story: the same topic, invoice and amount in all its steps.</summary>
    private Func<string, LocalDate, string> Words(LocalDate since, string? language = null)
    {
        var culture = CultureInfo.GetCultureInfo(
            (language ?? client.Language) is "no" ? "nb" : language ?? client.Language
        );
        var topic = luck.Of(client.Work);
        var thousands = client.Tier switch
        {
            Tier.Key => luck.Between(18, 60),
            Tier.Core => luck.Between(6, 24),
            _ => luck.Between(1, 8),
        };
        var amount = client.Amount(thousands);
        var invoice = FormattableString.Invariant(
            $"{since.Year}-{since.DayOfYear + luck.Between(20, 400):0000}"
        );
        var version = FormattableString.Invariant($"{luck.Between(1, 6)}.{luck.Between(0, 9)}");
        var few = luck.Between(2, 9).ToString(CultureInfo.InvariantCulture);
        return (text, day) =>
            Said(text, day)
                .Replace("{topic}", topic, StringComparison.Ordinal)
                .Replace(
                    "{amount}",
                    $"{amount.Currency} {amount.Major.ToString("N0", culture)}",
                    StringComparison.Ordinal
                )
                .Replace("{inv}", invoice, StringComparison.Ordinal)
                .Replace("{v}", version, StringComparison.Ordinal)
                .Replace("{n}", few, StringComparison.Ordinal)
                .Replace("{city}", client.City, StringComparison.Ordinal)
                .Replace(
                    "{year}",
                    (day.Year + 1).ToString(CultureInfo.InvariantCulture),
                    StringComparison.Ordinal
                )
                .Replace(
                    "{month}",
                    culture.DateTimeFormat.GetMonthName(day.PlusMonths(2).Month),
                    StringComparison.Ordinal
                )
                .Replace("{am}", client.Team[0], StringComparison.Ordinal)
                .Replace("{pm}", client.Team[1], StringComparison.Ordinal);
    }

    /// <summary>Names of the people in braces: whole, the given one (.g), or in the German polite form (.hf, .hn where it is inflected).</summary>
    private string Said(string text, LocalDate day)
    {
        foreach (var part in Parts.Where(p => text.Contains($"{{{p}", StringComparison.Ordinal)))
        {
            var person = Person(part, day)!;
            text = text.Replace($"{{{part}}}", person.Row.Name, StringComparison.Ordinal)
                .Replace($"{{{part}.g}}", person.Row.GivenName, StringComparison.Ordinal)
                .Replace(
                    $"{{{part}.hn}}",
                    $"{(person.Woman ? "Frau" : "Herrn")} {person.Row.FamilyName}",
                    StringComparison.Ordinal
                )
                .Replace(
                    $"{{{part}.hf}}",
                    $"{(person.Woman ? "Frau" : "Herr")} {person.Row.FamilyName}",
                    StringComparison.Ordinal
                );
        }
        return text.Contains("{dept}", StringComparison.Ordinal)
            ? text.Replace(
                "{dept}",
                Person("lead", day)!.Row.Department!.ToLower(CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
            : text;
    }

    private static readonly string[] Parts =
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
}
