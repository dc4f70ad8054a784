using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>The usual ways to narrow a list of what is owed.</summary>
public enum Stand
{
    /// <summary>Neither done nor dropped.</summary>
    Open,

    /// <summary>Open past its due time, and its clock runs.</summary>
    Late,

    /// <summary>Its clock stands until somebody else does something.</summary>
    Waiting,

    /// <summary>Our words of which it is told what became of them: those by which consistency is counted.</summary>
    Judged,

    /// <summary>However it stands.</summary>
    All,
}

/// <param name="Text">Each word of it stands in the text, folded.</param>
/// <param name="Own">Only what the viewer owes or follows.</param>
/// <param name="PlayId">Only what this play raised; of no play, what was noted by hand.</param>
/// <param name="UnitId">Only what colleagues of this unit owe; of no unit, what those owe who are in none.</param>
public sealed record CommitmentFilter(
    Guid? ClientId = null,
    string? Text = null,
    Stand Stand = Stand.Open,
    Favour? Favour = null,
    bool Own = false,
    Guid? PlayId = null,
    Guid? UnitId = null
)
{
    public const string Mine = "mine";
    public const string Stands = "stands";
    public const string Play = "play";
    public const string Team = "team";

    /// <summary>Stands for no play and no unit.</summary>
    public static readonly Guid None = Guid.Empty;

    private const int MostWords = 10;

    /// <summary>As the address of a list says it.</summary>
    public static CommitmentFilter Of(ListSaid said) =>
        new(
            Guid.TryParse(said[CommitmentList.Client], out var client) ? client : null,
            said[ListSaid.Words],
            FieldText.Choice<Stand>(said[Stands]) ?? Stand.Open,
            FieldText.Choice<Favour>(said[CommitmentList.Favour]),
            said[Mine] == FieldText.Yes,
            Guid.TryParse(said[Play], out var play) ? play : null,
            Guid.TryParse(said[Team], out var unit) ? unit : null
        );

    public IQueryable<Commitment> Commitments(Db db)
    {
        var found = db.Set<Commitment>().AsNoTracking();
        if (ClientId is { } client)
        {
            found = found.Where(c => c.ClientId == client);
        }
        if (Own)
        {
            var me = db.Viewer.ColleagueId;
            found = found.Where(c => c.OwnerId == me);
        }
        if (PlayId is { } playId)
        {
            var play = playId == None ? null : PlayId;
            found = found.Where(c => c.PlayId == play);
        }
        if (UnitId is { } unitId)
        {
            var unit = unitId == None ? null : UnitId;
            found = found.Where(c =>
                db.Set<Colleague>()
                    .Where(x => x.Id == c.OwnerId)
                    .Select(x => x.UnitId)
                    .FirstOrDefault() == unit
            );
        }
        if (Stand == Stand.Judged)
        {
            found = Words.Judged(found, db.Now);
        }
        if (Stand is not (Stand.All or Stand.Judged))
        {
            found = found.Where(c => c.State == CommitmentState.Open);
        }
        if (Stand == Stand.Late)
        {
            var now = db.Now;
            found = found.Where(c => c.Due < now && c.WaitingSince == null);
        }
        if (Stand == Stand.Waiting)
        {
            found = found.Where(c => c.WaitingSince != null);
        }
        if (Favour is { } favour)
        {
            found = found.Where(c => c.Favour == favour);
        }
        foreach (
            var word in Folded
                .Key(Text ?? "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(MostWords)
        )
        {
            found = found.Where(c => c.TextKey!.Contains(word));
        }
        return found;
    }
}

/// <summary>The list of what is owed: by what it is filtered and sorted, and what it shows. The next due stands first.</summary>
public sealed class CommitmentList : ListOf<Commitment>
{
    public const string Text = "text";
    public const string Client = "client";
    public const string Favour = "favour";
    public const string Owner = "owner";
    public const string Due = "due";
    public const string JudgedBy = "judgedBy";

    private static readonly Expression<Func<Db, Commitment, IQueryable<Client>>> Clients = (
        db,
        c
    ) => db.Set<Client>().Where(x => x.Id == c.ClientId);

    private static readonly Expression<Func<Db, Commitment, IQueryable<Colleague>>> Owners = (
        db,
        c
    ) => db.Set<Colleague>().Where(x => x.Id == c.OwnerId);

    private static readonly Expression<Func<Db, Commitment, IQueryable<Colleague>>> Backups = (
        db,
        c
    ) => db.Set<Colleague>().Where(x => x.Id == c.BackupId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly CommitmentList Instance = new();

    private CommitmentList() { }

    public override string Key => "commitments";

    public override Act Changes => Act.Owe;

    public override string Lead => Text;

    public override Sort UsualSort { get; } = new(Due);

    public override IReadOnlyList<ListField<Commitment>> Fields { get; } =
    [
        ListFields<Commitment>.Text(
            Text,
            (_, c) => c.Text,
            (_, c) => c.TextKey,
            usual: true,
            always: true
        ) with
        {
            Set = CommitmentSetting.Of((d, v) => d with { Text = v }),
        },
        ListFields<Commitment>.Record(
            Client,
            FieldKind.Client,
            Clients,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            usual: true,
            held: (_, c) => c.ClientId
        ),
        ListFields<Commitment>.Record(
            Owner,
            FieldKind.Person,
            Owners,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            usual: true,
            held: (_, c) => c.OwnerId
        ) with
        {
            Set = CommitmentSetting.Owner,
        },
        ListFields<Commitment>.Moment(Due, (_, c) => c.Due, usual: true, always: true),
        ListFields<Commitment>.Choice<CommitmentState>("state", (_, c) => c.State, usual: true),
        ListFields<Commitment>.Choice<Favour>(Favour, (_, c) => c.Favour),
        ListFields<Commitment>.TextOf<Contact>(
            "contact",
            c => c.ContactId,
            x => x.Name,
            x => x.NameKey
        ),
        ListFields<Commitment>.Date("targetOn", (_, c) => c.TargetOn) with
        {
            Set = CommitmentSetting.Of((d, v) => d with { TargetOn = FieldText.Date(v) }),
            Optional = true,
        },
        ListFields<Commitment>.Record(
            "backup",
            FieldKind.Person,
            Backups,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            held: (_, c) => c.BackupId
        ) with
        {
            Set = CommitmentSetting.Of(
                (d, v) => d with { BackupId = Guid.TryParse(v, out var id) ? id : null }
            ),
            Optional = true,
        },
        ListFields<Commitment>.Moment("waitingSince", (_, c) => c.WaitingSince),
        ListFields<Commitment>.Moment(JudgedBy, (_, c) => c.JudgedBy),
        ListFields<Commitment>.Moment("closedAt", (_, c) => c.ClosedAt),
        ListFields<Commitment>.YesNo("tight", (_, c) => c.IsTight),
        ListFields<Commitment>.Choice<CommitmentOrigin>("origin", (_, c) => c.Origin),
        ListFields<Commitment>.Moment("createdAt", (_, c) => c.CreatedAt, always: true),
    ];

    public override ValueTask<IQueryable<Commitment>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => ValueTask.FromResult(CommitmentFilter.Of(said).Commitments(db));
}
