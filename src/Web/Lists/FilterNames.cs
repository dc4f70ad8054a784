using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
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

    private sealed record Named(Guid Id, string Name);

    private static readonly Question<int, Named> AllColleagues = new(
        (db, most) =>
            db.Set<Colleague>()
                .OrderBy(c => c.NameKey)
                .Take(most)
                .Select(c => new Named(c.Id, c.Name))
    );

    /// <summary>Whoever looks, and everybody by name.</summary>
    internal static async Task<IReadOnlyList<Option>> Colleagues(Db db, CancellationToken cancel) =>
        [
            new("me", ListWords.Me),
            // Written here: SQLite writes an id in capitals, and no field would find its choice again.
            .. (await AllColleagues.All(db, Most, cancel)).Select(c => new Option(
                c.Id.ToString(),
                c.Name
            )),
        ];

    /// <param name="adding">The field of a condition that is being added.</param>
    internal static async Task<FilterNames> Of(
        Db db,
        ListShown list,
        string? adding,
        CancellationToken cancel
    )
    {
        IReadOnlyList<Option> people = list.Asks(FieldKind.Person, adding)
            ? await Colleagues(db, cancel)
            : [];
        var ids = list.Values(FieldKind.Client)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(v => Guid.TryParse(v, out _))
            .ToDictionary(v => v, Guid.Parse, StringComparer.OrdinalIgnoreCase);
        var said = await ClientNames.Said(db, [.. ids.Values.Distinct()], cancel);
        var clients = ids.Where(i => said.ContainsKey(i.Value))
            .ToDictionary(i => i.Key, i => said[i.Value], StringComparer.OrdinalIgnoreCase);
        return new FilterNames(people, clients);
    }
}
