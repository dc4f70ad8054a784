using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Dashboards;
using Rapport.Lists;
using Rapport.Offers;

namespace Rapport.Web.Dashboards;

/// <summary>A dashboard to begin with.</summary>
/// <param name="Tiles">In the words of whoever takes it.</param>
public sealed record Proposal(
    string Key,
    string Name,
    string What,
    string Icon,
    IReadOnlyList<TileDetails> Tiles
);

/// <summary>The dashboards that are proposed to whoever has none.</summary>
internal static class Proposals
{
    // Properties, not fields: the words are read in the culture of the request.
    public static IReadOnlyList<Proposal> All => [Pipeline, Silence, Reach];

    public static Proposal? Find(string? key) => All.FirstOrDefault(p => p.Key == key);

    private static Proposal Pipeline
    {
        get
        {
            var open = Tile(OpportunityList.Instance, (OpportunityFilter.Running, "true"));
            return new(
                "pipeline",
                DashboardWords.Pipeline,
                DashboardWords.PipelineWhat,
                "target-arrow",
                [
                    open with
                    {
                        Title = DashboardWords.PipelineValue,
                        Measure = Measure.Sum,
                        Field = "value",
                    },
                    open with
                    {
                        Title = DashboardWords.PipelineOpen,
                    },
                    open with
                    {
                        Title = DashboardWords.PipelineStages,
                        Shape = TileShape.Chart,
                        Measure = Measure.Sum,
                        Field = "value",
                        GroupBy = OpportunityList.Stage,
                    },
                    open with
                    {
                        Title = DashboardWords.PipelineOwners,
                        Shape = TileShape.Chart,
                        GroupBy = "owner",
                    },
                    open with
                    {
                        Title = DashboardWords.PipelineNext,
                        Shape = TileShape.Rows,
                        Said = open
                            .Said.But(ListSaid.Sort, "closed")
                            .But(ListSaid.Columns, "client,closed,value"),
                    },
                    Tile(OpportunityList.Instance) with
                    {
                        Title = DashboardWords.PipelineMonths,
                        Shape = TileShape.Chart,
                        Measure = Measure.Sum,
                        Field = "value",
                        GroupBy = "closed",
                    },
                ]
            );
        }
    }

    private static Proposal Silence
    {
        get
        {
            var quiet = Tile(
                ClientList.Instance,
                (ListSaid.Filter, $"{ClientList.LastHeard} lt \"-P60D\"")
            );
            return new(
                "silence",
                DashboardWords.Silence,
                DashboardWords.SilenceWhat,
                "moon",
                [
                    quiet with
                    {
                        Title = DashboardWords.SilenceCount,
                    },
                    Tile(ClientList.Instance) with
                    {
                        Title = DashboardWords.SilenceLongest,
                        Shape = TileShape.Rows,
                        Said = ListSaid.Of(
                            (ListSaid.Sort, ClientList.LastHeard),
                            (ListSaid.Columns, $"{ClientList.LastHeard},accountManager")
                        ),
                    },
                    quiet with
                    {
                        Title = DashboardWords.SilenceManagers,
                        Shape = TileShape.Chart,
                        GroupBy = "accountManager",
                    },
                    quiet with
                    {
                        Title = DashboardWords.SilenceStages,
                        Shape = TileShape.Chart,
                        GroupBy = ClientList.Stage,
                    },
                ]
            );
        }
    }

    private static Proposal Reach
    {
        get
        {
            var lost = Tile(
                ContactList.Instance,
                (ListSaid.Filter, $"not ({ContactList.Reached} pr) and not (phone pr)")
            );
            return new(
                "reach",
                DashboardWords.Reach,
                DashboardWords.ReachWhat,
                "address-book",
                [
                    lost with
                    {
                        Title = DashboardWords.ReachCount,
                    },
                    lost with
                    {
                        Title = DashboardWords.ReachFirst,
                        Shape = TileShape.Rows,
                    },
                    Tile(
                        ContactList.Instance,
                        (ListSaid.Filter, $"not ({ContactList.Reached} pr)")
                    ) with
                    {
                        Title = DashboardWords.ReachClients,
                        Shape = TileShape.Chart,
                        GroupBy = ContactFilter.At,
                    },
                    Tile(ContactList.Instance) with
                    {
                        Title = DashboardWords.ReachStances,
                        Shape = TileShape.Chart,
                        GroupBy = ContactList.Stance,
                    },
                ]
            );
        }
    }

    private static TileDetails Tile(ListOf list, params (string, string?)[] said) =>
        new() { List = list.Key, Said = ListSaid.Of(said) };
}
