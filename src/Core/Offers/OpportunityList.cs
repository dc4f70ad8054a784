using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Offers;

/// <summary>The usual ways to narrow a list of opportunities, at one press each.</summary>
/// <param name="Text">Begins the name or a word of it, folded.</param>
/// <param name="Open">Neither won nor lost.</param>
public sealed record OpportunityFilter(
    Guid? ClientId = null,
    OpportunityStage? Stage = null,
    Guid? OwnerId = null,
    string? Text = null,
    bool Open = false
)
{
    public const string Running = "open";
    public const string Own = "mine";

    /// <summary>As the address of a list says it.</summary>
    public static OpportunityFilter Of(Db db, ListSaid said) =>
        new(
            Guid.TryParse(said[OpportunityList.Client], out var client) ? client : null,
            FieldText.Choice<OpportunityStage>(said[OpportunityList.Stage]),
            said[Own] == FieldText.Yes ? db.Viewer.ColleagueId : null,
            said[ListSaid.Words],
            said[Running] == FieldText.Yes
        );

    public IQueryable<Opportunity> Opportunities(Db db)
    {
        var found = db.Set<Opportunity>().AsNoTracking();
        if (ClientId is { } client)
        {
            found = found.Where(o => o.ClientId == client);
        }
        if (Stage is { } stage)
        {
            found = found.Where(o => o.Stage == stage);
        }
        if (Open)
        {
            found = found.Where(o =>
                o.Stage != OpportunityStage.Won && o.Stage != OpportunityStage.Lost
            );
        }
        if (OwnerId is { } owner)
        {
            found = found.Where(o => o.OwnerId == owner);
        }
        if (Folded.Key(Text ?? "") is { Length: > 0 } start)
        {
            var word = " " + start;
            found = found.Where(o => o.NameKey.StartsWith(start) || o.NameKey.Contains(word));
        }
        return found;
    }
}

/// <param name="Number">As people say it: O-1042.</param>
/// <param name="Client">Null when there is none.</param>
/// <param name="ClientNamed">What an import named as the client and nobody of ours is called.</param>
public sealed record OpportunityRecord(
    Guid Id,
    string Number,
    int Version,
    string Name,
    Guid? ClientId,
    string? Client,
    string? ClientNamed,
    Guid? OwnerId,
    string? Owner,
    OpportunityStage Stage,
    MoneyDetails? Value,
    LocalDate? Opened,
    LocalDate? Closed,
    string? Product,
    Instant CreatedAt,
    string? System,
    string? ExternalId
)
{
    /// <summary>The fields that the firm added; null where nobody asked for them.</summary>
    public FieldsSaid? Fields { get; init; }

    public OpportunityDetails Details =>
        new()
        {
            Name = Name,
            ClientId = ClientId,
            OwnerId = OwnerId,
            Stage = Stage,
            Value = Value,
            Opened = Opened,
            Closed = Closed,
            Product = Product,
            Fields = Fields,
        };
}

/// <summary>The list of opportunities: by what it is filtered and sorted, and what it shows. The newest stand first.</summary>
public sealed class OpportunityList : ListOf<Opportunity>
{
    public const string Name = "name";
    public const string Client = "client";
    public const string Stage = "stage";

    private const string Number = "number";

    private static readonly Expression<Func<Db, Opportunity, IQueryable<Colleague>>> Owners = (
        db,
        o
    ) => db.Set<Colleague>().Where(c => c.Id == o.OwnerId);

    private static readonly Expression<Func<Db, Opportunity, IQueryable<Client>>> Clients = (
        db,
        o
    ) => db.Set<Client>().Where(c => c.Id == o.ClientId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly OpportunityList Instance = new();

    private OpportunityList() { }

    public override string Key => "opportunities";

    public override Act Changes => Act.ChangeOpportunity;

    public override string Lead => Name;

    public override Sort UsualSort { get; } = new(Number, Descending: true);

    public override IReadOnlyList<ListField<Opportunity>> Fields { get; } =
    [
        ListFields<Opportunity>.Text(
            Name,
            (_, o) => o.Name,
            (_, o) => o.NameKey,
            usual: true,
            always: true
        ) with
        {
            Set = OpportunitySetting.Of((d, v) => d with { Name = v }),
        },
        ListFields<Opportunity>.Record(
            Client,
            FieldKind.Client,
            Clients,
            c => c.Id,
            c => c.Name,
            c => c.NameKey,
            usual: true,
            held: (_, o) => o.ClientId
        ),
        ListFields<Opportunity>.Choice<OpportunityStage>(Stage, (_, o) => o.Stage, usual: true) with
        {
            Set = OpportunitySetting.Of(
                (d, v) => d with { Stage = FieldText.Choice<OpportunityStage>(v) ?? d.Stage }
            ),
        },
        ListFields<Opportunity>.Record(
            "owner",
            FieldKind.Person,
            Owners,
            c => c.Id,
            c => c.Name,
            c => c.NameKey,
            usual: true,
            held: (_, o) => o.OwnerId
        ) with
        {
            Set = OpportunitySetting.Of(
                (d, v) => d with { OwnerId = Guid.TryParse(v, out var id) ? id : null }
            ),
            Optional = true,
        },
        ListFields<Opportunity>.Date("opened", (_, o) => o.Opened) with
        {
            Set = OpportunitySetting.Of((d, v) => d with { Opened = FieldText.Date(v) }),
            Optional = true,
        },
        ListFields<Opportunity>.Date("closed", (_, o) => o.Closed, usual: true) with
        {
            Set = OpportunitySetting.Of((d, v) => d with { Closed = FieldText.Date(v) }),
            Optional = true,
        },
        ListFields<Opportunity>.Money(
            "value",
            (_, o) => o.ValueMinor,
            (_, o) => o.ValueCurrency,
            (_, o) =>
                o.ValueMinor == null
                    ? null
                    : new MoneyDetails(o.ValueMinor.Value, o.ValueCurrency!),
            usual: true
        ) with
        {
            Set = OpportunitySetting.Of(
                (d, v) => d with { Value = MoneyDetails.Of(Money.Read(v)) }
            ),
            Optional = true,
        },
        // What a play asks for is no step by itself.
        ListFields<Opportunity>.Moment(
            "nextStep",
            (db, o) =>
                db.Set<Commitment>()
                    .Where(c =>
                        c.SubjectId == o.Id
                        && c.State == CommitmentState.Open
                        && c.Origin != CommitmentOrigin.Play
                    )
                    .Min(c => (Instant?)c.Due)
        ) with
        {
            Through = new OrderByHeld<Opportunity, Instant?>(db =>
                db.Set<Commitment>()
                    .Where(c =>
                        c.SubjectId != null
                        && c.State == CommitmentState.Open
                        && c.Origin != CommitmentOrigin.Play
                    )
                    .GroupBy(c => c.SubjectId)
                    .Select(g => new Held<Instant?>
                    {
                        Id = g.Key!.Value,
                        Value = g.Min(c => c.Due),
                    })
            ),
        },
        ListFields<Opportunity>.Moment(
            "lastHeard",
            (db, o) =>
                db.Set<Client>()
                    .Where(c => c.Id == o.ClientId)
                    .Select(c => c.LastInteraction)
                    .FirstOrDefault()
        ) with
        {
            Through = new OrderByHeld<Opportunity, Instant?>(
                db =>
                    db.Set<Client>()
                        .Select(c => new Held<Instant?> { Id = c.Id, Value = c.LastInteraction }),
                o => o.ClientId
            ),
        },
        ListFields<Opportunity>.Text("product", (_, o) => o.Product, (_, o) => o.ProductKey) with
        {
            Set = OpportunitySetting.Of((d, v) => d with { Product = v }),
            Optional = true,
        },
        ListFields<Opportunity>.Moment("created", (_, o) => o.CreatedAt),
        ListFields<Opportunity>.Number(Number, (_, o) => o.Number, always: true),
    ];

    public override ValueTask<IQueryable<Opportunity>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => ValueTask.FromResult(OpportunityFilter.Of(db, said).Opportunities(db));
}

/// <summary>Opportunities as pages and the API read them.</summary>
public static class OpportunityRecords
{
    public static async Task<OpportunityRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        await Records(db, db.Set<Opportunity>().AsNoTracking().Where(o => o.Id == id))
            .FirstOrDefaultAsync(cancel)
            is { } found
            ? found with
            {
                Fields = await CustomValues.Of<Opportunity>(db, id, cancel),
            }
            : null;

    /// <summary>These opportunities, in the order of their ids as given.</summary>
    public static async Task<IReadOnlyList<OpportunityRecord>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var wanted = ids.ToList();
        var rows = await Records(
                db,
                db.Set<Opportunity>().AsNoTracking().Where(o => wanted.Contains(o.Id))
            )
            .ToDictionaryAsync(r => r.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static IQueryable<OpportunityRecord> Records(Db db, IQueryable<Opportunity> found) =>
        found.Select(o => new OpportunityRecord(
            o.Id,
            "O-" + o.Number,
            o.Version,
            o.Name,
            o.ClientId,
            db.Set<Client>().Where(c => c.Id == o.ClientId).Select(c => c.Name).FirstOrDefault(),
            o.ClientNamed,
            o.OwnerId,
            db.Set<Colleague>().Where(c => c.Id == o.OwnerId).Select(c => c.Name).FirstOrDefault(),
            o.Stage,
            o.ValueMinor == null ? null : new MoneyDetails(o.ValueMinor.Value, o.ValueCurrency!),
            o.Opened,
            o.Closed,
            o.Product,
            o.CreatedAt,
            o.System,
            o.ExternalId
        ));
}
