using Microsoft.AspNetCore.Http.Extensions;
using Rapport.Clients;
using Rapport.Contacts;

namespace Rapport.Web.Contacts;

/// <summary>The address of the list of contacts. Those who left are shown when they are asked for.</summary>
/// <param name="Client">An id where a link says it, else as typed.</param>
public sealed record ContactQuery(
    string? Q = null,
    string? Client = null,
    Stance? Stance = null,
    bool? Left = null,
    string? After = null
)
{
    public ContactFilter Filter(IReadOnlyList<ClientName>? clients) =>
        new(null, Q, Stance, Left ?? false, clients?.Select(c => c.Id).ToList());

    public bool Narrows =>
        !string.IsNullOrWhiteSpace(Q)
        || !string.IsNullOrWhiteSpace(Client)
        || Stance is not null
        || Left == true;

    /// <summary>The address that says exactly this; what is as usual is left out.</summary>
    public string Href
    {
        get
        {
            var query = new QueryBuilder();
            Add("q", Q);
            Add("client", Client);
            Add("stance", Stance?.ToString());
            Add("left", Left == true ? "true" : null);
            Add("after", After);
            return "/contacts" + query;

            void Add(string name, string? value)
            {
                if (!string.IsNullOrWhiteSpace(value))
                {
                    query.Add(name, value);
                }
            }
        }
    }
}
