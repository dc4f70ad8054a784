using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Nouns;

/// <summary>Another record that a field names.</summary>
public sealed record NounLink(Guid Id, string? Name);

/// <summary>
/// The API of a noun that follows from its description: its list with the filters of its page, and each record, whose
/// fields stand under their keys and the firm's own under <c>fields</c>.
/// </summary>
internal sealed class NounApi<TRow>(Noun noun, ListOf<TRow> list)
    where TRow : Row
{
    public void Map(IEndpointRouteBuilder api)
    {
        var records = api.MapGroup(noun.Path).WithTags(noun.Kind);
        records
            .MapGet("/", All)
            .Needs(Act.Look)
            .Produces<ListPage<IReadOnlyDictionary<string, object?>>>();
        records
            .MapGet("/{id:guid}", One)
            .Needs(Act.Look)
            .Produces<IReadOnlyDictionary<string, object?>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private async Task<IResult> All(
        Db db,
        Me me,
        string? q,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await Listed.Answer(
            list,
            db,
            me,
            await list.Rows(db, me.Zone, ListSaid.Of((ListSaid.Words, q)), cancel),
            new ListAsked(filter, sort, cursor, limit),
            ids => Items(db, ids, cancel),
            cancel
        );

    private async Task<IResult> One(HttpContext http, Db db, Guid id, CancellationToken cancel) =>
        (await Read(db, [id], cancel)).TryGetValue(id, out var read)
            ? Answers.Record(http, read.Fields, read.Version)
            : Answers.NotFound();

    private async Task<IReadOnlyList<Dictionary<string, object?>>> Items(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var read = await Read(db, ids, cancel);
        return [.. ids.Where(read.ContainsKey).Select(id => read[id].Fields)];
    }

    private async Task<Dictionary<Guid, (int Version, Dictionary<string, object?> Fields)>> Read(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        var versions = await db.Set<TRow>()
            .Where(r => ids.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, r => r.Version, cancel);
        var cells = await list.Cells(db, ids, list.Fields.Select(f => f.Key), cancel);
        var own = await CustomValues.Of(db, noun.Kind, ids, cancel);
        return cells.ToDictionary(
            row => row.Key,
            row => (versions[row.Key], Item(row.Key, versions[row.Key], row.Value, own[row.Key]))
        );
    }

    private Dictionary<string, object?> Item(
        Guid id,
        int version,
        IReadOnlyList<Cell> cells,
        FieldsSaid own
    )
    {
        var item = new Dictionary<string, object?> { ["id"] = id, ["version"] = version };
        foreach (var (field, cell) in list.Fields.Zip(cells))
        {
            item[field.Key] = cell.Link is { } link
                ? new NounLink(link, cell.Shown?.ToString())
                : cell.Shown;
        }
        if (own.Held.Count > 0)
        {
            item["fields"] = own;
        }
        return item;
    }
}
