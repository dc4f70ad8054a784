using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>One row of the list of clients.</summary>
/// <param name="Number">As people say it: C-1042.</param>
/// <param name="City">Of the first address.</param>
public sealed record ClientRow(
    Guid Id,
    string Number,
    string Name,
    string? Industry,
    Stage Stage,
    Tier Tier,
    string? City,
    string? Country,
    string? AccountManager,
    Instant? LastInteraction,
    Instant? LastTouch,
    string? Parent
)
{
    /// <summary>How many days usually lie between two on which something happens; null where too little is known.</summary>
    public int? RhythmDays { get; init; }

    /// <summary>The fields that the firm added; null where nobody asked for them.</summary>
    public FieldsSaid? Fields { get; init; }
}

/// <summary>The list of clients: by what it is filtered and sorted, and what it shows.</summary>
public sealed class ClientList : ListOf<Client>
{
    public const string Name = "name";
    public const string Stage = "stage";
    public const string Tier = "tier";
    public const string LastHeard = "lastHeard";

    private static readonly Expression<Func<Db, Client, IQueryable<Colleague>>> Managers = (
        db,
        c
    ) =>
        db.Set<Seat>()
            .Where(s => s.ClientId == c.Id && s.Until == null)
            .Where(s => s.Role == SeatRole.AccountManager)
            .OrderBy(s => s.Since)
            .SelectMany(s => db.Set<Colleague>().Where(p => p.Id == s.ColleagueId));

    private static readonly Expression<Func<Db, Client, IQueryable<Address>>> FirstAddress = (
        db,
        c
    ) => db.Set<Address>().Where(a => a.ClientId == c.Id && a.Position == 0);

    // Through the wall: of a parent that the viewer does not see, the list knows nothing.
    private static readonly Expression<Func<Db, Client, IQueryable<Client>>> Parent = (db, c) =>
        db.Set<Client>().Where(p => p.Id == c.ParentId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly ClientList Instance = new();

    private ClientList() { }

    public override string Key => "clients";

    public override Act Changes => Act.ChangeClient;

    public override string Lead => Name;

    public override Sort UsualSort { get; } = new(Name);

    public override IReadOnlyList<ListField<Client>> Fields { get; } =
    [
        ListFields<Client>.Text(
            Name,
            (_, c) => c.Name,
            (_, c) => c.NameKey,
            usual: true,
            always: true
        ) with
        {
            Set = ClientSetting.Of((d, v) => d with { Name = v }),
        },
        ListFields<Client>.Record(
            "accountManager",
            FieldKind.Person,
            Managers,
            p => p.Id,
            p => p.Name,
            p => p.NameKey,
            usual: true
        ) with
        {
            Set = ClientSetting.AccountManager,
            Optional = true,
        },
        ListFields<Client>.Choice<Stage>(Stage, (_, c) => c.Stage, usual: true) with
        {
            Set = ClientSetting.Stage,
        },
        ListFields<Client>.Moment(LastHeard, (_, c) => c.LastInteraction, usual: true),
        ListFields<Client>.Moment("lastTouch", (_, c) => c.LastTouch),
        ListFields<Client>.Choice<Tier>(Tier, (_, c) => c.Tier) with
        {
            Set = ClientSetting.Of((d, v) => d with { Tier = FieldText.Choice<Tier>(v) ?? d.Tier }),
        },
        ListFields<Client>.Text("industry", (_, c) => c.Industry, (_, c) => c.IndustryKey) with
        {
            Set = ClientSetting.Of((d, v) => d with { Industry = v }),
            Optional = true,
        },
        ListFields<Client>.Words(
            "tags",
            (db, c) =>
                db.Set<ClientTag>()
                    .Where(t => t.ClientId == c.Id)
                    .OrderBy(t => t.Position)
                    .Select(t => t.Text)
                    .ToList(),
            (db, c) => db.Set<ClientTag>().Where(t => t.ClientId == c.Id).Select(t => t.TextKey),
            (db, c) =>
                db.Set<ClientTag>()
                    .Where(t => t.ClientId == c.Id)
                    .Select(t => new Word { Key = t.TextKey, Text = t.Text })
        ) with
        {
            Set = ClientSetting.Of((d, v) => d with { Tags = FieldText.Words(v) }),
            Optional = true,
        },
        ListFields<Client>.Number("number", (_, c) => c.Number, always: true),
        ListFields<Client>.Text("legalName", (_, c) => c.LegalName, (_, c) => c.LegalNameKey) with
        {
            Set = ClientSetting.Of((d, v) => d with { LegalName = v }),
            Optional = true,
        },
        ListFields<Client>.Link("website", (_, c) => c.Website, (_, c) => c.WebsiteKey) with
        {
            Set = ClientSetting.Of((d, v) => d with { Website = v }),
            Optional = true,
        },
        ListFields<Client>.Text("phone", (_, c) => c.Phone, (_, c) => c.PhoneKey) with
        {
            Fold = Known.PhoneSought,
            Set = ClientSetting.Of((d, v) => d with { Phone = v }),
            Optional = true,
        },
        ListFields<Client>.TextOf("street", FirstAddress, a => a.Street, a => a.StreetKey),
        ListFields<Client>.TextOf(
            "postalCode",
            FirstAddress,
            a => a.PostalCode,
            a => a.PostalCodeKey
        ),
        ListFields<Client>.TextOf("city", FirstAddress, a => a.City, a => a.CityKey),
        ListFields<Client>.TextOf("region", FirstAddress, a => a.Region, a => a.RegionKey),
        ListFields<Client>.TextOf("country", FirstAddress, a => a.Country, a => a.CountryKey),
        ListFields<Client>.Record(
            "parent",
            FieldKind.Client,
            Parent,
            p => p.Id,
            p => p.Name,
            p => p.NameKey
        ) with
        {
            Set = ClientSetting.Of(
                (d, v) => d with { ParentId = Guid.TryParse(v, out var id) ? id : null }
            ),
            Optional = true,
        },
        ListFields<Client>.Number("employees", (_, c) => c.Employees) with
        {
            Set = ClientSetting.Of((d, v) => d with { Employees = (int?)FieldText.Number(v) }),
            Optional = true,
        },
        ListFields<Client>.Money(
            "revenue",
            (_, c) => c.RevenueMinor,
            (_, c) => c.RevenueCurrency,
            (_, c) =>
                c.RevenueMinor == null
                    ? null
                    : new MoneyDetails(c.RevenueMinor.Value, c.RevenueCurrency!)
        ) with
        {
            Set = ClientSetting.Of((d, v) => d with { Revenue = MoneyDetails.Of(Money.Read(v)) }),
            Optional = true,
        },
        ListFields<Client>.Number("founded", (_, c) => c.Founded) with
        {
            Plain = true,
            Set = ClientSetting.Of((d, v) => d with { Founded = (int?)FieldText.Number(v) }),
            Optional = true,
        },
        ListFields<Client>.Code(
            "currency",
            Choices.Of(CodeOf.Currency, Currencies.InUse),
            (_, c) => c.Currency
        ) with
        {
            Set = ClientSetting.Of((d, v) => d with { Currency = v }),
            Optional = true,
        },
        ListFields<Client>.Codes(
            "languages",
            Choices.Of(CodeOf.Language, Known.Languages),
            (_, c) => c.LanguagesKey
        ),
        ListFields<Client>.Code(
            "timeZone",
            Choices.Of(CodeOf.Zone, DateTimeZoneProviders.Tzdb.Ids),
            (_, c) => c.TimeZone
        ) with
        {
            Set = ClientSetting.Of((d, v) => d with { TimeZone = v }),
            Optional = true,
        },
        Seated("projectManager", SeatRole.ProjectManager),
        Seated("consultant", SeatRole.Consultant),
        Seated("sponsor", SeatRole.Sponsor),
        Seated("finance", SeatRole.Finance),
        Seated("backup", SeatRole.Backup),
        Texts<ClientValue>("values", v => v.Text, v => v.TextKey),
        Texts<WinningCriterion>("winningCriteria", w => w.Text, w => w.TextKey),
        Texts<AvoidedTopic>("avoidedTopics", t => t.Text, t => t.TextKey),
        Texts<BillingEntity>("billingEntities", b => b.Name, b => b.NameKey),
        ListFields<Client>.Moment("stageSince", (_, c) => c.StageSince),
        ListFields<Client>.Moment("created", (_, c) => c.CreatedAt),
    ];

    /// <summary>All who hold a seat in a role now.</summary>
    private static ListField<Client> Seated(string name, SeatRole role) =>
        ListFields<Client>.Records(
            name,
            FieldKind.Person,
            (db, c) =>
                db.Set<Seat>()
                    .Where(s => s.ClientId == c.Id && s.Until == null && s.Role == role)
                    .Select(s => (Guid?)s.ColleagueId),
            (db, c) =>
                db.Set<Seat>()
                    .Where(s => s.ClientId == c.Id && s.Until == null && s.Role == role)
                    .OrderBy(s => s.Since)
                    .SelectMany(s => db.Set<Colleague>().Where(p => p.Id == s.ColleagueId))
                    .Select(p => p.Name)
                    .ToList()
        );

    /// <summary>The texts of the parts of one kind.</summary>
    private static ListField<Client> Texts<TPart>(
        string name,
        Expression<Func<TPart, string?>> text,
        Expression<Func<TPart, string?>> key
    )
        where TPart : ClientPart =>
        ListFields<Client>.WordsOf<TPart>(
            name,
            (db, c) => db.Set<TPart>().Where(p => p.ClientId == c.Id).OrderBy(p => p.Position),
            text,
            key
        );

    public override ValueTask<IQueryable<Client>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => ValueTask.FromResult(ClientFilter.Of(said).Clients(db));

    /// <summary>These clients, in the order of their ids as given, by one statement.</summary>
    public static async Task<IReadOnlyList<ClientRow>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var found = (await Found.All(db, [.. ids], cancel)).ToDictionary(c => c.Id);
        return
        [
            .. ids.Where(found.ContainsKey)
                .Select(id => found[id])
                .Select(c => new ClientRow(
                    c.Id,
                    ClientRecords.Number(c.Number),
                    c.Name,
                    c.Industry,
                    c.Stage,
                    c.Tier,
                    c.Place?.City,
                    c.Place?.Country,
                    c.AccountManager,
                    c.LastInteraction,
                    c.LastTouch,
                    c.Parent
                )),
        ];
    }

    private sealed record Row(
        Guid Id,
        long Number,
        string Name,
        string? Industry,
        Stage Stage,
        Tier Tier,
        Place? Place,
        string? AccountManager,
        Instant? LastInteraction,
        Instant? LastTouch,
        string? Parent
    );

    private sealed record Place(string? City, string? Country);

    private static readonly Question<List<Guid>, Row> Found = new(
        (db, ids) =>
            db.Set<Client>()
                .Where(c => ids.Contains(c.Id))
                .Select(c => new Row(
                    c.Id,
                    c.Number,
                    c.Name,
                    c.Industry,
                    c.Stage,
                    c.Tier,
                    db.Set<Address>()
                        .Where(a => a.ClientId == c.Id && a.Position == 0)
                        .Select(a => new Place(a.City, a.Country))
                        .FirstOrDefault(),
                    db.Set<Seat>()
                        .Where(s => s.ClientId == c.Id && s.Until == null)
                        .Where(s => s.Role == SeatRole.AccountManager)
                        .OrderBy(s => s.Since)
                        .SelectMany(s => db.Set<Colleague>().Where(p => p.Id == s.ColleagueId))
                        .Select(p => p.Name)
                        .FirstOrDefault(),
                    c.LastInteraction,
                    c.LastTouch,
                    db.Set<Client>()
                        .Where(p => p.Id == c.ParentId)
                        .Select(p => p.Name)
                        .FirstOrDefault()
                ))
    );
}
