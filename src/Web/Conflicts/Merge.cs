using Rapport.Web.Shared;

namespace Rapport.Web.Conflicts;

/// <summary>A field or a row on which two differ.</summary>
/// <param name="Key">The field; of a row <c>id</c>, or <c>id/City</c> for one field of it.</param>
/// <param name="Property">As the audit calls it; null for a row as a whole.</param>
/// <param name="Mine">In words; null for nothing.</param>
public sealed record Difference(
    string Key,
    string Label,
    string? RowId,
    string? Property,
    string? Before,
    string? Theirs,
    string? Mine
);

/// <summary>
/// What a form was opened with, what stands there now, and what was typed, brought together: what one side alone changed
/// stands without asking, what both changed is asked. Pure.
/// </summary>
public sealed class Merge
{
    private readonly FormShape shape;
    private readonly FormState? opened;
    private readonly FormState mine;
    private readonly FormState now;
    private readonly Dictionary<string, string> fields;
    private readonly List<StateRow> rows = [];

    /// <param name="opened">Null when it is not known: then every difference is asked.</param>
    public Merge(FormShape shape, FormState? opened, FormState mine, FormState now)
    {
        (this.shape, this.opened, this.mine, this.now) = (shape, opened, mine, now);
        fields = new(now.Fields, StringComparer.Ordinal);
        foreach (var column in shape.Fields.Where(c => mine[c.Name] is not null))
        {
            fields[column.Name] = Field(
                column,
                column.Name,
                column.Label,
                null,
                opened?[column.Name],
                now[column.Name],
                mine[column.Name]!
            );
        }
        MergeRows();
    }

    /// <summary>Both changed it: to be chosen.</summary>
    public List<Difference> Asked { get; } = [];

    /// <summary>They alone changed it: it is taken over.</summary>
    public List<Difference> Taken { get; } = [];

    /// <summary>I alone changed it: it is kept.</summary>
    public List<Difference> Kept { get; } = [];

    /// <summary>Somebody changed what the form speaks of since it was opened.</summary>
    public bool IsOvertaken => Asked.Count + Taken.Count > 0;

    /// <summary>What was asked and not answered is asked once more.</summary>
    public void AskAgain(IReadOnlyList<string> keys)
    {
        Asked.AddRange(Kept.Where(d => keys.Contains(d.Key)));
        Kept.RemoveAll(d => keys.Contains(d.Key));
    }

    /// <summary>All of it together; where it is asked, as I typed it.</summary>
    public FormState Whole => new(fields, rows);

    private string Field(
        FormColumn column,
        string key,
        string label,
        string? rowId,
        string? before,
        string? theirs,
        string typed
    )
    {
        var there = theirs ?? "";
        var difference = new Difference(
            key,
            label,
            rowId,
            column.Property ?? column.Name,
            FormShape.Say(column, before ?? ""),
            FormShape.Say(column, there),
            FormShape.Say(column, typed)
        );
        if (typed == there)
        {
            return typed;
        }
        if (opened is not null && typed == (before ?? ""))
        {
            Taken.Add(difference);
            return there;
        }
        (opened is not null && there == (before ?? "") ? Kept : Asked).Add(difference);
        return typed;
    }

    private void MergeRows()
    {
        foreach (var (at, row) in mine.Rows.Index())
        {
            var label = string.Format(null, shape.RowLabel ?? "{0}", at + 1);
            var there = Of(now, row.Id);
            if (row.Id is null)
            {
                rows.Add(row);
            }
            else if (there is not null)
            {
                rows.Add(Together(label, row, there));
            }
            else if (opened is not null && Of(opened, row.Id) is null)
            {
                // It was gone already when the form was opened: it was chosen to stay.
                rows.Add(row);
                Kept.Add(OfRow(row.Id, label, null, null, row));
            }
            else if (Of(opened, row.Id) is { } before && before.Says(row, shape.Columns!))
            {
                Taken.Add(OfRow(row.Id, label, before, null, row));
            }
            else
            {
                rows.Add(row);
                Asked.Add(OfRow(row.Id, label, Of(opened, row.Id), null, row));
            }
        }
        foreach (var (at, there) in now.Rows.Index().Where(r => Of(mine, r.Item.Id) is null))
        {
            var label = string.Format(null, shape.RowLabel ?? "{0}", at + 1);
            if (Of(opened, there.Id) is not { } before)
            {
                rows.Add(there);
                Taken.Add(OfRow(there.Id, label, null, there, null));
            }
            else
            {
                var untouched = before.Says(there, shape.Columns!);
                (untouched ? Kept : Asked).Add(OfRow(there.Id, label, before, there, null));
            }
        }
    }

    private StateRow Together(string label, StateRow row, StateRow there)
    {
        var before = Of(opened, row.Id);
        return row with
        {
            Fields = shape.Columns!.ToDictionary(
                c => c.Name,
                c =>
                    Field(
                        c,
                        $"{row.Id}/{c.Name}",
                        $"{label}, {c.Label}",
                        row.Id,
                        before?[c.Name],
                        there[c.Name],
                        row[c.Name] ?? ""
                    ),
                StringComparer.Ordinal
            ),
        };
    }

    private Difference OfRow(
        string? id,
        string label,
        StateRow? before,
        StateRow? theirs,
        StateRow? typed
    ) => new(id!, label, id, null, Said(before), Said(theirs), Said(typed));

    private string? Said(StateRow? row) => row is null ? null : shape.Say(row);

    private static StateRow? Of(FormState? state, string? id) =>
        id is null ? null : state?.Rows.FirstOrDefault(r => r.Id == id);
}
