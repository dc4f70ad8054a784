using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>Finds out who took part: contacts of that client, colleagues, and names that we do not know.</summary>
internal static class Attendance
{
    private const int Most = 200;

    /// <summary>The one client of the contacts named, where no client was; null when they tell none or several.</summary>
    public static async Task<Guid?> ClientOf(
        Db db,
        IReadOnlyList<ParticipantDetails>? said,
        CancellationToken cancel
    )
    {
        var ids = Ids(said, p => p.ContactId);
        if (ids.Count == 0)
        {
            return null;
        }
        var clients = await db.Set<Contact>()
            .Where(c => ids.Contains(c.Id))
            .Select(c => c.ClientId)
            .Distinct()
            .Take(2)
            .ToListAsync(cancel);
        return clients is [var only] ? only : null;
    }

    /// <summary>In the order given, nobody twice. A contact of another client is unknown here, whoever asks.</summary>
    public static async Task<List<Participant>> Find(
        Db db,
        Guid interactionId,
        Guid? clientId,
        IReadOnlyList<ParticipantDetails>? said,
        Faults faults,
        CancellationToken cancel
    )
    {
        faults.If(said?.Count > Most, "participants", Fault.TooLarge);
        var given = (said ?? []).Take(Most).ToList();
        if (given.Count == 0)
        {
            return [];
        }
        var names = given
            .Select(p => faults.Text("participants", p.Name, Contact.NameLength))
            .ToList();
        var keys = names.OfType<string>().Select(Folded.Key).Distinct().ToList();
        var contacts = await Contacts(db, clientId, Ids(said, p => p.ContactId), keys, cancel);
        var colleagues = await Colleagues(db, Ids(said, p => p.ColleagueId), keys, cancel);
        var people = contacts.Concat(colleagues).ToList();
        var found = new List<Person>();
        foreach (var (position, one) in given.Index())
        {
            var (contact, colleague) = (one.ContactId, one.ColleagueId);
            if (contact is not null || colleague is not null)
            {
                var person = people.Find(p =>
                    contact is null ? p.ColleagueId == colleague : p.ContactId == contact
                );
                if (person is null)
                {
                    faults.Add("participants", Fault.Unknown);
                    continue;
                }
                found.Add(person);
            }
            else if (names[position] is { } name)
            {
                var key = Folded.Key(name);
                found.Add(
                    people.FindAll(p => p.NameKey == key) is [var only]
                        ? only
                        : new Person(null, null, key, name)
                );
            }
        }
        return
        [
            .. found
                .DistinctBy(p => (p.ContactId, p.ColleagueId, p.Name))
                .Select(
                    (p, position) =>
                        new Participant
                        {
                            InteractionId = interactionId,
                            Position = position,
                            ContactId = p.ContactId,
                            ColleagueId = p.ColleagueId,
                            Name = p.Name,
                        }
                ),
        ];
    }

    private static Task<List<Person>> Contacts(
        Db db,
        Guid? clientId,
        List<Guid> ids,
        List<string> keys,
        CancellationToken cancel
    ) =>
        db.Set<Contact>()
            .Where(c => c.ClientId == clientId && clientId != null)
            .Where(c => ids.Contains(c.Id) || keys.Contains(c.NameKey))
            .Select(c => new Person(c.Id, null, c.NameKey, null))
            .ToListAsync(cancel);

    private static Task<List<Person>> Colleagues(
        Db db,
        List<Guid> ids,
        List<string> keys,
        CancellationToken cancel
    ) =>
        db.Set<Colleague>()
            .Where(c => ids.Contains(c.Id) || keys.Contains(c.NameKey))
            .Select(c => new Person(null, c.Id, c.NameKey, null))
            .ToListAsync(cancel);

    private static List<Guid> Ids(
        IReadOnlyList<ParticipantDetails>? said,
        Func<ParticipantDetails, Guid?> id
    ) => [.. (said ?? []).Select(id).OfType<Guid>().Distinct()];

    /// <param name="Name">The name as given, where nobody is known by it.</param>
    private sealed record Person(Guid? ContactId, Guid? ColleagueId, string NameKey, string? Name);
}
