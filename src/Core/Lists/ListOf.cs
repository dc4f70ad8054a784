using Rapport.Data;

namespace Rapport.Lists;

/// <summary>
/// How a noun describes its list: its fields, where its rows are, and how they are sorted when nobody says. Filtering,
/// sorting, paging and columns follow from it.
/// </summary>
public abstract class ListOf<TRow>
    where TRow : Row
{
    /// <summary>In the order in which columns are offered.</summary>
    public abstract IReadOnlyList<ListField<TRow>> Fields { get; }

    public abstract Sort UsualSort { get; }

    /// <summary>The field that names a row: its column always stands first.</summary>
    public abstract string Lead { get; }

    /// <summary>The rows that the viewer sees, begun where that is quickest.</summary>
    public abstract IQueryable<TRow> Rows(Db db);

    public ListField<TRow>? Find(string key) =>
        Fields.FirstOrDefault(f => f.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
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
