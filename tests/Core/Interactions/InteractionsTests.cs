using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Interactions;

/// <summary>Writing down what happened, and correcting it.</summary>
public abstract class InteractionsTests(TestDatabase database)
{
    private static readonly Instant Earlier = Instant.FromUtc(2026, 3, 2, 9, 30);

    [Fact]
    public async Task What_happened_is_written_down_with_who_took_part_and_told_to_the_audit()
    {
        await using var scene = await Scene.Set(database.Place);
        var recorded = await scene.Record(
            scene.Ana,
            Said(scene) with
            {
                Participants =
                [
                    new(scene.Ingrid.Id, null, null),
                    new(null, scene.Ana.Id, null),
                    new(null, null, "Liv Aas"),
                ],
            }
        );

        await using var db = scene.Firm.As(scene.Ana);
        var entry = await Timeline.Find(db, recorded.Value.Id, default);
        Assert.Equal(
            ["Ingrid Solberg", "Ana Moreno", "Liv Aas"],
            entry!.People.Select(p => p.Name)
        );
        Assert.Equal("Ana Moreno", entry.Author);
        Assert.True(entry.RealTouch);
        await using var system = scene.Firm.System();
        var told = await system
            .Set<AuditEntry>()
            .Where(a => a.RowId == recorded.Value.Id)
            .Select(a => a.Payload)
            .SingleAsync();
        Assert.Contains(scene.Ingrid.Id.ToString(), told, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Liv Aas", told);
        var happened = await system.Set<Event>().SingleAsync(e => e.SubjectId == entry.Id);
        Assert.Equal((Interaction.Recorded.Name, Earlier), (happened.Name, happened.Occurred));
    }

    [Fact]
    public async Task A_name_that_one_person_there_carries_becomes_that_person()
    {
        await using var scene = await Scene.Set(database.Place);
        var recorded = await scene.Record(
            scene.Ana,
            Said(scene) with
            {
                Participants =
                [
                    new(null, null, "ingrid  SOLBERG"),
                    new(scene.Ingrid.Id, null, null),
                ],
            }
        );
        var only = Assert.Single(recorded.Value.Participants);
        Assert.Equal(scene.Ingrid.Id, only.ContactId);
    }

    [Fact]
    public async Task The_people_tell_the_client_where_none_is_named()
    {
        await using var scene = await Scene.Set(database.Place);
        var recorded = await scene.Record(
            scene.Ana,
            Said(scene) with
            {
                ClientId = null,
                Participants = [new(scene.Ingrid.Id, null, null)],
            }
        );
        Assert.Equal(scene.Halden.Id, recorded.Value.ClientId);
        AssertFault(
            await scene.Record(scene.Ana, Said(scene) with { ClientId = null }),
            "clientId",
            Fault.Required
        );
    }

    [Fact]
    public async Task Nothing_is_written_at_a_client_behind_a_wall_nor_with_its_people()
    {
        await using var scene = await Scene.Set(database.Place);
        AssertFault(await scene.Record(scene.Pavel, Said(scene)), "clientId", Fault.Unknown);
        AssertFault(
            await scene.Record(
                scene.Pavel,
                Said(scene) with
                {
                    ClientId = scene.Ribera.Id,
                    Participants = [new(scene.Ingrid.Id, null, null)],
                }
            ),
            "participants",
            Fault.Unknown
        );
        // Nor by who sees both: she is of another client.
        AssertFault(
            await scene.Record(
                scene.Boss,
                Said(scene) with
                {
                    ClientId = scene.Ribera.Id,
                    Participants = [new(scene.Ingrid.Id, null, null)],
                }
            ),
            "participants",
            Fault.Unknown
        );
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        await using var scene = await Scene.Set(database.Place);
        var refused = await scene.Record(
            scene.Ana,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = " \n ",
                Body = new string('x', Interaction.BodyLength + 1),
                Minutes = -1,
                Occurred = Instant.FromUtc(2999, 1, 1, 0, 0),
            }
        );
        Assert.Equal(
            ["body", "minutes", "occurred", "subject"],
            refused.Refusal!.Faults.Select(f => f.Field).Order()
        );
    }

    [Fact]
    public async Task The_same_request_twice_is_written_once()
    {
        await using var scene = await Scene.Set(database.Place);
        RequestKey Key() =>
            new()
            {
                AskerId = scene.Ana.Id,
                Key = "capture",
                Fingerprint = [1],
                At = Earlier,
            };
        await using var first = scene.Firm.As(scene.Ana);
        await using var second = scene.Firm.As(scene.Ana);
        (first.Request, second.Request) = (Key(), Key());

        var results = new[]
        {
            await new Rapport.Interactions.Interactions(first).Record(Said(scene)),
            await new Rapport.Interactions.Interactions(second).Record(Said(scene)),
        };

        Assert.Equal(RefusalKind.Repeated, Assert.Single(results, r => !r.Done).Refusal!.Kind);
        Assert.Single(await scene.Stream(scene.Ana));
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_what_it_corrects_and_each_is_corrected_once()
    {
        await using var scene = await Scene.Set(database.Place);
        var old = (await scene.Record(scene.Ana, Said(scene))).Value;

        var corrected = await scene.Correct(
            scene.Ana,
            old.Id,
            new() { Subject = "It was Tuesday" }
        );
        var again = await scene.Correct(scene.Ana, old.Id, new() { Subject = "Too late" });
        var third = await scene.Correct(
            scene.Boss,
            corrected.Value.Id,
            new() { Subject = "It was Monday" }
        );

        Assert.Equal(RefusalKind.Stale, again.Refusal!.Kind);
        Assert.Equal(Earlier, third.Value.Occurred);
        await using var db = scene.Firm.As(scene.Ana);
        var chain = await InteractionRecords.Chain(db, corrected.Value.Id, default);
        Assert.Equal(
            ["It was Monday", "It was Tuesday", "Called"],
            chain.Select(e => e.Details.Subject)
        );
        var now = Assert.Single(await scene.Stream(scene.Ana, current: true));
        Assert.Equal("It was Monday", now.Subject);
        var all = await scene.Stream(scene.Ana);
        Assert.Equal("Ana Moreno", all.Single(e => e.Subject == "Called").CorrectedBy);
    }

    [Fact]
    public async Task A_talk_in_confidence_exists_for_its_author_and_those_named_and_for_nobody_else()
    {
        await using var scene = await Scene.Set(database.Place);
        var secret = (
            await scene.Record(
                scene.Ana,
                Said(scene) with
                {
                    Audience = Audience.Named,
                    Named = [scene.Tom.Id],
                    Participants =
                    [
                        new(scene.Ingrid.Id, null, null),
                        new(null, scene.Ana.Id, null),
                    ],
                }
            )
        ).Value;

        Assert.Single(await scene.Stream(scene.Ana));
        Assert.Single(await scene.Stream(scene.Tom));
        Assert.Empty(await scene.Stream(scene.Eve));
        Assert.Empty(await scene.Stream(scene.Boss));
        await using var boss = scene.Firm.As(scene.Boss);
        Assert.Null(await InteractionRecords.Find(boss, secret.Id, default));
        Assert.Equal(0, (await Timeline.Facts(boss, scene.Halden.Id, default)).Count);
        Assert.Null(await Timeline.LastMeeting(boss, scene.Halden.Id, default));
        // The date alone would tell of it.
        var client = await boss.Set<Client>().SingleAsync(c => c.Id == scene.Halden.Id);
        Assert.Null(client.LastInteraction);
        Assert.Equal(
            RefusalKind.NotFound,
            (await scene.Correct(scene.Boss, secret.Id, new() { Subject = "x" })).Refusal!.Kind
        );
    }

    [Fact]
    public async Task A_correction_is_for_the_same_people_as_what_it_corrects()
    {
        await using var scene = await Scene.Set(database.Place);
        var secret = (
            await scene.Record(
                scene.Ana,
                Said(scene) with
                {
                    Audience = Audience.Named,
                    Named = [scene.Tom.Id],
                }
            )
        ).Value;

        await scene.Correct(scene.Tom, secret.Id, new() { Subject = "Better said" });

        var seen = Assert.Single(await scene.Stream(scene.Ana, current: true));
        Assert.Equal("Better said", seen.Subject);
        Assert.Single(await scene.Stream(scene.Tom, current: true));
        Assert.Empty(await scene.Stream(scene.Eve));
        Assert.Empty(await scene.Stream(scene.Boss));
    }

    [Fact]
    public async Task Only_who_sees_the_client_can_be_named()
    {
        await using var scene = await Scene.Set(database.Place);
        var said = Said(scene) with { Audience = Audience.Named };
        AssertFault(
            await scene.Record(scene.Ana, said with { Named = [scene.Pavel.Id] }),
            "named",
            Fault.Unknown
        );
        // Before an executive no wall stands.
        Assert.True((await scene.Record(scene.Ana, said with { Named = [scene.Boss.Id] })).Done);
        Assert.Single(await scene.Stream(scene.Boss));
    }

    [Fact]
    public async Task The_last_touch_moves_on_and_never_back_and_leaves_the_version_alone()
    {
        await using var scene = await Scene.Set(database.Place);
        var touch = Said(scene) with
        {
            Participants = [new(scene.Ingrid.Id, null, null), new(null, scene.Ana.Id, null)],
        };
        await scene.Record(scene.Ana, touch);
        await scene.Record(scene.Ana, touch with { Occurred = Earlier - Duration.FromDays(9) });
        // A note is heard of, but nobody met.
        var note = Earlier + Duration.FromDays(1);
        await scene.Record(scene.Ana, touch with { Occurred = note, Channel = Channel.Note });

        await using var db = scene.Firm.System();
        var client = await db.Set<Client>().SingleAsync(c => c.Id == scene.Halden.Id);
        Assert.Equal((note, Earlier), (client.LastInteraction, client.LastTouch));
        Assert.Equal(scene.Halden.Version, client.Version);
        var ingrid = await db.Set<Contact>().SingleAsync(c => c.Id == scene.Ingrid.Id);
        Assert.Equal(Earlier, ingrid.LastTouch);
    }

    [Fact]
    public async Task Many_can_write_at_one_client_at_once()
    {
        await using var scene = await Scene.Set(database.Place);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    scene.Record(
                        i % 2 == 0 ? scene.Ana : scene.Tom,
                        Said(scene) with
                        {
                            Participants =
                            [
                                new(scene.Ingrid.Id, null, null),
                                new(null, scene.Ana.Id, null),
                            ],
                        }
                    )
                )
        );
        Assert.All(results, r => Assert.True(r.Done, $"{r.Refusal}"));
    }

    [Fact]
    public async Task Names_complete_by_any_of_their_words_within_the_walls()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var ana = scene.Firm.As(scene.Ana);
        await using var pavel = scene.Firm.As(scene.Pavel);
        var halden = scene.Halden.Id;
        Assert.Equal(
            [scene.Ingrid.Id],
            (await PeopleAround.Complete(ana, halden, "SOL", default)).Select(p => p.Id)
        );
        Assert.Empty(await PeopleAround.Complete(pavel, halden, "sol", default));
        Assert.Empty(await PeopleAround.Complete(pavel, null, "ingrid", default));
        Assert.Equal(
            [scene.Tom.Id],
            (await PeopleAround.CompleteReaders(ana, halden, "tom", default)).Select(p => p.Id)
        );
        Assert.Empty(await PeopleAround.CompleteReaders(ana, halden, "pavel", default));
    }

    private static InteractionDetails Said(Scene scene) =>
        new()
        {
            ClientId = scene.Halden.Id,
            Subject = "Called",
            Channel = Channel.Call,
            Occurred = Earlier,
        };

    private static void AssertFault(Result<Interaction> result, string field, Fault fault) =>
        Assert.Contains(result.Refusal!.Faults, f => f.Field == field && f.Fault == fault);

    public sealed class OnSqlite(Sqlite database)
        : InteractionsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : InteractionsTests(database),
            IClassFixture<Postgres>;
}
