using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Plays;

namespace Rapport.Reports;

/// <summary>
/// Counts how words were kept, by the time by which they were judged, within the viewer's walls. Four statements,
/// however many words: which rows there are, their cells, the cells of all, and their names.
/// </summary>
/// <param name="zone">Of whoever asks: days begin there.</param>
public sealed class ConsistencyReport(Db db, DateTimeZone zone)
{
    /// <summary>So many rows are shown, those with most words.</summary>
    public const int MostRows = 40;

    private const int Weeks = 12;
    private const int Months = 12;
    private const int Quarters = 8;

    private sealed class Cell
    {
        public Guid? Id { get; set; }
        public int? Place { get; set; }
        public CommitmentState State { get; set; }
        public int Count { get; set; }
    }

    /// <summary>Whose word it was, and when.</summary>
    private sealed class Told
    {
        public Guid? Id { get; set; }
        public Guid? OwnerId { get; set; }
        public int? Place { get; set; }
        public CommitmentState State { get; set; }
    }

    /// <param name="language">In which what is shipped is called; null for the firm's own words.</param>
    public async Task<ConsistencyGrid> Of(
        ConsistencyBy by,
        TimeStep per,
        string? language,
        CancellationToken cancel = default
    )
    {
        var spans = Spans.Of(per, ahead: false, db.Now.InZone(zone).Date, CountOf(per));
        var words = Judged(by, spans);
        var most = await Most(by, words, cancel);
        var shown = most.Take(MostRows).ToList();
        var cells = await Cells(words.Where(t => shown.Contains(t.Id)), byRow: true, cancel);
        var all = await Cells(words, byRow: false, cancel);
        var names = await Names(by, shown, language, cancel);
        return new ConsistencyGrid(
            by,
            per,
            [.. Enumerable.Range(0, spans.Count).Select(n => spans[n])],
            Row(null, null, all, spans.Count),
            [
                .. shown
                    .Select(id =>
                        Row(
                            id,
                            id is { } known ? names.GetValueOrDefault(known) : null,
                            cells.Where(c => c.Id == id),
                            spans.Count
                        )
                    )
                    .OrderBy(r => r.All.Rate)
                    .ThenByDescending(r => r.All.All)
                    .ThenBy(r => r.Name, StringComparer.Ordinal),
            ],
            most.Count > MostRows
        );
    }

    private static int CountOf(TimeStep per) =>
        per switch
        {
            TimeStep.Week => Weeks,
            TimeStep.Month => Months,
            _ => Quarters,
        };

    private IQueryable<Told> Judged(ConsistencyBy by, Spans spans)
    {
        var from = zone.AtStartOfDay(spans[0]).ToInstant();
        var words = Words
            .Judged(db.Set<Commitment>().AsNoTracking(), db.Now)
            .Where(c => c.JudgedBy >= from);
        if (by == ConsistencyBy.Colleague)
        {
            var me = db.Viewer.ColleagueId;
            words = words.Where(c =>
                c.OwnerId == me
                || db.Set<Colleague>()
                    .Any(x =>
                        x.Id == c.OwnerId
                        && db.Set<Unit>().Any(u => u.Id == x.UnitId && u.LeadId == me)
                    )
            );
        }
        return words.Select(Key(by, spans));
    }

    private Expression<Func<Commitment, Told>> Key(ConsistencyBy by, Spans spans)
    {
        var shapes = new Shapes<Commitment>(db);
        Expression<Func<Db, Commitment, Guid?>> id = by switch
        {
            ConsistencyBy.Client => (_, c) => c.ClientId,
            ConsistencyBy.Play => (_, c) => c.PlayId,
            ConsistencyBy.Colleague => (_, c) => c.OwnerId,
            _ => (x, c) =>
                x.Set<Colleague>()
                    .Where(o => o.Id == c.OwnerId)
                    .Select(o => o.UnitId)
                    .FirstOrDefault(),
        };
        Expression<Func<Db, Commitment, Guid?>> owner = (_, c) => c.OwnerId;
        Expression<Func<Db, Commitment, Instant?>> judged = (_, c) => c.JudgedBy;
        Expression<Func<Db, Commitment, CommitmentState>> state = (_, c) => c.State;
        MemberAssignment Set(string name, Expression value) =>
            Expression.Bind(typeof(Told).GetProperty(name)!, value);
        return shapes.Lambda<Told>(
            Expression.MemberInit(
                Expression.New(typeof(Told)),
                Set(nameof(Told.Id), shapes.Of(id)),
                Set(nameof(Told.OwnerId), shapes.Of(owner)),
                Set(nameof(Told.Place), spans.Place<Commitment>(shapes.Of(judged), zone)),
                Set(nameof(Told.State), shapes.Of(state))
            )
        );
    }

    /// <summary>Of which there are most words; one more than are shown.</summary>
    private async Task<List<Guid?>> Most(
        ConsistencyBy by,
        IQueryable<Told> words,
        CancellationToken cancel
    )
    {
        var groups = words.GroupBy(t => t.Id);
        if (by == ConsistencyBy.Team)
        {
            // What a unit of one or two tells, it tells of each of them: that is for its lead alone.
            var me = db.Viewer.ColleagueId;
            groups = groups.Where(g =>
                g.Select(t => t.OwnerId).Distinct().Count() >= SpanRecord.FewestOwners
                || db.Set<Unit>().Any(u => u.Id == g.Key && u.LeadId == me)
            );
        }
        return await groups
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key)
            .Take(MostRows + 1)
            .Select(g => g.Key)
            .ToListAsync(cancel);
    }

    private static Task<List<Cell>> Cells(
        IQueryable<Told> words,
        bool byRow,
        CancellationToken cancel
    ) =>
        words
            .GroupBy(t => new
            {
                Id = byRow ? t.Id : null,
                t.Place,
                t.State,
            })
            .Select(g => new Cell
            {
                Id = g.Key.Id,
                Place = g.Key.Place,
                State = g.Key.State,
                Count = g.Count(),
            })
            .ToListAsync(cancel);

    private static ConsistencyRow Row(Guid? id, string? name, IEnumerable<Cell> cells, int count)
    {
        var spans = Enumerable.Repeat(Consistency.None, count).ToArray();
        foreach (var cell in cells.Where(c => c.Place >= 0 && c.Place < count))
        {
            spans[cell.Place!.Value] = spans[cell.Place.Value].With(Of(cell.State, cell.Count));
        }
        return ConsistencyRow.Of(id, name, spans);
    }

    private static Consistency Of(CommitmentState state, int count) =>
        state switch
        {
            CommitmentState.Kept => Consistency.None with { Kept = count },
            CommitmentState.KeptLate => Consistency.None with { KeptLate = count },
            CommitmentState.Missed => Consistency.None with { Missed = count },
            _ => Consistency.None with { StillLate = count },
        };

    private async Task<Dictionary<Guid, string>> Names(
        ConsistencyBy by,
        IReadOnlyList<Guid?> ids,
        string? language,
        CancellationToken cancel
    ) =>
        by switch
        {
            ConsistencyBy.Client => await db.Set<Client>()
                .Where(c => ids.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, c => c.Name, cancel),
            ConsistencyBy.Team => await db.Set<Unit>()
                .Where(u => ids.Contains(u.Id))
                .ToDictionaryAsync(u => u.Id, u => u.Name, cancel),
            ConsistencyBy.Colleague => await db.Set<Colleague>()
                .Where(c => ids.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, c => c.Name, cancel),
            _ => (
                await db.Set<Play>()
                    .AsNoTracking()
                    .Where(p => ids.Contains(p.Id))
                    .ToListAsync(cancel)
            ).ToDictionary(p => p.Id, p => Shipped.Worded(p, language).Name),
        };
}
