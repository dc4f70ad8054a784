using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>What a person is compared by: all of it folded or brought to one form.</summary>
/// <param name="Name">The words of her name.</param>
/// <param name="Phones">As they are dialled within the country.</param>
public sealed record ContactFacts(
    Guid Id,
    Guid? ClientId,
    IReadOnlyList<string> Name,
    IReadOnlyList<string> Mails,
    IReadOnlyList<string> Phones,
    string? JobTitle
) : Facts(Id, ClientId)
{
    private const int FewestDigits = 5;
    private const int FewestLetters = 3;

    public override IEnumerable<string> Keys =>
        [
            .. Mails.Select(m => "mail " + m),
            .. Mails.Select(m => "box " + ContactDuplicates.Mailbox(m)),
            .. Phones.Where(p => p.Length >= FewestDigits).Select(p => "phone " + p),
            .. Name.Where(w => w.Length >= FewestLetters).Select(w => "word " + w),
            .. Name.Where(w => w.Length >= FewestLetters).Select(w => "sound " + Soundex.Of(w)),
        ];
}

/// <summary>
/// Two entries of one person at one client. The same person at two clients is two contacts: what the one client told us is
/// not for the other.
/// </summary>
public sealed class ContactDuplicates : DuplicatesOf<Contact, ContactFacts>
{
    private const int ClientsAtOnce = 200;

    public static readonly ContactDuplicates Instance = new();

    // Set by hand and tried on a generated firm whose duplicates are known (LabelledContacts, seed 1); judged on others.
    private static readonly Level SameName = new(0.42, 0.0008);
    private static readonly Level SwappedName = new(0.06, 0.0002);
    private static readonly Level NearName = new(0.27, 0.002);
    private static readonly Level PartOfName = new(0.2, 0.012);
    private static readonly Level OtherName = new(0.05, 0.98);
    private static readonly Level SameMail = new(0.5, 0.004);
    private static readonly Level SameMailbox = new(0.12, 0.003);
    private static readonly Level OtherMail = new(0.38, 0.99);
    private static readonly Level SamePhone = new(0.6, 0.05);
    private static readonly Level OtherPhone = new(0.4, 0.95);
    private static readonly Level SameJob = new(0.6, 0.15);
    private static readonly Level OtherJob = new(0.4, 0.85);

    /// <summary>Of the pairs that share a key, this share is one person.</summary>
    private static readonly Level Before = new(0.12, 0.88);

    private ContactDuplicates() { }

    public override string Key => "contacts";

    public override Act Merges => Act.Merge;

    public override IReadOnlyList<MergeField> Fields { get; } =
    [
        new(
            nameof(Contact.Name),
            nameof(Contact.NameKey),
            nameof(Contact.GivenName),
            nameof(Contact.FamilyName)
        ),
        new(nameof(Contact.JobTitle)),
        new(nameof(Contact.Department)),
        new(nameof(Contact.Language)),
        new(nameof(Contact.TimeZone)),
        new(nameof(Contact.Channels)),
        new(nameof(Contact.ReachHours), nameof(Contact.OffHoursAllowed)),
        new(nameof(Contact.Influence)),
        new(nameof(Contact.Stance)),
        new(nameof(Contact.Interest)),
        new(
            nameof(Contact.Wants),
            nameof(Contact.Fears),
            nameof(Contact.NotesPurpose),
            nameof(Contact.NotesUntil)
        ),
        new(nameof(Contact.ReportsToId)),
        new(nameof(Contact.Joined)),
        // Who has no last day is there: that is no gap.
        new(nameof(Contact.Left), nameof(Contact.WentTo)) { FillsGaps = false },
        new(nameof(Contact.CameFromId)),
    ];

    public override IReadOnlyList<string> Own { get; } =
    [
        nameof(Contact.ClientId),
        nameof(Contact.Number),
        nameof(Contact.JobTitleKey),
        nameof(Contact.DepartmentKey),
        nameof(Contact.ChannelsKey),
        nameof(Contact.InterestKey),
        nameof(Contact.WentToKey),
        nameof(Contact.LastTouch),
        nameof(Contact.EmailKey),
        nameof(Contact.PhoneKey),
        nameof(Contact.System),
        nameof(Contact.ExternalId),
        nameof(Contact.CreatedAt),
    ];

    public override async Task<Guid?> Meant(Db db, Row near, string typed, CancellationToken cancel)
    {
        var (id, client) = (near.Id, ((Contact)near).ClientId);
        var there = db.Set<Contact>().Where(c => c.ClientId == client && c.Id != id);
        var key = Folded.Key(typed);
        var ids = await (
            ContactRecords.NumberOf(typed) is { } number
                ? there.Where(c => c.Number == number)
                : there.Where(c => c.NameKey == key)
        )
            .Take(2)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        return ids.Count == 1 ? ids[0] : null;
    }

    public override bool MayJoin(Row one, Row two) =>
        ((Contact)one).ClientId == ((Contact)two).ClientId;

    public override bool ShareMail(ContactFacts one, ContactFacts two) =>
        one.Mails.Intersect(two.Mails).Any();

    public override Evidence Compare(ContactFacts one, ContactFacts two)
    {
        var evidence = new Evidence();
        evidence.Add(Before);
        var name = NameLikeness.Of(one.Name, two.Name);
        evidence.Add(
            name?.Likeness switch
            {
                Likeness.SameName => SameName,
                Likeness.SwappedName => SwappedName,
                Likeness.NearName => NearName,
                Likeness.PartOfName => PartOfName,
                _ => OtherName,
            },
            name?.Likeness,
            name?.Figure ?? 0
        );
        if (one.Mails.Count > 0 && two.Mails.Count > 0)
        {
            AddMails(evidence, one, two);
        }
        if (one.Phones.Count > 0 && two.Phones.Count > 0)
        {
            var same = one.Phones.Intersect(two.Phones).Any();
            evidence.Add(same ? SamePhone : OtherPhone, same ? Likeness.SamePhone : null);
        }
        if (one.JobTitle is not null && two.JobTitle is not null)
        {
            var same = one.JobTitle == two.JobTitle;
            evidence.Add(same ? SameJob : OtherJob, same ? Likeness.SameJob : null);
        }
        return evidence;
    }

    private void AddMails(Evidence evidence, ContactFacts one, ContactFacts two)
    {
        if (ShareMail(one, two))
        {
            evidence.Add(SameMail, Likeness.SameMail);
            return;
        }
        var same = one.Mails.Select(Mailbox).Intersect(two.Mails.Select(Mailbox)).Any();
        evidence.Add(same ? SameMailbox : OtherMail, same ? Likeness.SameMailbox : null);
    }

    internal static string Mailbox(string mail) => mail[..mail.LastIndexOf('@')];

    public override async Task<IReadOnlyDictionary<Guid, RecordHead>> Heads(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        var wanted = ids.ToList();
        var found = await db.Set<Contact>()
            .Where(c => wanted.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Name,
                c.JobTitle,
                Client = db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return found.ToDictionary(
            c => c.Id,
            c => new RecordHead(
                c.Id,
                ContactRecords.Number(c.Number),
                c.Name,
                string.Join(", ", new[] { c.JobTitle, c.Client }.OfType<string>())
                    is { Length: > 0 } about
                    ? about
                    : null
            )
        );
    }

    protected override async Task<(
        IReadOnlyList<IReadOnlyList<ContactFacts>> Groups,
        string? Next
    )> Read(Db db, string? after, CancellationToken cancel)
    {
        var from = after is null ? Guid.Empty : Guid.Parse(after);
        var clients = await db.Set<Client>()
            .Where(c => c.Id.CompareTo(from) > 0)
            .OrderBy(c => c.Id)
            .Take(ClientsAtOnce)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        var facts = await Read(
            db,
            db.Set<Contact>().Where(c => clients.Contains(c.ClientId!.Value)),
            cancel
        );
        return (
            [.. facts.GroupBy(f => f.ClientId).Select(g => g.ToList())],
            clients.Count == ClientsAtOnce ? clients[^1].ToString() : null
        );
    }

    private static async Task<IReadOnlyList<ContactFacts>> Read(
        Db db,
        IQueryable<Contact> contacts,
        CancellationToken cancel
    )
    {
        var found = await contacts
            .Select(c => new
            {
                c.Id,
                c.ClientId,
                c.NameKey,
                c.JobTitleKey,
            })
            .ToListAsync(cancel);
        var points = (
            await contacts
                .Join(
                    db.Set<ContactPoint>(),
                    c => c.Id,
                    p => p.ContactId,
                    (c, p) =>
                        new
                        {
                            p.ContactId,
                            p.Kind,
                            p.ValueKey,
                        }
                )
                .ToListAsync(cancel)
        ).ToLookup(p => p.ContactId);
        return
        [
            .. found.Select(c => new ContactFacts(
                c.Id,
                c.ClientId,
                NameLikeness.Words(c.NameKey),
                [
                    .. points[c.Id]
                        .Where(p => p.Kind == PointKind.Email && p.ValueKey.IndexOf('@') > 0)
                        .Select(p => p.ValueKey),
                ],
                [
                    .. points[c.Id]
                        .Where(p => p.Kind is PointKind.Phone or PointKind.Mobile)
                        .Select(p => Known.PhoneCore(p.ValueKey)),
                ],
                c.JobTitleKey
            )),
        ];
    }
}
