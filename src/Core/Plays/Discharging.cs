using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;

namespace Rapport.Plays;

/// <summary>Closes what a save shows to be done.</summary>
internal sealed class Discharging(Round round)
{
    private readonly Db db = round.Db;
    private readonly Closures closures = new(round.Db);

    public async Task Follow(Saved saved)
    {
        foreach (var happened in saved.Events.Where(e => e.Origin != Origin.Import))
        {
            await By(happened, saved);
        }
        foreach (var play in round.Book.Plays.Where(p => p.Said.Discharge == Discharge.Holds))
        {
            await ByWhatHolds(play, saved);
        }
    }

    private async Task By(Event happened, Saved saved)
    {
        var plays = round
            .Book.Plays.Where(p =>
                p.Said.Discharge == Discharge.Event && p.Said.DischargeEvent == happened.Name
            )
            .ToDictionary(p => p.Id);
        if (plays.Count == 0)
        {
            return;
        }
        var about = saved
            .Rows.Where(r => r.Id == happened.SubjectId)
            .SelectMany(r => r.RefersTo)
            .Select(r => r.Id)
            .Append(happened.SubjectId)
            .ToHashSet();
        var (ids, client) = (plays.Keys.ToList(), happened.ClientId);
        var open = await db.Set<Commitment>()
            .Where(c =>
                c.State == CommitmentState.Open
                && ids.Contains(c.PlayId!.Value)
                && (about.Contains(c.SubjectId!.Value) || (client != null && c.ClientId == client))
            )
            .ToListAsync(round.Cancel);
        var kind = saved.Rows.FirstOrDefault(r => r.Id == happened.SubjectId)?.Type;
        foreach (var owed in open)
        {
            var play = plays[owed.PlayId!.Value];
            if (
                (play.Said.ByClient || about.Contains(owed.SubjectId!.Value))
                && await Shows(play, owed, happened, kind)
            )
            {
                await closures.Discharge(
                    owed,
                    happened.Occurred,
                    kind == typeof(Interaction) ? happened.SubjectId : null,
                    round.Cancel
                );
            }
        }
        await round.Save();
    }

    /// <summary>What a record for named people shows is nobody else's to know.</summary>
    private async Task<bool> Shows(ActivePlay play, Commitment owed, Event happened, Type? kind)
    {
        if (kind is null || Subjects.KindOf(kind) is not { } list)
        {
            return play.DischargeCondition is null;
        }
        var condition = play.DischargeCondition is { } said
            ? PlayWords.Filled(said, owed.OwnerId, await ColleagueOf(play, owed))
            : null;
        return (await round.Matching(list, condition, [happened.SubjectId])).Count > 0;
    }

    private async Task<Guid?> ColleagueOf(ActivePlay play, Commitment owed)
    {
        var list = await round.List(play.Said.Of);
        var found = await list.Belongings(db, [owed.SubjectId!.Value], round.Cancel);
        return found.Count > 0 ? found[0].OwnerId : null;
    }

    private async Task ByWhatHolds(ActivePlay play, Saved saved)
    {
        var list = await round.List(play.Said.Of);
        var touched = Subjects.TouchedBy(saved, list.RowType);
        if (touched.Count == 0)
        {
            return;
        }
        var open = await round.Open(play.Id, touched);
        if (open.Count == 0)
        {
            return;
        }
        var holding = await round.Matching(
            play.Said.Of,
            play.DischargeCondition,
            open.ConvertAll(c => c.SubjectId!.Value)
        );
        foreach (var owed in open.Where(c => holding.Contains(c.SubjectId!.Value)))
        {
            await closures.Discharge(owed, db.Now, null, round.Cancel);
        }
        await round.Save();
    }

    /// <summary>Closes what a play raised of these records: as done, or because it is needed no more.</summary>
    public async Task End(ActivePlay play, IReadOnlyCollection<Guid> subjects)
    {
        foreach (var owed in await round.Open(play.Id, subjects))
        {
            if (play.Said.Discharge == Discharge.StateEnds)
            {
                await closures.Discharge(owed, db.Now, null, round.Cancel);
            }
            else
            {
                await closures.NoLongerNeeded(owed, round.Cancel);
            }
        }
    }
}
