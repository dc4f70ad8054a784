using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;

namespace Rapport.Search;

/// <summary>The records of one kind that search finds: what a rebuild, a catching up and a count of the index walk through.</summary>
internal abstract record Searched(SearchKind Kind)
{
    /// <summary>In the order in which a rebuild goes: what people look for most comes first.</summary>
    public static readonly IReadOnlyList<Searched> All =
    [
        new Searched<Client>(SearchKind.Client, (kept, ids) => kept.Clients(ids)),
        new Searched<Contact>(SearchKind.Contact, (kept, ids) => kept.Contacts(ids, [])),
        new Searched<Opportunity>(
            SearchKind.Opportunity,
            (kept, ids) => kept.Opportunities(ids, [])
        ),
        new SearchedFiles(),
        new Searched<Commitment>(SearchKind.Commitment, (kept, ids) => kept.Commitments(ids, [])),
        new Searched<Meeting>(SearchKind.Meeting, (kept, ids) => kept.Meetings(ids, [])),
        new Searched<Series>(SearchKind.Series, (kept, ids) => kept.Series(ids, [])),
        new Searched<Interaction>(SearchKind.Interaction, (kept, ids) => kept.Interactions(ids)),
    ];

    public static Searched Of(SearchKind kind) => All.First(s => s.Kind == kind);

    /// <summary>The one after this; null after the last.</summary>
    public Searched? Next => All.SkipWhile(s => s.Kind != Kind).Skip(1).FirstOrDefault();

    /// <summary>The next records by their ids, and what their entries have to say.</summary>
    /// <param name="after">The last that was seen; null for the first.</param>
    public abstract Task<(List<Guid> Ids, IEnumerable<SearchEntry> Entries)> Read(
        Db db,
        Guid? after,
        int most,
        CancellationToken cancel
    );

    /// <summary>Takes away the entries whose record is gone; answers how many.</summary>
    public abstract Task<int> Sweep(Db db, CancellationToken cancel);

    /// <summary>How many records there are to be found.</summary>
    public abstract Task<long> Count(Db db, CancellationToken cancel);

    public abstract Task<bool> HasRecords(Db db, CancellationToken cancel);

    public Task<bool> HasEntries(Db db, CancellationToken cancel) => Entries(db).AnyAsync(cancel);

    /// <summary>By their places, which have an index; kinds have none.</summary>
    protected IQueryable<SearchEntry> Entries(Db db)
    {
        var (low, behind) = (Places.Lowest(Kind), Places.Behind(Kind));
        return db.Set<SearchEntry>()
            .IgnoreQueryFilters()
            .Where(e => e.Place >= low && e.Place < behind);
    }
}

/// <param name="Compose">What the entries of these records say.</param>
internal record Searched<T>(
    SearchKind Kind,
    Func<Kept, IReadOnlyCollection<Guid>, Task<IEnumerable<SearchEntry>>> Compose
) : Searched(Kind)
    where T : Row
{
    public override async Task<(List<Guid> Ids, IEnumerable<SearchEntry> Entries)> Read(
        Db db,
        Guid? after,
        int most,
        CancellationToken cancel
    )
    {
        var rows = db.Set<T>().IgnoreQueryFilters().AsNoTracking();
        if (after is { } seen)
        {
            rows = rows.Where(r => r.Id.CompareTo(seen) > 0);
        }
        var ids = await rows.OrderBy(r => r.Id).Take(most).Select(r => r.Id).ToListAsync(cancel);
        return (ids, ids.Count == 0 ? [] : await Compose(new Kept(db, cancel), ids));
    }

    public override Task<int> Sweep(Db db, CancellationToken cancel)
    {
        var found = Findable(db);
        return Entries(db)
            .Where(e => !found.Any(r => r.Id == e.SubjectId))
            .ExecuteDeleteAsync(cancel);
    }

    public override Task<long> Count(Db db, CancellationToken cancel) =>
        Findable(db).LongCountAsync(cancel);

    public override Task<bool> HasRecords(Db db, CancellationToken cancel) =>
        Findable(db).AnyAsync(cancel);

    protected virtual IQueryable<T> Findable(Db db) => db.Set<T>().IgnoreQueryFilters();
}

/// <summary>A file that was taken off its record is found no more.</summary>
internal sealed record SearchedFiles()
    : Searched<Attachment>(SearchKind.File, (kept, ids) => kept.Files(ids, []))
{
    protected override IQueryable<Attachment> Findable(Db db) =>
        base.Findable(db).Where(a => a.Removal == null);
}
