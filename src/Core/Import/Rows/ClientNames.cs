using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>Clients by the names that rows give them, exactly by the folded key; what is only near is a hint.</summary>
internal sealed class ClientNames(Batch batch)
{
    private const int MostCompared = 2000;
    private const int MostHints = 50;
    private const int Beginning = 2;

    private readonly Dictionary<string, List<(Guid Id, string Name)>> byKey = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, string?> hints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KeyValuePair<string, string>>> alike = new(
        StringComparer.Ordinal
    );

    public static string Key(string nameKey) => $"client-name:{nameKey}";

    public async Task Load(IEnumerable<string> names, CancellationToken cancel)
    {
        var keys = names.Select(Folded.Key).Distinct().ToList();
        foreach (
            var found in await batch
                .Db.Set<Client>()
                .Where(c => keys.Contains(c.NameKey))
                .Select(c => new
                {
                    c.NameKey,
                    c.Id,
                    c.Name,
                })
                .ToListAsync(cancel)
        )
        {
            if (!byKey.TryGetValue(found.NameKey, out var all))
            {
                byKey[found.NameKey] = all = [];
            }
            all.Add((found.Id, found.Name));
        }
        await batch.LoadKeys(keys.Select(Key), cancel);
        foreach (
            var key in keys.Where(k => !byKey.ContainsKey(k) && batch.Made(Key(k)) is null)
                .Take(MostHints)
        )
        {
            hints[key] = await Hint(key, cancel);
        }
    }

    /// <summary>The client of that name; null where none or several have it.</summary>
    public Guid? Find(string name)
    {
        var key = Folded.Key(name);
        return byKey.TryGetValue(key, out var all)
            ? all.Count == 1
                ? all[0].Id
                : null
            : batch.Made(Key(key));
    }

    /// <summary>The client of that name, which is made when there is none.</summary>
    public Guid? FindOrMake(string name, Draft row)
    {
        if (Find(name) is { } found)
        {
            return found;
        }
        var key = Folded.Key(name);
        if (byKey.ContainsKey(key))
        {
            return null;
        }
        var client = new Client
        {
            Name = name,
            NameKey = key,
            CreatedAt = batch.Now,
            StageSince = batch.Now,
        };
        batch.AddBeside(row, client, name, Client.Added, client.Id);
        batch.Db.Add(ClientRows.FirstStage(client, batch));
        batch.Remember(Key(key), client.Id);
        return client.Id;
    }

    public bool IsAmbiguous(string name) =>
        byKey.ContainsKey(Folded.Key(name)) && Find(name) is null;

    /// <summary>The name, and behind a line's end the name that is nearest, where one is near.</summary>
    public string Unknown(string name) =>
        hints.GetValueOrDefault(Folded.Key(name)) is { } near ? $"{name}\n{near}" : name;

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
