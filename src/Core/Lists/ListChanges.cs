using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Jobs;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What is to be changed in many rows of a list.</summary>
/// <param name="Ids">The rows that were chosen; null for all that the list as said holds.</param>
public sealed record ListChangeSaid(
    string? List,
    ListSaid Said,
    IReadOnlyList<Guid>? Ids,
    string? Field,
    ChangeWay Way,
    string? Value,
    string? Why
);

/// <summary>Changing many rows of a list: asked for, looked at, done, taken back.</summary>
public sealed class ListChanges(Db db, Jobs.Jobs jobs)
{
    private const int AtOnce = 500;

    /// <summary>Writes down which rows would change from what to what; nothing is changed yet.</summary>
    /// <param name="zone">Of whoever asks: days begin there.</param>
    public async Task<Result<ListChange>> Ask(
        ListChangeSaid said,
        DateTimeZone zone,
        CancellationToken cancel = default
    )
    {
        if (await ListOf.Find(db, said.List, cancel) is not { } list)
        {
            var nothing = new Faults();
            nothing.Add("list", said.List is null ? Fault.Required : Fault.Unknown, said.List);
            nothing.If(said.Field is null, "field", Fault.Required);
            return nothing.Refusal;
        }
        var query = await list.Asked(db, zone, said.Said, cancel);
        if (!query.Done)
        {
            return query.Refusal!;
        }
        var faults = new Faults();
        var field = said.Field is null ? null : list.Field(said.Field);
        faults.If(field?.Set is null, "field", Fault.FieldUnknown, said.Field);
        var value = faults.Text("value", said.Value, ListChange.ValueLength);
        var why = faults.Text("why", said.Why, ListChange.ValueLength);
        if (field is not null)
        {
            CheckValue(field, said.Way, value, faults);
        }
        var ids = await Chosen(query.Value, said.Ids, cancel);
        faults.If(ids.Count == 0, "ids", Fault.Required);
        faults.If(ids.Count > ListChange.Most, "ids", Fault.TooMany, $"{ListChange.Most}");
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var change = new ListChange
        {
            List = list.Key,
            Field = field!.Key,
            Way = said.Way,
            Value = value,
            Why = why,
            OwnerId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
        };
        await Add(change, list, ids, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : change;
    }

    /// <summary>Begins to change the rows; begun already changes nothing.</summary>
    public async Task<Result<ListChange>> Start(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } change)
        {
            return Refusal.NotFound;
        }
        if (change.State != ChangeState.Asked)
        {
            return change;
        }
        change.State = ChangeState.Running;
        jobs.Add(ListChangeWork.Name, id, await Rows(id).LongCountAsync(cancel));
        db.Raise(ListChange.Started, change, null);
        return await db.Commit(cancel) is { } refusal ? refusal : change;
    }

    /// <summary>Begins to give the rows back what they held before, where nobody changed them since.</summary>
    public async Task<Result<ListChange>> TakeBack(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } change)
        {
            return Refusal.NotFound;
        }
        if (change.State is ChangeState.TakingBack or ChangeState.TakenBack)
        {
            return change;
        }
        if (change.State != ChangeState.Done)
        {
            return Refusal.Invalid("", Fault.Busy);
        }
        change.State = ChangeState.TakingBack;
        jobs.Add(
            ListUndoWork.Name,
            id,
            await Rows(id).LongCountAsync(r => r.Fate == ChangeFate.Changed, cancel)
        );
        db.Raise(ListChange.UndoStarted, change, null);
        return await db.Commit(cancel) is { } refusal ? refusal : change;
    }

    /// <summary>The change, when it is the viewer's.</summary>
    public Task<ListChange?> Find(Guid id, CancellationToken cancel = default) =>
        db.Set<ListChange>()
            .FirstOrDefaultAsync(c => c.Id == id && c.OwnerId == db.Viewer.ColleagueId, cancel);

    private IQueryable<ListChangeRow> Rows(Guid id) =>
        db.Set<ListChangeRow>().Where(r => r.ChangeId == id);

    private static void CheckValue(IListField field, ChangeWay way, string? value, Faults faults)
    {
        var words = field.Kind is FieldKind.Words or FieldKind.Choices;
        faults.If(way != ChangeWay.Set && !words, "way", Fault.ComparisonUnfit);
        faults.If(
            value is null && (!field.Optional || way != ChangeWay.Set),
            "value",
            Fault.Required
        );
        faults.If(value is not null && !field.Fits(value), "value", Fault.ValueUnfit, value);
    }

    /// <summary>One more than there may be, where there are too many.</summary>
    private static async Task<List<Guid>> Chosen(
        IListQuery query,
        IReadOnlyList<Guid>? ids,
        CancellationToken cancel
    )
    {
        if (ids is not null)
        {
            return [.. ids.Distinct().Take(ListChange.Most + 1)];
        }
        var found = await query.Page(null, ListChange.Most + 1, cancel);
        return [.. found.Select(place => place.Id)];
    }

    private async Task Add(ListChange change, ListOf list, List<Guid> ids, CancellationToken cancel)
    {
        db.InBulk = true;
        db.Add(change);
        var position = 0;
        foreach (var some in ids.Chunk(AtOnce))
        {
            var cells = await list.Cells(db, some, [change.Field], cancel);
            // Whom the viewer does not see is not there.
            foreach (var id in some.Where(cells.ContainsKey))
            {
                var before = cells[id][0].Text;
                var after = change.After(before);
                db.Append(
                    new ListChangeRow
                    {
                        ChangeId = change.Id,
                        Position = position++,
                        RowId = id,
                        Fate = before == after ? ChangeFate.Same : ChangeFate.Waiting,
                        Before = before,
                        After = after,
                    }
                );
            }
        }
    }
}
