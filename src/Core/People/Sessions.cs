using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>A session as the list of them shows it.</summary>
public sealed record SessionRecord(
    Guid Id,
    Instant Began,
    Instant Seen,
    Proof Proof,
    string Address,
    string Agent
);

/// <summary>What can be done with sessions. One that is ended is refused at its next request.</summary>
public sealed class Sessions(Db db)
{
    /// <summary>The colleague's, the one last used first.</summary>
    public Task<List<SessionRecord>> Of(Guid colleagueId, CancellationToken cancel = default) =>
        Own(colleagueId)
            .AsNoTracking()
            .OrderByDescending(s => s.Seen)
            .ThenBy(s => s.Id)
            .Select(s => new SessionRecord(s.Id, s.Began, s.Seen, s.Proof, s.Address, s.Agent))
            .ToListAsync(cancel);

    /// <summary>Ends one of the colleague's sessions; one that is over already is no fault.</summary>
    public async Task<Result<bool>> End(
        Guid colleagueId,
        Guid id,
        Outcome outcome,
        Caller caller,
        CancellationToken cancel = default
    )
    {
        if (await Own(colleagueId).FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } session)
        {
            return Refusal.NotFound;
        }
        Remove(session, colleagueId, outcome, caller);
        return await db.Commit(cancel) is { } refusal ? refusal : true;
    }

    /// <summary>Ends all of the colleague's sessions but this one; all where it is null. Answers how many.</summary>
    public async Task<Result<int>> EndOthers(
        Guid colleagueId,
        Guid? keep,
        Caller caller,
        CancellationToken cancel = default
    )
    {
        var count = await Drop(colleagueId, keep, caller, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : count;
    }

    /// <summary>The same, as a part of an act that saves by itself.</summary>
    internal async Task<int> Drop(
        Guid colleagueId,
        Guid? keep,
        Caller caller,
        CancellationToken cancel
    )
    {
        var others = await Own(colleagueId).Where(s => s.Id != keep).ToListAsync(cancel);
        foreach (var session in others)
        {
            Remove(session, colleagueId, Outcome.Ended, caller);
        }
        return others.Count;
    }

    /// <summary>It was shown just now who is there.</summary>
    public async Task MarkProven(Guid id, Guid colleagueId, Way way, Caller caller)
    {
        Refusal? overtaken;
        do
        {
            if (await db.Set<Session>().FirstOrDefaultAsync(s => s.Id == id) is not { } session)
            {
                return;
            }
            session.Proven = db.Now;
            db.Note(colleagueId, way, Outcome.Proven, caller);
            overtaken = await db.Commit();
        } while (overtaken is not null);
    }

    /// <summary>Keeps when each was last used.</summary>
    public static async Task KeepSeen(
        Db db,
        IReadOnlyDictionary<Guid, Instant> seen,
        CancellationToken cancel
    )
    {
        foreach (var ids in seen.Keys.Chunk(500))
        {
            var sessions = await db.Set<Session>()
                .Where(s => ids.Contains(s.Id))
                .ToListAsync(cancel);
            foreach (var session in sessions)
            {
                session.Seen = Instant.Max(session.Seen, seen[session.Id]);
            }
            // Where one of them ended meanwhile, the others are told of again at their next request.
            await db.Commit(cancel);
            db.Forget();
        }
    }

    private void Remove(Session session, Guid colleagueId, Outcome outcome, Caller caller)
    {
        db.Remove(session);
        db.Note(colleagueId, WayOf(session.Proof), outcome, caller);
    }

    private static Way WayOf(Proof proof) =>
        proof switch
        {
            Proof.Passkey or Proof.PasswordAndPasskey => Way.Passkey,
            Proof.PasswordAndCode => Way.Code,
            Proof.PasswordAndRecoveryCode => Way.RecoveryCode,
            Proof.Link => Way.Link,
            _ => Way.Password,
        };

    private IQueryable<Session> Own(Guid colleagueId) =>
        db.Set<Session>()
            .Where(s =>
                db.Set<Login>().Any(l => l.Id == s.LoginId && l.ColleagueId == colleagueId)
            );
}
