using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Lists;
using Rapport.Web.Lists;

namespace Rapport.Web.Contacts;

/// <summary>The address of the list of contacts. Those who left are shown when they are asked for.</summary>
/// <param name="Client">An id where a link says it, else as typed.</param>
/// <param name="Filter">As <see cref="Rapport.Lists.FilterText"/> reads it.</param>
/// <param name="Sort">As <see cref="Rapport.Lists.Sort"/> reads it.</param>
/// <param name="Columns">Keys of fields, parted by commas.</param>
/// <param name="Adding">The field of a condition that is being added.</param>
/// <param name="View">The kept view that it was opened as.</param>
public sealed record ContactQuery(
    string? Q = null,
    string? Client = null,
    Stance? Stance = null,
    bool? Left = null,
    string? Filter = null,
    string? Sort = null,
    string? Columns = null,
    string? After = null,
    string? Adding = null,
    string? View = null
)
{
    public ContactFilter Quick(IReadOnlyList<ClientName>? clients) =>
        new(null, Q, Stance, Left ?? false, clients?.Select(c => c.Id).ToList());

    public bool Narrows =>
        !string.IsNullOrWhiteSpace(Q)
        || !string.IsNullOrWhiteSpace(Client)
        || Stance is not null
        || Left == true
        || !string.IsNullOrWhiteSpace(Filter);

    /// <summary>The address that says exactly this; what is as usual is left out.</summary>
    public string Href => Links.Href;

    public ListLinks Links =>
        new(
            "/contacts",
            ListSaid.Of(
                (ListSaid.Words, Q),
                (ContactFilter.At, Client),
                (ContactList.Stance, Stance?.ToString()),
                (ContactFilter.Gone, Left == true ? "true" : null),
                (ListSaid.Filter, Filter),
                (ListSaid.Sort, Sort == ContactList.Name ? null : Sort),
                (ListSaid.Columns, Columns),
                (ListLinks.View, View)
            )
        );
}
