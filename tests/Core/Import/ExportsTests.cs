using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Import;

/// <summary>An export is all that one may see, and comes back in without a difference.</summary>
public abstract class ExportsTests(ITestEngine engine)
{
    private static readonly Instant End = Instant.FromUtc(2026, 3, 12, 14, 30);

    /// <summary>Counted anew in every firm.</summary>
    private const string Counted = "number";

    [Fact]
    public async Task The_demo_firm_comes_back_in_without_a_difference()
    {
        await using var firm = await DemoPlace.Loaded(engine, End);
        await Enrich(firm.Desk);
        var before = await Everything(firm);
        foreach (var kind in Exports.Headers.Keys)
        {
            var import = await firm.BringIn(kind, before.Files[kind]);
            Assert.All(
                await firm.Desk.Fates(import),
                f =>
                    Assert.True(
                        (f.Fate, f.Reason) == (Fate.Same, null),
                        $"{kind} {f.Label}: {f.Fate} {f.Reason} {f.Detail} {f.Changes}"
                    )
            );
            Assert.True(import is { Sames: > 0, Besides: 0 });
        }
        var after = await Everything(firm);
        Assert.Equal(before.State, after.State);
        Assert.All(Exports.Headers.Keys, k => Assert.Equal(before.Files[k], after.Files[k]));
    }

    [Fact]
    public async Task The_demo_firm_goes_into_an_empty_one_and_comes_out_the_same()
    {
        await using var firm = await DemoPlace.Loaded(engine, End);
        await Enrich(firm.Desk);
        await using var other = await DemoPlace.Empty(engine);
        var files = (await Everything(firm)).Files;
        foreach (var kind in Exports.Headers.Keys)
        {
            var dry = await other.Desk.Finish(
                (await other.Desk.Upload(files[kind])).Value.Id,
                (acts, id) => acts.Check(id)
            );
            var import = await other.BringIn(kind, files[kind]);
            Assert.All(
                await other.Desk.Fates(import),
                f =>
                    Assert.True(
                        (f.Fate, f.Reason) == (Fate.New, null),
                        $"{kind} {f.Label}: {f.Fate} {f.Reason} {f.Detail}"
                    )
            );
            Assert.Equal(import.News, dry.News);
        }
        foreach (var kind in Exports.Headers.Keys)
        {
            Assert.Equal(
                DemoPlace.Rows(files[kind], Counted),
                DemoPlace.Rows(await other.TakeOut(kind), Counted)
            );
        }
    }

    private sealed record Taken(string State, Dictionary<ImportKind, byte[]> Files);

    private static async Task<Taken> Everything(DemoPlace firm)
    {
        var files = new Dictionary<ImportKind, byte[]>();
        foreach (var kind in Exports.Headers.Keys)
        {
            files[kind] = await firm.TakeOut(kind);
        }
        var events = (await firm.Desk.All<Event>()).Count(e =>
            !e.Name.StartsWith("import.", StringComparison.Ordinal)
        );
        return new($"{await firm.Desk.State()}\nevents {events}", files);
    }

    /// <summary>What the demo does not have: namesakes, a person who moved, corrections, a past seat, texts full of signs.</summary>
    private static async Task Enrich(Desk desk)
    {
        var (anna, other) = (
            await desk.Firm.Colleague(Roles.AccountManager, "Anna Namesake"),
            await desk.Firm.Colleague(Roles.Consultant, "Anna Namesake")
        );
        var (client, twin) = (
            await desk.Firm.Client("=Twin; | \\ & Söhne", anna),
            await desk.Firm.Client("=Twin; | \\ & Söhne")
        );
        await using var db = desk.Firm.System();
        await new Rapport.Clients.Clients(db).Change(
            client.Id,
            new ClientDetails
            {
                Name = client.Name,
                ParentId = twin.Id,
                OpenHours = "Mon 09:00-12:00 13:00-17:00, Fri 22:00-02:00",
                Tags = ["a, b", "c"],
                Addresses =
                [
                    new(null, AddressKind.Post, "Weg 1\nHof | 2", "04103", "Köln", null, "DE"),
                    new(null, AddressKind.Billing, null, null, "Bonn", null, null),
                    new(null, AddressKind.Visit, "Gasse; 3\\n", null, null, "NRW", null),
                ],
                BillingEntities =
                [
                    new(
                        null,
                        "Twin GmbH",
                        "DE 1 | 2",
                        "bill@twin.example",
                        "Weg 1\r\nKöln",
                        "EUR",
                        30
                    ),
                    new(null, "Twin GmbH", null, null, null, null, null),
                ],
                Values =
                [
                    new(null, "Honesty; always", Compliance.Partly, "audit | 2025\nof ours"),
                    new(null, "No gifts", Compliance.NotYetKnown, null),
                ],
                WinningCriteria = [new(null, "=price"), new(null, "near, and quick")],
                AvoidedTopics =
                [
                    new(null, "the merger", "lost \\ jobs"),
                    new(null, "football", null),
                ],
            },
            null
        );
        db.AddRange(
            new Seat
            {
                ClientId = client.Id,
                ColleagueId = other.Id,
                Role = SeatRole.Sponsor,
                Since = new LocalDate(2024, 1, 1),
                Until = new LocalDate(2025, 1, 1),
            },
            new Seat
            {
                ClientId = twin.Id,
                ColleagueId = other.Id,
                Role = SeatRole.AccountManager,
                Since = new LocalDate(2025, 1, 1),
            }
        );
        var before = Contact("Mia Moved", client);
        var boss = Contact("Sam | Same; Jr", client);
        var (moved, namesake) = (
            Contact("Mia Moved", twin, before.Id),
            Contact("Sam | Same; Jr", client)
        );
        (before.Left, before.WentTo, before.ReportsToId) = (
            new LocalDate(2025, 5, 5),
            "Twin; elsewhere",
            namesake.Id
        );
        (moved.Wants, moved.NotesPurpose, moved.NotesUntil) = (
            "a, quiet | life",
            "care",
            new LocalDate(2027, 1, 1)
        );
        db.AddRange(before, boss, moved, namesake);
        await db.SaveChangesAsync();
        foreach (
            var (contact, kind, value, key) in new[]
            {
                (before, PointKind.Email, "mia@moved.example", "mia@moved.example"),
                (moved, PointKind.Email, "mia@moved.example", "mia@moved.example"),
                (moved, PointKind.Phone, "+49 30 1, 2; 3", "+4930123"),
                (boss, PointKind.Chat, "sam; chat", "sam; chat"),
                (boss, PointKind.Web, "sam.example/x", "sam.example/x"),
                (namesake, PointKind.Email, "sam@two.example", "sam@two.example"),
            }
        )
        {
            db.Add(
                new ContactPoint
                {
                    ClientId = contact.ClientId,
                    ContactId = contact.Id,
                    Kind = kind,
                    Value = value,
                    ValueKey = key,
                }
            );
        }
        db.AddRange(
            new Acquaintance
            {
                ClientId = client.Id,
                ContactId = boss.Id,
                ColleagueId = other.Id,
                Closeness = Closeness.KnowsWell,
                How = "school | days",
            },
            new Consent
            {
                ClientId = client.Id,
                ContactId = boss.Id,
                Purpose = ConsentPurpose.Reference,
                Given = true,
                At = End,
                Source = "said so,\non the phone",
            },
            new Consent
            {
                ClientId = client.Id,
                ContactId = boss.Id,
                Purpose = ConsentPurpose.Reference,
                At = End.Plus(Duration.FromDays(1)),
            }
        );
        await db.SaveChangesAsync();
        var first = Entry(
            client,
            anna.Id,
            Audience.Inside,
            null,
            new Participant { Name = "Some; One" },
            new Participant { ContactId = namesake.Id }
        );
        var second = Entry(
            client,
            anna.Id,
            Audience.Inside,
            first.Id,
            new Participant { ContactId = before.Id },
            new Participant { ColleagueId = other.Id }
        );
        var third = Entry(
            client,
            other.Id,
            Audience.Named,
            null,
            new Participant { ColleagueId = anna.Id }
        );
        first.CorrectedById = second.Id;
        db.AddRange(
            first,
            second,
            third,
            Entry(twin, anna.Id, Audience.Named, null, new Participant { ColleagueId = other.Id })
        );
        db.Add(new AudienceMember { SubjectId = third.Id, ColleagueId = anna.Id });
        db.Add(
            new Rapport.Offers.Opportunity
            {
                ClientId = twin.Id,
                Name = "Twin deal",
                NameKey = Folded.Key("Twin deal"),
                OwnerId = other.Id,
                CreatedAt = End,
            }
        );
        await db.SaveChangesAsync();
    }

    private static Contact Contact(string name, Client client, Guid? cameFrom = null) =>
        new()
        {
            ClientId = client.Id,
            Name = name,
            NameKey = Folded.Key(name),
            CreatedAt = End,
            CameFromId = cameFrom,
        };

    private static Interaction Entry(
        Client client,
        Guid author,
        Audience audience,
        Guid? corrects,
        params Participant[] people
    )
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            ClientId = client.Id,
            Occurred = End.Minus(Duration.FromDays(3)),
            RecordedAt = End.Minus(Duration.FromDays(corrects is null ? 3 : 2)),
            Subject = "The same words",
            Body = "first line\r\nsecond; | line",
            Channel = Channel.Call,
            Direction = Direction.FromThem,
            Touchpoint = Touchpoint.Delivery,
            Minutes = 20,
            Audience = audience,
            AuthorId = author,
            CorrectsId = corrects,
            Participants =
            [
                .. people.Select(
                    (p, i) =>
                        new Participant
                        {
                            InteractionId = id,
                            Position = i,
                            ContactId = p.ContactId,
                            ColleagueId = p.ColleagueId,
                            Name = p.Name,
                        }
                ),
            ],
        };
    }

    public sealed class OnSqlite() : ExportsTests(SqliteEngine.Instance);

    public sealed class OnPostgres() : ExportsTests(PostgresEngine.Instance);
}
