using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Dashboards;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>The dashboard with which everybody at the demo firm begins the week.</summary>
internal static class DemoDashboard
{
    public static Task<Result<Dashboard>> Add(Db db, CancellationToken cancel) =>
        new Dashboards.Dashboards(db).Add(
            new DashboardDetails("Start of the week", ViewScope.Firm),
            [
                Tile(ClientList.Instance, "Not heard from for a month") with
                {
                    Said = ListSaid.Of((ListSaid.Filter, $"{ClientList.LastHeard} lt \"-P30D\"")),
                },
                Tile(ClientList.Instance, "Clients by stage") with
                {
                    Shape = TileShape.Chart,
                    GroupBy = ClientList.Stage,
                },
                Tile(ClientList.Instance, "Quiet for longest") with
                {
                    Shape = TileShape.Rows,
                    Said = ListSaid.Of(
                        (ListSaid.Sort, ClientList.LastHeard),
                        (ListSaid.Columns, $"{ClientList.LastHeard},accountManager")
                    ),
                },
                Tile(InteractionList.Instance, "How we talked in the last 90 days") with
                {
                    Shape = TileShape.Chart,
                    GroupBy = InteractionList.Channel,
                },
                Tile(ContactList.Instance, "Where the people stand") with
                {
                    Shape = TileShape.Chart,
                    GroupBy = ContactList.Stance,
                },
            ],
            cancel
        );

    private static TileDetails Tile(ListOf list, string title) =>
        new() { List = list.Key, Title = title };
}
