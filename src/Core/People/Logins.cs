using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>Signing in: passwords with lockout, and one-time links that let a password be chosen.</summary>
public sealed class Logins(Db db, UserManager<Login> users)
{
    private static readonly Duration LinkLife = Duration.FromDays(3);
    private const int SecretLength = 32;

    /// <summary>A login that no name has, so that an unknown name takes as long as a wrong password.</summary>
    private static readonly Login NoOne = new() { UserName = "no one" };

    /// <summary>
    /// The login whose password this is, or one and the same refusal whatever was wrong: unknown, wrong, locked, gone.
    /// Nobody is in yet: see <see cref="Enter"/>.
    /// </summary>
    public async Task<Result<Login>> Check(
        string? email,
        string? password,
        Caller caller,
        CancellationToken cancel
    )
    {
        var wrong = Refusal.Invalid("password", Fault.WrongPassword);
        var login = await users.FindByNameAsync(email?.Trim() ?? "");
        if (login?.PasswordHash is null)
        {
            users.PasswordHasher.HashPassword(NoOne, password ?? "");
            db.Note(login?.ColleagueId, Way.Password, Outcome.Unknown, caller);
            await db.SaveChangesAsync(cancel);
            return wrong;
        }
        // Looked at in any case, so that a lock and a departure do not show in the time it takes.
        var right = await users.CheckPasswordAsync(login, password ?? "");
        if (db.IsLocked(login))
        {
            db.Note(login.ColleagueId, Way.Password, Outcome.Locked, caller);
            await db.SaveChangesAsync(cancel);
            return wrong;
        }
        if (right && await IsHere(login, cancel))
        {
            return login;
        }
        db.Note(
            login.ColleagueId,
            Way.Password,
            right ? Outcome.Gone : Outcome.WrongPassword,
            caller
        );
        await db.CountFailure(users, login, cancel);
        return wrong;
    }

    /// <summary>Begins a session of who has shown all that is asked for.</summary>
    public async Task<Session> Enter(
        Login login,
        Proof proof,
        Way way,
        Caller caller,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        var session = new Session
        {
            LoginId = login.Id,
            Proof = proof,
            Began = now,
            Seen = now,
            Proven = now,
            Address = caller.Address,
            Agent = caller.Agent,
        };
        db.Add(session);
        db.Note(login.ColleagueId, way, Outcome.In, caller);
        await db.Forgive(users, login, cancel);
        await FactorRules.Settle(db, login.Id, cancel);
        return session;
    }

    /// <summary>The password was right, and the second step is still to come.</summary>
    public Task NoteHalfWay(Login login, Caller caller, CancellationToken cancel)
    {
        db.Note(login.ColleagueId, Way.Password, Outcome.HalfWay, caller);
        return db.SaveChangesAsync(cancel);
    }

    /// <summary>Begins a session of whoever showed a passkey, unless she has left. It cannot be guessed, so a lock does not hold it up.</summary>
    public async Task<Session?> EnterByPasskey(
        Login? login,
        Proof proof,
        Caller caller,
        CancellationToken cancel
    )
    {
        if (login is not null && await IsHere(login, cancel))
        {
            return await Enter(login, proof, Way.Passkey, caller, cancel);
        }
        db.Note(
            login?.ColleagueId,
            Way.Passkey,
            login is null ? Outcome.WrongPasskey : Outcome.Gone,
            caller
        );
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>The login that is half way in, as long as its password is the one that was given.</summary>
    public Task<Login?> HalfWay(Guid id, string? stamp, CancellationToken cancel) =>
        db.Set<Login>().FirstOrDefaultAsync(l => l.Id == id && l.SecurityStamp == stamp, cancel);

    /// <summary>Shows once more by the password who is there.</summary>
    public async Task<Result<Way>> Prove(
        Login login,
        string? password,
        Caller caller,
        CancellationToken cancel
    )
    {
        var right =
            login.PasswordHash is not null
            && await users.CheckPasswordAsync(login, password ?? "")
            && !db.IsLocked(login);
        if (right)
        {
            return Way.Password;
        }
        if (db.IsLocked(login))
        {
            db.Note(login.ColleagueId, Way.Password, Outcome.Locked, caller);
            await db.SaveChangesAsync(cancel);
        }
        else
        {
            db.Note(login.ColleagueId, Way.Password, Outcome.WrongPassword, caller);
            await db.CountFailure(users, login, cancel);
        }
        return Refusal.Invalid("password", Fault.WrongPassword);
    }

    /// <summary>A passkey was shown before a dangerous act, and was not taken.</summary>
    public Task NoteWrongPasskey(Login login, Caller caller, CancellationToken cancel)
    {
        db.Note(login.ColleagueId, Way.Passkey, Outcome.WrongPasskey, caller);
        return db.SaveChangesAsync(cancel);
    }

    /// <summary>The colleague has read that an administrator took the second factors away.</summary>
    public async Task<Result<bool>> Acknowledge(Guid colleagueId, CancellationToken cancel)
    {
        if (await Of(colleagueId, cancel) is not { } login)
        {
            return Refusal.NotFound;
        }
        (login.FactorsTaken, login.FactorsTakenById) = (null, null);
        return await db.Commit(cancel) is { } refusal ? refusal : true;
    }

    public Task<bool> AnyExists(CancellationToken cancel) => db.Set<Login>().AnyAsync(cancel);

    /// <summary>Gives a colleague a login; without a password it waits for a one-time link.</summary>
    public async Task<Result<Login>> Give(Colleague colleague, string? password)
    {
        if (colleague.Email is null)
        {
            return Refusal.Invalid("email", Fault.Required);
        }
        var login = new Login
        {
            Id = Guid.CreateVersion7(),
            ColleagueId = colleague.Id,
            UserName = colleague.Email,
            Email = colleague.Email,
            LockoutEnabled = true,
        };
        var made = password is null
            ? await users.CreateAsync(login)
            : await users.CreateAsync(login, password);
        return made.Succeeded ? login : Refused(made);
    }

    /// <summary>Makes a link; answers its secret, which is kept nowhere. An older link of the login ends.</summary>
    /// <param name="hand">Adds to the same save what hands it over.</param>
    public async Task<Result<string>> MakeLink(
        Guid loginId,
        LinkPurpose purpose,
        Action<OneTimeLink, string>? hand,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        foreach (
            var older in await db.Set<OneTimeLink>()
                .Where(l => l.LoginId == loginId && l.UsedAt == null)
                .ToListAsync(cancel)
        )
        {
            older.UsedAt = now;
        }
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength));
        var link = new OneTimeLink
        {
            LoginId = loginId,
            Purpose = purpose,
            Hash = Hash(secret),
            Expires = now + LinkLife,
        };
        db.Add(link);
        hand?.Invoke(link, secret);
        return await db.Commit(cancel) is { } refusal ? refusal : secret;
    }

    /// <summary>The name behind a link that is still good; null otherwise.</summary>
    public async Task<string?> NameBehind(string secret, CancellationToken cancel) =>
        await Find(secret, cancel) is { } link
            ? await db.Set<Login>()
                .Where(l => l.Id == link.LoginId)
                .Select(l => l.Email)
                .FirstOrDefaultAsync(cancel)
            : null;

    /// <summary>Uses the link up and sets the password; ends the login's sessions.</summary>
    public async Task<Result<Login>> UseLink(
        string secret,
        string? password,
        Caller caller,
        CancellationToken cancel
    )
    {
        if (
            await Find(secret, cancel) is not { } link
            || await users.FindByIdAsync(link.LoginId.ToString()) is not { } login
        )
        {
            return Refusal.NotFound;
        }
        foreach (var validator in users.PasswordValidators)
        {
            var valid = await validator.ValidateAsync(users, login, password ?? "");
            if (!valid.Succeeded)
            {
                return Refused(valid);
            }
        }
        return await db.Together<Result<Login>>(
            async () =>
            {
                link.UsedAt = db.Now;
                db.Raise(OneTimeLink.Used, link, null);
                login.PasswordHash = users.PasswordHasher.HashPassword(login, password!);
                login.LockoutEnd = null;
                login.AccessFailedCount = 0;
                await new Sessions(db).Drop(login.ColleagueId, null, caller, cancel);
                var set = await users.UpdateSecurityStampAsync(login);
                return set.Succeeded ? login : Refused(set);
            },
            result => result.Done,
            cancel
        );
    }

    /// <summary>The colleague's login; null for one who cannot sign in.</summary>
    public Task<Login?> Of(Guid colleagueId, CancellationToken cancel) =>
        db.Set<Login>().FirstOrDefaultAsync(l => l.ColleagueId == colleagueId, cancel);

    /// <summary>Changes the password of who knows the one before; every session but the one kept ends.</summary>
    public async Task<Result<Login>> ChangePassword(
        Guid colleagueId,
        string? before,
        string? after,
        Guid? keep,
        Caller caller,
        CancellationToken cancel
    )
    {
        if (await Of(colleagueId, cancel) is not { } login)
        {
            return Refusal.NotFound;
        }
        if (db.IsLocked(login))
        {
            db.Note(colleagueId, Way.Password, Outcome.Locked, caller);
            await db.SaveChangesAsync(cancel);
            return Refusal.Invalid("before", Fault.WrongPassword);
        }
        var changed = await users.ChangePasswordAsync(login, before ?? "", after ?? "");
        if (changed.Succeeded)
        {
            var ended = await new Sessions(db).EndOthers(colleagueId, keep, caller, cancel);
            return ended.Done ? login : ended.Refusal!;
        }
        if (changed.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            db.Note(colleagueId, Way.Password, Outcome.WrongPassword, caller);
            await db.CountFailure(users, login, cancel);
            return Refusal.Invalid("before", Fault.WrongPassword);
        }
        return Refused(changed);
    }

    private Task<bool> IsHere(Login login, CancellationToken cancel) =>
        db.Set<Colleague>().AnyAsync(c => c.Id == login.ColleagueId && c.Left == null, cancel);

    private async Task<OneTimeLink?> Find(string secret, CancellationToken cancel)
    {
        var (hash, now) = (Hash(secret), db.Now);
        // Who has left the firm has no way in any more, also not by a link handed over before.
        var link = await db.Set<OneTimeLink>()
            .FirstOrDefaultAsync(
                l =>
                    l.Hash == hash
                    && db.Set<Login>()
                        .Any(login =>
                            login.Id == l.LoginId
                            && db.Set<Colleague>()
                                .Any(c => c.Id == login.ColleagueId && c.Left == null)
                        ),
                cancel
            );
        return link is not null && link.IsGood(now) ? link : null;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static Refusal Refused(IdentityResult result) =>
        result.Errors.Any(e => e.Code.StartsWith("Password", StringComparison.Ordinal))
            ? Refusal.Invalid("password", Fault.WeakPassword)
        : result.Errors.Any(e => e.Code.StartsWith("Duplicate", StringComparison.Ordinal))
            ? Refusal.Invalid("email", Fault.Taken)
        : result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? Refusal.Stale
        : Refusal.Invalid("email", Fault.NotAnEmail);
}
