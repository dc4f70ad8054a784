using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>
/// The rows of a benchmark firm, each a function of its number: a table can be written without keeping another in
/// memory. Clients weigh as 1 / (rank + 15.5), after Zipf; the fattest of firm L has one in a hundred entries, in
/// German. Entries stand in order of time, so that those of one client lie scattered as they do in life.
/// </summary>
internal sealed class BenchRows
{
    private const double Skew = 15.5;
    private const int Days = 730;
    private const long FirstNumber = 1000;

    private readonly BenchSize size;
    private readonly Instant begin;
    private readonly Duration step;
    private readonly int[] people;
    private readonly int[] whose;
    private readonly Instant[] last;
    private readonly Dictionary<string, BenchWords> words;

    public BenchRows(BenchSize size, Instant end)
    {
        this.size = size;
        begin = end - Duration.FromDays(Days);
        step = (end - begin) / (size.Interactions + 1);
        people = Shares(size.Contacts, size.Clients, 50);
        var entries = Shares(size.Interactions, size.Clients, Skew);
        whose = [.. entries.SelectMany((many, client) => Enumerable.Repeat(client, many))];
        new Random(1974).Shuffle(whose);
        last = new Instant[size.Clients];
        for (var n = 0; n < whose.Length; n++)
        {
            last[whose[n]] = At(n);
        }
        words = BenchWords.All();
    }

    private static readonly string[] Tongues =
    [
        "en",
        "de",
        "en",
        "es",
        "en",
        "fr",
        "en",
        "no",
        "de",
        "en",
    ];
    private static readonly string[] Begin =
    [
        "Nor",
        "Hal",
        "Bren",
        "Kest",
        "Tor",
        "Mal",
        "Ost",
        "Quen",
        "Sil",
        "Var",
        "Wes",
        "Zan",
    ];
    private static readonly string[] Middle =
    [
        "dal",
        "vik",
        "mont",
        "ber",
        "lin",
        "ford",
        "gar",
        "rud",
        "tan",
        "mer",
    ];
    private static readonly string[] End =
    [
        "Logistik",
        "Foods",
        "Systems",
        "Textil",
        "Energy",
        "Marine",
        "Handel",
        "Clinics",
        "Works",
        "Papel",
    ];

    public IEnumerable<Colleague> Colleagues() =>
        Enumerable
            .Range(0, size.Colleagues)
            .Select(n =>
            {
                var name = $"{words["en"].Given(n)} {words["en"].Family(n)} {n + 1}";
                var email = $"colleague{n + 1}@bench.example";
                return new Colleague
                {
                    Id = Id(1, n),
                    Number = FirstNumber + n,
                    Name = name,
                    NameKey = Folded.Key(name),
                    Email = email,
                    EmailKey = Known.EmailKey(email),
                    Roles = n == 0 ? Roles.Administrator : Roles.AccountManager,
                };
            });

    public IEnumerable<Client> Clients() => Enumerable.Range(0, size.Clients).Select(Client);

    public Client Client(int n)
    {
        var name =
            $"{Begin[n % 12]}{Middle[n / 12 % 10]}{(n >= 120 ? Middle[n / 120 % 10] : "")} {End[n / 7 % 10]} {n + 1}";
        return new Client
        {
            Id = Id(2, n),
            Number = FirstNumber + n,
            Name = name,
            NameKey = Folded.Key(name),
            LegalName = name + " AG",
            Industry = End[n % 10],
            Employees = 20 + (n * 37 % 4000),
            Website = $"www.client{n + 1}.example",
            TimeZone = n % 3 == 0 ? "Europe/Berlin" : "Europe/London",
            Currency = "EUR",
            Languages = new Codes([Tongue(n)]),
            Tier = (Tier)(n % 3),
            Stage = (Stage)(n % 6),
            StageSince = begin,
            CreatedAt = begin,
            LastInteraction = last[n],
            LastTouch = last[n],
        };
    }

    public IEnumerable<Address> Addresses() =>
        Enumerable
            .Range(0, size.Clients)
            .Select(n => new Address
            {
                Id = Id(3, n),
                ClientId = Id(2, n),
                Street = $"Marktstraße {n % 200}",
                PostalCode = (10000 + n).ToString(CultureInfo.InvariantCulture),
                City = Begin[n % 12] + Middle[n % 10],
                Country = "Germany",
            });

    public IEnumerable<Seat> Seats() =>
        Enumerable
            .Range(0, size.Clients)
            .Select(n => new Seat
            {
                Id = Id(4, n),
                ClientId = Id(2, n),
                ColleagueId = Manager(n),
                Role = SeatRole.AccountManager,
                Since = begin.InUtc().Date,
            });

    public IEnumerable<Pass> Passes() =>
        Enumerable
            .Range(0, size.Clients)
            .Select(n => new Pass { ColleagueId = Manager(n), ClientId = Id(2, n) });

    public IEnumerable<StageChange> Stages() =>
        Enumerable
            .Range(0, size.Clients)
            .Select(n => new StageChange
            {
                Id = Id(5, n),
                ClientId = Id(2, n),
                To = (Stage)(n % 6),
                At = begin,
            });

    public IEnumerable<Contact> Contacts()
    {
        var n = 0;
        for (var client = 0; client < size.Clients; client++)
        {
            for (var i = 0; i < people[client]; i++, n++)
            {
                yield return Contact(n, client, i);
            }
        }
    }

    private Contact Contact(int n, int client, int place)
    {
        var tongue = words[Tongue(client)];
        var (given, family) = (tongue.Given(n), tongue.Family(n / 3));
        var name = $"{given} {family}";
        return new Contact
        {
            Id = Id(6, n),
            ClientId = Id(2, client),
            Number = FirstNumber + n,
            GivenName = given,
            FamilyName = family,
            Name = name,
            NameKey = Folded.Key(name),
            EmailKey = Known.EmailKey(Email(n)),
            JobTitle = tongue.Title(place),
            Language = Tongue(client),
            Influence = (Influence)(n % 5),
            Stance = (Stance)(n / 5 % 5),
            ReportsToId = place == 0 ? null : Id(6, n - place),
            CreatedAt = begin,
        };
    }

    private static string Email(int n) => $"person{n + 1}@client.example";

    public IEnumerable<ContactPoint> Points() =>
        Contacts()
            .Select(
                (c, n) =>
                {
                    var value = Email(n);
                    return new ContactPoint
                    {
                        Id = Id(7, n),
                        ClientId = c.ClientId,
                        ContactId = c.Id,
                        Value = value,
                        ValueKey = Known.EmailKey(value),
                    };
                }
            );

    public IEnumerable<Interaction> Interactions()
    {
        var firstOf = new int[size.Clients];
        for (var client = 1; client < size.Clients; client++)
        {
            firstOf[client] = firstOf[client - 1] + people[client - 1];
        }
        for (var n = 0; n < size.Interactions; n++)
        {
            var client = whose[n];
            var (kind, said) = words[Tongue(client)].Text(n);
            var row = new Interaction
            {
                Id = Id(8, n),
                ClientId = Id(2, client),
                Touchpoint = kind.Touchpoint,
                Channel = kind.Channel,
                Direction = kind.Direction,
                Occurred = At(n),
                RecordedAt = At(n),
                Subject = kind.Subject,
                Body = FormattableString.Invariant($"{said} (T-{n})"),
                Minutes = kind.Minutes,
                Audience = kind.Audience,
                AuthorId = Manager(client),
                RealTouch = kind.Channel is not Channel.Note,
                ContactsThere = true,
                ColleaguesThere = true,
            };
            row.Participants.Add(
                new Participant
                {
                    InteractionId = row.Id,
                    ContactId = Id(6, firstOf[client] + (int)(n * 7919L % people[client])),
                }
            );
            row.Participants.Add(
                new Participant
                {
                    InteractionId = row.Id,
                    Position = 1,
                    ColleagueId = Manager(client),
                }
            );
            yield return row;
        }
    }

    private Guid Manager(int client) => Id(1, client % size.Colleagues);

    private static string Tongue(int client) => client == 0 ? "de" : Tongues[client % 10];

    private Instant At(int n)
    {
        var ticks = (begin + (step * n)).ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (ticks % 10));
    }

    /// <summary>Splits a whole by weights 1 / (rank + skew), everyone getting one at least; adds up exactly.</summary>
    private static int[] Shares(int whole, int parts, double skew)
    {
        var weights = Enumerable.Range(0, parts).Select(i => 1 / (i + skew)).ToArray();
        var sum = weights.Sum();
        var shares = new int[parts];
        var (before, running) = (0, 0.0);
        for (var i = 0; i < parts; i++)
        {
            running += weights[i];
            var until = i + 1 + (int)Math.Round((whole - parts) * running / sum);
            (shares[i], before) = (until - before, until);
        }
        return shares;
    }

    /// <summary>Ids that grow with the number, in the form of version 7; the same every time.</summary>
    private static Guid Id(byte kind, int n)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(
            bytes,
            (1_600_000_000_000L << 16) + ((long)n << 16)
        );
        bytes[6] = 0x70;
        bytes[7] = kind;
        bytes[8] = 0x80;
        return new Guid(bytes, bigEndian: true);
    }
}
