using System.Globalization;
using System.Text;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.Search;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Search;

/// <summary>
/// How well records are found by what people type, on a firm and queries made by a seed, of which the truth is known and
/// on which nothing was tuned. Prints the share that comes first, that is among the first five, and the mean reciprocal
/// rank; each has a floor below which it may not fall.
/// </summary>
public abstract class RecallTests(TestDatabase database)
{
    private const int Asked = 10;
    private const int EachKind = 60;

    private static readonly string[] Latin =
    [
        .. "bra den kor mi zel tov ran fel hu stein berg wal dor lin par sol ver gan tri nox".Split(
            ' '
        ),
    ];
    private static readonly string[] Marked =
    [
        .. "bör zél tóv rån ñel šu łin pář söl çer".Split(' '),
    ];
    private static readonly string[] Cyrillic =
    [
        .. "бра ден кор ми зел тов ран фел хов ски".Split(' '),
    ];
    private static readonly string[] Greek = [.. "κορ μι θεσ σα λον πα νικ δρο φιλ ερ".Split(' ')];
    private const string Han = "東京電力山田商事中村建設北海道銀行浦発展";
    private static readonly string[] Trades =
    [
        .. "Werke Holding Systems Klinik Logistik Verlag Energie Textil".Split(' '),
    ];

    /// <summary>The least share that comes first, by what was done to the name.</summary>
    private static readonly Dictionary<string, double> Floors = new(StringComparer.Ordinal)
    {
        ["whole"] = 0.95,
        ["beginning"] = 0.75,
        ["two beginnings"] = 0.9,
        ["marks left out"] = 0.95,
        ["one slip"] = 0.8,
        ["two slips"] = 0.6,
        ["Cyrillic"] = 0.95,
        ["Greek"] = 0.95,
        ["Han"] = 0.9,
        ["slip in Cyrillic"] = 0.75,
    };

    private sealed record Made(SearchKind Kind, Guid Id, string Name, string Script);

    private sealed record Query(string How, Made Meant, string Text);

    [Fact]
    public async Task What_people_type_finds_what_they_mean()
    {
        var random = new Random(20261122);
        await using var firm = new TestFirm(database.Place);
        var made = await Make(firm, random);
        await using var db = firm.System();
        var ranks = new List<(Query Query, int? Rank)>();
        foreach (var query in made.SelectMany(m => Queries(m, random)))
        {
            var found = await Rapport.Search.Search.Find(
                db,
                query.Text,
                new SearchScope(),
                null,
                Asked
            );
            var at = found.Select(h => h.Id).ToList().IndexOf(query.Meant.Id);
            ranks.Add((query, at < 0 ? null : at + 1));
        }

        var output = TestContext.Current.TestOutputHelper!;
        foreach (
            var group in ranks
                .GroupBy(r => (r.Query.How, r.Query.Meant.Kind))
                .OrderBy(g => g.Key.How, StringComparer.Ordinal)
                .ThenByDescending(g => g.Key.Kind)
        )
        {
            output.WriteLine(
                Line($"{group.Key.How}, {group.Key.Kind}", [.. group.Select(r => r.Rank)])
            );
        }
        var low = new List<string>();
        foreach (var group in ranks.GroupBy(r => r.Query.How))
        {
            List<int?> all = [.. group.Select(r => r.Rank)];
            if (Share(all, 1) < Floors[group.Key])
            {
                low.Add(Line(group.Key, all));
            }
        }
        Assert.Equal(Floors.Keys.Order(), ranks.Select(r => r.Query.How).Distinct().Order());
        Assert.Empty(low);
    }

    private static string Line(string what, List<int?> ranks) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: first {Share(ranks, 1):P1}, among five {Share(ranks, 5):P1}, mean reciprocal rank {ranks.Average(r => r is { } rank ? 1.0 / rank : 0):F3} of {ranks.Count}"
        );

    private static double Share(List<int?> ranks, int within) =>
        ranks.Count(r => r <= within) / (double)ranks.Count;

    private static async Task<List<Made>> Make(TestFirm firm, Random random)
    {
        var made = new List<Made>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        await using var db = firm.System();
        Client? home = null;
        foreach (
            var kind in new[] { SearchKind.Client, SearchKind.Contact, SearchKind.Opportunity }
        )
        {
            for (var i = 0; i < EachKind; i++)
            {
                var script = (i % 6) switch
                {
                    0 => "marked",
                    1 => "Cyrillic",
                    2 when i % 12 == 2 => "Greek",
                    2 => "Han",
                    _ => "Latin",
                };
                string name;
                do
                {
                    name = Name(script, random);
                } while (!names.Add(name));
                Row row;
                if (kind == SearchKind.Client)
                {
                    row = home = new Client { Name = name };
                    db.Add(row);
                    db.Raise(Client.Added, row, row.Id);
                    // Its mails bear its name and come behind it.
                    for (var mail = 0; mail < 2; mail++)
                    {
                        var entry = new Interaction
                        {
                            ClientId = row.Id,
                            Subject = mail == 0 ? $"{name}: order" : $"Visit at {name}",
                            Channel = Channel.Email,
                            Touchpoint = Touchpoint.Sales,
                            Occurred = db.Now,
                            RecordedAt = db.Now,
                        };
                        db.Add(entry);
                        db.Raise(Interaction.Recorded, entry, row.Id);
                    }
                }
                else if (kind == SearchKind.Contact)
                {
                    row = new Contact { ClientId = home!.Id, Name = name };
                    db.Add(row);
                    db.Raise(Contact.Added, row, home.Id);
                }
                else
                {
                    row = new Opportunity { ClientId = home!.Id, Name = name };
                    db.Add(row);
                    db.Raise(Opportunity.Added, row, home.Id);
                }
                made.Add(new Made(kind, row.Id, name, script));
            }
            await db.SaveChangesAsync();
        }
        return made;
    }

    private static string Name(string script, Random random) =>
        script switch
        {
            "Han" => string.Concat(
                Enumerable.Range(0, 5).Select(_ => Han[random.Next(Han.Length)])
            ),
            "Cyrillic" => $"{Word(Cyrillic, random)} {Word(Cyrillic, random)}",
            "Greek" => $"{Word(Greek, random)} {Word(Greek, random)}",
            "marked" => $"{Word([.. Latin, .. Marked, .. Marked], random)} {Word(Marked, random)}",
            _ => $"{Word(Latin, random)} {Trades[random.Next(Trades.Length)]}",
        };

    private static string Word(string[] syllables, Random random)
    {
        var word = string.Concat(
            Enumerable
                .Range(0, random.Next(3, 5))
                .Select(_ => syllables[random.Next(syllables.Length)])
        );
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static IEnumerable<Query> Queries(Made meant, Random random)
    {
        var words = meant.Name.Split(' ');
        switch (meant.Script)
        {
            case "Latin":
                yield return new("whole", meant, meant.Name.ToLowerInvariant());
                yield return new("beginning", meant, words[0][..Math.Min(6, words[0].Length)]);
                yield return new("two beginnings", meant, $"{words[0]} {words[1][..2]}");
                yield return new("one slip", meant, Slip(words[0], random));
                if (words[0].Length >= 9)
                {
                    yield return new("two slips", meant, Slip(Slip(words[0], random), random));
                }
                break;
            case "marked":
                yield return new("marks left out", meant, Plain(meant.Name));
                break;
            case "Cyrillic":
                yield return new("Cyrillic", meant, meant.Name.ToUpperInvariant());
                yield return new("slip in Cyrillic", meant, $"{Slip(words[0], random)} {words[1]}");
                break;
            case "Greek":
                yield return new("Greek", meant, meant.Name.ToLowerInvariant());
                break;
            default:
                yield return new("Han", meant, meant.Name[1..]);
                break;
        }
    }

    /// <summary>A letter left out, doubled, replaced or exchanged with its neighbour, anywhere in the word.</summary>
    private static string Slip(string word, Random random)
    {
        var at = random.Next(word.Length - 1);
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => word.Remove(at, 1).Insert(at, word[random.Next(word.Length)].ToString()),
            _ => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
        };
    }

    private static string Plain(string text) =>
        string.Concat(
                text.Replace('ł', 'l')
                    .Normalize(NormalizationForm.FormD)
                    .Where(c =>
                        CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                    )
            )
            .ToLowerInvariant();

    public sealed class OnSqlite(Sqlite database) : RecallTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : RecallTests(database),
            IClassFixture<Postgres>;
}
