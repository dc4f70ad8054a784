using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>A client by name, for choosing one.</summary>
/// <param name="Number">As people say it: C-1042; tells two of the same name apart.</param>
public sealed record ClientName(Guid Id, string Number, string Name, string? Industry)
{
    /// <summary>As completing writes it, and <see cref="ClientNames.Meant"/> reads it again: "Halden (C-1042)".</summary>
    public string Said => $"{Name} ({Number})";
}

/// <summary>Clients completed as typed, and found again by what was typed or chosen.</summary>
public static class ClientNames
{
    public const int MostChildren = 50;

    /// <summary>Of those that may be meant so many are told.</summary>
    private const int MostMaybe = 5;

    /// <summary>What begins like more clients does not narrow a list yet.</summary>
    private const int MostFiltered = 100;

    private sealed record Found(Guid Id, long Number, string Name, string? Industry);

    private static readonly Question<Guid, Found> OfParent = new(
        (db, parentId) =>
            db.Set<Client>()
                .Where(c => c.ParentId == parentId)
                .OrderBy(c => c.NameKey)
                .ThenBy(c => c.Id)
                .Take(MostChildren)
                .Select(c => new Found(c.Id, c.Number, c.Name, c.Industry))
    );

    /// <summary>Those whose name has a word that begins so, by name; and the one that bears the number.</summary>
    public static async Task<IReadOnlyList<ClientName>> Complete(
        Db db,
        string? typed,
        int most,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return [];
        }
        var clients = Number(typed) is { } number
            ? db.Set<Client>().Where(c => c.Number == number)
            : new ClientFilter(typed).Clients(db);
        return await Read(clients, most, cancel);
    }

    /// <summary>
    /// Those that a filter means by what was typed, which may be half of a name yet: the one with the id or the number or
    /// the whole name, else those whose name has a word that begins so; null when nothing was typed.
    /// </summary>
    public static async Task<IReadOnlyList<ClientName>?> Filtered(
        Db db,
        string? typed,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var one = Guid.TryParse(typed, out var id) ? id : await Meant(db, typed, cancel);
        return one is { } meant
            ? await Read(db.Set<Client>().Where(c => c.Id == meant), 1, cancel)
            : await Complete(db, typed, MostFiltered, cancel);
    }

    /// <summary>The first <see cref="MostChildren"/> clients that are part of this one, by name, as far as the viewer sees them.</summary>
    public static async Task<IReadOnlyList<ClientName>> Children(
        Db db,
        Guid parentId,
        CancellationToken cancel
    ) => (await OfParent.All(db, parentId, cancel)).ConvertAll(Named);

    /// <summary>
    /// The client that a form names; null when it names none. Where it is not clear which one is meant, the fault tells
    /// those that may be, as far as the viewer sees them.
    /// </summary>
    public static async Task<Guid?> Chosen(
        Db db,
        string? typed,
        string field,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var meant = await Meant(db, typed, cancel);
        if (meant is null)
        {
            var maybe = await Complete(db, typed, MostMaybe, cancel);
            faults.Unclear(field, [.. maybe.Select(c => c.Said)]);
        }
        return meant;
    }

    /// <summary>
    /// The one client that is meant by its number ("C-1042", also behind the name in brackets) or by its whole name;
    /// null when none is, or when several share the name.
    /// </summary>
    public static async Task<Guid?> Meant(Db db, string typed, CancellationToken cancel)
    {
        var clients = db.Set<Client>().AsQueryable();
        if (Number(typed) is { } number)
        {
            clients = clients.Where(c => c.Number == number);
        }
        else
        {
            var key = Folded.Key(typed);
            clients = clients.Where(c => c.NameKey == key);
        }
        var ids = await clients.Take(2).Select(c => c.Id).ToListAsync(cancel);
        return ids.Count == 1 ? ids[0] : null;
    }

    /// <summary>The client as completing writes it; null when the viewer does not see it.</summary>
    public static async Task<string?> Said(Db db, Guid id, CancellationToken cancel) =>
        await Read(db.Set<Client>().Where(c => c.Id == id), 1, cancel) is [var found]
            ? found.Said
            : null;

    /// <summary>The same of several, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> Said(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) =>
        ids.Count == 0
            ? new Dictionary<Guid, string>()
            : (
                await Read(db.Set<Client>().Where(c => ids.Contains(c.Id)), ids.Count, cancel)
            ).ToDictionary(c => c.Id, c => c.Said);

    internal static async Task<IReadOnlyList<ClientName>> Read(
        IQueryable<Client> clients,
        int most,
        CancellationToken cancel
    )
    {
        var found = await clients
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(most)
            .Select(c => new Found(c.Id, c.Number, c.Name, c.Industry))
            .ToListAsync(cancel);
        return found.ConvertAll(Named);
    }

    private static ClientName Named(Found c) =>
        new(c.Id, ClientRecords.Number(c.Number), c.Name, c.Industry);

    private static long? Number(string typed)
    {
        var text = typed.Trim();
        var open = text.LastIndexOf("(C-", StringComparison.OrdinalIgnoreCase);
        if (open >= 0 && text.EndsWith(')'))
        {
            text = text[(open + 1)..^1];
        }
        return
            text.StartsWith("C-", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(
                text.AsSpan(2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? number
            : null;
    }
}
