using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Jobs;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Search;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Search;

/// <summary>What is owed, and meetings, in search.</summary>
public abstract class OwedAndMetSearchTests(TestDatabase database)
{
    [Fact]
    public async Task A_commitment_is_found_by_its_words_a_beginning_and_a_slip_and_its_client()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var owed = await Owed(db, scene.Halden.Id, "Deliver the xylotome drawings");

        foreach (
            var text in new[] { "xylotome", "xylo", "drawings xylotome", "xylotmoe", "halden xylo" }
        )
        {
            Assert.Equal([owed], await Ids(db, text));
        }
    }

    [Fact]
    public async Task A_meeting_is_found_by_its_title_and_what_was_noted_and_decided()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Met(db, scene.Halden.Id, "Wharfinger weekly");
        var put = await new Agendas(db).Put(meeting, "The quoin question");
        Assert.True(put.Done);
        var point = await db.Set<AgendaItem>()
            .AsNoTracking()
            .SingleAsync(p => p.MeetingId == meeting && p.Text == "The quoin question");
        var noted = await new Minutes(db).Save(
            meeting,
            new MinutesDetails
            {
                Points =
                [
                    new(
                        point.Number,
                        "They fear the zoetrope. Nothing else.",
                        "Blue gnomon it is",
                        false
                    ),
                ],
            }
        );
        Assert.True(noted.Done);

        foreach (
            var text in new[] { "wharfinger", "wharf", "wharfniger", "quoin", "zoetrope", "gnomon" }
        )
        {
            Assert.Equal([meeting], await Ids(db, text));
        }
        var hit = Assert.Single(
            await Rapport.Search.Search.Find(db, "zoetrope", new SearchScope(), null, 5)
        );
        Assert.Equal(SearchKind.Meeting, hit.Kind);
        Assert.Contains("zoetrope", string.Concat(hit.Snippet.Select(p => p.Text)));
    }

    [Fact]
    public async Task What_is_to_be_done_finds_an_open_meeting_and_its_commitment_once_it_is_closed()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Met(db, scene.Halden.Id, "Gunwale weekly", inDays: -1);
        var noted = await new Minutes(db).Save(
            meeting,
            new MinutesDetails
            {
                Actions =
                [
                    new(
                        null,
                        "Caulk the strake",
                        Favour.Client,
                        scene.Ana.Id,
                        null,
                        new(2036, 3, 4)
                    ),
                ],
            }
        );
        Assert.True(noted.Done, $"{string.Join(", ", noted.Refusal?.Faults ?? [])}");

        Assert.Equal([meeting], await Ids(db, "strake"));

        var closed = await new Holdings(db, new BusinessTimes(db, new CalendarShelf())).Close(
            meeting,
            new() { WithoutNext = "The hull is sold" }
        );
        Assert.True(closed.Done, $"{string.Join(", ", closed.Refusal?.Faults ?? [])}");
        var owed = await db.Set<Commitment>().SingleAsync(c => c.Text == "Caulk the strake");
        var either = new SearchScope([SearchKind.Commitment, SearchKind.Meeting]);
        Assert.Equal([owed.Id], await Ids(db, "strake", either));
    }

    [Fact]
    public async Task A_series_is_found_by_its_title_its_place_and_its_client_within_the_wall()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var ana = scene.Firm.As(scene.Ana);
        var rhythms = new Rhythms(ana, new BusinessTimes(ana, new CalendarShelf()));
        var added = await rhythms.Add(
            new()
            {
                ClientId = scene.Halden.Id,
                Title = "Spinnaker review",
                Cadence = "every month",
                Level = MeetingLevel.Steering,
                Place = "The binnacle room",
            }
        );
        Assert.True(added.Done, $"{string.Join(", ", added.Refusal?.Faults ?? [])}");
        var series = added.Value.Id;

        foreach (var text in new[] { "spinnaker", "spin", "spinaker", "binnacle", "halden spinn" })
        {
            Assert.Equal([series], await Ids(ana, text, new SearchScope([SearchKind.Series])));
        }
        Assert.Empty(await Ids(scene.Firm.As(scene.Pavel), "spinnaker"));

        (await ana.Set<Series>().SingleAsync(s => s.Id == series)).Title = "Genoa review";
        await ana.SaveChangesAsync();
        Assert.Empty(await Ids(ana, "spinnaker"));
        Assert.Equal([series], await Ids(ana, "genoa"));

        ana.Remove(await ana.Set<Series>().SingleAsync(s => s.Id == series));
        await ana.SaveChangesAsync();
        Assert.Empty(await Ids(ana, "genoa"));
    }

    [Fact]
    public async Task A_point_that_was_taken_off_finds_the_meeting_no_more()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Met(db, scene.Halden.Id, "Lighterage weekly");
        await new Agendas(db).Put(meeting, "The fiddley question");
        Assert.Equal([meeting], await Ids(db, "fiddley"));
        var point = await db.Set<AgendaItem>()
            .AsNoTracking()
            .SingleAsync(p => p.MeetingId == meeting && p.Text == "The fiddley question");

        Assert.True((await new Agendas(db).TakeOff(meeting, point.Number)).Done);

        Assert.Empty(await Ids(db, "fiddley"));
        Assert.Equal([meeting], await Ids(db, "lighterage"));
    }

    [Fact]
    public async Task Who_was_erased_is_found_in_no_commitment_and_no_meeting()
    {
        await using var scene = await Scene.Set(database.Place);
        var owed = await Owed(
            scene.Firm.System(),
            scene.Halden.Id,
            "Call Ingrid Solberg about scuppers",
            owner: scene.Ana.Id
        );
        var met = await Met(
            scene.Firm.System(),
            scene.Halden.Id,
            "Scuppers with Ingrid Solberg",
            scene.Ana.Id
        );
        await new Agendas(scene.Firm.System()).Put(met, "What Ingrid Solberg fears");

        var erased = await new Rapport.Contacts.Contacts(scene.Firm.System()).Erase(
            scene.Ingrid.Id,
            "She asked for it"
        );

        Assert.True(erased.Done, $"{erased.Refusal}");
        var there = new SearchScope(ClientId: scene.Halden.Id);
        Assert.Empty(await Ids(scene.Firm.System(), "solberg", there));
        Assert.Equal([met, owed], await Ids(scene.Firm.System(), "scuppers", there));
    }

    [Fact]
    public async Task A_client_comes_before_what_is_owed_before_a_meeting_before_what_was_told()
    {
        await using var scene = await Scene.Set(database.Place);
        var client = await scene.Firm.Client("Vermeil AG", scene.Ana);
        await using var db = scene.Firm.As(scene.Ana);
        var told = await scene.Record(
            scene.Ana,
            new InteractionDetails { ClientId = client.Id, Subject = "Vermeil told" }
        );
        Assert.True(told.Done);
        var met = await Met(db, client.Id, "Vermeil weekly");
        var owed = await Owed(db, client.Id, "Vermeil samples");

        Assert.Equal([client.Id, owed, met, told.Value.Id], await Ids(db, "vermeil"));
        Assert.Equal([owed], await Ids(db, "vermeil", new SearchScope([SearchKind.Commitment])));
        Assert.Equal([met], await Ids(db, "vermeil", new SearchScope([SearchKind.Meeting])));
    }

    [Fact]
    public async Task Behind_a_wall_or_in_confidence_neither_is_found_not_even_by_a_slip()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var ana = scene.Firm.As(scene.Ana);
        var owed = await Owed(ana, scene.Halden.Id, "Send the orpiment");
        var met = await Met(ana, scene.Halden.Id, "Orpiment weekly");
        var quiet = await Owed(ana, scene.Halden.Id, "Hush the realgar", Audience.Named);
        var own = await Owed(ana, null, "Tidy the cinnabar");
        await using var pavel = scene.Firm.As(scene.Pavel);
        await using var tom = scene.Firm.As(scene.Tom);

        foreach (
            var text in new[]
            {
                "orpiment",
                "orpimnet",
                "rpimen",
                "realgar",
                "cinnabar",
                "cinnbaar",
            }
        )
        {
            Assert.Empty(await Ids(pavel, text));
        }
        Assert.Equal([met, owed], await Ids(tom, "orpiment"));
        Assert.Empty(await Ids(tom, "realgar"));
        Assert.Empty(await Ids(tom, "realgra"));
        Assert.Empty(await Ids(tom, "cinnabar"));
        Assert.Equal([quiet], await Ids(ana, "realgar"));
        Assert.Equal([own], await Ids(ana, "cinnabar"));
    }

    [Fact]
    public async Task A_change_a_new_name_of_the_client_and_its_going_are_followed()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.System();
        var owed = await Owed(db, scene.Halden.Id, "Send the ormolu", owner: scene.Ana.Id);
        var met = await Met(db, scene.Halden.Id, "Ormolu weekly", scene.Ana.Id);

        (await db.Set<Commitment>().SingleAsync(c => c.Id == owed)).Text = "Send the pinchbeck";
        (await db.Set<Client>().SingleAsync(c => c.Id == scene.Halden.Id)).Name = "Tombac";
        await db.SaveChangesAsync();
        Assert.Equal([met], await Ids(db, "ormolu"));
        Assert.Equal([owed], await Ids(db, "pinchbeck"));
        Assert.Equal([owed], await Ids(db, "tombac pinchbeck"));
        Assert.Equal([met], await Ids(db, "tombac ormolu"));

        // As a merge leads them.
        (await db.Set<Commitment>().SingleAsync(c => c.Id == owed)).ClientId = scene.Ribera.Id;
        (await db.Set<Meeting>().SingleAsync(m => m.Id == met)).ClientId = scene.Ribera.Id;
        await db.SaveChangesAsync();
        Assert.Equal([owed], await Ids(db, "ribera pinchbeck"));
        Assert.Empty(await Ids(scene.Firm.As(scene.Tom), "pinchbeck"));
        Assert.Equal([met], await Ids(scene.Firm.As(scene.Pavel), "ormolu"));

        db.Remove(await db.Set<Commitment>().SingleAsync(c => c.Id == owed));
        db.Remove(await db.Set<Meeting>().SingleAsync(m => m.Id == met));
        await db.SaveChangesAsync();
        Assert.Empty(await Ids(db, "pinchbeck"));
        Assert.Empty(await Ids(db, "ormolu"));
    }

    [Fact]
    public async Task A_rebuild_finds_nothing_to_write_and_makes_what_is_missing_the_same()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.System();
        var owed = await Owed(db, scene.Halden.Id, "Send the tenon", owner: scene.Ana.Id);
        var met = await Met(db, scene.Halden.Id, "Mortise weekly", scene.Ana.Id);
        await new Agendas(db).Put(met, "The dovetail");
        await All(db);
        Assert.Equal(0, await All(db));
        var before = await Read(db, owed, met);

        await db.Set<SearchEntry>()
            .Where(e => e.SubjectId == owed || e.SubjectId == met)
            .ExecuteDeleteAsync();
        Assert.Equal(2, await All(db));

        Assert.Equal(before, await Read(db, owed, met));
    }

    [Fact]
    public async Task What_was_there_before_search_knew_its_kind_is_added_when_the_program_starts()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.System();
        var owed = await Owed(db, scene.Halden.Id, "Send the spandrel", owner: scene.Ana.Id);
        var met = await Met(db, scene.Halden.Id, "Spandrel weekly", scene.Ana.Id);
        await db.Set<SearchEntry>()
            .Where(e => e.Kind == SearchKind.Commitment || e.Kind == SearchKind.Meeting)
            .ExecuteDeleteAsync();
        Assert.Empty(await Ids(db, "spandrel"));

        var job = await CatchUp.Begin(db);
        Assert.Null(await CatchUp.Begin(db));
        await new JobRunner(scene.Firm.Source).Run(job!.Id, null, default);

        Assert.Equal([met, owed], await Ids(db, "spandrel"));
        Assert.Null(await CatchUp.Begin(db));
    }

    private static async Task<List<string>> Read(Db db, params Guid[] ids)
    {
        var entries = await db.Set<SearchEntry>()
            .AsNoTracking()
            .Where(e => ids.Contains(e.SubjectId))
            .OrderBy(e => e.Kind)
            .ToListAsync();
        return entries.ConvertAll(e =>
            $"{e.Kind} {e.SubjectId} {e.ClientId} {e.AuthorId} {e.Audience} {e.Title} {e.Detail} "
            + string.Join(' ', e.TextKey.Split(' ').Order(StringComparer.Ordinal))
        );
    }

    private static async Task<int> All(Db db)
    {
        var written = 0;
        for (RebuildPlace? at = RebuildPlace.Begin; at is not null; )
        {
            var step = await Rebuild.Step(db, at, default);
            written += step.Written;
            at = step.Next;
        }
        return written;
    }

    private static async Task<IReadOnlyList<Guid>> Ids(
        Db db,
        string text,
        SearchScope? scope = null
    ) =>
        [
            .. (
                await Rapport.Search.Search.Find(db, text, scope ?? new SearchScope(), null, 100)
            ).Select(h => h.Id),
        ];

    private static async Task<Guid> Owed(
        Db db,
        Guid? client,
        string text,
        Audience audience = Audience.Inside,
        Guid? owner = null
    )
    {
        var made = await new Rapport.Commitments.Commitments(db).Make(
            new CommitmentDetails
            {
                Text = text,
                ClientId = client,
                Favour = client is null ? Favour.Internal : Favour.Client,
                OwnerId = owner,
                Audience = audience,
                Due = db.Now + Duration.FromDays(30),
            }
        );
        Assert.True(made.Done, $"{string.Join(", ", made.Refusal?.Faults ?? [])}");
        return made.Value.Id;
    }

    private static async Task<Guid> Met(
        Db db,
        Guid client,
        string title,
        Guid? owner = null,
        int inDays = 2
    )
    {
        var planned = await new Rapport.Meetings.Meetings(db).Plan(
            new MeetingDetails
            {
                Title = title,
                ClientId = client,
                Kind = MeetingKind.Internal,
                OwnerId = owner,
                Start = db.Now + Duration.FromDays(inDays),
            }
        );
        Assert.True(planned.Done, $"{string.Join(", ", planned.Refusal?.Faults ?? [])}");
        return planned.Value.Id;
    }

    public sealed class OnSqlite(Sqlite database)
        : OwedAndMetSearchTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OwedAndMetSearchTests(database),
            IClassFixture<Postgres>;
}
