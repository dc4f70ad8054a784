using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>What may be said of a colleague.</summary>
public sealed record ColleagueDetails
{
    public string? Name { get; init; }
    public string? Email { get; init; }
    public Roles Roles { get; init; }
    public Guid? UnitId { get; init; }
    public string? TimeZone { get; init; }
    public string? Language { get; init; }
}

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
        Fill(colleague, said, faults);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        db.Add(colleague);
        db.Raise(Colleague.Added, colleague, null);
        return await db.Commit(cancel) is { } refusal ? refusal : colleague;
    }

    public async Task<Result<Colleague>> Change(
        Guid id,
        ColleagueDetails said,
        int? version,
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
        if (version is not null && version != colleague.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        if (
            colleague.Roles.HasFlag(Roles.Administrator) && !said.Roles.HasFlag(Roles.Administrator)
        )
        {
            faults.If(
                await IsLastAdministrator(colleague, cancel),
                "roles",
                Fault.LastAdministrator
            );
        }
        Fill(colleague, said, faults);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        db.Raise(Colleague.Changed, colleague, null);
        return await db.Commit(cancel) is { } refusal ? refusal : colleague;
    }

    /// <summary>The colleague leaves the firm today and can no longer sign in. Seats and history stay as they were.</summary>
    public async Task<Result<Colleague>> Leave(Guid id, CancellationToken cancel = default)
    {
        if (
            await db.Set<Colleague>().FirstOrDefaultAsync(c => c.Id == id, cancel)
            is not { } colleague
        )
        {
            return Refusal.NotFound;
        }
        if (!colleague.IsHere)
        {
            return colleague;
        }
        if (
            colleague.Roles.HasFlag(Roles.Administrator)
            && await IsLastAdministrator(colleague, cancel)
        )
        {
            return Refusal.Invalid("roles", Fault.LastAdministrator);
        }
        colleague.Left = db.Now.InUtc().Date;
        db.Raise(Colleague.LeftFirm, colleague, null);
        return await db.Commit(cancel) is { } refusal ? refusal : colleague;
    }

    private static void Fill(Colleague colleague, ColleagueDetails said, Faults faults)
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

    private async Task<bool> IsLastAdministrator(Colleague colleague, CancellationToken cancel)
    {
        // Roles are stored by name, so the engine cannot test one flag: those who may sign in are few.
        var others = await db.Set<Login>()
            .Join(db.Set<Colleague>(), l => l.ColleagueId, c => c.Id, (l, c) => c)
            .Where(c => c.Left == null && c.Id != colleague.Id)
            .Select(c => c.Roles)
            .ToListAsync(cancel);
        return !others.Exists(r => r.HasFlag(Roles.Administrator));
    }
}
