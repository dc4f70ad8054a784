using Rapport.Clients;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.Web.Lists;

namespace Rapport.Web.Interactions;

/// <summary>The address of the list of entries: what is filtered, sorted and shown, and how far it looks back.</summary>
/// <param name="Client">An id where a link says it, else as typed.</param>
/// <param name="Mine">Only what the reader wrote down.</param>
/// <param name="Days">So many days back, or all; the last ones where it is not said.</param>
/// <param name="Filter">As <see cref="Rapport.Lists.FilterText"/> reads it.</param>
/// <param name="Sort">As <see cref="Rapport.Lists.Sort"/> reads it.</param>
/// <param name="Columns">Keys of fields, parted by commas.</param>
/// <param name="Adding">The field of a condition that is being added.</param>
/// <param name="View">The kept view that it was opened as.</param>
public sealed record InteractionQuery(
    string? Q = null,
    string? Client = null,
    Touchpoint? Touchpoint = null,
    bool? Mine = null,
    string? Days = null,
    string? Filter = null,
    string? Sort = null,
    string? Columns = null,
    string? After = null,
    string? Adding = null,
    string? View = null
)
{
    public InteractionFilter Quick(IReadOnlyList<ClientName>? clients) =>
        new(
            Q,
            clients?.Select(c => c.Id).ToList(),
            Touchpoint,
            Mine == true,
            InteractionFilter.DaysOf(Days),
            Days == InteractionFilter.Ever
        );

    /// <summary>Beside its days, which always are there.</summary>
    public bool Narrows =>
        !string.IsNullOrWhiteSpace(Q)
        || !string.IsNullOrWhiteSpace(Client)
        || Touchpoint is not null
        || Mine == true
        || !string.IsNullOrWhiteSpace(Filter);

    /// <summary>The address that says exactly this; what is as usual is left out.</summary>
    public string Href => Links.Href;

    public ListLinks Links =>
        new(
            "/interactions",
            ListSaid.Of(
                (ListSaid.Words, Q),
                (InteractionFilter.OfClient, Client),
                (InteractionList.Touchpoint, Touchpoint?.ToString()),
                (InteractionFilter.Mine, Mine == true ? "true" : null),
                (InteractionFilter.Back, Days),
                (ListSaid.Filter, Filter),
                (ListSaid.Sort, Sort == $"{InteractionList.Instance.UsualSort}" ? null : Sort),
                (ListSaid.Columns, Columns),
                (ListLinks.View, View)
            )
        );
}
