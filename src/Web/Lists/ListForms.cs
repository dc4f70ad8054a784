using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
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
    public const string Up = "up";
    public const string Down = "down";

    private static readonly string[] Own =
    [
        ListSaid.Filter,
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
    /// <param name="list">Its fields tell which values are clients by name.</param>
    public static void Map<TRow>(IEndpointRouteBuilder pages, string path, ListOf<TRow> list)
        where TRow : Row
    {
        var clients = list
            .Fields.Where(f => f.Kind == FieldKind.Client)
            .Select(f => f.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        pages
            .MapGet(
                path + "/filter",
                (HttpRequest request, Db db, CancellationToken cancel) =>
                    Filter(request, db, clients, cancel)
            )
            .Needs(Act.Look);
        pages
            .MapGet(path + "/columns", (HttpRequest request) => Columns(request, list.UsualSort))
            .Needs(Act.Look);
    }

    private static async Task<RedirectHttpResult> Filter(
        HttpRequest request,
        Db db,
        HashSet<string> clients,
        CancellationToken cancel
    )
    {
        var query = request.Query;
        var links = Kept(request, Own);
        if (query.ContainsKey("astext"))
        {
            return TypedResults.LocalRedirect(links.With(ListSaid.Filter, query["text"]));
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
        for (var i = 0; i < rows.Count; i++)
        {
            // Typed by name or number, kept by id. What names nobody stays as it was typed, and is refused by the list.
            if (
                clients.Contains(rows[i].Field)
                && await ClientNames.Meant(db, rows[i].Value, cancel) is { } client
            )
            {
                rows[i] = rows[i] with { Value = client.ToString() };
            }
        }
        return TypedResults.LocalRedirect(
            links
                .But(
                    ListSaid.Filter,
                    new FilterRows(query["join"] == "any", rows).Filter?.ToString()
                )
                .With(ListLinks.Adding, query["add"])
        );
    }

    private static RedirectHttpResult Columns(HttpRequest request, Sort usual) =>
        TypedResults.LocalRedirect(
            Kept(request, [ListSaid.Columns, ListSaid.Sort, ListLinks.After, "column", "by", "way"])
                .But(ListSaid.Columns, string.Join(',', request.Query["column"].OfType<string>()))
                .With(ListSaid.Sort, SortOf(request, usual)?.ToString())
        );

    /// <summary>Null for the list's usual order.</summary>
    private static Sort? SortOf(HttpRequest request, Sort usual) =>
        request.Query["by"].ToString() is { Length: > 0 } by
        && new Sort(by, request.Query["way"] == Down) is var sort
        && sort != usual
            ? sort
            : null;

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
            ListSaid.Of(
                request
                    .Query.Where(q => !own.Contains(q.Key))
                    .Select(q => (q.Key, (string?)q.Value.ToString()))
            )
        );
}
