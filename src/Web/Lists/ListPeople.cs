using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>The colleagues that a filter may name: whoever looks first, then all by name.</summary>
internal static class ListPeople
{
    private const int Most = 500;

    private static readonly Question<int, Option> Named = new(
        (db, most) =>
            db.Set<Colleague>()
                .OrderBy(c => c.NameKey)
                .Take(most)
                .Select(c => new Option(c.Id.ToString(), c.Name, null))
    );

    /// <summary>Nobody where no condition of the list names a colleague.</summary>
    /// <param name="adding">The field of a condition that is being added.</param>
    public static async Task<IReadOnlyList<Option>> Options(
        Db db,
        ListShown list,
        string? adding,
        CancellationToken cancel
    ) =>
        list.Names(FieldKind.Person, adding)
            ? [new("me", ListWords.Me), .. await Named.All(db, Most, cancel)]
            : [];
}
