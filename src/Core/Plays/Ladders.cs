using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>Tells the next on the ladder when what a play raised slips.</summary>
internal sealed class Ladders(Round round)
{
    private readonly Db db = round.Db;

    /// <summary>Whatever is done with a commitment, its ladder follows: a later date starts it anew, a wait or an end stops it.</summary>
    public async Task Follow(Saved saved)
    {
        var touched = saved
            .Rows.Where(r => r.Type == typeof(Commitment) && r.State == EntityState.Modified)
            .Select(r => r.Id)
            .ToHashSet();
        if (touched.Count == 0)
        {
            return;
        }
        var ladders = await db.Set<Escalation>()
            .Where(e => touched.Contains(e.CommitmentId))
            .Join(db.Set<Commitment>(), e => e.CommitmentId, c => c.Id, (e, c) => new { e, c })
            .ToListAsync(round.Cancel);
        foreach (var one in ladders)
        {
            if (one.c.IsOpen && one.c.Due > round.Now)
            {
                one.e.Rung = 0;
            }
            one.e.NextAt = await NextAt(one.c, one.e.Rung);
        }
        await db.SaveChangesAsync(round.Cancel);
    }

    /// <summary>Goes one rung up. An empty seat passes it to the next.</summary>
    public async Task GoUp(Escalation ladder, Commitment owed)
    {
        if (
            !owed.IsOpen
            || owed.WaitingSince is not null
            || round.Book.Find(owed.PlayId ?? Guid.Empty) is not { } play
        )
        {
            ladder.NextAt = null;
            return;
        }
        var hears = await Hears(play.Said, owed, ladder);
        ladder.NextAt = await NextAt(owed, ladder.Rung);
        if (hears is not { } who)
        {
            return;
        }
        owed.EscalatedToId = who;
        await Steps.Add(
            db,
            owed,
            StepKind.Escalated,
            null,
            round.Cancel,
            fromOwner: owed.OwnerId,
            toOwner: who
        );
        db.Raise(Commitment.Escalated, owed, owed.ClientId);
        await Notices.Notices.Tell(
            db,
            new(who, CommitmentNotices.Slipped, owed.Text, owed.Id, owed.ClientId),
            round.Cancel
        );
    }

    private async Task<Guid?> Hears(Play play, Commitment owed, Escalation ladder)
    {
        var list = await round.List(play.Of);
        var subjects = await round.Subjects.Read(list, [owed.SubjectId!.Value], round.Cancel);
        var clients = owed.ClientId is { } client ? [client] : Array.Empty<Guid>();
        var seats = (await round.Subjects.Seats(clients, round.Cancel))[owed.ClientId ?? Guid.Empty]
            .ToList();
        var raising = new Raising(round);
        var substitutes = await round.Substitutes();
        while (ladder.Rung < play.Ladder.Count)
        {
            var rung = play.Ladder[ladder.Rung++];
            if (
                subjects is [var subject]
                && await raising.Holder(rung.Who, subject, seats) is { } holds
                // Of who is away, who stands in hears; where nobody does, she finds it when she is back.
                && (substitutes.ActsFor(holds) ?? holds) is var who
                && who != owed.OwnerId
                && await round.Subjects.Sees(who, owed.ClientId, round.Cancel)
            )
            {
                return who;
            }
        }
        return null;
    }

    private async Task<Instant?> NextAt(Commitment owed, int rung)
    {
        if (
            !owed.IsOpen
            || owed.WaitingSince is not null
            || round.Book.Find(owed.PlayId ?? Guid.Empty)?.Said.Ladder is not { } ladder
            || rung >= ladder.Count
        )
        {
            return null;
        }
        var client = owed.ClientId is { } id
            ? await db.Set<Clients.Client>()
                .Where(c => c.Id == id)
                .Select(c => new ClientFacts(c.Id, c.Name, c.Tier, c.TimeZone, c.CalendarId))
                .FirstOrDefaultAsync(round.Cancel)
            : null;
        var calendar = await round.For(client, owed.OwnerId);
        return calendar.Add(owed.Due, Term.Parse(ladder[rung].After));
    }
}
