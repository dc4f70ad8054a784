using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;

namespace Rapport.Web.Lists;

/// <summary>
/// The forms beside a list, which only write its address anew: what they are sent is answered by leading to the list
/// that was meant.
/// </summary>
internal static class ListForms
{
    private static readonly string[] Own =
    [
        ListLinks.Filter,
        ListLinks.Adding,
        ListLinks.After,
        "field",
        "is",
        "value",
        "join",
        "add",
        "remove",
        "text",
        "astext",
    ];

    /// <param name="pages">Where the list's own page is mapped.</param>
    public static void Map(IEndpointRouteBuilder pages, string path)
    {
        pages.MapGet(path + "/filter", Filter).Needs(Act.Look);
        pages.MapGet(path + "/columns", Columns).Needs(Act.Look);
    }

    private static RedirectHttpResult Filter(HttpRequest request)
    {
        var query = request.Query;
        var links = Kept(request, Own);
        if (query.ContainsKey("astext"))
        {
            return TypedResults.LocalRedirect(links.With(ListLinks.Filter, query["text"]));
        }
        var rows = Rows(query["field"], query["is"], query["value"]);
        if (
            int.TryParse(
                query["remove"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var place
            )
            && place < rows.Count
        )
        {
            rows.RemoveAt(place);
        }
        return TypedResults.LocalRedirect(
            links
                .But(
                    ListLinks.Filter,
                    new FilterRows(query["join"] == "any", rows).Filter?.ToString()
                )
                .With(ListLinks.Adding, query["add"])
        );
    }

    private static RedirectHttpResult Columns(HttpRequest request) =>
        TypedResults.LocalRedirect(
            Kept(request, [ListLinks.Columns, ListLinks.After, "column"])
                .With(ListLinks.Columns, string.Join(',', request.Query["column"].OfType<string>()))
        );

    private static List<FilterRow> Rows(
        StringValues fields,
        StringValues ways,
        StringValues values
    ) =>
        [
            .. fields.Select(
                (field, i) =>
                    new FilterRow(
                        field ?? "",
                        i < ways.Count ? ways[i] ?? "" : "",
                        i < values.Count ? values[i] ?? "" : ""
                    )
            ),
        ];

    private static ListLinks Kept(HttpRequest request, string[] own) =>
        new(
            // The list is one step above its forms.
            request.Path.Value![..request.Path.Value!.LastIndexOf('/')],
            [
                .. request
                    .Query.Where(q => !own.Contains(q.Key))
                    .Select(q => (q.Key, q.Value.ToString()))
                    .Where(q => q.Item2.Length > 0),
            ]
        );
}
