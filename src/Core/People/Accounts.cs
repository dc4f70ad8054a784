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
}
