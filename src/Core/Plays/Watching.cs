using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>
/// Keeps an eye on records for plays that no event triggers: looks at those that a save touched, and at those whose time
/// has come. Never at all of them, but when a play is switched on.
/// </summary>
internal sealed class Watching(Round round)
{
    /// <summary>How long what the client's mood held back waits before it is tried again.</summary>
    internal static readonly Duration Patience = Duration.FromDays(1);

    private readonly Db db = round.Db;
    private readonly Raising raising = new(round);
    private readonly Discharging discharging = new(round);

    public async Task Follow(Saved saved)
    {
        var imported = saved.Events.All(e => e.Origin == Origin.Import);
        foreach (var kind in round.Book.Plays.Where(p => p.Watches).GroupBy(p => p.Said.Of))
        {
            var type = (await round.List(kind.Key)).RowType;
            var touched = Subjects.TouchedBy(saved, type);
            if (touched.Count == 0)
            {
                continue;
            }
            // Of two who change half of a state each, the second has to see what the first did; and the clock waits.
            await db.KeepRecords(type, touched, round.Cancel);
            foreach (var play in kind)
            {
                await Look(play, touched, imported);
            }
        }
    }

    /// <summary>Looks at these records as they stand now.</summary>
    /// <param name="imported">They came by an import: what is due of them already waits until somebody wants it.</param>
    private async Task Look(ActivePlay play, IReadOnlyCollection<Guid> ids, bool imported)
    {
        var holding = await Expected(play, ids);
        var watches = await db.Set<Watch>()
            .Where(w => w.PlayId == play.Id && ids.Contains(w.SubjectId))
            .ToDictionaryAsync(w => w.SubjectId, round.Cancel);
        var ended = new List<Guid>();
        foreach (var (id, watch) in watches)
        {
            if (!holding.TryGetValue(id, out var expected))
            {
                db.Remove(watch);
                ended.Add(id);
            }
            else if (play.Said.Trigger == Trigger.Date && watch.Period != expected.Period)
            {
                (watch.Period, watch.LookAt, watch.PassedOver) = (
                    expected.Period,
                    expected.LookAt,
                    false
                );
                ended.Add(id);
            }
        }
        await discharging.End(play, ended);
        foreach (var (id, expected) in holding.Where(h => !watches.ContainsKey(h.Key)))
        {
            watches[id] = new Watch
            {
                PlayId = play.Id,
                SubjectId = id,
                Period = expected.Period,
                LookAt = expected.LookAt,
            };
            db.Add(watches[id]);
        }
        await Come(
            play,
            [.. watches.Values.Where(w => holding.ContainsKey(w.SubjectId))],
            imported
        );
    }

    /// <summary>Looks at those whose time has come, as they stand now.</summary>
    /// <param name="watches">Tracked.</param>
    public async Task LookByClock(ActivePlay play, IReadOnlyList<Watch> watches)
    {
        var ids = watches.Select(w => w.SubjectId).ToList();
        var holding = await round.Matching(play.Said.Of, play.Condition, ids);
        var ended = watches.Where(w => !holding.Contains(w.SubjectId)).ToList();
        db.RemoveRange(ended);
        if (play.Watches)
        {
            await discharging.End(play, ended.ConvertAll(w => w.SubjectId));
        }
        var stay = watches.Except(ended).ToList();
        if (play.Said.Trigger == Trigger.Date)
        {
            // A date that stands in another record may have moved without that this one was touched.
            var expected = await Expected(play, [.. stay.Select(w => w.SubjectId)]);
            foreach (var watch in stay.Where(w => expected.ContainsKey(w.SubjectId)))
            {
                (watch.Period, watch.LookAt) = expected[watch.SubjectId];
            }
        }
        await Come(play, stay, imported: false);
    }

    /// <summary>Raises what is due of these, and says when they are looked at again.</summary>
    private async Task Come(ActivePlay play, IReadOnlyList<Watch> watches, bool imported)
    {
        var due = watches.Where(w => w.LookAt <= round.Now && !w.PassedOver).ToList();
        if (imported)
        {
            due.ForEach(w => (w.LookAt, w.PassedOver) = (null, true));
            due = [];
        }
        var held = await raising.Raise(
            play,
            [.. due.Select(w => new Wanted(w.SubjectId, w.Period, null, From(play, w)))]
        );
        foreach (var watch in due)
        {
            if (held.Contains(watch.SubjectId))
            {
                watch.LookAt = round.Now + Patience;
            }
            else if (play.Said.Trigger == Trigger.Event)
            {
                // It only waited for the mood to pass.
                db.Remove(watch);
            }
            else if (play.Said.Trigger == Trigger.Cadence)
            {
                // What was missed while nobody looked is asked for once, not once for each period.
                var last = LocalDate.Max(Day(watch.Period), Today(await round.OfFirm()));
                (watch.Period, watch.LookAt) = await Next(play.Said, last);
            }
            else
            {
                watch.LookAt = null;
            }
        }
        await round.Save();
    }

    /// <summary>
    /// What is to be done before a date runs from when it was due to come, however late that date was known.
    /// </summary>
    private Instant From(ActivePlay play, Watch watch) =>
        play.Said.Trigger == Trigger.Date && DayOffset.TryParse(play.Said.Offset) is { Count: < 0 }
            ? watch.LookAt ?? round.Now
            : round.Now;

    /// <summary>
    /// Puts a play's eye on all records of which it may raise something, and takes it off the others; those that are due are
    /// taken up by the clock. What it watched before stays watched from then on: a state that held goes on holding.
    /// </summary>
    public async Task LookAtAll(ActivePlay play)
    {
        var expected = await Expected(play, null);
        var known = await db.Set<Watch>().Where(w => w.PlayId == play.Id).ToListAsync(round.Cancel);
        foreach (var watch in known)
        {
            if (!expected.Remove(watch.SubjectId, out var now))
            {
                db.Remove(watch);
            }
            else if (play.Said.Trigger != Trigger.State && watch.LookAt is not null)
            {
                (watch.Period, watch.LookAt) = now;
            }
        }
        foreach (var (id, (period, lookAt)) in expected)
        {
            db.Append(
                new Watch
                {
                    PlayId = play.Id,
                    SubjectId = id,
                    Period = period,
                    LookAt = lookAt,
                }
            );
        }
    }

    /// <summary>Of which records it may raise something, for which period, and when.</summary>
    /// <param name="ids">Among which; null for all.</param>
    public async Task<Dictionary<Guid, (string Period, Instant? LookAt)>> Expected(
        ActivePlay play,
        IReadOnlyCollection<Guid>? ids
    )
    {
        var holding = await round.Matching(play.Said.Of, play.Condition, ids);
        if (holding.Count == 0)
        {
            return [];
        }
        return play.Said.Trigger switch
        {
            Trigger.State => await States(play.Said, holding),
            Trigger.Cadence => await Cadences(play.Said, holding),
            _ => await Dates(play.Said, holding),
        };
    }

    private async Task<Dictionary<Guid, (string, Instant?)>> States(
        Play play,
        IReadOnlySet<Guid> holding
    )
    {
        var now = round.Now;
        var at = play.Lasts is { } lasts ? (await round.OfFirm()).Add(now, Term.Parse(lasts)) : now;
        // Each time that it begins is a period of its own, even two in one moment.
        return holding.ToDictionary(id => id, _ => (Guid.CreateVersion7().ToString(), at));
    }

    private async Task<Dictionary<Guid, (string, Instant?)>> Cadences(
        Play play,
        IReadOnlySet<Guid> holding
    )
    {
        // The period that runs now is not made up for: it begins with the next.
        var (period, at) = await Next(play, Today(await round.OfFirm()));
        return holding.ToDictionary(id => id, _ => (period, at));
    }

    private async Task<Dictionary<Guid, (string, Instant?)>> Dates(
        Play play,
        IReadOnlySet<Guid> holding
    )
    {
        var calendar = await round.OfFirm();
        var list = await round.List(play.Of);
        var cells = await list.Cells(db, holding, [play.DateField!], round.Cancel);
        // Who is known by a variant of the offset is read only where there is one.
        var clients = play.Variants.Exists(v => v.Offset is not null)
            ? (await round.Subjects.Read(list, holding, round.Cancel)).ToDictionary(
                s => s.Id,
                s => s.Client
            )
            : [];
        var found = new Dictionary<Guid, (string, Instant?)>();
        foreach (var (id, row) in cells)
        {
            var moment = row[^1].Shown;
            LocalDate? day = moment switch
            {
                LocalDate date => date,
                Instant at => at.InZone(calendar.Zone).Date,
                _ => null,
            };
            var client = clients.GetValueOrDefault(id);
            var offset = play.For(client?.Id, client?.Tier)?.Offset ?? play.Offset;
            if (day is { } date1 && DayOffset.TryParse(offset)?.From(date1, calendar) is { } comes)
            {
                found[id] = (Raising.Period(date1), calendar.Zone.AtStartOfDay(comes).ToInstant());
            }
        }
        return found;
    }

    private async Task<(string Period, Instant? LookAt)> Next(Play play, LocalDate after)
    {
        var calendar = await round.OfFirm();
        var cadence = Cadence.Read(play.Cadence).Value;
        var day = cadence.Next(play.Anchor ?? after, after, calendar.IsBusinessDay);
        return day is { } next
            ? (Raising.Period(next), calendar.Zone.AtStartOfDay(next).ToInstant())
            : (Raising.Period(after), null);
    }

    private LocalDate Today(BusinessCalendar calendar) => round.Now.InZone(calendar.Zone).Date;

    private static LocalDate Day(string period) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(period).Value;
}
