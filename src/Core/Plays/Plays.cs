using Microsoft.EntityFrameworkCore;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>What can be done with the plays of the playbook.</summary>
public sealed class Plays(Db db)
{
    /// <summary>A play of the firm's own. It raises nothing before it is switched on.</summary>
    public async Task<Result<Play>> Add(PlayDetails said, CancellationToken cancel = default)
    {
        var play = Blank(null);
        var faults = await new PlayFilling(db).Fill(play, said, cancel);
        await Circles(play, faults, cancel);
        if (faults.Any)
        {
            return Left(faults);
        }
        db.Add(play);
        db.Raise(Play.Added, play, null);
        return await db.Commit(cancel) is { } refusal ? refusal : play;
    }

    /// <summary>Another edition of a play: what it raises from now on.</summary>
    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    /// <param name="open">What becomes of those that it raised and that are open.</param>
    public async Task<Result<Play>> Change(
        Guid id,
        PlayDetails said,
        int? version,
        OpenOnes open,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } play)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != play.Version)
        {
            db.Forget();
            return Refusal.Stale;
        }
        var before = play.Trigger;
        var faults = await new PlayFilling(db).Fill(play, said, cancel);
        await Circles(play, faults, cancel);
        if (faults.Any)
        {
            return Left(faults);
        }
        if (!db.ChangeTracker.HasChanges())
        {
            return play;
        }
        play.Edition++;
        if (play.Trigger != before)
        {
            // What it had its eye on says nothing to another kind of trigger.
            db.RemoveRange(await db.Set<Watch>().Where(w => w.PlayId == id).ToListAsync(cancel));
        }
        db.Raise(Play.Changed, play, null);
        return await Placed(play, open, cancel);
    }

    /// <summary>From now on it raises; on already changes nothing.</summary>
    public async Task<Result<Play>> SwitchOn(Guid id, CancellationToken cancel = default)
    {
        if (await Load(id, cancel) is not { } play)
        {
            return Refusal.NotFound;
        }
        if (play.IsOn)
        {
            return play;
        }
        play.IsOn = true;
        var faults = new Faults();
        await Circles(play, faults, cancel);
        if (faults.Any)
        {
            return Left(faults);
        }
        db.Raise(Play.SwitchedOn, play, null);
        return await Placed(play, OpenOnes.Keep, cancel);
    }

    /// <summary>It raises nothing more; off already changes nothing.</summary>
    public async Task<Result<Play>> SwitchOff(
        Guid id,
        OpenOnes open,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } play)
        {
            return Refusal.NotFound;
        }
        if (!play.IsOn)
        {
            return play;
        }
        play.IsOn = false;
        db.Raise(Play.SwitchedOff, play, null);
        return await Placed(play, open, cancel);
    }

    /// <summary>Takes up what an import brought and what was therefore passed over; answers how many.</summary>
    public async Task<int> TakeUp(Guid id, CancellationToken cancel = default)
    {
        var passed = await db.Set<Watch>()
            .Where(w => w.PlayId == id && w.PassedOver)
            .ToListAsync(cancel);
        passed.ForEach(w => (w.PassedOver, w.LookAt) = (false, db.Now));
        await db.Commit(cancel);
        return passed.Count;
    }

    internal Play Blank(string? shipped) =>
        new()
        {
            Name = "",
            Of = "",
            Owes = "",
            Within = "",
            Shipped = shipped,
            CreatedAt = db.Now,
        };

    /// <summary>
    /// Writes it, and puts its eye anew on whatever it looks at by now. What it raised for a period it does not raise again.
    /// </summary>
    private async Task<Result<Play>> Placed(Play play, OpenOnes open, CancellationToken cancel)
    {
        var refusal = await db.Together(
            async () =>
            {
                if (await db.Commit(cancel) is { } refused)
                {
                    return refused;
                }
                await Place(play, cancel);
                await Drop(play, open, cancel);
                return null;
            },
            refused => refused is null,
            cancel
        );
        return refusal is null ? play : refusal;
    }

    internal async Task Place(Play play, CancellationToken cancel)
    {
        if (play is { IsOn: true, Trigger: Trigger.Event })
        {
            // It has its eye on nothing; what waits for a mood to pass goes on waiting.
            return;
        }
        if (!play.IsOn || ActivePlay.Of(play) is not { Watches: true } active)
        {
            var watches = await db.Set<Watch>().Where(w => w.PlayId == play.Id).ToListAsync(cancel);
            db.RemoveRange(watches);
            await db.SaveChangesAsync(cancel);
            return;
        }
        await db.Within(
            Viewer.System(Engine.Name),
            async inner =>
            {
                inner.InBulk = true;
                var round = new Round(inner, await Playbook.Of(inner, null, cancel), cancel);
                await new Watching(round).LookAtAll(active);
                await inner.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );
    }

    private async Task Drop(Play play, OpenOnes open, CancellationToken cancel)
    {
        if (open == OpenOnes.Keep)
        {
            return;
        }
        await db.Within(
            Viewer.System(Engine.Name),
            async inner =>
            {
                var owed = await inner
                    .Set<Commitment>()
                    .Where(c => c.PlayId == play.Id && c.State == CommitmentState.Open)
                    .ToListAsync(cancel);
                var closures = new Closures(inner);
                foreach (var one in owed)
                {
                    await closures.NoLongerNeeded(one, cancel);
                }
                await inner.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );
    }

    private Task<Play?> Load(Guid id, CancellationToken cancel) =>
        db.Set<Play>()
            .Include(p => p.Ladder.OrderBy(r => r.Position))
            .Include(p => p.Variants.OrderBy(v => v.Position))
            .AsSplitQuery()
            .FirstOrDefaultAsync(p => p.Id == id, cancel);

    /// <summary>Plays that feed each other would raise without end.</summary>
    private async Task Circles(Play play, Faults faults, CancellationToken cancel)
    {
        var others = await db.Set<Play>()
            .AsNoTracking()
            .Where(p => p.IsOn && p.Id != play.Id)
            .ToListAsync(cancel);
        var circle = PlayLoops.Find([.. others, play]);
        faults.If(
            circle.Any(p => p.Id == play.Id),
            "condition",
            Fault.Circular,
            string.Join(" → ", circle.Select(p => p.Name))
        );
    }

    private Refusal Left(Faults faults)
    {
        db.Forget();
        return faults.Refusal;
    }
}
