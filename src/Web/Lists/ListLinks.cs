using Microsoft.AspNetCore.Http.Extensions;

namespace Rapport.Web.Lists;

/// <summary>The address of a list as it stands, and as it would be with one thing said otherwise.</summary>
/// <param name="Said">What the address says now, but for where the list goes on.</param>
public sealed record ListLinks(string Path, IReadOnlyList<(string Name, string Value)> Said)
{
    public const string Filter = "filter";
    public const string Sort = "sort";
    public const string Columns = "columns";
    public const string After = "after";
    public const string Adding = "adding";

    public string Href => Path + Query(Said);

    public string? this[string name] =>
        Said.Where(s => s.Name == name).Select(s => s.Value).FirstOrDefault();

    /// <summary>The rest as it is; a null takes the thing back.</summary>
    public string With(string name, string? value) => But(name, value).Href;

    public ListLinks But(string name, string? value) =>
        this with
        {
            Said =
            [
                .. Said.Where(s => s.Name != name),
                .. string.IsNullOrEmpty(value) ? Array.Empty<(string, string)>() : [(name, value)],
            ],
        };

    /// <summary>What a form beside these fields of its own has to carry on.</summary>
    public IEnumerable<(string Name, string Value)> Kept(params string[] own) =>
        Said.Where(s => !own.Contains(s.Name));

    private static QueryBuilder Query(IEnumerable<(string Name, string Value)> said)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in said)
        {
            query.Add(name, value);
        }
        return query;
    }
}
