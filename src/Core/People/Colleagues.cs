using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>What may be said of a colleague.</summary>
public sealed record ColleagueDetails
{
    [Required]
    public string? Name { get; init; }
    public string? Email { get; init; }
    public Roles Roles { get; init; }
    public Guid? UnitId { get; init; }
    public string? TimeZone { get; init; }
    public string? Language { get; init; }
}

/// <summary>That a colleague leaves the firm.</summary>
/// <param name="Reason">Why, where she still holds something that nobody took over.</param>
public sealed record LeavingDetails(string? Reason);

/// <summary>What can be done with colleagues.</summary>
public sealed class Colleagues(Db db)
{
    public async Task<Result<Colleague>> Add(
        ColleagueDetails said,
        CancellationToken cancel = default
    )
    {
        var faults = new Faults();
        var colleague = new Colleague { Name = "" };
        await Fill(colleague, said, faults, cancel);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        db.Add(colleague);
        db.Raise(Colleague.Added, colleague, null);
        return await db.Commit(cancel) is { } refusal ? refusal : colleague;
    }

    public Task<Result<Colleague>> Change(
        Guid id,
        ColleagueDetails said,
        int? version,
        CancellationToken cancel = default
    ) =>
        OneAtATime(
            id,
            async colleague =>
            {
                if (version is not null && version != colleague.Version)
                {
                    return Refusal.Stale;
                }
                var faults = new Faults();
                if (!said.Roles.HasFlag(Roles.Administrator))
                {
                    faults.If(
                        await IsLastAdministrator(colleague, cancel),
                        "roles",
                        Fault.LastAdministrator
                    );
                }
                await Fill(colleague, said, faults, cancel);
                await RenameLogin(colleague, faults, cancel);
                if (faults.Any)
                {
                    db.ChangeTracker.Clear();
                    return faults.Refusal;
                }
                if (db.ChangeTracker.HasChanges())
                {
                    db.Raise(Colleague.Changed, colleague, null);
                }
                if (await db.Commit(cancel) is { } refusal)
                {
                    return refusal;
                }
                if (
                    await db.Set<Login>().FirstOrDefaultAsync(l => l.ColleagueId == id, cancel) is
                    { } login
                )
                {
                    await FactorRules.Settle(db, login.Id, cancel);
                }
                return colleague;
            },
            cancel
        );

    /// <summary>A colleague's own choice of keys; which of them go together is the screens' to say.</summary>
    public async Task<Result<Colleague>> ChooseKeys(
        Guid id,
        KeyChoices chosen,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Set<Colleague>().FirstOrDefaultAsync(c => c.Id == id, cancel)
            is not { } colleague
        )
        {
            return Refusal.NotFound;
        }
        var written = chosen.Written;
        if (written?.Length > KeyChoices.Longest)
        {
            return Refusal.Invalid(
                "keys",
                Fault.TooLong,
                KeyChoices.Longest.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }
        if (colleague.Keys != written)
        {
            colleague.Keys = written;
            db.Raise(Colleague.Changed, colleague, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : colleague;
    }

    /// <summary>
    /// The colleague leaves the firm today and can no longer sign in. History stays as it was. Whoever still holds something
    /// leaves only for a reason: handing over comes before.
    /// </summary>
    /// <param name="reason">Why she leaves with what nobody took over; kept where there is something.</param>
    public Task<Result<Colleague>> Leave(
        Guid id,
        string? reason = null,
        CancellationToken cancel = default
    ) =>
        OneAtATime(
            id,
            async colleague =>
            {
                if (!colleague.IsHere)
                {
                    return colleague;
                }
                if (await IsLastAdministrator(colleague, cancel))
                {
                    return Refusal.Invalid("roles", Fault.LastAdministrator);
                }
                var faults = new Faults();
                var why = faults.Text("reason", reason, Colleague.ReasonLength);
                var held = await Holds(id, cancel);
                faults.If(
                    held > 0 && why is null,
                    "reason",
                    Fault.StillHolds,
                    held.ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
                if (faults.Any)
                {
                    return faults.Refusal;
                }
                Go(colleague, held > 0 ? why : null);
                return await db.Commit(cancel) is { } refusal ? refusal : colleague;
            },
            cancel
        );

    /// <summary>She leaves with what the caller is about to commit.</summary>
    /// <param name="reason">Why she leaves with what nobody took over.</param>
    internal void Go(Colleague colleague, string? reason)
    {
        (colleague.Left, colleague.LeftBecause) = (db.Now.InUtc().Date, reason);
        db.Raise(Colleague.LeftFirm, colleague, null);
    }

    /// <summary>How much she holds, behind whichever wall.</summary>
    private Task<int> Holds(Guid id, CancellationToken cancel) =>
        db.Within(
            Viewer.System("leaving"),
            async all => (await HeldKinds.Count(all, id, cancel)).Sum(h => h.Count),
            cancel
        );

    /// <summary>Two who take the role from each other at the same moment must each see what the other did.</summary>
    private Task<Result<Colleague>> OneAtATime(
        Guid id,
        Func<Colleague, Task<Result<Colleague>>> act,
        CancellationToken cancel
    ) =>
        db.Together<Result<Colleague>>(
            async () =>
            {
                await db.KeepTurn("administrators", cancel);
                return
                    await db.Set<Colleague>().FirstOrDefaultAsync(c => c.Id == id, cancel)
                        is { } colleague
                    ? await act(colleague)
                    : Refusal.NotFound;
            },
            result => result.Done,
            cancel
        );

    private async Task Fill(
        Colleague colleague,
        ColleagueDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        colleague.Name = faults.Text("name", said.Name, Colleague.NameLength, required: true) ?? "";
        colleague.NameKey = Folded.Key(colleague.Name);
        colleague.Email = faults.Text("email", said.Email, Colleague.EmailLength);
        faults.If(
            colleague.Email is not null && !Known.Email(colleague.Email),
            "email",
            Fault.NotAnEmail
        );
        colleague.EmailKey = colleague.Email is null ? null : Known.EmailKey(colleague.Email);
        colleague.Roles = said.Roles;
        faults.If(
            said.UnitId is { } unit
                && unit != colleague.UnitId
                && !await db.Set<Unit>().AnyAsync(u => u.Id == unit, cancel),
            "unitId",
            Fault.Unknown
        );
        colleague.UnitId = said.UnitId;
        colleague.TimeZone = faults.Text("timeZone", said.TimeZone, 60);
        faults.If(
            colleague.TimeZone is not null && !Known.Zone(colleague.TimeZone),
            "timeZone",
            Fault.NotATimeZone
        );
        colleague.Language = faults.Text("language", said.Language, 12);
        faults.If(
            colleague.Language is not null && !Known.Language(colleague.Language),
            "language",
            Fault.NotALanguage
        );
    }

    /// <summary>One signs in by the mail address: a new one is the login's new name.</summary>
    private async Task RenameLogin(Colleague colleague, Faults faults, CancellationToken cancel)
    {
        var login = await db.Set<Login>()
            .FirstOrDefaultAsync(l => l.ColleagueId == colleague.Id, cancel);
        if (login is null || login.Email == colleague.Email)
        {
            return;
        }
        faults.If(colleague.Email is null, "email", Fault.Required);
        faults.If(
            colleague.EmailKey is { } key
                && await db.Set<Colleague>()
                    .AnyAsync(c => c.EmailKey == key && c.Id != colleague.Id, cancel),
            "email",
            Fault.Taken
        );
        var names = new UpperInvariantLookupNormalizer();
        (login.UserName, login.Email) = (colleague.Email, colleague.Email);
        login.NormalizedUserName = names.NormalizeName(colleague.Email);
        login.NormalizedEmail = names.NormalizeEmail(colleague.Email);
    }

    internal async Task<bool> IsLastAdministrator(Colleague colleague, CancellationToken cancel)
    {
        if (!colleague.Roles.HasFlag(Roles.Administrator))
        {
            return false;
        }
        // Roles are stored by name, so the engine cannot test one flag: those who may sign in are few.
        var others = await db.Set<Login>()
            .Join(db.Set<Colleague>(), l => l.ColleagueId, c => c.Id, (l, c) => c)
            .Where(c => c.Left == null && c.Id != colleague.Id)
            .Select(c => c.Roles)
            .ToListAsync(cancel);
        return !others.Exists(r => r.HasFlag(Roles.Administrator));
    }

    /// <summary>
    /// As a colleague looks and acts with her roles of now, for work that goes on without her; nobody once she left.
    /// </summary>
    public static async Task<Viewer> ViewerOf(
        Db db,
        Guid? id,
        Origin origin,
        CancellationToken cancel
    ) =>
        await db.Set<Colleague>()
            .Where(c => c.Id == id && c.Left == null)
            .Select(c => new { c.Name, c.Roles })
            .FirstOrDefaultAsync(cancel)
            is { } colleague
            ? new Viewer(
                ActorKind.Colleague,
                id,
                id,
                colleague.Roles.SeeAll(),
                origin,
                colleague.Name
            )
            : Viewer.Nobody;
}
