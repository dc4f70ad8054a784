using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Fields;
using Rapport.Interactions;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Search;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Duplicates;

/// <summary>Two contacts or clients become one, nothing that refers to them is lost, and it can be taken back.</summary>
public abstract class MergesTests(TestDatabase database)
{
    [Fact]
    public async Task What_refers_to_the_one_refers_to_the_other_and_the_old_id_leads_to_it()
    {
        await using var scene = await Scene.Set(database.Place);
        var again = await Person(scene, "Ingrid Solburg", "ingrid@halden.example");
        var met = await Met(scene, scene.Ana, again, "Harbour lunch");

        var merge = await Merged(scene, scene.Ana, scene.Ingrid.Id, again);

        Assert.Equal((MergeState.Done, null), (merge.State, await Contact(scene, again)));
        await using var db = scene.Firm.As(scene.Ana);
        Assert.Equal(
            scene.Ingrid.Id,
            await Merges.Now(db, ContactDuplicates.Instance, again, Cancel)
        );
        var record = (await ContactRecords.Find(db, scene.Ingrid.Id, Cancel))!;
        Assert.Equal("ingrid@halden.example", Assert.Single(record.Details.Points!).Value);
        Assert.Equal("Ingrid Solberg", record.Details.Name);
        Assert.NotNull(record.LastTouch);
        Assert.Equal("ingrid@halden.example", (await Contact(scene, scene.Ingrid.Id))!.EmailKey);
        Assert.Contains(
            await Timeline.Page(db, new StreamFilter(PersonId: scene.Ingrid.Id), null, 10, Cancel),
            e => e.Id == met
        );
        // What is found follows.
        var found = await db.Set<SearchEntry>()
            .Where(e => e.SubjectId == scene.Ingrid.Id || e.SubjectId == again)
            .ToListAsync(Cancel);
        Assert.Contains("ingrid@halden.example", Assert.Single(found).Detail);
        // Who took part changed, and the audit tells it.
        Assert.True(
            await db.Set<AuditEntry>()
                .AnyAsync(a => a.RootId == met && a.Deed == Deed.Changed, Cancel)
        );
    }

    [Fact]
    public async Task Taken_back_all_is_as_it_was_and_what_came_since_stays_with_the_kept_one()
    {
        await using var scene = await Scene.Set(database.Place);
        var again = await Person(scene, "Ingrid Solburg", "ingrid@halden.example");
        var met = await Met(scene, scene.Ana, again, "Harbour lunch");
        var before = await State(scene, again, scene.Ingrid.Id, without: Guid.Empty);
        var merge = await Merged(scene, scene.Ana, scene.Ingrid.Id, again, "Name");
        Assert.Equal("Ingrid Solburg", (await Contact(scene, scene.Ingrid.Id))!.Name);
        var since = await Met(scene, scene.Ana, scene.Ingrid.Id, "Since then");

        var back = await TakenBack(scene, scene.Ana, merge.Id);

        Assert.Equal((MergeState.TakenBack, 0), (back.State, back.Left));
        Assert.Equal(before, await State(scene, again, scene.Ingrid.Id, without: since));
        Assert.Equal(
            ("ingrid@halden.example", null),
            (
                (await Contact(scene, again))!.EmailKey,
                (await Contact(scene, scene.Ingrid.Id))!.EmailKey
            )
        );
        await using var db = scene.Firm.System();
        Assert.Equal(again, await Who(db, met));
        Assert.Equal(scene.Ingrid.Id, await Who(db, since));
        Assert.Null(await Merges.Now(db, ContactDuplicates.Instance, again, Cancel));
    }

    [Fact]
    public async Task What_was_changed_since_stays_and_is_counted()
    {
        await using var scene = await Scene.Set(database.Place);
        var again = await Person(scene, "Ingrid Solburg");
        var merge = await Merged(scene, scene.Ana, scene.Ingrid.Id, again, "Name");
        await using (var db = scene.Firm.As(scene.Ana))
        {
            var record = (await ContactRecords.Find(db, scene.Ingrid.Id, Cancel))!;
            await new Rapport.Contacts.Contacts(db).Change(
                scene.Ingrid.Id,
                record.Details with
                {
                    Name = "Ingrid Berg",
                },
                null,
                Cancel
            );
        }

        var back = await TakenBack(scene, scene.Ana, merge.Id);

        // Her name and the key that follows from it.
        Assert.Equal(2, back.Left);
        Assert.Equal("Ingrid Berg", (await Contact(scene, scene.Ingrid.Id))!.Name);
        Assert.Equal("Ingrid Solburg", (await Contact(scene, again))!.Name);
    }

    [Fact]
    public async Task The_firm_s_own_fields_are_filled_from_both_the_kept_one_s_first_and_parted_again()
    {
        await using var scene = await Scene.Set(database.Place);
        var fields = await Fields<Contact>(scene);
        var again = await Person(scene, "Ingrid Solburg");
        await Say<Contact>(scene, fields, scene.Ingrid.Id, "1", "north", null);
        await Say<Contact>(scene, fields, again, "2", "north\nsouth", "tall");

        var merge = await Merged(scene, scene.Ana, scene.Ingrid.Id, again);
        var together = (
            await Told<Contact>(scene, fields, scene.Ingrid.Id),
            await Told<Contact>(scene, fields, again)
        );
        var found = await Found(scene, "tall", scene.Ingrid.Id, again);
        var back = await TakenBack(scene, scene.Ana, merge.Id);

        Assert.Equal(("1|north,south|tall", "||"), together);
        Assert.Equal([scene.Ingrid.Id], found);
        Assert.Equal([again], await Found(scene, "tall", scene.Ingrid.Id, again));
        Assert.Equal(0, back.Left);
        Assert.Equal("1|north|", await Told<Contact>(scene, fields, scene.Ingrid.Id));
        Assert.Equal("2|north,south|tall", await Told<Contact>(scene, fields, again));
    }

    [Fact]
    public async Task So_are_those_of_clients_which_stand_behind_their_own_walls()
    {
        await using var scene = await Scene.Set(database.Place);
        var fields = await Fields<Client>(scene);
        var again = (await scene.Firm.Client("Halden Maritim", scene.Ana)).Id;
        await Say<Client>(scene, fields, scene.Halden.Id, "1", "north", null);
        await Say<Client>(scene, fields, again, "2", "north\nsouth", "tall");

        var merge = await Merged(scene, scene.Boss, scene.Halden.Id, again, noun: "clients");
        var together = await Told<Client>(scene, fields, scene.Halden.Id);
        var seen = await Told<Client>(scene, fields, scene.Halden.Id, scene.Ana);
        var found = await Found(scene, "tall", scene.Halden.Id, again);
        var back = await TakenBack(scene, scene.Boss, merge.Id);

        Assert.Equal(("1|north,south|tall", together), (together, seen));
        Assert.Equal([scene.Halden.Id], found);
        Assert.Equal([again], await Found(scene, "tall", scene.Halden.Id, again));
        Assert.Equal(0, back.Left);
        Assert.Equal("1|north|", await Told<Client>(scene, fields, scene.Halden.Id, scene.Ana));
        Assert.Equal("2|north,south|tall", await Told<Client>(scene, fields, again, scene.Ana));
    }

    [Fact]
    public async Task What_both_have_is_there_once_and_comes_again_with_the_lost_one()
    {
        await using var scene = await Scene.Set(database.Place);
        var one = await Person(scene, "Kari Lund", "kari@halden.example", "k@halden.example");
        var two = await Person(scene, "Kari Lund", "KARI@halden.example", "lund@halden.example");
        var both = await Met(scene, scene.Ana, one, "Both entries of her", two);
        foreach (var id in new[] { one, two })
        {
            await using var db = scene.Firm.As(scene.Ana);
            await new Rapport.Contacts.Contacts(db).Know(
                id,
                new(scene.Ana.Id, Closeness.Knows, null),
                Cancel
            );
        }
        var before = await State(scene, one, two);

        var merge = await Merged(scene, scene.Ana, one, two);

        await using (var db = scene.Firm.System())
        {
            var record = (await ContactRecords.Find(db, one, Cancel))!;
            Assert.Equal(
                ["kari@halden.example", "k@halden.example", "lund@halden.example"],
                record.Details.Points!.Select(p => p.Value)
            );
            Assert.Single(record.KnownBy);
            Assert.Equal(
                1,
                await db.Set<Participant>()
                    .CountAsync(p => p.InteractionId == both && p.ContactId == one, Cancel)
            );
        }
        await TakenBack(scene, scene.Ana, merge.Id);
        Assert.Equal(before, await State(scene, one, two));
    }

    [Fact]
    public async Task Whoever_reported_to_the_lost_one_reports_to_the_kept_one_and_nobody_to_herself()
    {
        await using var scene = await Scene.Set(database.Place);
        var above = await Person(scene, "Kari Lund");
        var again = await Person(scene, "Kari Lunde");
        var between = await Person(scene, "Ole Berg");
        await Reports(scene, between, again);
        // Kari reports to Ole, who reports to her other entry: together they would report to themselves.
        await Reports(scene, above, between);
        await Reports(scene, again, scene.Ingrid.Id);

        var merge = await Merged(scene, scene.Ana, above, again);

        Assert.Equal(above, (await Contact(scene, between))!.ReportsToId);
        Assert.Null((await Contact(scene, above))!.ReportsToId);
        await TakenBack(scene, scene.Ana, merge.Id);
        Assert.Equal(again, (await Contact(scene, between))!.ReportsToId);
        Assert.Equal(between, (await Contact(scene, above))!.ReportsToId);
        Assert.Equal(scene.Ingrid.Id, (await Contact(scene, again))!.ReportsToId);
    }

    [Fact]
    public async Task People_of_two_clients_are_two_whoever_asks()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.System();
        var there = new Contact { ClientId = scene.Ribera.Id, Name = "Ingrid Solberg" };
        db.Add(there);
        await db.SaveChangesAsync(Cancel);

        var walled = await Ask(scene, scene.Ana, scene.Ingrid.Id, there.Id);
        var open = await Ask(scene, scene.Boss, scene.Ingrid.Id, there.Id);

        Assert.Equal(Fault.Unknown, Assert.Single(walled.Refusal!.Faults).Fault);
        Assert.Equal(Fault.NotAllowed, Assert.Single(open.Refusal!.Faults).Fault);
    }

    [Fact]
    public async Task A_client_takes_its_people_entries_tags_and_seats_along_and_gives_them_back()
    {
        await using var scene = await Scene.Set(database.Place);
        await Met(scene, scene.Ana, scene.Ingrid.Id, "At Halden");
        Guid again;
        await using (var db = scene.Firm.System())
        {
            again = (
                await new Rapport.Clients.Clients(db).Add(
                    new ClientDetails
                    {
                        Name = "Halden Maritim",
                        Industry = "Shipping",
                        Tags = ["Nord", "VIP"],
                        ParentId = scene.Halden.Id,
                    },
                    Cancel
                )
            ).Value.Id;
            var halden = (await ClientRecords.Find(db, scene.Halden.Id, Cancel))!;
            await new Rapport.Clients.Clients(db).Change(
                scene.Halden.Id,
                halden.Details with
                {
                    Tags = ["vip"],
                },
                null,
                Cancel
            );
            foreach (var colleague in new[] { scene.Ana, scene.Pavel })
            {
                await new Seats(db).Take(
                    again,
                    new(colleague.Id, SeatRole.AccountManager, null),
                    Cancel
                );
            }
        }
        var before = await ClientState(scene, again);

        var merge = await Merged(scene, scene.Boss, scene.Halden.Id, again, noun: "clients");

        await using (var db = scene.Firm.As(scene.Pavel))
        {
            // The seat that he had there opens the wall here.
            var record = (await ClientRecords.Find(db, scene.Halden.Id, Cancel))!;
            Assert.Equal(["vip", "Nord"], record.Details.Tags);
            Assert.Equal("Shipping", record.Details.Industry);
            Assert.Equal(1, record.Seats.Count(s => s.ColleagueId == scene.Ana.Id));
            Assert.Null(await ClientRecords.Find(db, again, Cancel));
        }
        await TakenBack(scene, scene.Boss, merge.Id);
        Assert.Equal(before, await ClientState(scene, again));
        await using (var db = scene.Firm.As(scene.Pavel))
        {
            Assert.Null(await ClientRecords.Find(db, scene.Halden.Id, Cancel));
            Assert.NotNull(await ClientRecords.Find(db, again, Cancel));
        }
    }

    [Fact]
    public async Task Many_entries_move_in_steps_and_a_runner_that_died_is_gone_on_from()
    {
        await using var scene = await Scene.Set(database.Place);
        Guid again;
        await using (var db = scene.Firm.System())
        {
            again = (
                await new Rapport.Clients.Clients(db).Add(
                    new ClientDetails { Name = "Halden (old)" },
                    Cancel
                )
            )
                .Value
                .Id;
            for (var i = 0; i < 1200; i++)
            {
                db.Add(
                    new Interaction
                    {
                        ClientId = again,
                        Subject = $"Entry {i}",
                        Occurred = Instant.FromUtc(2026, 3, 1, 8, 0) + Duration.FromMinutes(i),
                    }
                );
            }
            await db.SaveChangesAsync(Cancel);
        }
        var asked = await Ask(scene, scene.Boss, scene.Halden.Id, again, noun: "clients");
        using var died = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Run(scene, asked.Value.Id, _ => died.Cancel(), died.Token)
        );
        await using (var db = scene.Firm.System())
        {
            var moved = await db.Set<Interaction>()
                .CountAsync(i => i.ClientId == scene.Halden.Id, Cancel);
            Assert.InRange(moved, 1, 1199);
        }

        await Run(scene, asked.Value.Id, null, Cancel);

        await using var after = scene.Firm.System();
        Assert.Equal(
            1200,
            await after.Set<Interaction>().CountAsync(i => i.ClientId == scene.Halden.Id, Cancel)
        );
        Assert.NotNull((await ClientRecords.Find(after, scene.Halden.Id, Cancel))!.LastInteraction);
        await TakenBack(scene, scene.Boss, asked.Value.Id);
        Assert.Equal(
            1200,
            await after.Set<Interaction>().CountAsync(i => i.ClientId == again, Cancel)
        );
    }

    [Fact]
    public async Task An_erased_person_is_forgotten_by_the_merges_too()
    {
        await using var scene = await Scene.Set(database.Place);
        var again = await Person(scene, "Ingrid Solburg", "ingrid@halden.example");
        var merge = await Merged(scene, scene.Ana, scene.Ingrid.Id, again);
        await using (var db = scene.Firm.As(scene.Boss))
        {
            var erased = await new Rapport.Contacts.Contacts(db).Erase(
                scene.Ingrid.Id,
                "She asked",
                Cancel
            );
            Assert.True(erased.Done, $"{erased.Refusal}");
        }
        await using var after = scene.Firm.System();
        Assert.False(await after.Set<MergeStep>().AnyAsync(s => s.MergeId == merge.Id, Cancel));
        Assert.False(
            await after
                .Set<AuditEntry>()
                .AnyAsync(a => a.RootId == again && a.Payload != null, Cancel)
        );
        Assert.False((await TakeBack(scene, scene.Ana, merge.Id)).Done);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A number, some of three areas, and a text.</summary>
    private static async Task<string[]> Fields<T>(Scene scene)
    {
        var keys = new List<string>();
        foreach (var kind in new[] { FieldKind.Number, FieldKind.Choices, FieldKind.Text })
        {
            var field = await scene.Firm.Field(
                typeof(T).Name,
                $"{kind} {Guid.NewGuid():N}",
                kind,
                kind == FieldKind.Choices ? ["North", "East", "South"] : []
            );
            keys.Add(field.Key);
        }
        return [.. keys];
    }

    private static async Task Say<T>(Scene scene, string[] fields, Guid id, params string?[] values)
        where T : Row, IHasFields
    {
        await using var db = scene.Firm.System();
        var said = fields.Zip(values).ToDictionary(v => v.First, object? (v) => v.Second);
        Assert.Null(await CustomValues.Change<T>(db, id, new FieldsSaid(said), null, Cancel));
    }

    /// <param name="who">Sees it; the program itself when nobody is named.</param>
    private static async Task<string> Told<T>(
        Scene scene,
        string[] fields,
        Guid id,
        Colleague? who = null
    )
        where T : Row, IHasFields
    {
        await using var db = who is null ? scene.Firm.System() : scene.Firm.As(who);
        var held = (await CustomValues.Of<T>(db, id, Cancel)).Values;
        return string.Join('|', fields.Select(f => FieldText.Write(held[f])?.Replace('\n', ',')));
    }

    /// <summary>Which of these records a search finds.</summary>
    private static async Task<IEnumerable<Guid>> Found(Scene scene, string text, params Guid[] of)
    {
        await using var db = scene.Firm.System();
        var hits = await Rapport.Search.Search.Find(db, text, new(), null, 50, Cancel);
        return hits.Select(h => h.Id).Where(of.Contains);
    }

    private static async Task<Guid> Person(Scene scene, string name, params string[] mails)
    {
        await using var db = scene.Firm.As(scene.Ana);
        return (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails
                {
                    ClientId = scene.Halden.Id,
                    Name = name,
                    Points = [.. mails.Select(m => new PointDetails(null, PointKind.Email, m))],
                },
                Cancel
            )
        ).Value.Id;
    }

    private static async Task<Guid> Met(
        Scene scene,
        Colleague who,
        Guid contact,
        string subject,
        params Guid[] others
    )
    {
        var told = await scene.Record(
            who,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Channel = Channel.Coffee,
                Touchpoint = Touchpoint.Sales,
                Subject = subject,
                Participants =
                [
                    .. others.Prepend(contact).Select(id => new ParticipantDetails(id, null, null)),
                    new ParticipantDetails(null, who.Id, null),
                ],
            }
        );
        Assert.True(told.Done, $"{told.Refusal}");
        return told.Value.Id;
    }

    private static async Task Reports(Scene scene, Guid id, Guid to)
    {
        await using var db = scene.Firm.System();
        (await db.Set<Contact>().FirstAsync(c => c.Id == id, Cancel)).ReportsToId = to;
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task<Result<Merge>> Ask(
        Scene scene,
        Colleague who,
        Guid kept,
        Guid lost,
        string[]? fromLost = null,
        string noun = "contacts"
    )
    {
        await using var db = scene.Firm.As(who);
        return await new Merges(db, new(db)).Start(new(noun, kept, lost, fromLost), Cancel);
    }

    private static async Task<Merge> Merged(
        Scene scene,
        Colleague who,
        Guid kept,
        Guid lost,
        string? fromLost = null,
        string noun = "contacts"
    )
    {
        var asked = await Ask(scene, who, kept, lost, fromLost is null ? null : [fromLost], noun);
        Assert.True(asked.Done, $"{asked.Refusal}");
        return await Run(scene, asked.Value.Id, null, Cancel);
    }

    private static async Task<Result<Merge>> TakeBack(Scene scene, Colleague who, Guid id)
    {
        await using var db = scene.Firm.As(who);
        return await new Merges(db, new(db)).TakeBack(id, Cancel);
    }

    private static async Task<Merge> TakenBack(Scene scene, Colleague who, Guid id)
    {
        var asked = await TakeBack(scene, who, id);
        Assert.True(asked.Done, $"{asked.Refusal}");
        return await Run(scene, id, null, Cancel);
    }

    private static async Task<Merge> Run(
        Scene scene,
        Guid id,
        Action<Job>? progress,
        CancellationToken cancel
    )
    {
        await using var db = scene.Firm.System();
        var job = await new Rapport.Jobs.Jobs(db).Latest(id, cancel);
        var ended = await new JobRunner(scene.Firm.Source).Run(job!.Id, progress, cancel);
        Assert.Equal((JobState.Done, null), (ended!.State, ended.Failure));
        return await db.Set<Merge>().AsNoTracking().FirstAsync(m => m.Id == id, cancel);
    }

    private static async Task<Contact?> Contact(Scene scene, Guid id)
    {
        await using var db = scene.Firm.System();
        return await db.Set<Contact>().FirstOrDefaultAsync(c => c.Id == id, Cancel);
    }

    private static Task<Guid?> Who(Db db, Guid entry) =>
        db.Set<Participant>()
            .Where(p => p.InteractionId == entry && p.ContactId != null)
            .Select(p => p.ContactId)
            .FirstAsync(Cancel);

    /// <summary>All that is kept of these people, but for versions.</summary>
    private static async Task<string> State(Scene scene, Guid one, Guid two, Guid? without = null)
    {
        await using var db = scene.Firm.System();
        var ids = new[] { one, two };
        var participants = await db.Set<Participant>()
            .Where(p => ids.Contains(p.ContactId!.Value) && p.InteractionId != without)
            .OrderBy(p => p.InteractionId)
            .ThenBy(p => p.Position)
            .Select(p => new
            {
                p.InteractionId,
                p.Position,
                p.ContactId,
            })
            .ToListAsync(Cancel);
        var points = await db.Set<ContactPoint>()
            .Where(p => ids.Contains(p.ContactId))
            .OrderBy(p => p.Id)
            .Select(p => new
            {
                p.Id,
                p.ContactId,
                p.ClientId,
                p.Value,
                p.ValueKey,
                p.Position,
            })
            .ToListAsync(Cancel);
        var known = await db.Set<Acquaintance>()
            .Where(p => ids.Contains(p.ContactId))
            .OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.ContactId })
            .ToListAsync(Cancel);
        var contacts = await db.Set<Contact>()
            .Where(c => ids.Contains(c.Id))
            .OrderBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Name,
                c.NameKey,
                c.CreatedAt,
                Touch = without == null ? c.LastTouch : null,
            })
            .ToListAsync(Cancel);
        var found = await db.Set<SearchEntry>()
            .Where(e => ids.Contains(e.SubjectId))
            .OrderBy(e => e.SubjectId)
            .Select(e => new { e.SubjectId, e.Detail })
            .ToListAsync(Cancel);
        return string.Join(
            '\n',
            [
                .. participants.Select(p => $"{p}"),
                .. points.Select(p => $"{p}"),
                .. known.Select(p => $"{p}"),
                .. contacts.Select(p => without is null ? $"{p}" : $"{p.Id} {p.Name}"),
                .. found.Select(p => $"{p}"),
            ]
        );
    }

    private static async Task<string> ClientState(Scene scene, Guid again)
    {
        await using var db = scene.Firm.System();
        var text = new List<string>();
        foreach (var id in new[] { scene.Halden.Id, again })
        {
            var record = (await ClientRecords.Find(db, id, Cancel))!;
            text.Add(
                $"{record.Number} {record.Details.Name} {record.Details.Industry} {record.Parent} {record.LastInteraction}"
            );
            text.AddRange(record.Details.Tags!);
            text.AddRange(record.Seats.Select(s => $"{s with { Version = 0 }}"));
        }
        return string.Join('\n', text);
    }

    public sealed class OnSqlite(Sqlite database) : MergesTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MergesTests(database),
            IClassFixture<Postgres>;
}
