using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>Whom the conditions of a list may name, and what those are called whom they name already.</summary>
/// <param name="People">Whoever looks first, then all colleagues by name; nobody where no condition asks for one.</param>
/// <param name="Clients">By id, as completing writes them; without those that the viewer does not see.</param>
public sealed record FilterNames(
    IReadOnlyList<Option> People,
    IReadOnlyDictionary<string, string> Clients
)
{
    private const int Most = 500;

    private static readonly Question<int, Option> Colleagues = new(
        (db, most) =>
            db.Set<Colleague>()
                .OrderBy(c => c.NameKey)
                .Take(most)
                .Select(c => new Option(c.Id.ToString(), c.Name, null))
    );

    /// <param name="adding">The field of a condition that is being added.</param>
    internal static async Task<FilterNames> Of(
        Db db,
        ListShown list,
        string? adding,
        CancellationToken cancel
    )
    {
        IReadOnlyList<Option> people = list.Asks(FieldKind.Person, adding)
            ? [new("me", ListWords.Me), .. await Colleagues.All(db, Most, cancel)]
            : [];
        var clients = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in list.Values(FieldKind.Client).Distinct(StringComparer.Ordinal))
        {
            if (
                Guid.TryParse(value, out var id)
                && await ClientNames.Said(db, id, cancel) is { } said
            )
            {
                clients[value] = said;
            }
        }
        return new FilterNames(people, clients);
    }
}
