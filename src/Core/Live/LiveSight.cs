using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Live;

/// <summary>
/// Who may be told of what, as the walls stand when it is told. Asked of the database once for all that waits and for all
/// streams of a node, so that nothing of it is kept that could be old.
/// </summary>
internal sealed class LiveSight
{
    private readonly HashSet<(Guid Colleague, Guid Client)> passes = [];
    private readonly Dictionary<Guid, Guarded> guarded = [];
    private readonly Dictionary<LiveSpan, HashSet<Guid>> ofSpans = [];
    private ILookup<Guid, Guid> members = Array.Empty<Guid>().ToLookup(x => x);

    private LiveSight() { }

    /// <summary>A row that is not for all who pass its client's wall.</summary>
    private sealed record Guarded(
        Guid Id,
        Guid? ClientId,
        Guid? OwnerId,
        Audience Audience,
        Guid? AudienceOfId
    );

    /// <param name="db">Of the system, before which no wall stands: it looks at walls, not through them.</param>
    public static async Task<LiveSight> Of(
        Db db,
        IReadOnlyList<LiveNotice> notices,
        CancellationToken cancel
    )
    {
        var sight = new LiveSight();
        foreach (
            var kind in notices.Where(n => n.Id is not null && IsGuarded(n)).GroupBy(n => n.Kind)
        )
        {
            var ids = kind.Select(n => n.Id!.Value).Distinct().ToList();
            foreach (var row in await Rows(db, LiveKind.Find(kind.Key)!, ids, cancel))
            {
                sight.guarded[row.Id] = row;
            }
        }
        await sight.ReadMembers(db, cancel);
        var clients = notices
            .Select(n => n.ClientId)
            .Concat(sight.guarded.Values.Select(g => g.ClientId))
            .OfType<Guid>()
            .Distinct()
            .ToList();
        if (clients.Count > 0)
        {
            sight.passes.UnionWith(
                (
                    await db.Set<Pass>()
                        .Where(p => clients.Contains(p.ClientId))
                        .Select(p => new { p.ColleagueId, p.ClientId })
                        .ToListAsync(cancel)
                ).Select(p => (p.ColleagueId, p.ClientId))
            );
        }
        foreach (var notice in notices.Where(n => n.Span is not null))
        {
            sight.ofSpans[notice.Span!] = await Seers(db, notice, cancel);
        }
        return sight;
    }

    public bool May(LiveStream stream, LiveNotice notice)
    {
        if (notice.For is { } one)
        {
            return stream.ColleagueId == one || (stream.SeesAll && !notice.Alone);
        }
        if (LiveKind.Find(notice.Kind) is null)
        {
            return false;
        }
        if (notice.Span is { } span)
        {
            return stream.SeesAll || ofSpans[span].Contains(stream.ColleagueId);
        }
        if (!IsGuarded(notice))
        {
            return stream.SeesAll || Passes(stream, notice.ClientId);
        }
        // A row that is gone tells nobody whom it was for.
        return guarded.GetValueOrDefault(notice.Id ?? Guid.Empty) is { } row
            && IsFor(stream, row)
            && (
                stream.SeesAll
                || (
                    row.ClientId is null
                    && (row.OwnerId == stream.ColleagueId || IsInvited(stream, notice, row))
                )
                || Passes(stream, row.ClientId)
            );
    }

    private bool Passes(LiveStream stream, Guid? client) =>
        client is { } id && passes.Contains((stream.ColleagueId, id));

    private bool IsFor(LiveStream stream, Guarded row) =>
        row.Audience != Audience.Named
        || row.OwnerId == stream.ColleagueId
        || members[row.AudienceOfId ?? row.Id].Contains(stream.ColleagueId);

    private bool IsInvited(LiveStream stream, LiveNotice notice, Guarded row) =>
        LiveKind.Find(notice.Kind)!.Invites && members[row.Id].Contains(stream.ColleagueId);

    private static bool IsGuarded(LiveNotice notice) =>
        LiveKind.Find(notice.Kind) is { } kind
        && (kind.HasAudience || (kind.IsOwned && notice.ClientId is null));

    private async Task ReadMembers(Db db, CancellationToken cancel)
    {
        var named = guarded
            .Values.Where(g => g.Audience == Audience.Named || g.ClientId is null)
            .Select(g => g.AudienceOfId ?? g.Id)
            .Distinct()
            .ToList();
        if (named.Count > 0)
        {
            members = (
                await db.Set<AudienceMember>()
                    .AsNoTracking()
                    .Where(m => named.Contains(m.SubjectId))
                    .ToListAsync(cancel)
            ).ToLookup(m => m.SubjectId, m => m.ColleagueId);
        }
    }

    /// <summary>Those who pass the wall of any client of which the events tell.</summary>
    private static async Task<HashSet<Guid>> Seers(
        Db db,
        LiveNotice notice,
        CancellationToken cancel
    )
    {
        var (first, last) = (notice.Span!.First, notice.Span.Last);
        var prefix = notice.Kind + ".";
        var clients = db.Set<Event>()
            .Where(e =>
                e.Id.CompareTo(first) >= 0 && e.Id.CompareTo(last) <= 0 && e.Name.StartsWith(prefix)
            )
            .Select(e => e.ClientId);
        return await db.Set<Pass>()
            .Where(p => clients.Contains(p.ClientId))
            .Select(p => p.ColleagueId)
            .Distinct()
            .ToHashSetAsync(cancel);
    }

    private static Task<List<Guarded>> Rows(
        Db db,
        LiveKind kind,
        List<Guid> ids,
        CancellationToken cancel
    ) =>
        (Task<List<Guarded>>)
            typeof(LiveSight)
                .GetMethod(nameof(RowsOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(kind.Row)
                .Invoke(null, [db, kind, ids, cancel])!;

    private static Task<List<Guarded>> RowsOf<T>(
        Db db,
        LiveKind kind,
        List<Guid> ids,
        CancellationToken cancel
    )
        where T : Row, IOfClient =>
        db.Set<T>()
            .AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .Select(
                Shape<T>(kind, kind.IsOwned ? Wall.OwnerOf(db.Model.FindEntityType(kind.Row)!) : "")
            )
            .ToListAsync(cancel);

    /// <param name="owner">The column of the owner.</param>
    private static Expression<Func<T, Guarded>> Shape<T>(LiveKind kind, string owner)
        where T : Row, IOfClient =>
        kind.HasAudienceOfOther
            ? r => new Guarded(
                r.Id,
                r.ClientId,
                EF.Property<Guid?>(r, owner),
                EF.Property<Audience>(r, nameof(IHasAudience.Audience)),
                EF.Property<Guid?>(r, "AudienceOfId")
            )
        : kind.HasAudience
            ? r => new Guarded(
                r.Id,
                r.ClientId,
                EF.Property<Guid?>(r, owner),
                EF.Property<Audience>(r, nameof(IHasAudience.Audience)),
                null
            )
        : r => new Guarded(r.Id, r.ClientId, EF.Property<Guid?>(r, owner), Audience.Inside, null);
}
