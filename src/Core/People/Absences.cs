using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>What may be said of an absence.</summary>
public sealed record AbsenceDetails
{
    /// <summary>Who is away; whoever says it, when it is not given.</summary>
    public Guid? ColleagueId { get; init; }

    /// <summary>The first day away.</summary>
    [Required]
    public LocalDate? From { get; init; }

    /// <summary>The last day away.</summary>
    [Required]
    public LocalDate? Until { get; init; }
    public Guid? SubstituteId { get; init; }
    public string? Note { get; init; }
}

/// <summary>Who is away, and who stands in for her. One says it of oneself, or of anybody where one manages colleagues.</summary>
public sealed class Absences(Db db)
{
    public async Task<Result<Absence>> Plan(
        AbsenceDetails said,
        bool ofAnybody,
        CancellationToken cancel = default
    )
    {
        var who = said.ColleagueId ?? db.Viewer.ColleagueId;
        var faults = new Faults();
        faults.If(
            who is null || (who != db.Viewer.ColleagueId && !ofAnybody),
            "colleagueId",
            Fault.NotAllowed
        );
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var absence = new Absence { ColleagueId = who!.Value };
        await Fill(absence, said, faults, cancel);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        db.Add(absence);
        db.Raise(Absence.Planned, absence, null);
        return await db.Commit(cancel) is { } refusal ? refusal : absence;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Absence>> Change(
        Guid id,
        AbsenceDetails said,
        bool ofAnybody,
        int? version = null,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, ofAnybody, cancel) is not { CancelledAt: null } absence)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != absence.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        await Fill(absence, said, faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Absence.Changed, absence, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : absence;
    }

    /// <summary>She is there after all; cancelled already changes nothing.</summary>
    public async Task<Result<Absence>> Cancel(
        Guid id,
        bool ofAnybody,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, ofAnybody, cancel) is not { } absence)
        {
            return Refusal.NotFound;
        }
        if (absence.CancelledAt is not null)
        {
            return absence;
        }
        absence.CancelledAt = db.Now;
        db.Raise(Absence.Cancelled, absence, null);
        return await db.Commit(cancel) is { } refusal ? refusal : absence;
    }

    /// <summary>Who acts for whom on this day.</summary>
    public static async Task<Substitutes> On(Db db, LocalDate day, CancellationToken cancel)
    {
        var away = await db.Set<Absence>()
            .AsNoTracking()
            .Where(a => a.CancelledAt == null && a.From <= day && day <= a.Until)
            .OrderBy(a => a.Id)
            .Select(a => new { a.ColleagueId, a.SubstituteId })
            .ToListAsync(cancel);
        // Of two that overlap, what was said last counts.
        return new Substitutes(
            away.GroupBy(a => a.ColleagueId).ToDictionary(g => g.Key, g => g.Last().SubstituteId)
        );
    }

    private Task<Absence?> Load(Guid id, bool ofAnybody, CancellationToken cancel)
    {
        var me = db.Viewer.ColleagueId;
        return db.Set<Absence>()
            .FirstOrDefaultAsync(a => a.Id == id && (ofAnybody || a.ColleagueId == me), cancel);
    }

    private async Task Fill(
        Absence absence,
        AbsenceDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        faults.If(said.From is null, "from", Fault.Required);
        faults.If(said.Until is null, "until", Fault.Required);
        if (said is { From: { } from, Until: { } until })
        {
            faults.If(until < from, "until", Fault.BeforeItBegan);
            faults.If(
                until >= from && Period.DaysBetween(from, until) > Absence.MostDays,
                "until",
                Fault.TooLarge
            );
            (absence.From, absence.Until) = (from, until);
        }
        faults.If(said.SubstituteId == absence.ColleagueId, "substituteId", Fault.Taken);
        faults.If(
            said.SubstituteId is { } id
                && !await db.Set<Colleague>().AnyAsync(c => c.Id == id && c.Left == null, cancel),
            "substituteId",
            Fault.Unknown
        );
        absence.SubstituteId = said.SubstituteId;
        absence.Note = faults.Text("note", said.Note, Absence.NoteLength);
    }
}
