using Microsoft.EntityFrameworkCore;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Colleagues by the names or mail addresses that rows give them. One that nobody has becomes a colleague who cannot
/// sign in.
/// </summary>
internal sealed class Owners(Batch batch)
{
    private readonly Dictionary<string, Guid> byKey = new(StringComparer.Ordinal);

    private static string Key(string said) =>
        PersonSaid.Read(said) is { Mail: { } mail } ? "mail:" + Folded.Key(mail)
        : said.Contains('@') ? "mail:" + Folded.Key(said)
        : "name:" + Folded.Key(said);

    public async Task Load(IEnumerable<string> said, CancellationToken cancel)
    {
        var keys = said.Select(Key).Distinct().ToList();
        if (keys.Count == 0)
        {
            return;
        }
        var bare = keys.Select(k => k[5..]).ToList();
        // Several may share a name: one who is still here goes before one who left, then the one known longest.
        foreach (
            var found in await batch
                .Db.Set<Colleague>()
                .Where(c => bare.Contains(c.NameKey) || bare.Contains(c.EmailKey!))
                .OrderBy(c => c.Left != null)
                .ThenBy(c => c.Number)
                .Select(c => new
                {
                    c.Id,
                    c.NameKey,
                    c.EmailKey,
                })
                .ToListAsync(cancel)
        )
        {
            byKey.TryAdd("name:" + found.NameKey, found.Id);
            byKey.TryAdd("mail:" + found.EmailKey, found.Id);
        }
        await batch.LoadKeys(keys.Select(k => "colleague-" + k), cancel);
    }

    public Guid? Find(string said)
    {
        var key = Key(said);
        return byKey.TryGetValue(key, out var id) ? id : batch.Made("colleague-" + key);
    }

    /// <summary>The colleague, made beside the row's own record when there is none.</summary>
    public Guid FindOrMake(string said, Roles roles, Draft row)
    {
        if (Find(said) is { } found)
        {
            return found;
        }
        var (name, mail) = PersonSaid.Read(said);
        name = Shortened.To(name, Colleague.NameLength);
        var colleague = new Colleague
        {
            Name = name,
            NameKey = Folded.Key(name),
            Email = mail,
            EmailKey = mail is null ? null : Known.EmailKey(mail),
            Roles = roles,
        };
        batch.AddBeside(row, colleague, name, Colleague.Added, null);
        Remember(said, colleague.Id);
        return colleague.Id;
    }

    public void Remember(string said, Guid id) => batch.Remember("colleague-" + Key(said), id);
}
