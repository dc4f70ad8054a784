using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>A line of the log as it is read.</summary>
/// <param name="Colleague">Null where nobody has the name that was typed.</param>
/// <param name="By">Who did it to somebody else.</param>
public sealed record SignInRecord(
    Guid Id,
    Instant At,
    Guid? ColleagueId,
    string? Colleague,
    Way Way,
    Outcome Outcome,
    string Address,
    string Agent,
    string? By
);

/// <summary>Where the log goes on, from the newest backwards.</summary>
public sealed record SignInPlace(Instant At, Guid Id)
{
    public static SignInPlace Of(SignInRecord record) => new(record.At, record.Id);
}

/// <summary>The log of sign-ins: who tried, when, from where, how, and what came of it.</summary>
public static class SignInLog
{
    private const int SweptAtOnce = 500;

    /// <summary>Written with the next save, so that a try and what follows from it stand together.</summary>
    public static void Note(
        this Db db,
        Guid? colleagueId,
        Way way,
        Outcome outcome,
        Caller caller
    ) =>
        db.Add(
            new SignInAttempt
            {
                At = db.Now,
                ColleagueId = colleagueId,
                Way = way,
                Outcome = outcome,
                Address = caller.Address,
                Agent = caller.Agent,
                ById = db.Viewer.ColleagueId is { } by && by != colleagueId ? by : null,
            }
        );

    /// <param name="colleagueId">Null for everybody's, which is for administrators.</param>
    public static Task<List<SignInRecord>> Page(
        Db db,
        Guid? colleagueId,
        SignInPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var found = db.Set<SignInAttempt>().AsNoTracking();
        if (colleagueId is not null)
        {
            found = found.Where(a => a.ColleagueId == colleagueId);
        }
        if (after is not null)
        {
            found = found.Where(a =>
                a.At < after.At || (a.At == after.At && a.Id.CompareTo(after.Id) < 0)
            );
        }
        return found
            .OrderByDescending(a => a.At)
            .ThenByDescending(a => a.Id)
            .Take(limit)
            .Select(a => new SignInRecord(
                a.Id,
                a.At,
                a.ColleagueId,
                db.Set<Colleague>()
                    .Where(c => c.Id == a.ColleagueId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                a.Way,
                a.Outcome,
                a.Address,
                a.Agent,
                db.Set<Colleague>().Where(c => c.Id == a.ById).Select(c => c.Name).FirstOrDefault()
            ))
            .ToListAsync(cancel);
    }

    /// <summary>Forgets what is older than it is kept, and sessions that nobody used for so long.</summary>
    public static async Task Sweep(Db db, CancellationToken cancel)
    {
        var (old, idle) = (db.Now - SignInAttempt.Life, db.Now - Session.Life);
        await db.Together(
            () => db.Sweep<SignInAttempt>(found => found.Where(a => a.At < old), cancel),
            _ => true,
            cancel
        );
        List<Session> over;
        do
        {
            over = await db.Set<Session>()
                .Where(s => s.Seen <= idle)
                .Take(SweptAtOnce)
                .ToListAsync(cancel);
            db.RemoveRange(over);
            // One that is used at this very moment stays, and with it this batch: until the next time.
            if (await db.Commit(cancel) is not null)
            {
                return;
            }
        } while (over.Count == SweptAtOnce);
    }
}
