using Microsoft.EntityFrameworkCore;
using Rapport.Data;
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

    public static async Task<IReadOnlyList<Option>> Options(Db db, CancellationToken cancel) =>
        [new("me", ListWords.Me), .. await Named.All(db, Most, cancel)];
}
