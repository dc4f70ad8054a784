using System.Reflection;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>A noun's list, for what works on any of them by its key: views, changes, exports.</summary>
public abstract class ListOf
{
    private static readonly Lazy<ListOf[]> Described = new(() =>
        [
            .. Discovered
                .Types.Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(ListOf)))
                .Select(t => t.GetField("Instance", BindingFlags.Public | BindingFlags.Static))
                .OfType<FieldInfo>()
                .Select(f => (ListOf)f.GetValue(null)!)
                .OrderBy(l => l.Key, StringComparer.Ordinal),
        ]
    );

    public static IReadOnlyList<ListOf> All => Described.Value;

    public static ListOf? OfKey(string? key) => Described.Value.FirstOrDefault(l => l.Key == key);

    /// <summary>The list of that key as this firm has it; null when there is none.</summary>
    public static async Task<ListOf?> Find(Db db, string? key, CancellationToken cancel) =>
        OfKey(key) is { } list ? await list.OfFirm(db, cancel) : null;

    /// <summary>By which addresses and the API name it, such as <c>clients</c>.</summary>
    public abstract string Key { get; }

    /// <summary>What one has to be allowed to, to change rows from the list.</summary>
    public abstract Act Changes { get; }

    /// <summary>The list of this firm: with the fields that it added.</summary>
    public abstract Task<ListOf> OfFirm(Db db, CancellationToken cancel);

    /// <summary>The list as it was said, for whoever looks through this context, with all its rows: for what takes its time.</summary>
    /// <param name="zone">Of whoever asks: days begin there.</param>
    public abstract Task<Result<IListQuery>> Asked(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    );

    /// <summary>The same as a page shows it: where a page looks through some rows alone, those.</summary>
    /// <param name="zone">Of whoever asks: days begin there.</param>
    public abstract Task<Result<IListQuery>> Shown(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    );

    /// <summary>
    /// Whether a filter holds of one record of the list, as it stands in memory and not yet in the database: the same
    /// answer as the list would give were it saved so.
    /// </summary>
    /// <param name="zone">In which days begin.</param>
    /// <param name="isWorkingDay">By which conditions count working days; Monday to Friday where nobody says.</param>
    /// <exception cref="ArgumentException">The record is of another noun.</exception>
    public abstract Result<bool> Holds(
        Db db,
        DateTimeZone zone,
        Filter filter,
        Row record,
        Func<LocalDate, bool>? isWorkingDay = null
    );

    /// <summary>What its rows are.</summary>
    public abstract Type RowType { get; }

    /// <summary>
    /// Of which records a filter holds, in one statement; all of them without one. What is for named people alone is passed
    /// over: from what was said in confidence nothing follows by itself.
    /// </summary>
    /// <param name="ids">Among which; null for all.</param>
    /// <param name="zone">In which days begin.</param>
    /// <param name="isWorkingDay">By which conditions count working days.</param>
    public abstract Task<Result<IReadOnlySet<Guid>>> Matching(
        Db db,
        DateTimeZone zone,
        Filter? filter,
        IReadOnlyCollection<Guid>? ids,
        Func<LocalDate, bool> isWorkingDay,
        CancellationToken cancel
    );

    /// <summary>To whom these rows belong, and who has them; without those that the viewer does not see.</summary>
    public abstract Task<IReadOnlyList<Belonging>> Belongings(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    );

    /// <summary>Works figures out of the list as it was said, for whoever looks through this context.</summary>
    internal abstract Task<Result<Figures>> Figures(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        FiguresSaid what,
        CancellationToken cancel
    );

    public abstract IListField? Field(string key);

    /// <summary>In the order in which columns are offered.</summary>
    public abstract IReadOnlyList<IListField> Offered { get; }

    /// <summary>What it shows: the field that names a row, then those that are said, else the usual.</summary>
    public abstract IReadOnlyList<IListField> Columns(ListSaid said);

    /// <summary>What the columns show of these rows, by their keys; without the rows that the viewer does not see.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, IReadOnlyList<Cell>>> Cells(
        Db db,
        IReadOnlyCollection<Guid> ids,
        IEnumerable<string> columns,
        CancellationToken cancel
    );

    /// <summary>What these rows are called, by their ids; without those that the viewer does not see.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, string>> Names(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    );
}

/// <summary>
/// How a noun describes its list: its fields, where its rows are, and how they are sorted when nobody says. Filtering,
/// sorting, paging, columns, views, changes and exports follow from it.
/// </summary>
public abstract class ListOf<TRow> : ListOf
    where TRow : Row
{
    /// <summary>In the order in which columns are offered.</summary>
    public abstract IReadOnlyList<ListField<TRow>> Fields { get; }

    public abstract Sort UsualSort { get; }

    /// <summary>The field that names a row: its column always stands first.</summary>
    public abstract string Lead { get; }

    /// <summary>
    /// The rows that the viewer sees, begun where that is quickest, as the noun's own quick ways narrow them. Where it has
    /// none, by the words with which the name or a word of it begins. Where a page looks through some of them alone, those.
    /// </summary>
    /// <param name="zone">Of whoever asks: days begin there.</param>
    public virtual ValueTask<IQueryable<TRow>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    )
    {
        var rows = db.Set<TRow>().AsNoTracking();
        if (Folded.Key(said[ListSaid.Words] ?? "") is { Length: > 0 } start)
        {
            var shapes = new Shapes<TRow>(db);
            rows = rows.Where(
                shapes.Lambda<bool>(Shapes<TRow>.Begins(shapes.Of(Find(Lead)!.Value), start))
            );
        }
        return ValueTask.FromResult(rows);
    }

    /// <summary>All of them, for what takes its time: an export, a change of many.</summary>
    public virtual ValueTask<IQueryable<TRow>> EveryRow(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => Rows(db, zone, said, cancel);

    public ListField<TRow>? Find(string key) =>
        Fields.FirstOrDefault(f => f.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    public sealed override IListField? Field(string key) => Find(key);

    public sealed override IReadOnlyList<IListField> Offered => Fields;

    public sealed override IReadOnlyList<IListField> Columns(ListSaid said) =>
        [Find(Lead)!, .. Chosen(said[ListSaid.Columns])];

    /// <summary>The columns behind the first.</summary>
    /// <param name="said">Keys with commas between them; what the list does not have is passed over.</param>
    public IReadOnlyList<ListField<TRow>> Chosen(string? said)
    {
        var lead = Find(Lead);
        var named = (said ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Find)
            .OfType<ListField<TRow>>()
            .Distinct()
            .ToList();
        return [.. (named.Count > 0 ? named : Fields.Where(f => f.Usual)).Where(f => f != lead)];
    }

    /// <inheritdoc cref="ListOf.OfFirm" />
    public async Task<ListOf<TRow>> Whole(Db db, CancellationToken cancel) =>
        typeof(TRow).IsAssignableTo(typeof(IHasFields))
        && await Added(db, cancel) is { Count: > 0 } added
            ? new ListOfFirm<TRow>(this, added)
            : this;

    public sealed override async Task<ListOf> OfFirm(Db db, CancellationToken cancel) =>
        await Whole(db, cancel);

    private static Task<IReadOnlyList<ListField<TRow>>> Added(Db db, CancellationToken cancel) =>
        (Task<IReadOnlyList<ListField<TRow>>>)
            typeof(CustomListFields<>)
                .MakeGenericType(typeof(TRow))
                .GetMethod("Of", [typeof(Db), typeof(CancellationToken)])!
                .Invoke(null, [db, cancel])!;

    public sealed override Task<IReadOnlyDictionary<Guid, IReadOnlyList<Cell>>> Cells(
        Db db,
        IReadOnlyCollection<Guid> ids,
        IEnumerable<string> columns,
        CancellationToken cancel
    ) =>
        ListQuery<TRow>.Cells(db, ids, [.. columns.Select(Find).OfType<ListField<TRow>>()], cancel);

    public sealed override async Task<IReadOnlyDictionary<Guid, string>> Names(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) =>
        (await Cells(db, ids, [Lead], cancel)).ToDictionary(
            row => row.Key,
            row => row.Value[0].Shown?.ToString() ?? ""
        );

    public sealed override async Task<Result<IListQuery>> Asked(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    )
    {
        var query = Query(db, zone, said, await EveryRow(db, zone, said, cancel));
        return query.Done ? query.Value : query.Refusal!;
    }

    public sealed override async Task<Result<IListQuery>> Shown(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    )
    {
        var query = Query(db, zone, said, await Rows(db, zone, said, cancel));
        return query.Done ? query.Value : query.Refusal!;
    }

    public sealed override Result<bool> Holds(
        Db db,
        DateTimeZone zone,
        Filter filter,
        Row record,
        Func<LocalDate, bool>? isWorkingDay = null
    ) =>
        record is TRow row
            ? new Conditions<TRow>(this, db, zone, isWorkingDay).Hold(filter, row)
            : throw new ArgumentException($"No row of {Key}", nameof(record));

    public sealed override Type RowType => typeof(TRow);

    public sealed override async Task<Result<IReadOnlySet<Guid>>> Matching(
        Db db,
        DateTimeZone zone,
        Filter? filter,
        IReadOnlyCollection<Guid>? ids,
        Func<LocalDate, bool> isWorkingDay,
        CancellationToken cancel
    )
    {
        var rows = db.Set<TRow>().AsNoTracking();
        if (ids is not null)
        {
            var among = ids.ToList();
            rows = rows.Where(r => among.Contains(r.Id));
        }
        if (typeof(TRow).IsAssignableTo(typeof(IHasAudience)))
        {
            rows = rows.Where(r =>
                EF.Property<Audience>(r, nameof(IHasAudience.Audience)) != Audience.Named
            );
        }
        if (filter is not null)
        {
            var conditions = new Conditions<TRow>(this, db, zone, isWorkingDay).Of(filter);
            if (!conditions.Done)
            {
                return conditions.Refusal!;
            }
            rows = rows.Where(conditions.Value);
        }
        return await rows.Select(r => r.Id).ToHashSetAsync(cancel);
    }

    public sealed override Task<IReadOnlyList<Belonging>> Belongings(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) => Belonging.Of<TRow>(db, ids, cancel);

    internal sealed override async Task<Result<Figures>> Figures(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        FiguresSaid what,
        CancellationToken cancel
    )
    {
        var query = Query(db, zone, said, await Rows(db, zone, said, cancel));
        return query.Done
            ? await new FigureQuery<TRow>(this, db, zone, query.Value.Rows).Of(what, cancel)
            : query.Refusal!;
    }

    private Result<ListQuery<TRow>> Query(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        IQueryable<TRow> rows
    )
    {
        var filter = FilterText.Read(said[ListSaid.Filter]);
        return filter.Done
            ? ListQuery<TRow>.Of(this, db, zone, filter.Value, Sort.Read(said[ListSaid.Sort]), rows)
            : filter.Refusal!;
    }
}

/// <param name="Field">The field's key.</param>
public sealed record Sort(string Field, bool Descending = false)
{
    public const string Name = "sort";

    /// <summary>As an address writes it: <c>name</c>, or <c>-lastHeard</c> for the latest first.</summary>
    public static Sort? Read(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text[0] == '-' ? new Sort(text[1..], true)
        : new Sort(text);

    public override string ToString() => Descending ? "-" + Field : Field;
}

/// <summary>Where a list goes on after a row: what that row is sorted by, and which it is.</summary>
/// <param name="Value">Null of a row that has nothing to be sorted by: those stand at the end, whichever the direction.</param>
public sealed record ListPlace(string? Value, Guid Id);
