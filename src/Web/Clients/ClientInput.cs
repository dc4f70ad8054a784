using Rapport.Clients;

namespace Rapport.Web.Clients;

/// <summary>The address of a list of clients: what is filtered, how it is sorted, where it goes on.</summary>
public sealed record ClientQuery(
    string? Q,
    Stage? Stage,
    Tier? Tier,
    string? Tag,
    bool? Mine,
    ClientOrder? Order,
    string? After
)
{
    public ClientFilter Filter =>
        new(Q, Stage, Tier, Tag, Mine ?? false, Order ?? ClientOrder.Name);
}
