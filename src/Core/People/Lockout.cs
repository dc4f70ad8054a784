using Microsoft.AspNetCore.Identity;
using Rapport.Data;

namespace Rapport.People;

/// <summary>Too many wrong tries lock a login for a while, whatever was tried. Identity would count by the machine's clock.</summary>
internal static class Lockout
{
    public static bool IsLocked(this Db db, Login login) =>
        login.LockoutEnd > db.Now.ToDateTimeOffset();

    /// <summary>One try more that failed.</summary>
    public static Task CountFailure(
        this Db db,
        UserManager<Login> users,
        Login login,
        CancellationToken cancel
    )
    {
        var rules = users.Options.Lockout;
        return Save(
            db,
            users,
            login,
            () =>
            {
                if (++login.AccessFailedCount >= rules.MaxFailedAccessAttempts)
                {
                    login.AccessFailedCount = 0;
                    login.LockoutEnd = db.Now.ToDateTimeOffset() + rules.DefaultLockoutTimeSpan;
                }
            },
            cancel
        );
    }

    /// <summary>It was right: what went wrong before is forgotten.</summary>
    public static Task Forgive(
        this Db db,
        UserManager<Login> users,
        Login login,
        CancellationToken cancel
    ) =>
        Save(
            db,
            users,
            login,
            () =>
            {
                login.AccessFailedCount = 0;
                login.LockoutEnd = null;
                login.LastSignIn = db.Now;
            },
            cancel
        );

    private static async Task Save(
        Db db,
        UserManager<Login> users,
        Login login,
        Action change,
        CancellationToken cancel
    )
    {
        while (true)
        {
            change();
            var saved = await users.UpdateAsync(login);
            if (!saved.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)))
            {
                return;
            }
            // Another try came at the same moment: both count.
            await db.Entry(login).ReloadAsync(cancel);
        }
    }
}
