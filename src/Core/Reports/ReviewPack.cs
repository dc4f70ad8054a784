using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Reports;

/// <summary>A meeting that was held, and what was decided in it.</summary>
public sealed record ReviewMeeting(
    Guid Id,
    Instant Start,
    string Title,
    MeetingKind Kind,
    IReadOnlyList<string> Decisions
);

/// <summary>How a rhythm was kept: of so many periods that ended in the quarter so many.</summary>
public sealed record ReviewRhythm(Guid Id, string Title, MeetingLevel Level, int Kept, int Periods);

/// <summary>What the client expects of us, and how far we keep to it.</summary>
public sealed record ReviewValue(string Text, Compliance Compliance, string? Evidence);

/// <summary>One of theirs who weighs much and whom none of us spoke with in the quarter.</summary>
/// <param name="LastTouch">Null where nobody ever did.</param>
public sealed record ReviewUnmet(Guid Id, string Name, string? JobTitle, Instant? LastTouch);

/// <summary>What they do not want to hear of.</summary>
public sealed record ReviewAvoided(string Text, string? Why);

/// <summary>What is for us alone, and stays out of what the client is shown.</summary>
public sealed record ReviewInside(
    IReadOnlyList<ReviewUnmet> Unmet,
    IReadOnlyList<string> Openings,
    IReadOnlyList<ReviewAvoided> Avoid
);

/// <summary>
/// A client's quarter: which promises came due and what became of them, what was met about and decided, how far we keep to
/// what they expect, and what comes next. Nothing that was told in confidence is in it, whoever asks: a pack is passed on.
/// </summary>
/// <param name="From">The beginning of its first day, in the client's zone.</param>
/// <param name="To">The end of its last day.</param>
/// <param name="Word">Of our promises to the client that were to be judged in it.</param>
/// <param name="WordBefore">Of those of the quarter before.</param>
/// <param name="Promises">Those of the quarter, what came due first comes first; at most <see cref="Most"/>.</param>
/// <param name="PromisesInAll">How many there are.</param>
/// <param name="Met">How many of their people spoke with one of us.</param>
/// <param name="Inside">Null where the pack is for the client.</param>
public sealed record ReviewPack(
    Quarter Quarter,
    Instant From,
    Instant To,
    Consistency Word,
    Consistency WordBefore,
    IReadOnlyList<CommitmentRecord> Promises,
    int PromisesInAll,
    IReadOnlyList<CommitmentRecord> Ahead,
    IReadOnlyList<CommitmentRecord> OwedToUs,
    IReadOnlyList<ReviewMeeting> Meetings,
    IReadOnlyList<ReviewRhythm> Rhythms,
    IReadOnlyDictionary<Touchpoint, int> Touches,
    int Met,
    int People,
    IReadOnlyList<ReviewValue> Values,
    ReviewInside? Inside
)
{
    public const int Most = 60;
    private const int MostAhead = 12;
    private const int MostMeetings = 30;
    private const int MostSeries = 20;
    private const int MostUnmet = 8;

    /// <summary>The same number of statements, however much happened; null when the viewer does not see the client.</summary>
    /// <param name="zone">Where the client is.</param>
    /// <param name="forClient">Leaves out what is for us alone.</param>
    public static async Task<ReviewPack?> Of(
        Db db,
        Rhythms rhythms,
        Guid client,
        Quarter quarter,
        DateTimeZone zone,
        bool forClient,
        CancellationToken cancel
    )
    {
        if (!await db.Set<Client>().AnyAsync(c => c.Id == client, cancel))
        {
            return null;
        }
        var (from, to) = Of(quarter, zone);
        var promised = db.Set<Commitment>()
            .Where(c =>
                c.ClientId == client && c.Favour == Favour.Client && c.Audience != Audience.Named
            );
        var now = db.Now;
        // What is still to come stands further down.
        var due = Within(promised, (from, to))
            .Where(c => c.State != CommitmentState.Open || c.JudgedBy <= now);
        var touched = db.Set<Interaction>()
            .Where(i =>
                i.ClientId == client
                && i.Occurred >= from
                && i.Occurred < to
                && i.RealTouch
                && i.Audience != Audience.Named
                && i.CorrectedById == null
            );
        var theirs = db.Set<Commitment>()
            .Where(c =>
                c.ClientId == client && c.Favour == Favour.Us && c.Audience != Audience.Named
            );
        return new(
            quarter,
            from,
            to,
            await Judged(due, now, cancel),
            await Judged(Within(promised, Of(quarter.Before, zone)), now, cancel),
            await Shown(db, due.OrderBy(c => c.JudgedBy).ThenBy(c => c.Id), Most),
            await due.CountAsync(cancel),
            await Shown(db, Open(promised), MostAhead),
            await Shown(db, Open(theirs), MostAhead),
            await Held(db, client, from, to, cancel),
            await Kept(db, rhythms, client, quarter, cancel),
            await touched
                .GroupBy(i => i.Touchpoint)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancel),
            await Spoken(db, client, touched).CountAsync(cancel),
            await db.Set<Contact>().CountAsync(c => c.ClientId == client && c.Left == null, cancel),
            await db.Set<ClientValue>()
                .Where(v => v.ClientId == client)
                .OrderBy(v => v.Position)
                .Select(v => new ReviewValue(v.Text, v.Compliance, forClient ? null : v.Evidence))
                .ToListAsync(cancel),
            forClient ? null : await InsideOf(db, client, touched, cancel)
        );

        async Task<IReadOnlyList<CommitmentRecord>> Shown(
            Db db,
            IOrderedQueryable<Commitment> owed,
            int most
        )
        {
            var found = await CommitmentRecords.Of(db, owed.Take(most)).ToListAsync(cancel);
            return forClient ? found.ConvertAll(ForClient) : found;
        }
    }

    /// <summary>Without when we mean to do it, who stands in, and who heard that it slipped.</summary>
    private static CommitmentRecord ForClient(CommitmentRecord owed) =>
        owed with
        {
            TargetOn = null,
            BackupId = null,
            Backup = null,
            PlayId = null,
            EscalatedTo = null,
            ComparedWith = null,
            ComparedKept = null,
            Tight = false,
        };

    private static (Instant From, Instant To) Of(Quarter quarter, DateTimeZone zone) =>
        (
            zone.AtStartOfDay(quarter.First).ToInstant(),
            zone.AtStartOfDay(quarter.Next.First).ToInstant()
        );

    private static IQueryable<Commitment> Within(
        IQueryable<Commitment> promised,
        (Instant From, Instant To) span
    ) => promised.Where(c => c.JudgedBy >= span.From && c.JudgedBy < span.To);

    private static async Task<Consistency> Judged(
        IQueryable<Commitment> promised,
        Instant now,
        CancellationToken cancel
    )
    {
        var words = await Words
            .Judged(promised, now)
            .Select(c => new Word(c.ClientId, c.State, c.JudgedBy, c.WaitingSince))
            .ToListAsync(cancel);
        return words
            .Select(w => Consistency.Of(w, now))
            .OfType<Consistency>()
            .Aggregate(Consistency.None, (sum, one) => sum.With(one));
    }

    private static IOrderedQueryable<Commitment> Open(IQueryable<Commitment> owed) =>
        owed.Where(c => c.State == CommitmentState.Open).OrderBy(c => c.Due).ThenBy(c => c.Id);

    private static async Task<IReadOnlyList<ReviewMeeting>> Held(
        Db db,
        Guid client,
        Instant from,
        Instant to,
        CancellationToken cancel
    )
    {
        var held = await db.Set<Meeting>()
            .Where(m =>
                m.ClientId == client
                && m.State == MeetingState.Held
                && m.Kind != MeetingKind.Internal
                && m.Audience != Audience.Named
                && m.Start >= from
                && m.Start < to
            )
            .OrderByDescending(m => m.Start)
            .Take(MostMeetings)
            .Select(m => new
            {
                m.Id,
                m.Start,
                m.Title,
                m.Kind,
            })
            .ToListAsync(cancel);
        var ids = held.ConvertAll(m => m.Id);
        var decided = (
            await db.Set<AgendaItem>()
                .Where(i => ids.Contains(i.MeetingId) && !i.Removed && i.Decisions != null)
                .OrderBy(i => i.Position)
                .Select(i => new { i.MeetingId, i.Decisions })
                .ToListAsync(cancel)
        ).ToLookup(i => i.MeetingId, i => i.Decisions!);
        return
        [
            .. held.Select(m => new ReviewMeeting(
                m.Id,
                m.Start,
                m.Title,
                m.Kind,
                [.. decided[m.Id].SelectMany(AgendaItem.Lines)]
            )),
        ];
    }

    /// <summary>Of the series that go on, where a period ended in the quarter.</summary>
    private static async Task<IReadOnlyList<ReviewRhythm>> Kept(
        Db db,
        Rhythms rhythms,
        Guid client,
        Quarter quarter,
        CancellationToken cancel
    )
    {
        var series = (await SeriesRecords.At(db, client, MostSeries, cancel)).FindAll(s =>
            s.Level != MeetingLevel.Internal
        );
        var periods = await rhythms.Periods(client, series, cancel);
        return
        [
            .. series
                .Select(s =>
                {
                    var ended = periods[s.Id]
                        .Where(p =>
                            p.Period.End >= quarter.First
                            && p.Period.End <= quarter.Last
                            && p.Keeping != Keeping.Open
                        )
                        .ToList();
                    return new ReviewRhythm(
                        s.Id,
                        s.Title,
                        s.Level,
                        ended.Count(p => p.Keeping == Keeping.Kept),
                        ended.Count
                    );
                })
                .Where(r => r.Periods > 0),
        ];
    }

    private static IQueryable<Contact> Spoken(
        Db db,
        Guid client,
        IQueryable<Interaction> touched
    ) =>
        db.Set<Contact>()
            .Where(c => c.ClientId == client)
            .Where(c =>
                db.Set<Participant>()
                    .Any(p => p.ContactId == c.Id && touched.Any(i => i.Id == p.InteractionId))
            );

    private static async Task<ReviewInside> InsideOf(
        Db db,
        Guid client,
        IQueryable<Interaction> touched,
        CancellationToken cancel
    )
    {
        var spoken = Spoken(db, client, touched);
        return new(
            await db.Set<Contact>()
                .Where(c => c.ClientId == client && c.Left == null)
                .Where(c => c.Influence == Influence.Much || c.Influence == Influence.Decides)
                .Where(c => !spoken.Any(s => s.Id == c.Id))
                .OrderByDescending(c => c.Influence)
                .ThenBy(c => c.NameKey)
                .Take(MostUnmet)
                .Select(c => new ReviewUnmet(c.Id, c.Name, c.JobTitle, c.LastTouch))
                .ToListAsync(cancel),
            await db.Set<Opportunity>()
                .Where(o =>
                    o.ClientId == client
                    && o.Stage != OpportunityStage.Won
                    && o.Stage != OpportunityStage.Lost
                )
                .OrderBy(o => o.NameKey)
                .Take(MostAhead)
                .Select(o => o.Name)
                .ToListAsync(cancel),
            await db.Set<AvoidedTopic>()
                .Where(t => t.ClientId == client)
                .OrderBy(t => t.Position)
                .Select(t => new ReviewAvoided(t.Text, t.Why))
                .ToListAsync(cancel)
        );
    }
}
