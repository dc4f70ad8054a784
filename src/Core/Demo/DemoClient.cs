using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>A client as the text describes it, and when its story with us began.</summary>
internal sealed class DemoClient
{
    private const int Years = 2;
    private static readonly Dictionary<string, int> Worth = new(StringComparer.Ordinal)
    {
        ["JPY"] = 160,
        ["CLP"] = 1000,
        ["COP"] = 4300,
        ["NGN"] = 1600,
        ["INR"] = 90,
        ["TRY"] = 40,
        ["MXN"] = 20,
        ["NOK"] = 11,
        ["BRL"] = 6,
    };

    private readonly Block block;
    private readonly string[] facts;
    private readonly string[] at;
    private readonly int mostEntries;

    public DemoClient(Block block, LocalDate today, int mostEntries)
    {
        (this.block, facts, at) = (block, block.Parts("is"), block.Parts("at"));
        this.mostEntries = mostEntries;
        Luck = new Luck(block.Title);
        Today = today;
        Zone = DateTimeZoneProviders.Tzdb[at[4]];
        var back = Last switch
        {
            Stage.Reach => Luck.Between(6, 30),
            Stage.Acquire => Luck.Between(50, 120),
            Stage.Convert => Luck.Between(170, 330),
            _ => Luck.Between((Years * 365) - 45, (Years * 365) - 5),
        };
        Begins = today.PlusDays(-back);
    }

    public Guid Id { get; set; }
    public string Name => block.Title;
    public string? Group => block.One("group");

    /// <summary>The client to which one of their people went.</summary>
    public string? MovedTo => block.One("moved");
    public string? LapsedBecause => block.One("lapsed");
    public Luck Luck { get; }
    public LocalDate Today { get; }
    public LocalDate Begins { get; }
    public DateTimeZone Zone { get; }
    public Stage Last => Enum.Parse<Stage>(facts[6]);
    public Tier Tier => Enum.Parse<Tier>(facts[5]);
    public string Currency => facts[4];
    public string City => at[2];
    public int Entries => Math.Min(mostEntries, Number(facts[7]));
    public int People => Number(facts[8]);
    public string Culture => block.One("names")!;
    public string[] Work => block.List("work");
    public string[] Team => block.List("team");
    public string[] Languages => block.List("speaks");
    public string Domain => Letters(Name) + ".example";
    public IEnumerable<string[]> Named => block.Lines["person"].Select(DemoText.Parts);

    /// <summary>The first of their languages in which we have something to tell; English otherwise.</summary>
    public string Language => Languages.FirstOrDefault(Telltale.Languages.Contains) ?? "en";

    /// <summary>An amount in thousands of euros, in their currency, rounded as people do.</summary>
    public Money Amount(int thousands) =>
        Money.FromMajor((decimal)thousands * 1000 * Worth.GetValueOrDefault(Currency, 1), Currency);

    public ClientDetails Details(Guid? parentId, IReadOnlyList<Block> notes)
    {
        var said = Noted(notes);
        return new ClientDetails
        {
            Name = Name,
            LegalName = block.One("legal"),
            Industry = facts[0],
            Employees = Number(facts[1]),
            Founded = Number(facts[2]),
            Revenue = MoneyDetails.Of(Money.FromMajor(Number(facts[3]) * 1_000_000m, Currency)),
            Website = "www." + Domain,
            Phone = Phone(),
            TimeZone = Zone.Id,
            OpenHours = Hours(),
            Currency = Currency,
            Languages = Languages,
            Tier = Tier,
            ParentId = parentId,
            Tags = block.List("tags"),
            Addresses =
            [
                Address(AddressKind.Visit, at),
                .. block.Lines["post"].Select(l => Address(AddressKind.Post, DemoText.Parts(l))),
                .. block
                    .Lines["billing"]
                    .Select(l => Address(AddressKind.Billing, DemoText.Parts(l))),
            ],
            BillingEntities =
            [
                .. block
                    .Lines["bills"]
                    .Select(DemoText.Parts)
                    .Select(b => new BillingDetails(
                        null,
                        b[0],
                        b[1],
                        "invoices@" + Domain,
                        $"{at[0]}, {at[1]} {at[2]}",
                        Currency,
                        Number(b[2])
                    )),
            ],
            Values =
            [
                .. Some(said, "value", Last == Stage.Reach ? 0 : 3, 5)
                    .Select(DemoText.Parts)
                    .Select(v => new ValueDetails(
                        null,
                        v[0],
                        Enum.Parse<Compliance>(v[1]),
                        v[2].Length > 0 ? v[2] : null
                    )),
            ],
            WinningCriteria =
            [
                .. Some(said, "criterion", Last < Stage.Convert ? 0 : 2, 3)
                    .Select(c => new CriterionDetails(null, c)),
            ],
            AvoidedTopics =
            [
                .. Some(said, "avoid", 0, 2)
                    .Select(DemoText.Parts)
                    .Select(a => new AvoidedDetails(null, a[0], a[1])),
            ],
        };
    }

    /// <summary>A few of what can be noted under a key.</summary>
    public IEnumerable<string> Some(Block said, string key, int least, int most) =>
        Luck.Shuffled(said.Lines[key]).Take(Luck.Between(least, Math.Max(least, most)));

    /// <summary>What is noted of them, in the language of whoever keeps their handbook.</summary>
    public Block Noted(IReadOnlyList<Block> notes) =>
        notes.FirstOrDefault(n => n.Title == Languages[0]) ?? notes.First(n => n.Title == "en");

    /// <summary>A number as it is written in their country.</summary>
    public string Phone(bool mobile = false) =>
        string.Concat(
            block
                .Parts("tel")[mobile ? 1 : 0]
                .Select(c => c == '#' ? (char)('0' + Luck.Between(0, 9)) : c)
        );

    private static AddressDetails Address(AddressKind kind, string[] at) =>
        new(null, kind, at[0], at[1], at[2], null, at[3]);

    private string Hours()
    {
        var (opens, closes) = (Luck.Between(7, 9), Luck.Between(16, 18));
        var week = string.Join(
            ", ",
            new[] { "Mon", "Tue", "Wed", "Thu" }.Select(d =>
                FormattableString.Invariant($"{d} {opens:00}:00-{closes:00}:00")
            )
        );
        return week + FormattableString.Invariant($", Fri {opens:00}:00-{closes - 1:00}:00");
    }

    private static string Letters(string name) =>
        string.Concat(Folded.Key(name).Where(char.IsAsciiLetterOrDigit));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
