using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>What a login has beside its password.</summary>
/// <param name="Since">Since when an app shows codes for it; null without one.</param>
/// <param name="CodesLeft">Of the ten recovery codes; null where none were made.</param>
public sealed record FactorsRecord(
    Guid LoginId,
    bool HasPassword,
    Instant? Since,
    int? CodesLeft,
    int Passkeys
);

/// <summary>What the second step of a sign-in may be.</summary>
public sealed record SecondStep(bool Code, bool Passkey)
{
    public bool IsAsked => Code || Passkey;
}

/// <summary>Codes of an app and recovery codes: set up, asked for, taken away.</summary>
public sealed class SecondFactors(Db db, UserManager<Login> users, ISealSecrets seal)
{
    public Task<FactorsRecord?> Of(Guid colleagueId, CancellationToken cancel = default) =>
        db.Set<Login>()
            .Where(l => l.ColleagueId == colleagueId)
            .Select(l => new FactorsRecord(
                l.Id,
                l.PasswordHash != null,
                db.Set<Authenticator>()
                    .Where(a => a.LoginId == l.Id)
                    .Select(a => (Instant?)a.Since)
                    .FirstOrDefault(),
                db.Set<RecoverySheet>()
                    .Where(s => s.LoginId == l.Id)
                    .Select(s => (int?)db.Set<RecoveryCode>().Count(c => c.SheetId == s.Id))
                    .FirstOrDefault(),
                db.Set<IdentityUserPasskey<Guid>>().Count(p => p.UserId == l.Id)
            ))
            .FirstOrDefaultAsync(cancel);

    /// <summary>
    /// What is asked after the right password: codes of an app wherever there is one; a passkey where the firm asks for
    /// a second factor and there is nothing else.
    /// </summary>
    public async Task<SecondStep> Asked(Login login, CancellationToken cancel)
    {
        var has = (await Of(login.ColleagueId, cancel))!;
        var roles = await db.Set<Colleague>()
            .Where(c => c.Id == login.ColleagueId)
            .Select(c => c.Roles)
            .FirstAsync(cancel);
        var rules = await db.Set<FactorRule>().Select(r => r.Role).ToListAsync(cancel);
        var asked =
            has.Since is not null || (has.Passkeys > 0 && rules.Exists(r => roles.HasFlag(r)));
        return new(
            asked && (has.Since is not null || has.CodesLeft > 0),
            asked && has.Passkeys > 0
        );
    }

    /// <summary>A secret to be shown once and confirmed by a code. Nothing is kept yet.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(Totp.SecretLength);

    /// <summary>Keeps an app whose code was right; one from before is replaced. Answers recovery codes when these are the first.</summary>
    public Task<Result<string[]>> Add(
        Guid colleagueId,
        byte[] secret,
        string? code,
        Guid? keep,
        Caller caller,
        CancellationToken cancel = default
    ) =>
        db.Together<Result<string[]>>(
            async () =>
            {
                if (await Find(colleagueId, cancel) is not { } login)
                {
                    return Refusal.NotFound;
                }
                if (Totp.Match(secret, Digits(code), db.Now, null) is not { } step)
                {
                    return Refusal.Invalid("code", Fault.WrongCode);
                }
                await Remove(login.Id, cancel);
                // A unique index looks at each row by itself: the one before has to be gone.
                if (await db.Commit(cancel) is { } stale)
                {
                    return stale;
                }
                var added = new Authenticator
                {
                    LoginId = login.Id,
                    Since = db.Now,
                    Kept = seal.Seal(Convert.ToBase64String(secret)),
                    UsedStep = step,
                };
                db.Add(added);
                db.Raise(Authenticator.Added, added, null);
                string[] codes = await db.Set<RecoverySheet>()
                    .AnyAsync(s => s.LoginId == login.Id, cancel)
                    ? []
                    : await WriteCodes(login.Id, cancel);
                return await Settled(login, keep, caller, cancel) is { } refusal ? refusal : codes;
            },
            result => result.Done,
            cancel
        );

    /// <summary>Lets the app go; the other sessions end.</summary>
    public Task<Result<Login>> RemoveAuthenticator(
        Guid colleagueId,
        Guid? keep,
        Caller caller,
        CancellationToken cancel = default
    ) =>
        db.Together<Result<Login>>(
            async () =>
            {
                if (await Find(colleagueId, cancel) is not { } login)
                {
                    return Refusal.NotFound;
                }
                await Remove(login.Id, cancel);
                if (
                    !await db.Set<IdentityUserPasskey<Guid>>()
                        .AnyAsync(p => p.UserId == login.Id, cancel)
                )
                {
                    await DropCodes(login.Id, cancel);
                }
                return await Settled(login, keep, caller, cancel) is { } refusal ? refusal : login;
            },
            result => result.Done,
            cancel
        );

    /// <summary>An administrator takes everything but the password away: the phone is lost. The colleague is told at the next sign-in.</summary>
    public Task<Result<Login>> TakeAway(
        Guid colleagueId,
        Caller caller,
        CancellationToken cancel = default
    ) =>
        db.Together<Result<Login>>(
            async () =>
            {
                if (
                    await Find(colleagueId, cancel) is not { } login
                    || await db.Set<Colleague>()
                        .FirstOrDefaultAsync(c => c.Id == colleagueId, cancel)
                        is not { } colleague
                )
                {
                    return Refusal.NotFound;
                }
                await Remove(login.Id, cancel);
                await DropCodes(login.Id, cancel);
                db.RemoveRange(
                    await db.Set<IdentityUserPasskey<Guid>>()
                        .Where(p => p.UserId == login.Id)
                        .ToListAsync(cancel)
                );
                if (db.ChangeTracker.HasChanges())
                {
                    login.FactorAsked = null;
                    login.FactorsTaken = db.Now;
                    login.FactorsTakenById = db.Viewer.ColleagueId;
                    db.Raise(Colleague.FactorsTaken, colleague, null);
                    db.Note(colleagueId, Way.Code, Outcome.FactorsTaken, caller);
                }
                return await Settled(login, null, caller, cancel) is { } refusal ? refusal : login;
            },
            result => result.Done,
            cancel
        );

    /// <summary>Ten new recovery codes; those before are no longer good.</summary>
    public Task<Result<string[]>> MakeCodes(Guid colleagueId, CancellationToken cancel = default) =>
        db.Together<Result<string[]>>(
            async () =>
            {
                if (
                    await Of(colleagueId, cancel) is not { } has
                    || (has.Since is null && has.Passkeys == 0)
                )
                {
                    return Refusal.NotFound;
                }
                await DropCodes(has.LoginId, cancel);
                if (await db.Commit(cancel) is { } stale)
                {
                    return stale;
                }
                var codes = await WriteCodes(has.LoginId, cancel);
                return await db.Commit(cancel) is { } refusal ? refusal : codes;
            },
            result => result.Done,
            cancel
        );

    /// <summary>Uses a code of the app, or a recovery code. Wrong ones count towards the lock; each is good once.</summary>
    public async Task<Result<Way>> Use(
        Login login,
        string? typed,
        Caller caller,
        CancellationToken cancel = default
    )
    {
        var wrong = Refusal.Invalid("code", Fault.WrongCode);
        if (db.IsLocked(login))
        {
            db.Note(login.ColleagueId, Way.Code, Outcome.Locked, caller);
            await db.SaveChangesAsync(cancel);
            return wrong;
        }
        var hash = RecoveryCode.HashOf(typed);
        var way = hash is null ? Way.Code : Way.RecoveryCode;
        var good = hash is null
            ? await UseStep(login, Digits(typed), cancel)
            : await UseRecovery(login, hash, cancel);
        // Two who send the same code at once change the same row: the second is told that it is stale, and is wrong.
        if (good && await db.Commit(cancel) is null)
        {
            return way;
        }
        db.Note(login.ColleagueId, way, Outcome.WrongCode, caller);
        await db.CountFailure(users, (await Find(login.ColleagueId, cancel))!, cancel);
        return wrong;
    }

    private async Task<bool> UseStep(Login login, string digits, CancellationToken cancel)
    {
        if (
            await db.Set<Authenticator>().FirstOrDefaultAsync(a => a.LoginId == login.Id, cancel)
                is not { } app
            || seal.Open(app.Kept) is not { } secret
            || Totp.Match(Convert.FromBase64String(secret), digits, db.Now, app.UsedStep)
                is not { } step
        )
        {
            return false;
        }
        app.UsedStep = step;
        return true;
    }

    private async Task<bool> UseRecovery(Login login, byte[] hash, CancellationToken cancel)
    {
        var code = await db.Set<RecoveryCode>()
            .FirstOrDefaultAsync(
                c =>
                    c.Hash == hash
                    && db.Set<RecoverySheet>().Any(s => s.Id == c.SheetId && s.LoginId == login.Id),
                cancel
            );
        if (code is null)
        {
            return false;
        }
        db.Remove(code);
        return true;
    }

    private async Task Remove(Guid loginId, CancellationToken cancel)
    {
        if (
            await db.Set<Authenticator>().FirstOrDefaultAsync(a => a.LoginId == loginId, cancel) is
            { } app
        )
        {
            db.Raise(Authenticator.Removed, app, null);
            db.Remove(app);
        }
    }

    private async Task DropCodes(Guid loginId, CancellationToken cancel) =>
        db.RemoveRange(
            await db.Set<RecoverySheet>().Where(s => s.LoginId == loginId).ToListAsync(cancel)
        );

    internal async Task<string[]> WriteCodes(Guid loginId, CancellationToken cancel)
    {
        var sheet = new RecoverySheet { LoginId = loginId, Since = db.Now };
        db.Add(sheet);
        db.Raise(RecoverySheet.Made, sheet, null);
        string[] codes =
        [
            .. Enumerable.Range(0, RecoverySheet.Codes).Select(_ => RecoveryCode.Make()),
        ];
        db.AddRange(
            codes.Select(c => new RecoveryCode
            {
                SheetId = sheet.Id,
                Hash = RecoveryCode.HashOf(c)!,
            })
        );
        return codes;
    }

    /// <summary>After any change of factors: the other sessions end, and this one learns what is still asked.</summary>
    internal async Task<Refusal?> Settled(
        Login login,
        Guid? keep,
        Caller caller,
        CancellationToken cancel
    )
    {
        await new Sessions(db).Drop(login.ColleagueId, keep, caller, cancel);
        if (await db.Commit(cancel) is { } refusal)
        {
            return refusal;
        }
        await FactorRules.Settle(db, login.Id, cancel);
        return null;
    }

    private Task<Login?> Find(Guid colleagueId, CancellationToken cancel) =>
        db.Set<Login>().FirstOrDefaultAsync(l => l.ColleagueId == colleagueId, cancel);

    private static string Digits(string? typed) =>
        string.Concat((typed ?? "").Where(char.IsAsciiDigit));
}
