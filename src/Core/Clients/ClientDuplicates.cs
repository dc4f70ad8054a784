using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>What a client is compared by: all of it folded or brought to one form.</summary>
/// <param name="Name">The words of its name, without the form of company.</param>
/// <param name="Domain">Of its website.</param>
/// <param name="MailDomains">Of its people, without those where anybody has an address.</param>
public sealed record ClientFacts(
    Guid Id,
    Guid? ParentId,
    IReadOnlyList<string> Name,
    IReadOnlyList<string> LegalName,
    string? Domain,
    string? Phone,
    IReadOnlyList<string> MailDomains
) : Facts(Id, Id)
{
    private const int FewestDigits = 5;
    private const int FewestLetters = 3;

    public override IEnumerable<string> Keys =>
        [
            .. Name.Concat(LegalName)
                .Where(w => w.Length >= FewestLetters)
                .Select(w => "word " + w),
            .. Name.Where(w => w.Length >= FewestLetters).Select(w => "sound " + Soundex.Of(w)),
            "name " + string.Concat(Name.Order()),
            .. new[] { Domain }.OfType<string>().Select(d => "site " + d),
            .. MailDomains.Select(d => "mail " + d),
            .. new[] { Phone }
                .OfType<string>()
                .Where(p => p.Length >= FewestDigits)
                .Select(p => "phone " + p),
        ];
}

/// <summary>Two entries of one organisation. A parent and its part, and two parts of one parent, are not that.</summary>
public sealed class ClientDuplicates : DuplicatesOf<Client, ClientFacts>
{
    public static readonly ClientDuplicates Instance = new();

    /// <summary>How companies are called by law: two that differ in this alone are told apart by nothing.</summary>
    private static readonly HashSet<string> Forms = new(StringComparer.Ordinal)
    {
        "ab",
        "ag",
        "and",
        "aps",
        "as",
        "asa",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "cv",
        "eg",
        "ev",
        "gbr",
        "gmbh",
        "inc",
        "jsc",
        "kft",
        "kg",
        "kgaa",
        "lda",
        "limited",
        "llc",
        "llp",
        "ltd",
        "ltda",
        "mbh",
        "nv",
        "ohg",
        "ou",
        "oy",
        "oyj",
        "plc",
        "pte",
        "pty",
        "sa",
        "sarl",
        "sas",
        "sca",
        "scop",
        "scs",
        "se",
        "sia",
        "sl",
        "slu",
        "snc",
        "sp",
        "spa",
        "srl",
        "sro",
        "the",
        "uab",
        "ug",
        "und",
        "y",
        "zrt",
    };

    /// <summary>Those that are a word of their own where they are written as one: "d.o.o.", but the zoo of a town.</summary>
    private static readonly HashSet<string> Spelled = new(StringComparer.Ordinal)
    {
        "doo",
        "ood",
        "ooo",
        "sc",
        "zoo",
    };

    // Set by hand and tried on generated clients (LabelledClients, seed 1); judged on others.
    private static readonly Level SameName = new(0.45, 0.0005);
    private static readonly Level NearName = new(0.25, 0.002);
    private static readonly Level PartOfName = new(0.2, 0.02);
    private static readonly Level OtherName = new(0.1, 0.97);
    private static readonly Level SameLegalName = new(0.5, 0.001);
    private static readonly Level OtherLegalName = new(0.5, 0.99);
    private static readonly Level SameSite = new(0.7, 0.0007);
    private static readonly Level OtherSite = new(0.3, 0.99);

    // With nothing against it but another name, this alone is worth a look: a firm that was renamed keeps its number.
    private static readonly Level SamePhone = new(0.6, 0.0006);
    private static readonly Level OtherPhone = new(0.4, 0.99);
    private static readonly Level SameMail = new(0.6, 0.02);
    private static readonly Level OtherMail = new(0.4, 0.98);

    /// <summary>One is the other's parent, or both have the same: somebody told them apart.</summary>
    private static readonly Level Related = new(0.0001, 0.9);

    /// <summary>Of the pairs that share a key, this share is one client.</summary>
    private static readonly Level Before = new(0.08, 0.92);

    private ClientDuplicates() { }

    public override string Key => "clients";

    public override Act Merges => Act.Merge;

    public override IReadOnlyList<MergeField> Fields { get; } =
    [
        new(nameof(Client.Name), nameof(Client.NameKey)),
        new(nameof(Client.LegalName)),
        new(nameof(Client.Industry)),
        new(nameof(Client.Employees)),
        new(nameof(Client.Founded)),
        new(nameof(Client.RevenueMinor), nameof(Client.RevenueCurrency)),
        new(nameof(Client.Website)),
        new(nameof(Client.Phone)),
        new(nameof(Client.TimeZone)),
        new(nameof(Client.OpenHours)),
        new(nameof(Client.CalendarId)),
        new(nameof(Client.Currency)),
        new(nameof(Client.Languages)),
        new(nameof(Client.Tier)),
        new(nameof(Client.Stage), nameof(Client.StageSince)),
        new(nameof(Client.ParentId)),
    ];

    public override IReadOnlyList<string> Own { get; } =
    [
        nameof(Client.Number),
        nameof(Client.IndustryKey),
        nameof(Client.LegalNameKey),
        nameof(Client.WebsiteKey),
        nameof(Client.PhoneKey),
        nameof(Client.LanguagesKey),
        nameof(Client.LastInteraction),
        nameof(Client.LastTouch),
        nameof(Client.System),
        nameof(Client.ExternalId),
        nameof(Client.CreatedAt),
    ];

    public override Task<Guid?> Meant(Db db, Row near, string typed, CancellationToken cancel) =>
        ClientNames.Meant(db, typed, cancel);

    public override bool MayJoin(Row one, Row two) => true;

    public override bool ShareMail(ClientFacts one, ClientFacts two) => false;

    public override Evidence Compare(ClientFacts one, ClientFacts two)
    {
        var evidence = new Evidence();
        evidence.Add(Before);
        var name = NameLikeness.Of(one.Name, two.Name, ofPeople: false);
        evidence.Add(
            name?.Likeness switch
            {
                Likeness.SameName or Likeness.SwappedName => SameName,
                Likeness.NearName => NearName,
                Likeness.PartOfName => PartOfName,
                _ => OtherName,
            },
            name?.Likeness,
            name?.Figure ?? 0
        );
        Weigh(
            one.LegalName.Count > 0 && two.LegalName.Count > 0,
            one.LegalName.SequenceEqual(two.LegalName),
            SameLegalName,
            OtherLegalName,
            Likeness.SameLegalName
        );
        Weigh(
            one.Domain is not null && two.Domain is not null,
            one.Domain == two.Domain,
            SameSite,
            OtherSite,
            Likeness.SameWebsite
        );
        Weigh(
            one.Phone is not null && two.Phone is not null,
            one.Phone == two.Phone,
            SamePhone,
            OtherPhone,
            Likeness.SamePhone
        );
        Weigh(
            one.MailDomains.Count > 0 && two.MailDomains.Count > 0,
            one.MailDomains.Intersect(two.MailDomains).Any(),
            SameMail,
            OtherMail,
            Likeness.SameMailDomain
        );
        if (
            one.ParentId == two.Id
            || two.ParentId == one.Id
            || (one.ParentId is not null && one.ParentId == two.ParentId)
        )
        {
            evidence.Add(Related);
        }
        return evidence;

        void Weigh(bool known, bool same, Level agree, Level differ, Likeness why)
        {
            if (known)
            {
                evidence.Add(same ? agree : differ, same ? why : null);
            }
        }
    }

    /// <summary>The words of a name that tell one organisation from another.</summary>
    public static IReadOnlyList<string> Words(string? key)
    {
        var words = NameLikeness.Words(key ?? "");
        var telling = WithoutSpelled(words).Where(w => !Forms.Contains(w)).ToList();
        return telling.Count > 0 ? telling : words;
    }

    /// <summary>Single letters beside each other are one form of company, where there is such a one: "A.S.", "z o.o.".</summary>
    private static IEnumerable<string> WithoutSpelled(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var letters = string.Concat(words.Skip(i).TakeWhile(w => w.Length == 1));
            if (letters.Length > 1 && (Forms.Contains(letters) || Spelled.Contains(letters)))
            {
                i += letters.Length - 1;
            }
            else
            {
                yield return words[i];
            }
        }
    }

    public override async Task<IReadOnlyDictionary<Guid, RecordHead>> Heads(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        var wanted = ids.ToList();
        return await db.Set<Client>()
            .Where(c => wanted.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Name,
                c.Industry,
            })
            .ToDictionaryAsync(
                c => c.Id,
                c => new RecordHead(c.Id, ClientRecords.Number(c.Number), c.Name, c.Industry),
                cancel
            );
    }

    /// <summary>All at once: what two share may stand anywhere in the list.</summary>
    protected override async Task<(
        IReadOnlyList<IReadOnlyList<ClientFacts>> Groups,
        string? Next
    )> Read(Db db, string? after, CancellationToken cancel)
    {
        var domains = await ClientMails.Domains(db, cancel);
        var clients = await db.Set<Client>()
            .Select(c => new
            {
                c.Id,
                c.ParentId,
                c.NameKey,
                c.LegalName,
                c.Website,
                c.Phone,
            })
            .ToListAsync(cancel);
        return (
            [
                [
                    .. clients.Select(c => new ClientFacts(
                        c.Id,
                        c.ParentId,
                        Words(c.NameKey),
                        c.LegalName is null ? [] : Words(Folded.Key(c.LegalName)),
                        Known.Domain(c.Website),
                        c.Phone is null ? null : Known.PhoneCore(c.Phone),
                        [.. domains[c.Id]]
                    )),
                ],
            ],
            null
        );
    }
}

/// <summary>
/// Under which domains the people of clients have mail. Discovered, since people stand on clients and not the other way
/// round.
/// </summary>
public interface IMailDomains
{
    Task<IReadOnlyCollection<(Guid ClientId, string Domain)>> All(Db db, CancellationToken cancel);
}

internal static class ClientMails
{
    private static readonly IMailDomains[] Sources = Discovered.All<IMailDomains>();

    public static async Task<ILookup<Guid, string>> Domains(Db db, CancellationToken cancel)
    {
        var all = new List<(Guid ClientId, string Domain)>();
        foreach (var source in Sources)
        {
            all.AddRange(await source.All(db, cancel));
        }
        return all.Where(d => !Known.IsOpenMail(d.Domain))
            .Distinct()
            .ToLookup(d => d.ClientId, d => d.Domain);
    }
}
