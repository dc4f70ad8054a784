using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Interactions;

/// <summary>What happened as a list: all that the reader sees, filtered, sorted, kept as views and exported.</summary>
internal static class InteractionListPages
{
    private static readonly ListScreen<Interaction, InteractionRow, InteractionRows> Screen = new(
        InteractionList.Instance,
        InteractionTexts.List,
        InteractionList.Read,
        r => r.Id
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Screen.Path, List).Needs(Act.Look);
        Screen.Map(app);
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] InteractionQuery query,
        CancellationToken cancel
    )
    {
        var clients = await ClientNames.Filtered(db, query.Client, cancel);
        var quick = query.Quick(clients);
        var filter = FilterText.Read(query.Filter) is { Done: true } read ? read.Value : null;
        var sort = Sort.Read(query.Sort);
        var from = Cursor.Read<ListPlace>(query.After);
        var list = await ListShown.Of(
            InteractionList.Instance,
            InteractionTexts.List,
            query.Links,
            db,
            me,
            quick.Window(db, me.Zone, filter, sort, from),
            query.After,
            counted: !Pages.IsPartial(http),
            cancel,
            whole: quick.Window(db, me.Zone, filter, sort)
        );
        var begins = from is null || !Pages.IsPartial(http) ? await Reach(null) : null;
        // What follows may lie behind all that this page looked through.
        if (
            list is { Next: null, Wrong: null }
            && InteractionFilter.ByTime(sort)
            && (from is null ? begins : await Reach(from)) is { } end
        )
        {
            list = list with { Next = Cursor.Write(end) };
        }
        Pages.VaryByPart(http);
        if (await Screen.Instead(http, db, me, list, cancel) is { } instead)
        {
            return instead;
        }
        return Pages.Show<InteractionListView>(
            new
            {
                Me = me,
                List = list,
                Rows = await Screen.Found(db, list, cancel),
                Query = query with
                {
                    After = null,
                },
                Client = clients is [var one] ? one.Said : query.Client,
                Names = await FilterNames.Of(db, list, query.Adding, cancel),
                LooksBack = quick.LooksBack(filter),
                Reach = InteractionFilter.At(begins)?.InZone(me.Zone).Date,
                ByTime = InteractionFilter.ByTime(sort),
                OldestFirst = InteractionFilter.OldestFirst(sort),
                IsEmpty = list.Count == 0
                    && !query.Narrows
                    && !await db.Set<Interaction>().AnyAsync(cancel),
                Now = db.Now,
            },
            Pages.StatusOf(list.Wrong)
        );

        Task<ListPlace?> Reach(ListPlace? from) =>
            quick.Reach(db, me.Zone, filter, sort, from, cancel);
    }
}
