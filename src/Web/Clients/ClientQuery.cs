using Microsoft.AspNetCore.Http.Extensions;
using Rapport.Clients;

namespace Rapport.Web.Clients;

/// <summary>The address of a list of clients: what is filtered, how it is sorted, where it goes on.</summary>
public sealed record ClientQuery(
    string? Q = null,
    Stage? Stage = null,
    Tier? Tier = null,
    string? Tag = null,
    bool? Mine = null,
    ClientOrder? Order = null,
    string? After = null
)
{
    public ClientFilter Filter =>
        new(Q, Stage, Tier, Tag, Mine ?? false, Order ?? ClientOrder.Name);

    /// <summary>The address that says exactly this; what is as usual is left out.</summary>
    public string Href
    {
        get
        {
            var query = new QueryBuilder();
            Add("q", Q);
            Add("stage", Stage?.ToString());
            Add("tier", Tier?.ToString());
            Add("tag", Tag);
            Add("mine", Mine == true ? "true" : null);
            Add("order", Order is null or ClientOrder.Name ? null : Order.ToString());
            Add("after", After);
            return "/clients" + query;

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
