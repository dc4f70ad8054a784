using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Reports;

/// <summary>Which entries; what is null does not narrow.</summary>
/// <param name="By">A colleague, also by tokens of hers and by work done for her.</param>
/// <param name="Kind">As in <c>Client</c>.</param>
public sealed record TrailFilter(
    Guid? By = null,
    string? Kind = null,
    Guid? ClientId = null,
    Instant? From = null,
    Instant? Before = null
);

/// <summary>Where a trail goes on.</summary>
public sealed record TrailPlace(Guid Id);

/// <summary>What became of the payload of an entry.</summary>
public enum Told
{
    Whole,

    /// <summary>The data of a person was erased.</summary>
    Erased,

    /// <summary>It is not as the audit writes it: somebody else wrote there.</summary>
    Unreadable,

    /// <summary>It tells of a talk in confidence, which is for those named and nobody else.</summary>
    Withheld,

    /// <summary>The record belonged to a client then before whose wall the viewer stands.</summary>
    Walled,
}

/// <summary>One entry of the audit with the names of all that it speaks of.</summary>
/// <param name="Seq">Its place in the chain; null until sealed.</param>
/// <param name="By">Who did it; null for the program itself, and for somebody who is known no more.</param>
/// <param name="Root">The record whose history it belongs to, by name, where there is one.</param>
public sealed record TrailEntry(
    Guid Id,
    long? Seq,
    Instant At,
    ActorKind Actor,
    string? By,
    Deed Deed,
    string Kind,
    Guid RowId,
    Guid RootId,
    Named? Root,
    string? Client,
    Told Told,
    IReadOnlyList<TrailChange> Changes
);

/// <param name="Next">Where to go on; null at the end.</param>
public sealed record TrailPage(IReadOnlyList<TrailEntry> Entries, TrailPlace? Next);

/// <summary>The audit as people read it, newest first: within the walls, and never what was said in confidence.</summary>
public static class AuditTrail
{
    /// <summary>
    /// Entries that one page looks through for what a filter wants. Writing is paid for by everybody and this page is read
    /// by few, hence no index for each filter; whoever looks for what is rare goes on by the link.
    /// </summary>
    private const int Window = 50_000;

    /// <summary>Every kind of row that the audit tells of by itself.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. Discovered
            .Types.Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(Row)))
            .Where(t => !t.IsAssignableTo(typeof(IPlumbing)))
            .Select(t => t.Name)
            .Append(nameof(Login))
            .Order(StringComparer.Ordinal),
    ];

    public static async Task<TrailPage> Page(
        Db db,
        TrailFilter filter,
        TrailPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        if (!db.Viewer.SeesAll)
        {
            // Entries have no wall of their own: who does not see all, sees none.
            return new TrailPage([], null);
        }
        var all = db.Set<AuditEntry>().AsNoTracking();
        if (after is not null)
        {
            all = all.Where(e => e.Id.CompareTo(after.Id) < 0);
        }
        all = all.OrderByDescending(e => e.Id);
        var entries = await Filtered(db, all.Take(Window), filter)
            .OrderByDescending(e => e.Id)
            .Take(limit + 1)
            .ToListAsync(cancel);
        var next =
            entries.Count > limit ? entries[limit - 1].Id
            : filter == new TrailFilter() ? default
            : await all.Skip(Window - 1).Select(e => e.Id).FirstOrDefaultAsync(cancel);
        return new TrailPage(
            await Read(db, [.. entries.Take(limit)], cancel),
            next == default ? null : new TrailPlace(next)
        );
    }

    /// <summary>
    /// These entries, by their ids, without what they say: that of one that was tampered with is not to be believed, and
    /// may not even be read.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, TrailEntry>> Heads(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        var entries =
            ids.Count == 0 || !db.Viewer.SeesAll
                ? []
                : await db.Set<AuditEntry>()
                    .Where(e => ids.Contains(e.Id))
                    .Select(e => new AuditEntry
                    {
                        Id = e.Id,
                        Seq = e.Seq,
                        At = e.At,
                        Actor = e.Actor,
                        ActorId = e.ActorId,
                        Deed = e.Deed,
                        Kind = e.Kind,
                        RowId = e.RowId,
                        RootId = e.RootId,
                        ClientId = e.ClientId,
                        Payload = "{}",
                        PayloadHash = Array.Empty<byte>(),
                    })
                    .ToListAsync(cancel);
        return (await Read(db, entries, cancel)).ToDictionary(e => e.Id);
    }

    private static IQueryable<AuditEntry> Filtered(
        Db db,
        IQueryable<AuditEntry> entries,
        TrailFilter filter
    )
    {
        if (filter.By is { } by)
        {
            entries = entries.Where(e =>
                e.ActorId == by
                || db.Set<ApiToken>().Any(t => t.Id == e.ActorId && t.ColleagueId == by)
            );
        }
        if (filter.Kind is { } kind)
        {
            entries = entries.Where(e => e.Kind == kind);
        }
        if (filter.ClientId is { } client)
        {
            entries = entries.Where(e => e.ClientId == client || e.RootId == client);
        }
        if (filter.From is { } from)
        {
            entries = entries.Where(e => e.At >= from);
        }
        return filter.Before is { } before ? entries.Where(e => e.At < before) : entries;
    }

    /// <summary>Two statements more, however many entries there are.</summary>
    internal static async Task<IReadOnlyList<TrailEntry>> Read(
        Db db,
        List<AuditEntry> entries,
        CancellationToken cancel
    )
    {
        var open = await Open(db, entries, cancel);
        var told = entries.ToDictionary(e => e.Id, e => ToldOf(e, open));
        var changes = new Dictionary<Guid, IReadOnlyList<TrailChange>>();
        foreach (var entry in entries)
        {
            var said = told[entry.Id] == Told.Whole ? TrailChange.All(entry.Payload!) : [];
            told[entry.Id] = said is null ? Told.Unreadable : told[entry.Id];
            changes[entry.Id] = said ?? [];
        }
        var names = await Names.Of(
            db,
            entries
                .SelectMany(e => new[] { e.ActorId, e.RootId, e.ClientId })
                .OfType<Guid>()
                .Concat(changes.Values.SelectMany(c => c).SelectMany(c => c.Ids)),
            cancel
        );
        foreach (
            var entry in entries.Where(e =>
                // Of a move, also what it tells of the time before.
                changes[e.Id]
                    .Where(c => c.Property == nameof(IOfClient.ClientId))
                    .SelectMany(c => c.Ids)
                    .Cast<Guid?>()
                    .Append(e.ClientId)
                    .Any(client => IsWalled(db.Viewer, client, names))
            )
        )
        {
            (told[entry.Id], changes[entry.Id]) = (Told.Walled, []);
        }
        return
        [
            .. entries.Select(e => new TrailEntry(
                e.Id,
                e.Seq,
                e.At,
                e.Actor,
                e.ActorId is { } by ? names.GetValueOrDefault(by)?.Name : null,
                e.Deed,
                e.Kind,
                e.RowId,
                e.RootId,
                told[e.Id] == Told.Withheld ? null : names.GetValueOrDefault(e.RootId),
                e.ClientId is { } client ? names.GetValueOrDefault(client)?.Name : null,
                told[e.Id],
                [.. changes[e.Id].Select(c => c.With(names))]
            )),
        ];
    }

    /// <summary>
    /// Of the interactions and files among the records, those that may be told of: what the viewer may read, and of what
    /// is gone what was for all of us to its end. What an entry said while it was for all is told of no more once it is not.
    /// </summary>
    private static async Task<HashSet<Guid>> Open(
        Db db,
        IReadOnlyList<AuditEntry> entries,
        CancellationToken cancel
    )
    {
        var ids = entries.Where(HasReaders).Select(e => e.RootId).Distinct().ToList();
        if (ids.Count == 0)
        {
            return [];
        }
        var open = await db.Set<Interaction>()
            .Where(i => ids.Contains(i.Id))
            .Select(i => i.Id)
            .Concat(db.Set<Attachment>().Where(a => ids.Contains(a.Id)).Select(a => a.Id))
            .ToListAsync(cancel);
        var ends = await db.Set<AuditEntry>()
            .Where(e => ids.Contains(e.RootId) && e.RowId == e.RootId && e.Deed == Deed.Removed)
            .Select(e => new { e.RootId, e.Payload })
            .ToListAsync(cancel);
        return
        [
            .. open,
            .. ends.Where(e => e.Payload is { } said && TrailChange.IsForAll(said))
                .Select(e => e.RootId),
        ];
    }

    /// <summary>Those of the entries that tell of talks in confidence which the viewer may not read.</summary>
    internal static async Task<IReadOnlySet<Guid>> Unreadable(
        Db db,
        IReadOnlyList<AuditEntry> entries,
        CancellationToken cancel
    )
    {
        var open = await Open(db, entries, cancel);
        return entries
            .Where(e => HasReaders(e) && !open.Contains(e.RootId))
            .Select(e => e.Id)
            .ToHashSet();
    }

    private static Told ToldOf(AuditEntry entry, HashSet<Guid> open) =>
        entry.Payload is null ? Told.Erased
        : HasReaders(entry) && !open.Contains(entry.RootId) ? Told.Withheld
        : Told.Whole;

    /// <summary>What a record went through at another client stays behind that client's wall.</summary>
    internal static bool IsWalled(
        Viewer viewer,
        Guid? clientId,
        IReadOnlyDictionary<Guid, Named> names
    ) => !viewer.SeesAll && clientId is { } client && !names.ContainsKey(client);

    /// <summary>Of a kind that may be for named people alone.</summary>
    private static bool HasReaders(AuditEntry entry) =>
        entry.Kind is nameof(Interaction) or nameof(Attachment);
}
