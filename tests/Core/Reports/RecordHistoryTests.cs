using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Offers;
using Rapport.Reports;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Reports;

/// <summary>What a record was, from what it is and what was done to it.</summary>
public abstract class RecordHistoryTests(TestDatabase database)
{
    private static readonly string[] Some = ["Oslo", "Bergen", "Ærø", "Paris", "x\"y\\z", "北京"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_state_that_a_client_ever_had_is_found_again(int seed)
    {
        await using var scene = await Scene.Set(database.Place);
        var luck = new Random(seed);
        var remembered = new List<(Instant At, string State)>();
        for (var i = 0; i < 25; i++)
        {
            await using var db = scene.Firm.System();
            await Change(db, scene, luck);
            remembered.Add((db.Now, await StateNow(db, nameof(Client), scene.Halden.Id)));
        }

        Assert.Equal(
            remembered,
            await Found(scene, nameof(Client), scene.Halden.Id, remembered.Select(r => r.At))
        );
    }

    [Fact]
    public async Task So_is_every_state_of_a_contact_and_of_an_opportunity()
    {
        await using var scene = await Scene.Set(database.Place);
        var luck = new Random(4);
        Guid business;
        await using (var db = scene.Firm.System())
        {
            business = (
                await new Opportunities(db).Add(
                    new OpportunityDetails { Name = "First", ClientId = scene.Halden.Id }
                )
            )
                .Value
                .Id;
        }
        var (ofContact, ofBusiness) = (
            new List<(Instant, string)>(),
            new List<(Instant, string)>()
        );
        for (var i = 0; i < 20; i++)
        {
            await using var db = scene.Firm.System();
            await new Rapport.Contacts.Contacts(db).Change(
                scene.Ingrid.Id,
                new ContactDetails
                {
                    Name = "Ingrid " + One(luck),
                    Stance = luck.Next(2) == 0 ? null : (Stance)luck.Next(5),
                    OffHoursAllowed = luck.Next(2) == 0,
                    NotesUntil = new LocalDate(2027, 1, 1 + luck.Next(28)),
                    NotesPurpose = "to remember",
                    Wants = One(luck),
                    Points =
                    [
                        .. Enumerable
                            .Range(0, luck.Next(4))
                            .Select(n => new PointDetails(
                                null,
                                PointKind.Email,
                                $"a{luck.Next(99)}b{n}@halden.example"
                            )),
                    ],
                },
                null
            );
            ofContact.Add((db.Now, await StateNow(db, nameof(Contact), scene.Ingrid.Id)));
            await new Opportunities(db).Change(
                business,
                new OpportunityDetails
                {
                    Name = One(luck),
                    ClientId = luck.Next(3) == 0 ? scene.Ribera.Id : scene.Halden.Id,
                    Stage = (OpportunityStage)luck.Next(5),
                    Value = luck.Next(3) == 0 ? null : new MoneyDetails(luck.Next(99999), "EUR"),
                    OwnerId = scene.Ana.Id,
                },
                null
            );
            ofBusiness.Add((db.Now, await StateNow(db, nameof(Opportunity), business)));
        }

        Assert.Equal(
            ofContact,
            await Found(scene, nameof(Contact), scene.Ingrid.Id, ofContact.Select(r => r.Item1))
        );
        Assert.Equal(
            ofBusiness,
            await Found(scene, nameof(Opportunity), business, ofBusiness.Select(r => r.Item1))
        );
    }

    [Fact]
    public async Task Before_it_was_added_it_was_not_there_and_nobody_else_sees_what_it_was()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var ana = scene.Firm.As(scene.Ana);
        var early = ana.Now - Duration.FromDays(1);

        var past = await RecordHistory.AsOf(ana, nameof(Client), scene.Halden.Id, early, default);

        Assert.Equal((PastKnown.NotThere, 0), (past!.Known, past.Then.Count));
        await using var pavel = scene.Firm.As(scene.Pavel);
        Assert.Null(
            await RecordHistory.AsOf(pavel, nameof(Client), scene.Halden.Id, early, default)
        );
        Assert.Null(
            await RecordHistory.Page(pavel, nameof(Client), scene.Halden.Id, null, 9, default)
        );
    }

    [Fact]
    public async Task What_the_audit_cannot_tell_is_said()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.System();
        var before = db.Now;
        await Rename(db, scene.Halden.Id, "Halden Two");
        var erasure = new Erasure
        {
            SubjectId = scene.Halden.Id,
            At = db.Now,
            Reason = "asked for",
        };
        db.Add(erasure);
        await Erasures.Forget(db, scene.Halden.Id, erasure, default);
        await db.SaveChangesAsync();

        var erased = await AsOf(db, scene.Halden.Id, before);
        Assert.Contains(erased.Then, r => r.Doubt == Doubt.Erased);

        // As if it had been there before the audit was; and changed past it.
        await db.Set<AuditEntry>()
            .Where(e => e.RootId == scene.Ribera.Id && e.Deed == Deed.Added)
            .ExecuteDeleteAsync();
        Assert.Equal(PastKnown.BeforeAudit, (await AsOf(db, scene.Ribera.Id, before)).Known);
        before = db.Now;
        await Rename(db, scene.Ribera.Id, "Ribera Two");
        Assert.Equal(PastKnown.BeforeAudit, (await AsOf(db, scene.Ribera.Id, before)).Known);
        await db.Set<Client>()
            .Where(c => c.Id == scene.Ribera.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Name, "Ribera behind our back"));
        var unfitting = (await AsOf(db, scene.Ribera.Id, before)).Then[0];
        Assert.Equal(
            (Doubt.Unfitting, "Banco Ribera"),
            (unfitting.Doubt, unfitting.Values["Name"])
        );
    }

    [Fact]
    public async Task What_a_record_went_through_behind_another_wall_stays_there()
    {
        await using var scene = await Scene.Set(database.Place);
        Guid id;
        Instant before;
        await using (var db = scene.Firm.System())
        {
            var acts = new Opportunities(db);
            var said = new OpportunityDetails
            {
                Name = "Secret of Ribera",
                ClientId = scene.Ribera.Id,
            };
            id = (await acts.Add(said)).Value.Id;
            before = db.Now;
            await acts.Change(
                id,
                said with
                {
                    Name = "For Halden",
                    ClientId = scene.Halden.Id,
                },
                null
            );
        }
        await using var ana = scene.Firm.As(scene.Ana);

        var trail = await RecordHistory.Page(ana, nameof(Opportunity), id, null, 9, default);
        var past = await RecordHistory.AsOf(ana, nameof(Opportunity), id, before, default);

        var birth = trail!.Page.Entries[^1];
        Assert.Equal((Told.Walled, 0), (birth.Told, birth.Changes.Count));
        Assert.DoesNotContain(
            trail.Page.Entries.SelectMany(e => e.Changes),
            c => c.Before == "Secret of Ribera"
        );
        Assert.Equal((PastKnown.Walled, 0), (past!.Known, past.Then.Count));
    }

    [Fact]
    public async Task Pages_of_a_long_history_follow_each_other_and_amounts_have_their_currency()
    {
        await using var scene = await Scene.Set(database.Place);
        await using (var db = scene.Firm.System())
        {
            for (var i = 0; i < 7; i++)
            {
                await new Rapport.Clients.Clients(db).Change(
                    scene.Halden.Id,
                    new ClientDetails
                    {
                        Name = "Halden Maritime",
                        Revenue = new MoneyDetails(100 + i, "NOK"),
                    },
                    null
                );
            }
        }
        await using var ana = scene.Firm.As(scene.Ana);
        var (paged, after) = (new List<TrailEntry>(), (TrailPlace?)null);
        do
        {
            var page = (
                await RecordHistory.Page(ana, nameof(Client), scene.Halden.Id, after, 3, default)
            )!.Page;
            paged.AddRange(page.Entries);
            after = page.Next;
        } while (after is not null);

        Assert.Equal(paged.Count, paged.DistinctBy(e => e.Id).Count());
        Assert.Equal(12, paged.Count);
        Assert.All(
            paged.Where(e => e.Deed == Deed.Changed).SelectMany(e => e.Changes),
            c => Assert.True(c.Property != "RevenueMinor" || c.Is == "NOK", $"{c}")
        );
    }

    private static async Task Change(Db db, Scene scene, Random luck)
    {
        if (luck.Next(6) == 0)
        {
            await new Rapport.Clients.Clients(db).Move(
                scene.Halden.Id,
                (Stage)luck.Next(6),
                "because",
                default
            );
            return;
        }
        var known = (await ClientRecords.Find(db, scene.Halden.Id, default))!.Details;
        var said = new ClientDetails
        {
            Name = One(luck),
            Industry = luck.Next(2) == 0 ? null : One(luck),
            Employees = luck.Next(2) == 0 ? null : luck.Next(1000),
            Revenue = luck.Next(2) == 0 ? null : new MoneyDetails(luck.Next(99999), "NOK"),
            OpenHours = luck.Next(2) == 0 ? null : "Mon 09:00-17:00",
            Languages = luck.Next(2) == 0 ? [] : ["nb", "en"],
            Tier = (Tier)luck.Next(3),
            ParentId = luck.Next(2) == 0 ? null : scene.Ribera.Id,
            Tags = [.. Enumerable.Range(0, luck.Next(4)).Select(_ => One(luck)).Distinct()],
            Addresses =
            [
                .. known
                    .Addresses!.Where(_ => luck.Next(3) > 0)
                    .Select(a => a with { City = One(luck) }),
                new(null, AddressKind.Visit, One(luck), null, One(luck), null, null),
            ],
            Values =
            [
                .. known.Values!.Where(_ => luck.Next(3) > 0),
                new(null, One(luck), (Compliance)luck.Next(4), null),
            ],
        };
        var changed = await new Rapport.Clients.Clients(db).Change(scene.Halden.Id, said, null);
        Assert.True(changed.Done, $"{changed.Refusal}");
    }

    /// <summary>What the record was at each moment; of one that is not known whole, that.</summary>
    private static async Task<List<(Instant, string)>> Found(
        Scene scene,
        string kind,
        Guid id,
        IEnumerable<Instant> moments
    )
    {
        await using var db = scene.Firm.System();
        var found = new List<(Instant, string)>();
        foreach (var at in moments)
        {
            var past = (await RecordHistory.AsOf(db, kind, id, at, default))!;
            found.Add(
                (
                    at,
                    past is { Known: PastKnown.Whole, IsDoubtful: false }
                        ? Written(past.Then)
                        : $"{past.Known}, doubtful: {past.IsDoubtful}"
                )
            );
        }
        return found;
    }

    private static async Task<string> StateNow(Db db, string kind, Guid id)
    {
        db.ChangeTracker.Clear();
        return Written((await Present.Of(db, kind, id, default))!);
    }

    private static string Written(IReadOnlyList<RowState> rows) =>
        string.Join(
            "\n",
            rows.OrderBy(r => r.RowId)
                .Select(r =>
                    $"{r.Kind} {r.RowId} "
                    + string.Join(", ", r.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
                )
        );

    private static async Task<PastRecord> AsOf(Db db, Guid id, Instant at)
    {
        db.ChangeTracker.Clear();
        return (await RecordHistory.AsOf(db, nameof(Client), id, at, default))!;
    }

    private static async Task Rename(Db db, Guid id, string name)
    {
        db.ChangeTracker.Clear();
        var said = new ClientDetails { Name = name };
        Assert.True((await new Rapport.Clients.Clients(db).Change(id, said, null)).Done);
    }

    private static string One(Random luck) => Some[luck.Next(Some.Length)] + luck.Next(9);

    public sealed class OnSqlite(Sqlite database)
        : RecordHistoryTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : RecordHistoryTests(database),
            IClassFixture<Postgres>;
}
