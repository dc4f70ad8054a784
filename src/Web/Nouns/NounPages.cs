using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Nouns;

/// <summary>The pages of a noun that follow from its description: its list, and each of its records.</summary>
internal sealed class NounPages<TRow>(Noun noun, ListOf<TRow> list)
    : ListScreen<TRow>(list, noun.Speech)
    where TRow : Data.Row
{
    public void MapAll(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, All).Needs(Act.Look);
        pages.MapGet(Path + "/{id:guid}", One).Needs(Act.Look);
        Map(pages);
    }

    public override async Task<IResult> Rows(
        Db db,
        Me me,
        ListShown shown,
        CancellationToken cancel
    ) =>
        Pages.Show<NounRows>(
            new
            {
                Me = me,
                List = shown,
                Rows = await Named(db, shown, cancel),
                Now = db.Now,
            }
        );

    private async Task<IResult> All(HttpContext http, Db db, Me me, CancellationToken cancel)
    {
        var asked = ListSaid.Read(http.Request.QueryString.Value?.TrimStart('?'));
        var adding = asked[ListLinks.Adding];
        var said = asked.But(ListLinks.After, null).But(ListLinks.Adding, null);
        var shown = await ListShown.Of(
            List,
            Speech,
            new ListLinks(Path, said),
            db,
            me,
            await List.Rows(db, me.Zone, said, cancel),
            asked[ListLinks.After],
            counted: !Pages.IsPartial(http),
            cancel
        );
        return await Instead(http, db, me, shown, cancel)
            ?? Pages.Show<NounListView>(
                new
                {
                    Me = me,
                    Noun = noun,
                    List = shown,
                    Rows = await Named(db, shown, cancel),
                    Adding = adding,
                    Names = await FilterNames.Of(db, shown, adding, cancel),
                    Now = db.Now,
                },
                Pages.StatusOf(shown.Wrong)
            );
    }

    /// <summary>What the rows are called.</summary>
    private Task<IReadOnlyDictionary<Guid, string>> Named(
        Db db,
        ListShown shown,
        CancellationToken cancel
    ) => List.Names(db, [.. shown.Rows.Select(r => r.Id)], cancel);

    private async Task<IResult> One(Db db, Me me, Guid id, CancellationToken cancel)
    {
        var names = await List.Names(db, [id], cancel);
        if (!names.TryGetValue(id, out var name))
        {
            return TypedResults.NotFound();
        }
        var fields = List.Fields.Where(f => f.Key != List.Lead).ToList();
        var cells = await List.Cells(db, [id], fields.Select(f => f.Key), cancel);
        var own = await CustomValues.Of(db, noun.Kind, [id], cancel);
        return Pages.Show<NounView>(
            new
            {
                Me = me,
                Noun = noun,
                Id = id,
                Name = name,
                Held = fields.Select(ShownField.Of).Zip(cells[id]).ToList(),
                Own = own[id].Held,
                Now = db.Now,
            }
        );
    }
}
