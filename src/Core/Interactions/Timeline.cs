using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Files;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>What happened, newest first, by pages that a key of the index begins.</summary>
public static class Timeline
{
    /// <summary>Characters of a body that a stream shows.</summary>
    public const int ExcerptLength = 1000;

    /// <summary>How many entries the handbook shows; the timeline has the rest.</summary>
    private const int NewestEntries = 20;

    /// <summary>Bodies that one statement fetches when words are looked for in them.</summary>
    private const int Batch = 500;

    private static readonly Expression<Func<Db, Interaction, StreamEntry>> Shown = (db, i) =>
        new StreamEntry(
            i.Id,
            i.ClientId,
            db.Set<Client>().Where(c => c.Id == i.ClientId).Select(c => c.Name).FirstOrDefault(),
            i.Touchpoint,
            i.Channel,
            i.Direction,
            i.Occurred,
            i.Subject,
            i.Body == null ? null : i.Body.Substring(0, ExcerptLength),
            i.Body != null && i.Body.Length > ExcerptLength,
            i.Minutes,
            i.Audience,
            i.RealTouch,
            db.Set<Colleague>().Where(c => c.Id == i.AuthorId).Select(c => c.Name).FirstOrDefault(),
            i.CorrectsId,
            i.CorrectedById,
            db.Set<Interaction>()
                .Where(n => n.Id == i.CorrectedById)
                .Join(db.Set<Colleague>(), n => n.AuthorId, c => c.Id, (n, c) => c.Name)
                .FirstOrDefault(),
            db.Set<Attachment>().Count(a => a.SubjectId == i.Id && a.Removal == null)
        );

    private static readonly Question<Guid, StreamEntry> NewestOfClient = Question.As<
        Guid,
        Interaction,
        StreamEntry
    >(
        (db, clientId) =>
            db.Set<Interaction>()
                .AsNoTracking()
                .Where(i => i.ClientId == clientId && i.CorrectedById == null)
                .OrderByDescending(i => i.Occurred)
                .ThenByDescending(i => i.Id)
                .Take(NewestEntries),
        Shown
    );

    /// <summary>What holds of a client, as its handbook begins: at most three statements.</summary>
    /// <param name="only">Of this touchpoint alone.</param>
    public static async Task<IReadOnlyList<StreamEntry>> NewestOf(
        Db db,
        Guid clientId,
        Touchpoint? only,
        CancellationToken cancel
    ) =>
        only is { } one
            ? await Page(
                db,
                new StreamFilter(clientId, Touchpoints: [one], Current: true),
                null,
                NewestEntries,
                cancel
            )
            : await PeopleThere.Add(db, await NewestOfClient.All(db, clientId, cancel), cancel);

    /// <summary>Three statements at most, whatever the page holds; with words one more for each batch searched.</summary>
    public static async Task<IReadOnlyList<StreamEntry>> Page(
        Db db,
        StreamFilter filter,
        StreamPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var entries = Filtered(db, filter);
        if (Words(filter) is { Count: > 0 } words)
        {
            var holding = await Holding(entries, words, after, limit, cancel);
            entries = entries.Where(i => holding.Contains(i.Id));
        }
        else
        {
            entries = After(entries, after);
        }
        var page = await Project(db, Newest(entries).Take(limit)).ToListAsync(cancel);
        return await PeopleThere.Add(db, page, cancel);
    }

    /// <summary>One entry as a stream shows it; null when the viewer does not see it.</summary>
    public static async Task<StreamEntry?> Find(Db db, Guid id, CancellationToken cancel)
    {
        var found = await Project(db, db.Set<Interaction>().Where(i => i.Id == id))
            .ToListAsync(cancel);
        return await PeopleThere.Add(db, found, cancel) is [var entry] ? entry : null;
    }

    /// <summary>These entries, in the order of their ids as given: at most four statements.</summary>
    public static async Task<IReadOnlyList<StreamEntry>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var wanted = ids.ToList();
        var found = await Project(db, db.Set<Interaction>().Where(i => wanted.Contains(i.Id)))
            .ToListAsync(cancel);
        var entries = (await PeopleThere.Add(db, found, cancel)).ToDictionary(e => e.Id);
        return [.. ids.Where(entries.ContainsKey).Select(id => entries[id])];
    }

    /// <summary>How many entries of a client hold, and since when: one statement.</summary>
    public static async Task<StreamFacts> Facts(Db db, Guid clientId, CancellationToken cancel) =>
        await Filtered(db, new StreamFilter(clientId, Current: true))
            .GroupBy(i => 1)
            .Select(all => new StreamFacts(
                all.Count(),
                all.Min(i => (NodaTime.Instant?)i.Occurred)
            ))
            .FirstOrDefaultAsync(cancel)
        ?? new StreamFacts(0, null);

    /// <summary>The last time that people of both sides met, as far as the viewer may know of it.</summary>
    public static Task<LastMeeting?> LastMeeting(Db db, Guid clientId, CancellationToken cancel) =>
        Newest(Filtered(db, new StreamFilter(clientId, Current: true)).Where(i => i.RealTouch))
            .Select(i => new LastMeeting(i.Id, i.Occurred, i.Channel, i.Subject))
            .FirstOrDefaultAsync(cancel);

    private static IQueryable<Interaction> Filtered(Db db, StreamFilter filter) =>
        Filtered(db.Set<Interaction>().AsNoTracking(), filter);

    /// <summary>Those of them that a stream shows, but for its words.</summary>
    internal static IQueryable<Interaction> Filtered(
        IQueryable<Interaction> entries,
        StreamFilter filter
    )
    {
        if (filter.ClientId is { } client)
        {
            entries = entries.Where(i => i.ClientId == client);
        }
        if (filter.PersonId is { } person)
        {
            entries = entries.Where(i =>
                i.Participants.Any(p => p.ContactId == person || p.ColleagueId == person)
            );
        }
        if (filter.Touchpoints is { Count: > 0 } touchpoints)
        {
            entries = entries.Where(i => touchpoints.Contains(i.Touchpoint));
        }
        if (filter.Channel is { } channel)
        {
            entries = entries.Where(i => i.Channel == channel);
        }
        if (filter.From is { } from)
        {
            entries = entries.Where(i => i.Occurred >= from);
        }
        if (filter.Before is { } before)
        {
            entries = entries.Where(i => i.Occurred < before);
        }
        return filter.Current ? entries.Where(i => i.CorrectedById == null) : entries;
    }

    private static IQueryable<Interaction> After(
        IQueryable<Interaction> entries,
        StreamPlace? after
    ) =>
        after is null
            ? entries
            // The first condition alone says nothing new, but lets the index begin there.
            : entries.Where(i =>
                i.Occurred <= after.Occurred
                && (i.Occurred < after.Occurred || i.Id.CompareTo(after.Id) < 0)
            );

    private static IQueryable<Interaction> Newest(IQueryable<Interaction> entries) =>
        entries.OrderByDescending(i => i.Occurred).ThenByDescending(i => i.Id);

    private static List<string> Words(StreamFilter filter) =>
        filter
            is { Text: { Length: > 0 } text }
                and ({ ClientId: not null } or { PersonId: not null })
            ? [.. Folded.Key(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)]
            : [];

    /// <summary>Folding is ours alone, so bodies are read until a page of entries holds all the words.</summary>
    private static async Task<List<Guid>> Holding(
        IQueryable<Interaction> entries,
        List<string> words,
        StreamPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var holding = new List<Guid>();
        while (holding.Count < limit)
        {
            var batch = await Newest(After(entries, after))
                .Take(Batch)
                .Select(i => new
                {
                    i.Id,
                    i.Occurred,
                    i.Subject,
                    i.Body,
                })
                .ToListAsync(cancel);
            holding.AddRange(
                batch
                    .Where(i =>
                    {
                        var text = Folded.Key($"{i.Subject} {i.Body}");
                        return words.TrueForAll(w => text.Contains(w, StringComparison.Ordinal));
                    })
                    .Select(i => i.Id)
            );
            if (batch.Count < Batch)
            {
                break;
            }
            after = new StreamPlace(batch[^1].Occurred, batch[^1].Id);
        }
        return holding.Count > limit ? holding[..limit] : holding;
    }

    private static IQueryable<StreamEntry> Project(Db db, IQueryable<Interaction> entries) =>
        entries.Select(Shown.Of(db));
}
