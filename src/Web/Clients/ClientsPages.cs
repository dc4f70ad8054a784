using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>Clients as pages: the list, the handbook, and what is done with one.</summary>
internal static class ClientsPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/clients", List).Needs(Act.Look);
    }

    private static async Task<IResult> List(
        Db db,
        Me me,
        [AsParameters] ClientQuery query,
        CancellationToken cancel
    )
    {
        var filter = query.Filter;
        var rows = (
            await ClientList.Page(
                db,
                filter,
                Cursor.Read<ClientPlace>(query.After),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, r => new ClientPlace(r.NameKey, r.LastInteraction, r.Id));
        return Pages.Show<ClientListView>(
            new
            {
                Me = me,
                Rows = rows,
                Query = query,
                Count = await ClientList.Count(db, filter, cancel),
                Now = db.Now,
            }
        );
    }
}
