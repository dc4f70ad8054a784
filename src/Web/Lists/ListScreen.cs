using Microsoft.AspNetCore.Components;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Fields;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>A noun's list on its pages: how it is described and how it speaks.</summary>
internal abstract class ListScreen<TRow>(ListOf<TRow> list, ListSpeech speech)
    where TRow : Data.Row
{
    public ListOf<TRow> List => list;

    public ListSpeech Speech => speech;

    public string Path => "/" + list.Key;

    /// <summary>Answers with these rows alone, as the noun shows them.</summary>
    public abstract Task<IResult> Rows(Db db, Me me, ListShown shown, CancellationToken cancel);

    /// <summary>All that every list can do, mapped below its own address.</summary>
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path + "/neighbour", Neighbour).Needs(Act.Look);
        ListForms.Map(pages, Path, list);
        ListViewPages.Map(pages, list);
        ListChangePages.Map(pages, list, speech);
        ListCellPages.Map(pages, this);
        ListExportPages.Map(pages, this);
        RecordFieldsPages.Map(pages, list);
    }

    /// <summary>What is answered instead of the whole page: the next rows alone, or the view with which the list opens.</summary>
    public async Task<IResult?> Instead(
        HttpContext http,
        Db db,
        Me me,
        ListShown shown,
        CancellationToken cancel
    )
    {
        Unclear.Tell(http, shown.Unclear);
        return Pages.IsPartial(http) ? await Rows(db, me, shown, cancel)
            : shown.Opens is { } own && Unclear.Of(http).Count == 0
                ? TypedResults.LocalRedirect(own)
            : null;
    }

    private async Task<IResult> Neighbour(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] Asked asked,
        CancellationToken cancel
    )
    {
        var said = ListSaid
            .Read(http.Request.QueryString.Value?.TrimStart('?'))
            .But("of", null)
            .But("before", null)
            .But(ListLinks.After, null);
        return await ListNeighbour.Of(
            list,
            new ListLinks(Path, said),
            db,
            me,
            await list.Rows(db, me.Zone, said, cancel),
            asked,
            cancel
        );
    }
}

/// <summary>The same with what its rows tell beside their columns, and the view that shows them.</summary>
/// <param name="read">What rows tell, by their ids.</param>
internal sealed class ListScreen<TRow, TItem, TRows>(
    ListOf<TRow> list,
    ListSpeech speech,
    Func<Db, IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<TItem>>> read,
    Func<TItem, Guid> id
) : ListScreen<TRow>(list, speech)
    where TRow : Data.Row
    where TRows : IComponent
{
    public override async Task<IResult> Rows(
        Db db,
        Me me,
        ListShown shown,
        CancellationToken cancel
    ) =>
        Pages.Show<TRows>(
            new
            {
                Me = me,
                List = shown,
                Rows = await Found(db, shown, cancel),
                Now = db.Now,
            }
        );

    public async Task<IReadOnlyDictionary<Guid, TItem>> Found(
        Db db,
        ListShown shown,
        CancellationToken cancel
    ) => (await read(db, [.. shown.Rows.Select(r => r.Id)], cancel)).ToDictionary(id);
}
