using Rapport.Clients;
using Rapport.Lists;
using Rapport.Web.Lists;

namespace Rapport.Web.Clients;

/// <summary>The address of a list of clients: what is filtered, how it is sorted, what it shows, where it goes on.</summary>
/// <param name="Filter">As <see cref="Rapport.Lists.FilterText"/> reads it.</param>
/// <param name="Sort">As <see cref="Rapport.Lists.Sort"/> reads it.</param>
/// <param name="Columns">Keys of fields, parted by commas.</param>
/// <param name="Adding">The field of a condition that is being added.</param>
/// <param name="View">The kept view that it was opened as.</param>
public sealed record ClientQuery(
    string? Q = null,
    Stage? Stage = null,
    Tier? Tier = null,
    string? Tag = null,
    bool? Mine = null,
    string? Filter = null,
    string? Sort = null,
    string? Columns = null,
    string? After = null,
    string? Adding = null,
    string? View = null
)
{
    public ClientFilter Quick => new(Q, Stage, Tier, Tag, Mine ?? false);

    /// <summary>Holds fewer than all that the viewer sees.</summary>
    public bool Narrows => Quick.Narrows || !string.IsNullOrWhiteSpace(Filter);

    /// <summary>The address that says exactly this; what is as usual is left out.</summary>
    public string Href => Links.But(ListLinks.After, After).Href;

    public ListLinks Links =>
        new(
            "/clients",
            ListSaid.Of(
                (ListSaid.Words, Q),
                (ClientList.Stage, Stage?.ToString()),
                (ClientList.Tier, Tier?.ToString()),
                (ClientFilter.Tagged, Tag),
                (ClientFilter.Own, Mine == true ? "true" : null),
                (ListSaid.Filter, Filter),
                (ListSaid.Sort, Sort == ClientList.Name ? null : Sort),
                (ListSaid.Columns, Columns),
                (ListLinks.View, View)
            )
        );
}
