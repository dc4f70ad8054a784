using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;

namespace Rapport.Plays;

/// <summary>Why somebody did all the same what a play stands before.</summary>
/// <param name="Subject">What the record is called; null where the viewer does not see it.</param>
public sealed record PlayReasonRecord(
    Guid Id,
    Guid PlayId,
    string Play,
    int Edition,
    string Act,
    string SubjectKind,
    Guid SubjectId,
    string? Subject,
    Guid? ClientId,
    string? Client,
    string? By,
    Instant At,
    string Text
);

/// <summary>Where a page of reasons begins: after this one.</summary>
public sealed record ReasonPlace(Instant At, Guid Id);

/// <summary>Reads the reasons that plays were given.</summary>
public static class PlayReasons
{
    /// <summary>Of what was done to one record, the newest first.</summary>
    public static Task<IReadOnlyList<PlayReasonRecord>> About(
        Db db,
        Guid subjectId,
        string? language,
        CancellationToken cancel
    ) => Read(db, db.Set<PlayReason>().Where(r => r.SubjectId == subjectId), 100, language, cancel);

    /// <summary>Of one play, the newest first.</summary>
    /// <param name="after">Older than this one; null from the newest on.</param>
    public static async Task<IReadOnlyList<PlayReasonRecord>> Of(
        Db db,
        Guid playId,
        ReasonPlace? after,
        int most,
        string? language,
        CancellationToken cancel
    )
    {
        var given = db.Set<PlayReason>().Where(r => r.PlayId == playId);
        if (after is { } place)
        {
            given = given.Where(r =>
                r.At < place.At || (r.At == place.At && r.Id.CompareTo(place.Id) < 0)
            );
        }
        return await Read(db, given, most, language, cancel);
    }

    private static async Task<IReadOnlyList<PlayReasonRecord>> Read(
        Db db,
        IQueryable<PlayReason> given,
        int most,
        string? language,
        CancellationToken cancel
    )
    {
        var found = await given
            .AsNoTracking()
            .OrderByDescending(r => r.At)
            .ThenByDescending(r => r.Id)
            .Take(most)
            .Select(r => new
            {
                Said = r,
                Client = db.Set<Client>()
                    .Where(c => c.Id == r.ClientId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                By = db.Set<Colleague>()
                    .Where(c => c.Id == r.ById)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                Play = db.Set<Play>().First(p => p.Id == r.PlayId),
            })
            .ToListAsync(cancel);
        var names = new Dictionary<Guid, string>();
        foreach (var kind in found.GroupBy(f => f.Said.SubjectKind, f => f.Said.SubjectId))
        {
            if (await PlayKinds.Find(db, kind.Key, cancel) is { } list)
            {
                foreach (var (id, name) in await list.Names(db, [.. kind], cancel))
                {
                    names[id] = name;
                }
            }
        }
        return found.ConvertAll(f => new PlayReasonRecord(
            f.Said.Id,
            f.Said.PlayId,
            Shipped.Worded(f.Play, language).Name,
            f.Said.Edition,
            f.Said.Act,
            f.Said.SubjectKind,
            f.Said.SubjectId,
            names.GetValueOrDefault(f.Said.SubjectId),
            f.Said.ClientId,
            f.Client,
            f.By,
            f.Said.At,
            f.Said.Text
        ));
    }
}
