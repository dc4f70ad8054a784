using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>Of which roles the firm asks a second factor, and by when whoever has none must have one.</summary>
public sealed class FactorRules(Db db)
{
    public Task<List<FactorRule>> Read(CancellationToken cancel = default) =>
        db.Set<FactorRule>().AsNoTracking().ToListAsync(cancel);

    /// <param name="said">The days of grace of each role that needs a second factor; the others need none.</param>
    public Task<Result<bool>> Change(
        IReadOnlyDictionary<Roles, int> said,
        CancellationToken cancel = default
    ) =>
        db.Together<Result<bool>>(
            async () =>
            {
                var faults = new Faults();
                foreach (var (role, days) in said)
                {
                    faults.If(days < 0, $"days.{role}", Fault.TooSmall);
                    faults.If(days > FactorRule.MostGraceDays, $"days.{role}", Fault.TooLarge);
                }
                if (faults.Any)
                {
                    return faults.Refusal;
                }
                await Write(said, cancel);
                if (await db.Commit(cancel) is { } refusal)
                {
                    return refusal;
                }
                await Settle(db, null, cancel);
                return true;
            },
            result => result.Done,
            cancel
        );

    private async Task Write(IReadOnlyDictionary<Roles, int> said, CancellationToken cancel)
    {
        var rules = await db.Set<FactorRule>().ToListAsync(cancel);
        foreach (var rule in rules.Where(r => !said.ContainsKey(r.Role)))
        {
            db.Remove(rule);
            db.Raise(FactorRule.Changed, rule, null);
        }
        foreach (var (role, days) in said)
        {
            var rule = rules.Find(r => r.Role == role);
            if (rule is null)
            {
                rule = new FactorRule
                {
                    Role = role,
                    GraceDays = days,
                    Since = db.Now,
                };
                db.Add(rule);
                db.Raise(FactorRule.Changed, rule, null);
            }
            else if (rule.GraceDays != days)
            {
                rule.GraceDays = days;
                db.Raise(FactorRule.Changed, rule, null);
            }
        }
    }

    /// <summary>
    /// Tells every session of a login, or of all, by when a second factor must be there: the sessions carry it, so that
    /// no request has to ask for rules and factors. Called after whatever may have changed either, in its transaction.
    /// </summary>
    internal static async Task Settle(Db db, Guid? loginId, CancellationToken cancel)
    {
        var rules = await db.Set<FactorRule>().AsNoTracking().ToListAsync(cancel);
        var logins = await db.Set<Login>()
            .Where(l =>
                loginId == null ? db.Set<Session>().Any(s => s.LoginId == l.Id) : l.Id == loginId
            )
            .Select(l => new
            {
                Login = l,
                Roles = db.Set<Colleague>()
                    .Where(c => c.Id == l.ColleagueId)
                    .Select(c => c.Roles)
                    .FirstOrDefault(),
                HasFactor = db.Set<Authenticator>().Any(a => a.LoginId == l.Id)
                    || db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == l.Id),
            })
            .ToListAsync(cancel);
        var by = new Dictionary<Guid, Instant?>();
        foreach (var found in logins)
        {
            var grace = rules
                .Where(r => found.Roles.HasFlag(r.Role))
                .Select(r => (int?)r.GraceDays)
                .Min();
            // Whoever has set one up and lets it go again does not begin the days anew.
            found.Login.FactorAsked =
                grace is null ? null
                : found.HasFactor ? found.Login.FactorAsked
                : found.Login.FactorAsked ?? db.Now;
            by[found.Login.Id] =
                grace is { } days && !found.HasFactor
                    ? found.Login.FactorAsked + Duration.FromDays(days)
                    : null;
        }
        var sessions = await db.Set<Session>()
            .Where(s => loginId == null || s.LoginId == loginId)
            .ToListAsync(cancel);
        foreach (var session in sessions.Where(s => db.Entry(s).State != EntityState.Deleted))
        {
            session.FactorBy = by.GetValueOrDefault(session.LoginId);
        }
        await db.SaveChangesAsync(cancel);
    }
}
