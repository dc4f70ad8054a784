using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>One round of the engine: what its parts read in common, read once.</summary>
/// <param name="by">The colleague whose act it follows; null of none.</param>
internal sealed class Round(Db db, Playbook book, CancellationToken cancel, Guid? by = null)
{
    private readonly BusinessTimes times = new(db, CalendarShelf.OfProgram);
    private readonly Dictionary<string, ListOf> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, BusinessCalendar> calendars = [];
    private readonly Dictionary<Guid, BusinessCalendar> ofColleagues = [];
    private BusinessCalendar? ofFirm;
    private Firm? firm;
    private Substitutes? substitutes;

    public Db Db => db;
    public Playbook Book => book;
    public Guid? By => by;
    public CancellationToken Cancel => cancel;
    public Subjects Subjects { get; } = new(db);

    /// <summary>In which language the firm speaks; null for none of its own.</summary>
    public async Task<string?> Language() => (firm ??= await new Firms(db).Read(cancel)).Language;

    /// <summary>Who acts for whom today.</summary>
    public async Task<Substitutes> Substitutes() =>
        substitutes ??= await Absences.On(db, db.Now.InZone((await OfFirm()).Zone).Date, cancel);

    /// <summary>By which days and states are counted; what a client is promised counts by its own.</summary>
    public async Task<BusinessCalendar> OfFirm() => ofFirm ??= await times.OfFirm(cancel);

    public async Task<BusinessCalendar> For(ClientFacts? client, Guid? ownerId)
    {
        if (client?.CalendarId is { } own)
        {
            return calendars.TryGetValue(own, out var known)
                ? known
                : calendars[own] = await times.Read(own, cancel);
        }
        if (ownerId is not { } owner)
        {
            return await OfFirm();
        }
        return ofColleagues.TryGetValue(owner, out var his)
            ? his
            : ofColleagues[owner] = await times.OfColleague(owner, cancel);
    }

    /// <summary>A list as this firm has it, with its own fields.</summary>
    public async Task<ListOf> List(string key) =>
        lists.TryGetValue(key, out var known)
            ? known
            : lists[key] =
                await PlayKinds.Find(db, key, cancel)
                ?? throw new InvalidOperationException($"No list {key}");

    /// <summary>Of which of these the filter holds; of none where it names a field that is no more.</summary>
    public async Task<IReadOnlySet<Guid>> Matching(
        string key,
        Filter? filter,
        IReadOnlyCollection<Guid>? ids
    )
    {
        var calendar = await OfFirm();
        var found = await (await List(key)).Matching(
            db,
            calendar.Zone,
            filter,
            ids,
            calendar.IsBusinessDay,
            cancel
        );
        return found.Done ? found.Value : new HashSet<Guid>();
    }

    public Task<List<Commitments.Commitment>> Open(
        Guid playId,
        IReadOnlyCollection<Guid> subjects
    ) =>
        db.Set<Commitments.Commitment>()
            .Where(c =>
                c.PlayId == playId
                && c.State == Commitments.CommitmentState.Open
                && subjects.Contains(c.SubjectId!.Value)
            )
            .ToListAsync(cancel);

    /// <summary>Writes what a part did. Where somebody else was quicker, whoever saves is told so, and all is taken back.</summary>
    public Task Save() => db.SaveChangesAsync(cancel);

    public Instant Now => db.Now;
}
