using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>The usual ways to narrow a list of meetings.</summary>
public enum MeetingsWhen
{
    /// <summary>Planned, and not over for a day.</summary>
    Coming,

    /// <summary>Planned, over, and neither closed nor called off.</summary>
    Unclosed,

    Held,
    All,
}

/// <param name="Text">Each word of it stands in the title, folded.</param>
/// <param name="Own">Only those to which the viewer invites or is asked.</param>
public sealed record MeetingFilter(
    Guid? ClientId = null,
    string? Text = null,
    MeetingsWhen When = MeetingsWhen.Coming,
    MeetingKind? Kind = null,
    bool Own = false
)
{
    public const string Mine = "mine";
    public const string Which = "when";

    private const int MostWords = 10;

    /// <summary>A meeting goes on being the one that comes until its day is surely over.</summary>
    private static readonly Duration Over = Duration.FromHours(12);

    /// <summary>As the address of a list says it.</summary>
    public static MeetingFilter Of(ListSaid said) =>
        new(
            Guid.TryParse(said[MeetingList.Client], out var client) ? client : null,
            said[ListSaid.Words],
            FieldText.Choice<MeetingsWhen>(said[Which]) ?? MeetingsWhen.Coming,
            FieldText.Choice<MeetingKind>(said[MeetingList.Kind]),
            said[Mine] == FieldText.Yes
        );

    public IQueryable<Meeting> Meetings(Db db)
    {
        var found = db.Set<Meeting>().AsNoTracking();
        if (ClientId is { } client)
        {
            found = found.Where(m => m.ClientId == client);
        }
        if (Own)
        {
            var me = db.Viewer.ColleagueId;
            found = found.Where(m =>
                m.OwnerId == me
                || db.Set<Attendee>().Any(a => a.MeetingId == m.Id && a.ColleagueId == me)
            );
        }
        var line = db.Now - Over;
        found = When switch
        {
            MeetingsWhen.Coming => found.Where(m =>
                m.State == MeetingState.Planned && m.Start >= line
            ),
            MeetingsWhen.Unclosed => found.Where(m =>
                m.State == MeetingState.Planned && m.Start < line
            ),
            MeetingsWhen.Held => found.Where(m => m.State == MeetingState.Held),
            _ => found,
        };
        if (Kind is { } kind)
        {
            found = found.Where(m => m.Kind == kind);
        }
        foreach (
            var word in Folded
                .Key(Text ?? "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(MostWords)
        )
        {
            found = found.Where(m => m.TitleKey!.Contains(word));
        }
        return found;
    }
}

/// <summary>The list of meetings: by what it is filtered and sorted, and what it shows. The next stands first.</summary>
public sealed class MeetingList : ListOf<Meeting>
{
    public const string Title = "title";
    public const string Client = "client";
    public const string Kind = "kind";
    public const string Start = "start";
    public const string State = "state";

    private static readonly Expression<Func<Db, Meeting, IQueryable<Client>>> Clients = (db, m) =>
        db.Set<Client>().Where(x => x.Id == m.ClientId);

    private static readonly Expression<Func<Db, Meeting, IQueryable<Colleague>>> Owners = (db, m) =>
        db.Set<Colleague>().Where(x => x.Id == m.OwnerId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly MeetingList Instance = new();

    private MeetingList() { }

    public override string Key => "meetings";

    public override Act Changes => Act.Meet;

    public override string Lead => Title;

    public override Sort UsualSort { get; } = new(Start);

    public override IReadOnlyList<ListField<Meeting>> Fields { get; } =
    [
        ListFields<Meeting>.Text(
            Title,
            (_, m) => m.Title,
            (_, m) => m.TitleKey,
            usual: true,
            always: true
        ),
        ListFields<Meeting>.Moment(Start, (_, m) => m.Start, usual: true, always: true),
        ListFields<Meeting>.Record(
            Client,
            FieldKind.Client,
            Clients,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            usual: true,
            held: (_, m) => m.ClientId
        ),
        ListFields<Meeting>.Choice<MeetingKind>(Kind, (_, m) => m.Kind, usual: true),
        ListFields<Meeting>.Record(
            "owner",
            FieldKind.Person,
            Owners,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            usual: true,
            held: (_, m) => m.OwnerId
        ),
        ListFields<Meeting>.Choice<MeetingState>(State, (_, m) => m.State, usual: true),
        ListFields<Meeting>.TextOf<Series>(
            "series",
            m => m.SeriesId,
            x => x.Title,
            x => x.TitleKey
        ),
        ListFields<Meeting>.Moment(
            "next",
            (db, m) =>
                db.Set<Meeting>()
                    .Where(n => n.Id == m.NextId)
                    .Select(n => (Instant?)n.Start)
                    .FirstOrDefault()
        ) with
        {
            Through = new OrderByHeld<Meeting, Instant?>(
                db =>
                    db.Set<Meeting>()
                        .Select(n => new Held<Instant?> { Id = n.Id, Value = n.Start }),
                m => m.NextId
            ),
        },
        ListFields<Meeting>.Number("minutes", (_, m) => m.Minutes),
        ListFields<Meeting>.Moment("createdAt", (_, m) => m.CreatedAt, always: true),
    ];

    public override ValueTask<IQueryable<Meeting>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => ValueTask.FromResult(MeetingFilter.Of(said).Meetings(db));
}
