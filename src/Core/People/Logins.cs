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

    /// <summary>The login, or one and the same refusal whatever was wrong: unknown, wrong, locked, gone.</summary>
    public async Task<Result<Login>> Check(
        string? email,
        string? password,
        CancellationToken cancel
    )
    {
        var wrong = Refusal.Invalid("password", Fault.WrongPassword);
        var login = await users.FindByNameAsync(email?.Trim() ?? "");
        if (login?.PasswordHash is null)
        {
            users.PasswordHasher.HashPassword(NoOne, password ?? "");
            return wrong;
        }
        // Looked at in any case, so that a lock and a departure do not show in the time it takes.
        var right = await users.CheckPasswordAsync(login, password ?? "");
        if (IsLocked(login))
        {
            return wrong;
        }
        if (!right || !await IsHere(login, cancel))
        {
            await CountFailure(login, cancel);
            return wrong;
        }
        login.AccessFailedCount = 0;
        login.LockoutEnd = null;
        login.LastSignIn = db.Now;
        await users.UpdateAsync(login);
        return login;
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
    public async Task<Result<string>> MakeLink(
        Guid loginId,
        LinkPurpose purpose,
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
        db.Add(
            new OneTimeLink
            {
                LoginId = loginId,
                Purpose = purpose,
                Hash = Hash(secret),
                Expires = now + LinkLife,
            }
        );
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

    /// <summary>Uses the link up and sets the password; ends the login's other sessions.</summary>
    public async Task<Result<Login>> UseLink(
        string secret,
        string? password,
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

    /// <summary>Changes the password of who knows the one before; every other session ends.</summary>
    public async Task<Result<Login>> ChangePassword(
        Guid colleagueId,
        string? before,
        string? after,
        CancellationToken cancel
    )
    {
        if (await Of(colleagueId, cancel) is not { } login)
        {
            return Refusal.NotFound;
        }
        if (IsLocked(login))
        {
            return Refusal.Invalid("before", Fault.WrongPassword);
        }
        var changed = await users.ChangePasswordAsync(login, before ?? "", after ?? "");
        if (changed.Succeeded)
        {
            return login;
        }
        if (changed.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            await CountFailure(login, cancel);
            return Refusal.Invalid("before", Fault.WrongPassword);
        }
        return Refused(changed);
    }

    /// <summary>Ends every session of the login, on all machines.</summary>
    public async Task<Result<Login>> EndSessions(Guid colleagueId, CancellationToken cancel)
    {
        if (await Of(colleagueId, cancel) is not { } login)
        {
            return Refusal.NotFound;
        }
        var ended = await users.UpdateSecurityStampAsync(login);
        return ended.Succeeded ? login : Refused(ended);
    }

    private bool IsLocked(Login login) => login.LockoutEnd > db.Now.ToDateTimeOffset();

    private Task<bool> IsHere(Login login, CancellationToken cancel) =>
        db.Set<Colleague>().AnyAsync(c => c.Id == login.ColleagueId && c.Left == null, cancel);

    /// <summary>One try more that failed; too many lock the login for a while. Identity would count by the machine's clock.</summary>
    private async Task CountFailure(Login login, CancellationToken cancel)
    {
        var rules = users.Options.Lockout;
        while (true)
        {
            if (++login.AccessFailedCount >= rules.MaxFailedAccessAttempts)
            {
                login.AccessFailedCount = 0;
                login.LockoutEnd = db.Now.ToDateTimeOffset() + rules.DefaultLockoutTimeSpan;
            }
            var counted = await users.UpdateAsync(login);
            if (
                !counted.Errors.Any(e =>
                    e.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)
                )
            )
            {
                return;
            }
            // Another try failed at the same moment: both count.
            await db.Entry(login).ReloadAsync(cancel);
        }
    }

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
