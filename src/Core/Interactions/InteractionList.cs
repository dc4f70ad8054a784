using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>One row of the list of entries, beside its columns.</summary>
public sealed record InteractionRow(
    Guid Id,
    Guid? ClientId,
    string Subject,
    Channel Channel,
    Touchpoint Touchpoint,
    Instant Occurred,
    Audience Audience,
    bool Corrects
);

/// <summary>
/// The list of entries: by what it is filtered and sorted, and what it shows. Entries are immutable, so nothing is
/// changed from it. Who took part are several, by whom no rows are sorted.
/// </summary>
public sealed class InteractionList : ListOf<Interaction>
{
    public const string Subject = "subject";
    public const string Occurred = "occurred";
    public const string Client = "client";
    public const string Channel = "channel";
    public const string Touchpoint = "touchpoint";
    public const string Contacts = "contacts";
    public const string Colleagues = "colleagues";
    public const string Author = "author";
    public const string Audience = "audience";

    private static readonly Expression<Func<Db, Interaction, IQueryable<Client>>> OfClient = (
        db,
        i
    ) => db.Set<Client>().Where(c => c.Id == i.ClientId);

    private static readonly Expression<Func<Db, Interaction, IQueryable<Colleague>>> Authors = (
        db,
        i
    ) => db.Set<Colleague>().Where(c => c.Id == i.AuthorId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly InteractionList Instance = new();

    private InteractionList() { }

    public override string Key => "interactions";

    public override Act Changes => Act.Capture;

    public override string Lead => Subject;

    public override Sort UsualSort { get; } = new(Occurred, Descending: true);

    public override IReadOnlyList<ListField<Interaction>> Fields { get; } =
    [
        ListFields<Interaction>.Text(
            Subject,
            (_, i) => i.Subject,
            (_, i) => i.SubjectKey,
            usual: true,
            always: true
        ),
        ListFields<Interaction>.Record(
            Client,
            FieldKind.Client,
            OfClient,
            c => c.Id,
            c => c.Name,
            c => c.NameKey,
            usual: true,
            held: (_, i) => i.ClientId
        ),
        ListFields<Interaction>.Words(
            Contacts,
            (db, i) =>
                db.Set<Participant>()
                    .Where(p => p.InteractionId == i.Id)
                    .OrderBy(p => p.Position)
                    .Join(db.Set<Contact>(), p => p.ContactId, c => c.Id, (p, c) => c.Name)
                    .ToList(),
            (db, i) =>
                db.Set<Participant>()
                    .Where(p => p.InteractionId == i.Id)
                    .Join(db.Set<Contact>(), p => p.ContactId, c => c.Id, (p, c) => c.NameKey)
        ) with
        {
            Usual = true,
            Present = ListFields<Interaction>.Known((_, i) => i.ContactsThere),
        },
        ListFields<Interaction>.Choice<Channel>(Channel, (_, i) => i.Channel, usual: true),
        ListFields<Interaction>.Moment(Occurred, (_, i) => i.Occurred, usual: true, always: true),
        ListFields<Interaction>.Choice<Touchpoint>(Touchpoint, (_, i) => i.Touchpoint),
        ListFields<Interaction>.Choice<Direction>("direction", (_, i) => i.Direction),
        ListFields<Interaction>.Records(
            Colleagues,
            FieldKind.Person,
            (db, i) =>
                db.Set<Participant>()
                    .Where(p => p.InteractionId == i.Id && p.ColleagueId != null)
                    .Select(p => p.ColleagueId),
            (db, i) =>
                db.Set<Participant>()
                    .Where(p => p.InteractionId == i.Id)
                    .OrderBy(p => p.Position)
                    .Join(db.Set<Colleague>(), p => p.ColleagueId, c => c.Id, (p, c) => c.Name)
                    .ToList()
        ) with
        {
            Present = ListFields<Interaction>.Known((_, i) => i.ColleaguesThere),
        },
        ListFields<Interaction>.Record(
            Author,
            FieldKind.Person,
            Authors,
            c => c.Id,
            c => c.Name,
            c => c.NameKey,
            held: (_, i) => i.AuthorId
        ),
        ListFields<Interaction>.Number("minutes", (_, i) => i.Minutes),
        ListFields<Interaction>.YesNo("realTouch", (_, i) => i.RealTouch),
        ListFields<Interaction>.Choice<Audience>(Audience, (_, i) => i.Audience),
        ListFields<Interaction>.YesNo("correction", (_, i) => i.CorrectsId != null),
        ListFields<Interaction>.Moment("recorded", (_, i) => i.RecordedAt, always: true),
    ];

    public override async ValueTask<IQueryable<Interaction>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) =>
        (await InteractionFilter.Of(db, said, cancel)).Window(
            db,
            zone,
            FilterOf(said),
            Sort.Read(said[ListSaid.Sort])
        );

    public override async ValueTask<IQueryable<Interaction>> EveryRow(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => (await InteractionFilter.Of(db, said, cancel)).Entries(db, zone, FilterOf(said));

    /// <summary>These entries, in the order of their ids as given.</summary>
    public static async Task<IReadOnlyList<InteractionRow>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var rows = (await Found.All(db, [.. ids], cancel)).ToDictionary(r => r.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static readonly Question<List<Guid>, InteractionRow> Found = new(
        (db, ids) =>
            db.Set<Interaction>()
                .Where(i => ids.Contains(i.Id))
                .Select(i => new InteractionRow(
                    i.Id,
                    i.ClientId,
                    i.Subject,
                    i.Channel,
                    i.Touchpoint,
                    i.Occurred,
                    i.Audience,
                    i.CorrectsId != null
                ))
    );

    private static Filter? FilterOf(ListSaid said) =>
        FilterText.Read(said[ListSaid.Filter]) is { Done: true } filter ? filter.Value : null;
}
