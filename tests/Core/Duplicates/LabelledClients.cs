using System.Globalization;
using Rapport.Clients;
using Rapport.Duplicates;
using Rapport.Values;

namespace Rapport.Tests.Core.Duplicates;

/// <summary>
/// Made-up organisations of which it is known which are one: entered twice with another form of company, misspelt, shorter,
/// without a website; beside groups whose parts share a name and a website, and strangers who share a word.
/// </summary>
internal sealed class LabelledClients
{
    private static readonly string[] Heads =
    [
        "Hal",
        "Rib",
        "Don",
        "Wierz",
        "Cor",
        "Lind",
        "Elve",
        "Fjell",
        "Ibai",
        "Kem",
        "Dec",
        "Brin",
        "Oster",
        "Val",
        "Mont",
        "Karl",
        "Pet",
        "Ald",
        "Szeg",
        "Tron",
        "Bel",
        "Kirch",
        "Norr",
        "Ash",
        "Pen",
        "Tav",
        "Ost",
        "Gdan",
        "Zür",
        "Wal",
    ];

    private static readonly string[] Tails =
    [
        "den",
        "era",
        "auer",
        "bno",
        "rigan",
        "wurm",
        "bakk",
        "ro",
        "ondo",
        "aurel",
        "enec",
        "can",
        "dle",
        "holt",
        "demar",
        "calm",
        "sund",
        "rova",
        "ana",
        "ed",
        "dar",
        "monte",
        "weiler",
        "köping",
        "down",
        "hallow",
        "ira",
        "rava",
        "sk",
        "ich",
    ];

    private static readonly string[] Trades =
    [
        "Maritime",
        "Banco",
        "Kliniken",
        "Foods",
        "Aggregates",
        "Hotels",
        "Logistics",
        "Energy",
        "Werke",
        "Papier",
        "Software",
        "Textil",
        "Bau",
        "Pharma",
        "Optik",
        "Verlag",
        "Insurance",
        "Stahl",
        "Agrar",
        "Medien",
    ];

    private static readonly string[] Forms =
    [
        "GmbH",
        "AG",
        "Ltd",
        "SA",
        "SL",
        "AS",
        "Inc.",
        "GmbH & Co. KG",
        "",
    ];

    private readonly Random random;

    public HashSet<(Guid, Guid)> Truth { get; } = [];
    public List<ClientFacts> Facts { get; } = [];

    public LabelledClients(int seed, int clients, int duplicates)
    {
        random = new Random(seed);
        for (var i = 0; i < clients - duplicates; i++)
        {
            var site =
                random.Next(10) < 7
                    ? string.Create(CultureInfo.InvariantCulture, $"firm{seed}x{i}.example")
                    : null;
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{Pick(Heads)}{Pick(Tails)} {Pick(Trades)} {Pick(Heads)}{Pick(Tails)}"
            );
            var parent = Add(name + " " + Pick(Forms), site, Phone(i), site, null);
            if (i < duplicates)
            {
                Again(parent, name, site);
            }
            else if (random.Next(12) == 0)
            {
                // A part of it, under its roof and its website.
                Add($"{name} {Pick(Trades)}", site, Phone(i), site, parent.Id);
            }
        }
    }

    private void Again(ClientFacts one, string name, string? site)
    {
        var at = random.Next(2, name.Length - 2);
        var said = random.Next(6) switch
        {
            < 3 => name,
            3 => name.Remove(at, 1),
            4 => name.Insert(at, name[at].ToString()),
            _ => string.Join(' ', name.Split(' ')[..2]),
        };
        var two = Add(
            said + " " + Pick(Forms),
            random.Next(2) == 0 ? site : null,
            random.Next(2) == 0 ? one.Phone : null,
            random.Next(2) == 0 ? site : null,
            null
        );
        Truth.Add(Duplicate.Ordered(one.Id, two.Id));
    }

    private ClientFacts Add(string name, string? site, string? phone, string? mails, Guid? parent)
    {
        var facts = new ClientFacts(
            Guid.CreateVersion7(),
            parent,
            ClientDuplicates.Words(Folded.Key(name)),
            [],
            site,
            phone,
            mails is null ? [] : [mails]
        );
        Facts.Add(facts);
        return facts;
    }

    private string? Phone(int i) =>
        random.Next(2) == 0
            ? null
            : Known.PhoneCore(string.Create(CultureInfo.InvariantCulture, $"+49 471 {100000 + i}"));

    private T Pick<T>(T[] all) => all[random.Next(all.Length)];
}
