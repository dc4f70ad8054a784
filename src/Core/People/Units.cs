using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>What may be said of a unit.</summary>
public sealed record UnitDetails(string? Name, Guid? LeadId, Guid? ParentId);

/// <summary>What can be done with the parts of the firm.</summary>
public sealed class Units(Db db)
{
    public async Task<Result<Unit>> Add(UnitDetails said, CancellationToken cancel = default)
    {
        var unit = new Unit { Name = "" };
        var faults = await Fill(unit, said, cancel);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        db.Add(unit);
        db.Raise(Unit.Added, unit, null);
        return await db.Commit(cancel) is { } refusal ? refusal : unit;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Unit>> Change(
        Guid id,
        UnitDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await db.Set<Unit>().FirstOrDefaultAsync(u => u.Id == id, cancel) is not { } unit)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != unit.Version)
        {
            return Refusal.Stale;
        }
        var faults = await Fill(unit, said, cancel);
        if (faults.Any)
        {
            db.ChangeTracker.Clear();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Unit.Changed, unit, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : unit;
    }

    private async Task<Faults> Fill(Unit unit, UnitDetails said, CancellationToken cancel)
    {
        var faults = new Faults();
        unit.Name = faults.Text("name", said.Name, Unit.NameLength, required: true) ?? "";
        unit.NameKey = Folded.Key(unit.Name);
        faults.If(
            said.LeadId is { } lead
                && !await db.Set<Colleague>().AnyAsync(c => c.Id == lead && c.Left == null, cancel),
            "leadId",
            Fault.Unknown
        );
        unit.LeadId = said.LeadId;
        await SetParent(unit, said.ParentId, faults, cancel);
        return faults;
    }

    /// <summary>A unit stands below another, and never below itself.</summary>
    private async Task SetParent(Unit unit, Guid? parentId, Faults faults, CancellationToken cancel)
    {
        unit.ParentId = parentId;
        if (parentId is null)
        {
            return;
        }
        var parents = await db.Set<Unit>()
            .AsNoTracking()
            .ToDictionaryAsync(u => u.Id, u => u.ParentId, cancel);
        faults.If(!parents.ContainsKey(parentId.Value), "parentId", Fault.Unknown);
        for (var above = parentId; above is { } id; above = parents.GetValueOrDefault(id))
        {
            if (id == unit.Id)
            {
                faults.Add("parentId", Fault.Circular);
                return;
            }
        }
    }
}
