using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>Carries out a change of many rows, as its author and within the author's walls.</summary>
public sealed class ListChangeWork : ListWork
{
    public const string Name = "list.change";

    public override string Kind => Name;

    protected override ChangeFate Taken => ChangeFate.Waiting;

    protected override ChangeState Ended => ChangeState.Done;

    protected override ChangeFate Refused => ChangeFate.Refused;

    /// <summary>What the row holds now counts, and not what it held when somebody looked.</summary>
    protected override async Task Do(
        Db db,
        ListChange change,
        IListField field,
        ListChangeRow row,
        string? now,
        CancellationToken cancel
    )
    {
        (row.Before, row.After) = (now, change.After(now));
        if (row.Before == row.After)
        {
            row.Fate = ChangeFate.Same;
            return;
        }
        var refusal = await field.Set!(db, row.RowId, new FieldSaid(row.After, change.Why), cancel);
        row.Fate = refusal is null ? ChangeFate.Changed : ChangeFate.Refused;
        Tell(row, refusal);
    }
}

/// <summary>Takes a change of many rows back, where they still hold what it gave them.</summary>
public sealed class ListUndoWork : ListWork
{
    public const string Name = "list.undo";

    public override string Kind => Name;

    protected override ChangeFate Taken => ChangeFate.Changed;

    protected override ChangeState Ended => ChangeState.TakenBack;

    protected override ChangeFate Refused => ChangeFate.Kept;

    protected override async Task Do(
        Db db,
        ListChange change,
        IListField field,
        ListChangeRow row,
        string? now,
        CancellationToken cancel
    )
    {
        if (now != row.After)
        {
            row.Fate = ChangeFate.Kept;
            return;
        }
        var refusal = await field.Set!(
            db,
            row.RowId,
            new FieldSaid(row.Before, change.Why),
            cancel
        );
        row.Fate = refusal is null ? ChangeFate.TakenBack : ChangeFate.Kept;
        Tell(row, refusal);
    }
}

/// <summary>Row by row, some at a time: each by the noun's own act, in the transaction of the step.</summary>
public abstract class ListWork : IWork
{
    private const int AtOnce = 50;

    public abstract string Kind { get; }

    /// <summary>The rows that are still to be looked at.</summary>
    protected abstract ChangeFate Taken { get; }

    protected abstract ChangeState Ended { get; }

    /// <summary>What becomes of a row that cannot be looked at.</summary>
    protected abstract ChangeFate Refused { get; }

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        People.Colleagues.ViewerOf(db, job.ByColleagueId, Origin.Page, cancel);

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var change = await db.Set<ListChange>()
            .AsNoTracking()
            .FirstAsync(c => c.Id == job.SubjectId, cancel);
        var list =
            await ListOf.Find(db, change.List, cancel)
            ?? throw new InvalidOperationException($"There is no list called {change.List}");
        var rows = await db.Set<ListChangeRow>()
            .AsNoTracking()
            .Where(r => r.ChangeId == change.Id && r.Fate == Taken)
            .OrderBy(r => r.Position)
            .Take(AtOnce)
            .ToListAsync(cancel);
        await Do(db, change, list, rows, cancel);
        // An act lets go of all that was tracked when it is refused: what this step says is tracked anew.
        db.Forget();
        db.Attach(job);
        job.Done += rows.Count;
        foreach (var row in rows)
        {
            db.Update(row);
        }
        if (rows.Count == AtOnce)
        {
            return StepResult.More;
        }
        db.Attach(change);
        change.State = Ended;
        return StepResult.Done;
    }

    protected abstract Task Do(
        Db db,
        ListChange change,
        IListField field,
        ListChangeRow row,
        string? now,
        CancellationToken cancel
    );

    protected static void Tell(ListChangeRow row, Refusal? refusal)
    {
        var first = refusal is { Faults: [var fault, ..] } ? fault : null;
        (row.Fault, row.Detail) = (first?.Fault, first?.Detail);
    }

    private async Task Do(
        Db db,
        ListChange change,
        ListOf list,
        List<ListChangeRow> rows,
        CancellationToken cancel
    )
    {
        if (list.Field(change.Field) is not { } field)
        {
            // The firm has archived it since.
            foreach (var row in rows)
            {
                (row.Fate, row.Fault) = (Refused, Fault.FieldUnknown);
            }
            return;
        }
        var held = await list.Cells(db, rows.ConvertAll(r => r.RowId), [change.Field], cancel);
        foreach (var row in rows)
        {
            if (held.GetValueOrDefault(row.RowId) is not [var cell])
            {
                // Gone, or behind a wall by now.
                (row.Fate, row.Fault) = (Refused, Fault.Unknown);
                continue;
            }
            await Do(db, change, field, row, cell.Text, cancel);
        }
    }
}
