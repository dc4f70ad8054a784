using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.People;

/// <summary>Units that a colleague leads.</summary>
internal sealed class HeldUnits : HeldIn<Unit>
{
    public override string Kind => "units";
    public override int Order => 90;
    public override string Column => $"{nameof(Unit)}.{nameof(Unit.LeadId)}";
    public override bool OfFirm => true;

    protected override IQueryable<HeldRow<Unit>> Of(Db db, Guid colleague) =>
        db.Set<Unit>()
            .Where(u => u.LeadId == colleague)
            .Select(u => new HeldRow<Unit>
            {
                Row = u,
                ClientId = null,
                SubjectId = u.Id,
                IsNamed = false,
            });

    protected override Task Give(
        Db db,
        IReadOnlyList<Unit> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        foreach (var unit in rows)
        {
            unit.LeadId = how.To;
            db.Raise(Unit.Changed, unit, null);
        }
        return Task.CompletedTask;
    }
}

/// <summary>Absences of others, not over yet, in which she stands in.</summary>
internal sealed class HeldSubstitutions : HeldIn<Absence>
{
    public override string Kind => "substitutions";
    public override int Order => 91;
    public override string Column => $"{nameof(Absence)}.{nameof(Absence.SubstituteId)}";
    public override bool OfFirm => true;

    protected override IQueryable<HeldRow<Absence>> Of(Db db, Guid colleague)
    {
        var today = db.Now.InUtc().Date;
        return db.Set<Absence>()
            .Where(a => a.SubstituteId == colleague && a.CancelledAt == null && a.Until >= today)
            .Select(a => new HeldRow<Absence>
            {
                Row = a,
                ClientId = null,
                SubjectId = a.Id,
                IsNamed = false,
            });
    }

    /// <summary>Nobody stands in for herself.</summary>
    protected override Task Give(
        Db db,
        IReadOnlyList<Absence> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        foreach (var absence in rows)
        {
            absence.SubstituteId = absence.ColleagueId == how.To ? null : how.To;
            db.Raise(Absence.Changed, absence, null);
        }
        return Task.CompletedTask;
    }
}
