using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>A colleague together with the login: both or neither.</summary>
public sealed class Accounts(Db db, Colleagues colleagues, Logins logins)
{
    /// <param name="password">Null to invite by a one-time link.</param>
    public Task<Result<Login>> Add(
        ColleagueDetails said,
        string? password,
        CancellationToken cancel = default
    ) =>
        db.Together<Result<Login>>(
            async () =>
            {
                var colleague = await colleagues.Add(said, cancel);
                return colleague.Done
                    ? await logins.Give(colleague.Value, password)
                    : colleague.Refusal!;
            },
            result => result.Done,
            cancel
        );

    /// <summary>A link by which a colleague may choose a password; gives a login to one who has none. The secret is shown once.</summary>
    /// <param name="hand">
    /// Hands it over within the transaction in which it is made, such as by mail; told what it is for and until when it is
    /// good.
    /// </param>
    public Task<Result<string>> Invite(
        Guid colleagueId,
        Action<Colleague, OneTimeLink, string>? hand = null,
        CancellationToken cancel = default
    ) =>
        db.Together<Result<string>>(
            async () =>
            {
                if (
                    await db.Set<Colleague>()
                        .FirstOrDefaultAsync(c => c.Id == colleagueId && c.Left == null, cancel)
                    is not { } colleague
                )
                {
                    return Refusal.NotFound;
                }
                var login = await logins.Of(colleagueId, cancel);
                if (login is null)
                {
                    var given = await logins.Give(colleague, null);
                    if (!given.Done)
                    {
                        return given.Refusal!;
                    }
                    login = given.Value;
                }
                db.Raise(Colleague.Invited, colleague, null);
                return await logins.MakeLink(
                    login.Id,
                    login.PasswordHash is null ? LinkPurpose.Invitation : LinkPurpose.Reset,
                    hand is null ? null : (link, secret) => hand(colleague, link, secret),
                    cancel
                );
            },
            result => result.Done,
            cancel
        );
}
