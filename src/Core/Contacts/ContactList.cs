using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>The usual ways to narrow a list of contacts; what is null does not narrow.</summary>
/// <param name="Text">Begins the name or a word of it, folded.</param>
/// <param name="Left">Only those who left, or only those who are there.</param>
/// <param name="Clients">Only those at one of these.</param>
public sealed record ContactFilter(
    Guid? ClientId = null,
    string? Text = null,
    Stance? Stance = null,
    bool? Left = null,
    IReadOnlyCollection<Guid>? Clients = null
)
{
    public const string At = "client";
    public const string Gone = "left";

    /// <summary>As the address of a list says it: those who left are there when they are asked for.</summary>
    public static async Task<ContactFilter> Of(Db db, ListSaid said, CancellationToken cancel) =>
        new(
            null,
            said[ListSaid.Words],
            FieldText.Choice<Stance>(said[ContactList.Stance]),
            said[Gone] == FieldText.Yes,
            (await ClientNames.Filtered(db, said[At], cancel))?.Select(c => c.Id).ToList()
        );

    public IQueryable<Contact> Contacts(Db db)
    {
        var contacts = Visible(db);
        if (ClientId is { } client)
        {
            contacts = contacts.Where(c => c.ClientId == client);
        }
        if (Clients is not null)
        {
            contacts = contacts.Where(c => Clients.Contains(c.ClientId!.Value));
        }
        if (Folded.Key(Text ?? "") is { Length: > 0 } start)
        {
            var word = " " + start;
            contacts = contacts.Where(c => c.NameKey.StartsWith(start) || c.NameKey.Contains(word));
        }
        if (Stance is { } stance)
        {
            contacts = contacts.Where(c => c.Stance == stance);
        }
        return Left switch
        {
            true => contacts.Where(c => c.Left != null),
            false => contacts.Where(c => c.Left == null),
            _ => contacts,
        };
    }

    /// <summary>Who has few passes begins at these; the wall still stands behind it.</summary>
    private static IQueryable<Contact> Visible(Db db)
    {
        var contacts = db.Set<Contact>().AsNoTracking();
        if (db.Viewer.SeesAll)
        {
            return contacts;
        }
        var me = db.Viewer.ColleagueId;
        return db.Set<Pass>()
            .Where(p => p.ColleagueId == me)
            .Join(contacts, p => p.ClientId, c => c.ClientId, (p, c) => c);
    }
}

/// <summary>One row of the list of contacts.</summary>
/// <param name="Number">As people say it: P-1042.</param>
/// <param name="Email">The first of its kind; likewise the number.</param>
public sealed record ContactRow(
    Guid Id,
    string Number,
    string Name,
    string? JobTitle,
    Guid? ClientId,
    string? Client,
    Stance? Stance,
    Influence? Influence,
    string? Email,
    string? Phone,
    Instant? LastTouch,
    LocalDate? Left
)
{
    /// <summary>The fields that the firm added; null where nobody asked for them.</summary>
    public FieldsSaid? Fields { get; init; }
}

/// <summary>The list of contacts: by what it is filtered and sorted, and what it shows.</summary>
public sealed class ContactList : ListOf<Contact>
{
    public const string Name = "name";
    public const string Stance = "stance";
    public const string Influence = "influence";
    public const string Reached = "email";
    public const string LastTouch = "lastTouch";

    private static readonly Expression<Func<Db, Contact, IQueryable<Client>>> AtClient = (db, c) =>
        db.Set<Client>().Where(x => x.Id == c.ClientId);

    private static readonly Expression<Func<Db, Contact, IQueryable<ContactPoint>>> Mail = (
        db,
        c
    ) =>
        db.Set<ContactPoint>()
            .Where(p => p.ContactId == c.Id && p.Kind == PointKind.Email)
            .OrderBy(p => p.Position)
            .ThenBy(p => p.Id);

    private static readonly Expression<Func<Db, Contact, IQueryable<ContactPoint>>> Numbers = (
        db,
        c
    ) =>
        db.Set<ContactPoint>()
            .Where(p => p.ContactId == c.Id)
            .Where(p => p.Kind == PointKind.Phone || p.Kind == PointKind.Mobile)
            .OrderBy(p => p.Position)
            .ThenBy(p => p.Id);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly ContactList Instance = new();

    private ContactList() { }

    public override string Key => "contacts";

    public override Act Changes => Act.ChangeContact;

    public override string Lead => Name;

    public override Sort UsualSort { get; } = new(Name);

    public override IReadOnlyList<ListField<Contact>> Fields { get; } =
    [
        ListFields<Contact>.Text(
            Name,
            (_, c) => c.Name,
            (_, c) => c.NameKey,
            usual: true,
            always: true
        ),
        ListFields<Contact>.Record(
            "client",
            FieldKind.Client,
            AtClient,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            usual: true,
            held: (_, c) => c.ClientId
        ),
        ListFields<Contact>.Choice<Stance>(Stance, (_, c) => c.Stance, usual: true) with
        {
            Set = ContactSetting.Of((d, v) => d with { Stance = FieldText.Choice<Stance>(v) }),
            Optional = true,
        },
        ListFields<Contact>.Text(
            Reached,
            ListFields<Contact>.FirstOf(Mail, p => p.Value),
            (_, c) => c.EmailKey,
            usual: true
        ),
        ListFields<Contact>.Moment(LastTouch, (_, c) => c.LastTouch, usual: true),
        ListFields<Contact>.Choice<Influence>(Influence, (_, c) => c.Influence) with
        {
            Set = ContactSetting.Of(
                (d, v) => d with { Influence = FieldText.Choice<Influence>(v) }
            ),
            Optional = true,
        },
        ListFields<Contact>.Text("jobTitle", (_, c) => c.JobTitle, (_, c) => c.JobTitleKey) with
        {
            Set = ContactSetting.Of((d, v) => d with { JobTitle = v }),
            Optional = true,
        },
        ListFields<Contact>.Text(
            "phone",
            ListFields<Contact>.FirstOf(Numbers, p => p.Value),
            (_, c) => c.PhoneKey
        ) with
        {
            Fold = Known.PhoneSought,
        },
        ListFields<Contact>.Date("left", (_, c) => c.Left),
        ListFields<Contact>.Text("wentTo", (_, c) => c.WentTo, (_, c) => c.WentToKey),
        ListFields<Contact>.Date("joined", (_, c) => c.Joined) with
        {
            Set = ContactSetting.Of((d, v) => d with { Joined = FieldText.Date(v) }),
            Optional = true,
        },
        ListFields<Contact>.Number("number", (_, c) => c.Number, always: true),
        ListFields<Contact>.Text(
            "department",
            (_, c) => c.Department,
            (_, c) => c.DepartmentKey
        ) with
        {
            Set = ContactSetting.Of((d, v) => d with { Department = v }),
            Optional = true,
        },
        ListFields<Contact>.TextOf<Contact>(
            "reportsTo",
            c => c.ReportsToId,
            x => x.Name,
            x => x.NameKey
        ),
        ListFields<Contact>.Records(
            "knownBy",
            FieldKind.Person,
            (db, c) =>
                db.Set<Acquaintance>()
                    .Where(a => a.ContactId == c.Id && a.Closeness != Closeness.NotMet)
                    .Select(a => (Guid?)a.ColleagueId),
            (db, c) =>
                db.Set<Acquaintance>()
                    .Where(a => a.ContactId == c.Id && a.Closeness != Closeness.NotMet)
                    .SelectMany(a => db.Set<Colleague>().Where(x => x.Id == a.ColleagueId))
                    .OrderBy(x => x.NameKey)
                    .Select(x => x.Name)
                    .ToList()
        ),
        ListFields<Contact>.Text("interest", (_, c) => c.Interest, (_, c) => c.InterestKey),
        ListFields<Contact>.Code(
            "language",
            Choices.Of(CodeOf.Language, Known.Languages),
            (_, c) => c.Language
        ) with
        {
            Set = ContactSetting.Of((d, v) => d with { Language = v }),
            Optional = true,
        },
        ListFields<Contact>.Code(
            "timeZone",
            Choices.Of(CodeOf.Zone, DateTimeZoneProviders.Tzdb.Ids),
            (_, c) => c.TimeZone
        ) with
        {
            Set = ContactSetting.Of((d, v) => d with { TimeZone = v }),
            Optional = true,
        },
        ListFields<Contact>.Codes(
            "channels",
            Choices.Of(CodeOf.Reach, Contact.ReachChannels),
            (_, c) => c.ChannelsKey
        ) with
        {
            Set = ContactSetting.Of((d, v) => d with { Channels = FieldText.Words(v) }),
            Optional = true,
        },
        ListFields<Contact>.YesNo("offHours", (_, c) => c.OffHoursAllowed),
        Agreed("marketing", ConsentPurpose.Marketing),
        Agreed("recording", ConsentPurpose.Recording),
        Agreed("reference", ConsentPurpose.Reference),
        Agreed("profile", ConsentPurpose.Profile),
        ListFields<Contact>.Moment("created", (_, c) => c.CreatedAt),
    ];

    /// <summary>
    /// Whether she agreed to it, and still does: said so that an engine may gather all who did, instead of looking for the
    /// last word of each.
    /// </summary>
    private static ListField<Contact> Agreed(string name, ConsentPurpose purpose) =>
        ListFields<Contact>.YesNo(
            name,
            (db, c) =>
                db.Set<Consent>()
                    .Any(x =>
                        x.ContactId == c.Id
                        && x.Purpose == purpose
                        && x.Given
                        && !db.Set<Consent>()
                            .Any(y =>
                                y.ContactId == x.ContactId
                                && y.Purpose == purpose
                                && (y.At > x.At || (y.At == x.At && y.Id.CompareTo(x.Id) > 0))
                            )
                    )
        );

    public override async ValueTask<IQueryable<Contact>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => (await ContactFilter.Of(db, said, cancel)).Contacts(db);

    /// <summary>These contacts, in the order of their ids as given.</summary>
    public static async Task<IReadOnlyList<ContactRow>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var wanted = ids.ToList();
        var found = await db.Set<Contact>()
            .AsNoTracking()
            .Where(c => wanted.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Name,
                c.JobTitle,
                c.ClientId,
                Client = db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                c.Stance,
                c.Influence,
                Points = db.Set<ContactPoint>()
                    .Where(p => p.ContactId == c.Id)
                    .OrderBy(p => p.Position)
                    .ThenBy(p => p.Id)
                    .ToList(),
                c.LastTouch,
                c.Left,
            })
            .ToListAsync(cancel);
        var rows = found.ConvertAll(c => new ContactRow(
            c.Id,
            ContactRecords.Number(c.Number),
            c.Name,
            c.JobTitle,
            c.ClientId,
            c.Client,
            c.Stance,
            c.Influence,
            c.Points.Find(p => p.Kind == PointKind.Email)?.Value,
            c.Points.Find(p => p.Kind is PointKind.Phone or PointKind.Mobile)?.Value,
            c.LastTouch,
            c.Left
        ));
        return [.. ids.Join(rows, id => id, row => row.Id, (_, row) => row)];
    }
}
