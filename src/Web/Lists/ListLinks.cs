using Rapport.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>The address of a list as it stands, and as it would be with one thing said otherwise.</summary>
/// <param name="Said">What the address says now, but for where the list goes on.</param>
public sealed record ListLinks(string Path, ListSaid Said)
{
    public const string After = "after";
    public const string Adding = "adding";

    /// <summary>The kept view that the list was opened as.</summary>
    public const string View = "view";

    /// <summary>As a view: the list as it is, also for who opens it with one of her own.</summary>
    public const string None = "none";

    public string Href => Said.Pairs.Count == 0 ? Path : $"{Path}?{Said}";

    public string? this[string name] => Said[name];

    /// <summary>The rest as it is; a null takes the thing back.</summary>
    public string With(string name, string? value) => But(name, value).Href;

    public ListLinks But(string name, string? value) => this with { Said = Said.But(name, value) };

    /// <summary>Without an order, columns and a view that the list does not have, and what those were.</summary>
    /// <param name="views">Those that are for the reader; null where none is asked for.</param>
    internal (ListLinks Links, IReadOnlyList<string> Unclear) Heard<TRow>(
        ListOf<TRow> list,
        IReadOnlyList<ViewRecord>? views
    )
        where TRow : Data.Row
    {
        var heard = this;
        var unclear = new List<string>();
        if (
            Sort.Read(this[ListSaid.Sort]) is { } sort
            && list.Find(sort.Field) is not { Sorts: true }
        )
        {
            unclear.Add(Unclear.Text(ListSaid.Sort, $"{sort}"));
            heard = heard.But(ListSaid.Sort, null);
        }
        var columns = (this[ListSaid.Columns] ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var strange = columns.Where(c => list.Find(c) is null).ToList();
        if (strange.Count > 0)
        {
            unclear.AddRange(strange.Select(c => Unclear.Text(ListSaid.Columns, c)));
            heard = heard.But(ListSaid.Columns, string.Join(',', columns.Except(strange)));
        }
        if (
            views is not null
            && this[View] is { } view
            && view != None
            && views.All(v => v.Id.ToString() != view)
        )
        {
            unclear.Add(Unclear.Text(View, view));
            heard = heard.But(View, null);
        }
        return (heard, unclear);
    }

    /// <summary>What a form beside these fields of its own has to carry on.</summary>
    public IEnumerable<(string Name, string Value)> Kept(params string[] own) =>
        Said.Pairs.Where(p => !own.Contains(p.Name));
}
