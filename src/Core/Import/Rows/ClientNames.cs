using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// Clients by the ids that rows give them, else by their names: exactly by the folded key; what is only near is a hint.
/// </summary>
internal sealed class ClientNames(Batch batch)
{
    private const int MostCompared = 2000;
    private const int MostHints = 50;
    private const int Beginning = 2;

    private sealed record Known(Guid Id, string? System, string? ExternalId);

    private readonly Dictionary<string, List<Known>> byKey = new(StringComparer.Ordinal);
    private Dictionary<(string, string), Client> byId = [];
    private readonly Dictionary<string, string?> hints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KeyValuePair<string, string>>> alike = new(
        StringComparer.Ordinal
    );

    public static string Key(string nameKey) => $"client-name:{nameKey}";

    public static string Key((string System, string Id) source) =>
        $"client-id:{source.System}\n{source.Id}";

    public async Task Load(IEnumerable<ClientSaid> said, CancellationToken cancel)
    {
        var all = said.Distinct().ToList();
        var ids = all.Select(s => s.Key).Where(k => k is not null).ToList();
        if (ids.Count > 0)
        {
            byId = await Sources.Find(batch.Db, batch.Db.Set<Client>().AsNoTracking(), ids, cancel);
        }
        var keys = all.Select(s => s.Name).OfType<string>().Select(Folded.Key).Distinct().ToList();
        foreach (
            var found in await batch
                .Db.Set<Client>()
                .Where(c => keys.Contains(c.NameKey))
                .Select(c => new { c.NameKey, Known = new Known(c.Id, c.System, c.ExternalId) })
                .ToListAsync(cancel)
        )
        {
            if (!byKey.TryGetValue(found.NameKey, out var same))
            {
                byKey[found.NameKey] = same = [];
            }
            same.Add(found.Known);
        }
        await batch.LoadKeys(keys.Select(Key).Concat(ids.Select(i => Key(i!.Value))), cancel);
        foreach (
            var key in keys.Where(k => !byKey.ContainsKey(k) && batch.Made(Key(k)) is null)
                .Take(MostHints)
        )
        {
            hints[key] = await Hint(key, cancel);
        }
    }

    /// <summary>The client of that id, else of that name; null where none or several have it.</summary>
    public Guid? Find(ClientSaid said)
    {
        if (said.Key is { } id)
        {
            if (byId.TryGetValue(id, out var known))
            {
                return known.Id;
            }
            if (batch.Made(Key(id)) is { } made)
            {
                return made;
            }
        }
        return Alike(said) switch
        {
            [var one] => one.Id,
            [] when said.Name is { } name => batch.Made(Key(Folded.Key(name))),
            _ => null,
        };
    }

    /// <summary>The client of that name, which is made when there is none.</summary>
    public Guid? FindOrMake(ClientSaid said, Draft row)
    {
        if (Find(said) is { } found)
        {
            return found;
        }
        if (said.Name is not { } name || Alike(said).Count > 0)
        {
            return null;
        }
        var key = Folded.Key(name);
        var client = new Client
        {
            Name = name,
            NameKey = key,
            CreatedAt = batch.Now,
            StageSince = batch.Now,
            System = said.Key?.System,
            ExternalId = said.Key?.Id,
        };
        batch.AddBeside(row, client, name, Client.Added, client.Id);
        batch.Db.Add(ClientRows.FirstStage(client, batch));
        batch.Remember(Key(key), client.Id);
        if (said.Key is { } id)
        {
            batch.Remember(Key(id), client.Id);
        }
        return client.Id;
    }

    public bool IsAmbiguous(ClientSaid said) => Alike(said).Count > 1 && Find(said) is null;

    /// <summary>Those of the name that can be meant: not one to which the same system gave another id.</summary>
    private List<Known> Alike(ClientSaid said) =>
        said.Name is { } name && byKey.TryGetValue(Folded.Key(name), out var all)
            ? said.Key is null
                ? all
                : all.FindAll(k => !Sources.IsOther(said.Key, k.System, k.ExternalId))
            : [];

    /// <summary>The name, and behind a line's end the name that is nearest, where one is near.</summary>
    public string Unknown(ClientSaid said) =>
        said.Name is { } name && hints.GetValueOrDefault(Folded.Key(name)) is { } near
            ? $"{name}\n{near}"
            : said.Words;

    /// <summary>Among the names that begin alike, which one statement brings for all that begin so.</summary>
    private async Task<string?> Hint(string key, CancellationToken cancel)
    {
        if (key.Length <= Beginning)
        {
            return null;
        }
        var start = key[..Beginning];
        if (!alike.TryGetValue(start, out var near))
        {
            alike[start] = near = await batch
                .Db.Set<Client>()
                .Where(c => c.NameKey.StartsWith(start))
                .OrderBy(c => c.NameKey)
                .Take(MostCompared)
                .Select(c => new KeyValuePair<string, string>(c.NameKey, c.Name))
                .ToListAsync(cancel);
        }
        return Spelling.Nearest(key, near.Select(c => c.Key)) is { } nearest
            ? near.Find(c => c.Key == nearest).Value
            : null;
    }
}
