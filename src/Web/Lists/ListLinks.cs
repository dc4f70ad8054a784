using Rapport.Lists;

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

    /// <summary>What a form beside these fields of its own has to carry on.</summary>
    public IEnumerable<(string Name, string Value)> Kept(params string[] own) =>
        Said.Pairs.Where(p => !own.Contains(p.Name));
}
