using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Search;
using Rapport.Web.Doctor;
using Finding = Rapport.Web.Doctor.Finding;

namespace Rapport.Tests.Web.Doctor;

/// <summary>What facts mean, one changed at a time.</summary>
public sealed class JudgementTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 9, 0);

    private static readonly EngineState Sqlite = new(
        EngineKind.Sqlite,
        "3.50.4",
        null,
        Promises(("journal_mode", "wal"), ("synchronous", "2")),
        null
    );

    private static readonly EngineState Postgres = new(
        EngineKind.Postgres,
        "150018",
        Now,
        Promises(("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")),
        null
    );

    private static readonly ContentFacts Contents = new(
        Now,
        new ChainState(10, 0, null, Now, null),
        HasKey: true,
        null,
        new IndexState(5, 5),
        0,
        [],
        new OutboxFacts(0, null, 0),
        new ScheduleStore(1, [])
    );

    private static readonly Facts Well = new(
        Now,
        [],
        new FolderFacts("/data", null, 1L << 40, false, []),
        [new AddressFacts("http://127.0.0.1:5080", true, false)],
        null,
        new DatabaseFacts("/data/rapport.db", null, Sqlite, [], [], Contents)
    );

    private static readonly Instant Yesterday = Now - Duration.FromDays(1);

    [Fact]
    public void Where_all_is_well_nothing_is_to_be_done() =>
        Assert.All(Judgement.Of(Well), f => Assert.Equal((Badness.Fine, null), (f.Bad, f.Do)));

    [Fact]
    public void Both_engines_can_be_well() =>
        Assert.Empty(Bad(Well with { Database = Well.Database with { Engine = Postgres } }));

    public static TheoryData<string, string> Wrongs =>
        [.. Changes.Select(c => (c.Key, c.Value.About))];

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void Whatever_is_wrong_is_named_with_what_to_do(string change, string about)
    {
        var finding = Assert.Single(Bad(Changes[change].Facts));
        Assert.Equal((Badness.Wrong, about), (finding.Bad, finding.About));
        Assert.NotNull(finding.Do);
    }

    [Fact]
    public void What_waits_for_a_server_is_wrong_only_where_one_runs()
    {
        var waiting = Inside(c =>
            c with
            {
                Chain = c.Chain with { Waiting = 3, Oldest = Yesterday },
                Left = 2,
                Outbox = new OutboxFacts(4, Yesterday, 0),
            }
        );
        Assert.Equal(3, Bad(waiting).Count(f => f.Bad == Badness.Wrong));
        var alone = waiting with { Addresses = [new AddressFacts("http://x", false, false)] };
        Assert.All(Bad(alone), f => Assert.Equal(Badness.WorthKnowing, f.Bad));
        Assert.Equal(3, Bad(alone).Count);
    }

    [Fact]
    public void A_few_seconds_between_two_clocks_are_worth_knowing_and_no_more()
    {
        Finding Between(int seconds) =>
            Assert.Single(Bad(In(Postgres with { Clock = Now - Duration.FromSeconds(seconds) })));
        Assert.Equal(Badness.WorthKnowing, Between(5).Bad);
        Assert.Equal(Badness.Wrong, Between(90).Bad);
    }

    [Fact]
    public void A_pooler_that_swallows_what_nodes_tell_each_other_is_worth_knowing()
    {
        var deaf = Well with { Database = Well.Database with { Engine = Postgres, Hears = false } };

        var finding = Assert.Single(Bad(deaf));

        Assert.Equal((Badness.WorthKnowing, "live"), (finding.Bad, finding.About));
    }

    [Fact]
    public void Mail_that_is_on_is_well_where_its_server_is_reached()
    {
        var on = Well with { Mail = new MailFacts("mail.example:587", null, Node: true) };

        Assert.Empty(Bad(on));
        Assert.Contains(
            Judgement.Of(on),
            f => f.About == "mail" && f.Says.Contains("mail.example:587", StringComparison.Ordinal)
        );
        Assert.Contains(
            Judgement.Of(on),
            f =>
                f.About == "mail" && f.Says.Contains("RAPPORT_PUBLIC_URL", StringComparison.Ordinal)
        );
        Assert.Contains(
            Judgement.Of(on with { Mail = on.Mail with { Home = "https://firm.example/" } }),
            f =>
                f.About == "mail"
                && f.Says.EndsWith("https://firm.example/.", StringComparison.Ordinal)
        );
        Assert.Contains(
            Judgement.Of(Well),
            f => f.About == "mail" && f.Says.StartsWith("Off", StringComparison.Ordinal)
        );
    }

    private static readonly Dictionary<string, (string About, Facts Facts)> Changes = new(
        StringComparer.Ordinal
    )
    {
        ["settings"] = ("settings", Well with { SettingFaults = ["RAPPORT_URLS holds x"] }),
        ["folder"] = ("data folder", Well with { Folder = Well.Folder with { Denied = "no" } }),
        ["room"] = ("data folder", Well with { Folder = Well.Folder with { Free = 1 } }),
        ["keys"] = ("keys", Well with { Folder = Well.Folder with { OpenKeys = ["audit.pem"] } }),
        ["address"] = (
            "address",
            Well with
            {
                Addresses = [.. Well.Addresses, new AddressFacts("http://x", false, true)],
            }
        ),
        ["post"] = ("mail", Well with { Mail = new MailFacts("mail:587", "refused", true) }),
        ["node"] = ("mail", Well with { Mail = new MailFacts("mail:587", null, Node: false) }),
        ["away"] = ("database", Well with { Database = new DatabaseFacts("x", "refused") }),
        ["old"] = ("database", In(Postgres with { Version = "140011" })),
        ["journal"] = (
            "database",
            In(Sqlite with { Promises = Promises(("journal_mode", "delete")) })
        ),
        ["synchronous"] = (
            "database",
            In(Sqlite with { Promises = Promises(("synchronous", "1")) })
        ),
        ["fsync"] = ("database", In(Postgres with { Promises = Promises(("fsync", "off")) })),
        ["acknowledged"] = (
            "database",
            In(Postgres with { Promises = Promises(("synchronous_commit", "off")) })
        ),
        ["damage"] = ("database", In(Sqlite with { Damage = "row 3 missing" })),
        ["pending"] = (
            "migrations",
            Well with
            {
                Database = Well.Database with { Pending = ["X"], Contents = null },
            }
        ),
        ["ahead"] = ("migrations", Well with { Database = Well.Database with { Ahead = ["Y"] } }),
        ["back"] = ("clock", Inside(c => c with { Newest = Now + Duration.FromHours(1) })),
        ["key gone"] = ("audit", Inside(c => c with { HasKey = false })),
        ["key broken"] = ("audit", Inside(c => c with { HasKey = false, KeyFault = "no PEM" })),
        ["head"] = (
            "audit",
            Inside(c => c with { Chain = c.Chain with { HeadFlaw = Flaw.Forged } })
        ),
        ["search"] = ("search", Inside(c => c with { Index = new IndexState(5, 4) })),
        ["failed"] = ("jobs", Inside(c => c with { Failed = ["import.run (gone)"] })),
        ["schedule"] = ("schedule", Inside(c => c with { Schedule = null })),
        ["trigger"] = (
            "schedule",
            Inside(c => c with { Schedule = new ScheduleStore(1, ["Sweep"]) })
        ),
    };

    private static List<Finding> Bad(Facts facts) =>
        [.. Judgement.Of(facts).Where(f => f.Bad != Badness.Fine)];

    private static Facts In(EngineState engine) =>
        Well with
        {
            Database = Well.Database with { Engine = engine },
        };

    private static Facts Inside(Func<ContentFacts, ContentFacts> change) =>
        Well with
        {
            Database = Well.Database with { Contents = change(Contents) },
        };

    private static Dictionary<string, string> Promises(params (string, string)[] promises) =>
        promises.ToDictionary(p => p.Item1, p => p.Item2);
}
