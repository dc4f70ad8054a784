using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Tests.Core.Duplicates;

/// <summary>
/// Made-up people at made-up clients of whom it is known which are one: some are entered twice, as people enter things
/// twice (misspelt, turned round, with an initial, by another address, without half of it), and some are two who share a
/// name, a mailbox of the office or a switchboard.
/// </summary>
internal sealed class LabelledContacts
{
    private static readonly string[] Given =
    [
        "Anna",
        "Hanna",
        "Jan",
        "Jana",
        "Peter",
        "Petra",
        "Maria",
        "Mario",
        "Lena",
        "Tomasz",
        "Ingrid",
        "Kari",
        "Søren",
        "José",
        "Joana",
        "Lucía",
        "Andreas",
        "Andrea",
        "Katharina",
        "Stefan",
        "Stefanie",
        "Michael",
        "Michaela",
        "Luis",
        "Luisa",
        "Olga",
        "Pavel",
        "Zoë",
        "François",
        "Chloé",
        "Björn",
        "Sven",
        "Ewa",
        "Piotr",
        "Nadia",
        "Omar",
        "Yusuf",
        "Aylin",
        "Mehmet",
        "Priya",
        "Arjun",
        "Wei",
        "Mei",
        "Hiroshi",
        "Yuki",
        "Emma",
        "Liam",
        "Noah",
        "Sophie",
        "Julia",
    ];

    private static readonly string[] Family =
    [
        "Berg",
        "Berger",
        "Müller",
        "Möller",
        "Schmidt",
        "Schmitt",
        "Meier",
        "Maier",
        "Lang",
        "Lange",
        "Vogt",
        "Weber",
        "García",
        "López",
        "Fernández",
        "Moreno",
        "Ruiz",
        "Solberg",
        "Lund",
        "Hansen",
        "Jensen",
        "Nielsen",
        "Kowalski",
        "Nowak",
        "Wiśniewska",
        "Novák",
        "Král",
        "Dvořák",
        "Dubois",
        "Lefèvre",
        "Moreau",
        "Rossi",
        "Bianchi",
        "Ricci",
        "Yılmaz",
        "Kaya",
        "Demir",
        "Sharma",
        "Patel",
        "Singh",
        "Chen",
        "Wang",
        "Tanaka",
        "Suzuki",
        "Smith",
        "Jones",
        "Taylor",
        "Brown",
        "Oosterhuis",
        "van Dijk",
        "de Vries",
        "Papadopoulos",
        "Ionescu",
        "Horvath",
        "Szabo",
        "Kovacs",
        "Lindqvist",
        "Virtanen",
        "Korhonen",
        "O'Connor",
        "Murphy",
        "Hartmann",
        "Zimmermann",
        "Schwarzenbach",
    ];

    private static readonly string[] Jobs =
    [
        "Head of purchasing",
        "CFO",
        "CTO",
        "Project manager",
        "Assistant",
        "Managing director",
        "Head of IT",
        "Controller",
    ];

    private readonly Random random;

    /// <summary>Which of the contacts are one: pairs of ids, the smaller first.</summary>
    public HashSet<(Guid, Guid)> Truth { get; } = [];
    public List<Client> Clients { get; } = [];
    public List<Contact> Contacts { get; } = [];
    public List<ContactPoint> Points { get; } = [];

    /// <param name="contacts">Of them as many as <paramref name="duplicates"/> are second entries.</param>
    public LabelledContacts(int seed, int contacts, int duplicates)
    {
        random = new Random(seed);
        var people = contacts - duplicates;
        for (var i = 0; i < Math.Max(1, people / 12); i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Client {seed}-{i:0000}");
            Clients.Add(new Client { Name = name, NameKey = Folded.Key(name) });
        }
        var at = new List<(Contact Contact, int Client)>();
        for (var i = 0; i < people; i++)
        {
            var client = random.Next(Clients.Count);
            at.Add((Person(client), client));
        }
        foreach (var (original, client) in at.OrderBy(_ => random.Next()).Take(duplicates))
        {
            var again = Again(original, client);
            Truth.Add(Rapport.Duplicates.Duplicate.Ordered(original.Id, again.Id));
        }
    }

    public async Task Save(Db db)
    {
        db.AddRange(Clients);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        foreach (var some in Contacts.Chunk(1000))
        {
            var ids = some.Select(c => c.Id).ToHashSet();
            db.AddRange(some);
            db.AddRange(Points.Where(p => ids.Contains(p.ContactId)));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private Contact Person(int client)
    {
        var (given, family) = (Pick(Given), Pick(Family));
        var contact = Add(client, $"{given} {family}", random.Next(3) > 0 ? Pick(Jobs) : null);
        if (random.Next(10) < 8)
        {
            // One in fifteen has the mailbox of the office, as others there have.
            Point(
                contact,
                PointKind.Email,
                random.Next(15) == 0
                    ? $"office@{Domain(client)}"
                    : $"{Plain(given)}.{Plain(family)}@{Domain(client)}"
            );
        }
        if (random.Next(10) < 6)
        {
            Point(
                contact,
                PointKind.Phone,
                random.Next(4) == 0
                    ? string.Create(CultureInfo.InvariantCulture, $"+49 471 {1000 + client}0")
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"+49 471 {1000 + client}{random.Next(100, 999)}"
                    )
            );
        }
        return contact;
    }

    /// <summary>The same person, entered a second time.</summary>
    private Contact Again(Contact original, int client)
    {
        var words = original.Name.Split(' ', 2);
        var name = random.Next(10) switch
        {
            < 4 => original.Name,
            < 6 => Misspelt(original.Name),
            6 => $"{words[1]}, {words[0]}",
            7 => $"{words[0][0]}. {words[1]}",
            8 => Plain(original.Name, ' '),
            _ => $"{words[0]} {Pick(Given)} {words[1]}",
        };
        var again = Add(client, name, random.Next(2) == 0 ? original.JobTitle : null);
        foreach (var point in Points.Where(p => p.ContactId == original.Id).ToList())
        {
            switch (point.Kind, random.Next(10))
            {
                case (PointKind.Email, < 6):
                    Point(again, PointKind.Email, point.Value.ToUpperInvariant());
                    break;
                case (PointKind.Email, < 8):
                    Point(
                        again,
                        PointKind.Email,
                        point.Value.Replace(Domain(client), "gmail.com", StringComparison.Ordinal)
                    );
                    break;
                case (PointKind.Phone, < 6):
                    Point(
                        again,
                        PointKind.Mobile,
                        point.Value.Replace("+49 ", "0", StringComparison.Ordinal)
                    );
                    break;
            }
        }
        return again;
    }

    private string Misspelt(string name)
    {
        var at = random.Next(1, name.Length - 1);
        return random.Next(3) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, name[at].ToString()),
            _ => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
        };
    }

    private Contact Add(int client, string name, string? job)
    {
        var contact = new Contact
        {
            ClientId = Clients[client].Id,
            Name = name,
            NameKey = Folded.Key(name),
            JobTitle = job,
            CreatedAt = Instant.FromUtc(2026, 1, 1, 8, 0),
        };
        Contacts.Add(contact);
        return contact;
    }

    private void Point(Contact contact, PointKind kind, string value) =>
        Points.Add(
            new ContactPoint
            {
                ClientId = contact.ClientId,
                ContactId = contact.Id,
                Kind = kind,
                Value = value,
                ValueKey = kind == PointKind.Email ? Known.EmailKey(value) : Known.PhoneKey(value),
                Position = Points.Count(p => p.ContactId == contact.Id),
            }
        );

    private static string Domain(int client) =>
        string.Create(CultureInfo.InvariantCulture, $"client{client}.example");

    private static string Plain(string text, char between = '-') =>
        Folded.Key(text).Replace(' ', between).Replace("'", "", StringComparison.Ordinal);

    private T Pick<T>(T[] all) => all[random.Next(all.Length)];
}
