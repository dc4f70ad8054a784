using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Its credential's id in base64url.</param>
/// <param name="Synced">Kept by a provider beyond the one device.</param>
public sealed record PasskeyRecord(string Id, string? Name, Instant Since, bool Synced);

/// <summary>
/// What can be done with passkeys. Each was made with its owner verified by the device, so that one alone shows both
/// possession and person: it counts as two factors. The framework does the cryptography.
/// </summary>
public sealed class Passkeys(Db db, UserManager<Login> users, SecondFactors factors)
{
    public const int NameLength = 60;
    public const int Most = 20;

    public async Task<IReadOnlyList<PasskeyRecord>> Of(
        Guid colleagueId,
        CancellationToken cancel = default
    ) =>
        await Find(colleagueId, cancel) is { } login
            ?
            [
                .. (await users.GetPasskeysAsync(login))
                    .OrderBy(p => p.CreatedAt)
                    .Select(p => new PasskeyRecord(
                        Base64Url.EncodeToString(p.CredentialId),
                        p.Name,
                        Instant.FromDateTimeOffset(p.CreatedAt),
                        p.IsBackedUp
                    )),
            ]
            : [];

    /// <summary>Keeps a passkey that the framework has attested. Answers recovery codes when these are the first.</summary>
    public Task<Result<string[]>> Keep(
        Guid colleagueId,
        UserPasskeyInfo made,
        string? name,
        Guid? keep,
        Caller caller,
        CancellationToken cancel = default
    ) =>
        Together<string[]>(
            colleagueId,
            async (login, colleague) =>
            {
                var faults = new Faults();
                made.Name = faults.Text("name", name, NameLength, required: true);
                faults.If(
                    (await users.GetPasskeysAsync(login)).Count >= Most,
                    "name",
                    Fault.TooMany,
                    $"{Most}"
                );
                if (faults.Any)
                {
                    return faults.Refusal;
                }
                db.Raise(Colleague.PasskeyAdded, colleague, null);
                string[] codes = await db.Set<RecoverySheet>()
                    .AnyAsync(s => s.LoginId == login.Id, cancel)
                    ? []
                    : await factors.WriteCodes(login.Id, cancel);
                var added = await users.AddOrUpdatePasskeyAsync(login, made);
                return !added.Succeeded ? Refusal.Stale
                    : await factors.Settled(login, keep, caller, cancel) is { } refusal ? refusal
                    : codes;
            },
            cancel
        );

    public Task<Result<Login>> Rename(
        Guid colleagueId,
        string id,
        string? name,
        CancellationToken cancel = default
    ) =>
        Together<Login>(
            colleagueId,
            async (login, _) =>
            {
                if (await FindOne(login, id) is not { } passkey)
                {
                    return Refusal.NotFound;
                }
                var faults = new Faults();
                passkey.Name = faults.Text("name", name, NameLength, required: true);
                if (faults.Any)
                {
                    return faults.Refusal;
                }
                var renamed = await users.AddOrUpdatePasskeyAsync(login, passkey);
                return renamed.Succeeded ? login : Refusal.Stale;
            },
            cancel
        );

    /// <summary>Lets a passkey go, but never the last way in; the other sessions end.</summary>
    public Task<Result<Login>> Remove(
        Guid colleagueId,
        string id,
        Guid? keep,
        Caller caller,
        CancellationToken cancel = default
    ) =>
        Together<Login>(
            colleagueId,
            async (login, colleague) =>
            {
                if (await FindOne(login, id) is not { } passkey)
                {
                    return Refusal.NotFound;
                }
                if (login.PasswordHash is null && (await users.GetPasskeysAsync(login)).Count == 1)
                {
                    return Refusal.Invalid("passkey", Fault.LastWayIn);
                }
                db.Raise(Colleague.PasskeyRemoved, colleague, null);
                var removed = await users.RemovePasskeyAsync(login, passkey.CredentialId);
                return !removed.Succeeded ? Refusal.Stale
                    : await factors.Settled(login, keep, caller, cancel) is { } refusal ? refusal
                    : login;
            },
            cancel
        );

    /// <summary>Passkeys alone from now on. An administrator's link still sets a new password.</summary>
    public Task<Result<Login>> DropPassword(
        Guid colleagueId,
        Guid? keep,
        Caller caller,
        CancellationToken cancel = default
    ) =>
        Together<Login>(
            colleagueId,
            async (login, colleague) =>
            {
                if ((await users.GetPasskeysAsync(login)).Count == 0)
                {
                    return Refusal.Invalid("password", Fault.LastWayIn);
                }
                db.Raise(Colleague.PasswordDropped, colleague, null);
                var dropped = await users.RemovePasswordAsync(login);
                return !dropped.Succeeded ? Refusal.Stale
                    : await factors.Settled(login, keep, caller, cancel) is { } refusal ? refusal
                    : login;
            },
            cancel
        );

    private Task<Result<T>> Together<T>(
        Guid colleagueId,
        Func<Login, Colleague, Task<Result<T>>> act,
        CancellationToken cancel
    ) =>
        db.Together<Result<T>>(
            async () =>
                await Find(colleagueId, cancel) is { } login
                && await db.Set<Colleague>().FirstOrDefaultAsync(c => c.Id == colleagueId, cancel)
                    is { } colleague
                    ? await act(login, colleague)
                    : Refusal.NotFound,
            result => result.Done,
            cancel
        );

    private async Task<UserPasskeyInfo?> FindOne(Login login, string id) =>
        Base64Url.IsValid(id)
            ? await users.GetPasskeyAsync(login, Base64Url.DecodeFromChars(id))
            : null;

    private Task<Login?> Find(Guid colleagueId, CancellationToken cancel) =>
        db.Set<Login>().FirstOrDefaultAsync(l => l.ColleagueId == colleagueId, cancel);
}
