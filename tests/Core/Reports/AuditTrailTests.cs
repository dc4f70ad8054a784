using System.Collections;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Reports;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Audit;

namespace Rapport.Tests.Core.Reports;

/// <summary>The audit as people read it.</summary>
public abstract class AuditTrailTests(TestDatabase database)
{
    [Fact]
    public async Task What_was_said_in_confidence_is_told_only_to_those_it_is_for()
    {
        await using var scene = await Scene.Set(database.Place);
        var said = new InteractionDetails
        {
            ClientId = scene.Halden.Id,
            Touchpoint = Touchpoint.Sales,
            Channel = Channel.Coffee,
            Subject = "Quietly between us",
            Audience = Audience.Named,
            Participants = [new(null, scene.Ana.Id, null), new(null, scene.Tom.Id, null)],
        };
        var quiet = (await scene.Record(scene.Ana, said)).Value.Id;
        var loud = (
            await scene.Record(
                scene.Ana,
                said with
                {
                    Subject = "For all of us",
                    Audience = Audience.Inside,
                }
            )
        )
            .Value
            .Id;

        var boss = await Interactions(scene, scene.Boss);

        Assert.Equal((Told.Withheld, 0), (boss[quiet].Told, boss[quiet].Changes.Count));
        Assert.Null(boss[quiet].Root);
        Assert.Equal("For all of us", boss[loud].Root!.Name);
        Assert.Contains(boss[loud].Changes, c => c is { Property: "Subject" });
        Assert.Empty(await Interactions(scene, scene.Ana));

        // Gone with its client's undo, nobody can tell any more for whom it was but its own payload.
        await using (var db = scene.Firm.System())
        {
            db.Remove(await db.Set<Interaction>().SingleAsync(i => i.Id == quiet));
            db.Remove(await db.Set<Interaction>().SingleAsync(i => i.Id == loud));
            await db.SaveChangesAsync();
        }
        await using var after = scene.Firm.As(scene.Boss);
        var gone = (
            await AuditTrail.Page(after, new(Kind: "Interaction"), null, 10, default)
        ).Entries.ToLookup(e => e.RootId, e => e.Told);
        Assert.All(gone[quiet], told => Assert.Equal(Told.Withheld, told));
        Assert.All(gone[loud], told => Assert.Equal(Told.Whole, told));
        Assert.Equal((2, 2), (gone[quiet].Count(), gone[loud].Count()));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_filter_leaves_only_what_it_wants()
    {
        await using var scene = await Scene.Set(database.Place);
        await using (var db = scene.Firm.As(scene.Ana))
        {
            await new Rapport.Clients.Clients(db).Change(
                scene.Halden.Id,
                new ClientDetails { Name = "Halden Maritime", Industry = "Shipping" },
                null
            );
        }
        await using var boss = scene.Firm.As(scene.Boss);
        var whole = await AuditTrail.Page(boss, new(), null, 1000, default);
        var (paged, after) = (new List<Guid>(), (TrailPlace?)null);
        do
        {
            var page = await AuditTrail.Page(boss, new(), after, 3, default);
            paged.AddRange(page.Entries.Select(e => e.Id));
            after = page.Next;
        } while (after is not null);
        Assert.Equal(whole.Entries.Select(e => e.Id), paged);

        var hers = await AuditTrail.Page(boss, new(By: scene.Ana.Id), null, 10, default);
        var change = Assert.Single(hers.Entries, e => e.Kind == "Client");
        Assert.Equal(("Ana Moreno", "Halden Maritime"), (change.By, change.Root!.Name));
        Assert.Contains(new TrailChange("Industry", null, "Shipping"), change.Changes);
        var seats = await AuditTrail.Page(
            boss,
            new(Kind: "Seat", ClientId: scene.Halden.Id),
            null,
            10,
            default
        );
        Assert.Equal(3, seats.Entries.Count);
        Assert.Contains(
            seats.Entries,
            e => e.Changes.Contains(new TrailChange("ColleagueId", null, "Tom Berg"))
        );
        var yesterday = boss.Now - NodaTime.Duration.FromDays(1);
        Assert.Empty(
            (await AuditTrail.Page(boss, new(Before: yesterday), null, 9, default)).Entries
        );
    }

    [Fact]
    public async Task The_walk_goes_on_where_it_was_and_names_what_was_tampered_with()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Tampered with");
        await using var db = firm.System();
        using var key = AuditKey.In(database.Place.Folder);
        while (await Sealer.Seal(db, key, 5, CancellationToken.None) > 0) { }
        Assert.Empty(await Walk(firm, db));

        await db.Set<AuditEntry>()
            .Where(e => e.RowId == client.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Payload, "{}"));
        var place = VerifyPlace.Start;
        while (!place.AtEnd)
        {
            place = await Verifier.Step(db, key, place, 2, CancellationToken.None);
        }
        var finding = Assert.Single(await Walk(firm, db));
        Assert.Equal(Flaw.Altered, finding.Flaw);
        Assert.Equal(place.Findings, [finding]);
    }

    /// <summary>Whatever the audit tells of has words in the language that everything falls back to.</summary>
    [Fact]
    public async Task Every_kind_and_every_field_of_the_audit_has_words()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var words = AuditWords
            .ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, true, true)!
            .Cast<DictionaryEntry>()
            .Select(word => (string)word.Key)
            .ToHashSet();
        var missing =
            from type in db.Model.GetEntityTypes()
            let isLine = type.ClrType.IsAssignableTo(typeof(ILineOf))
            where isLine || !type.ClrType.IsAssignableTo(typeof(IPlumbing))
            from word in type.GetProperties()
                .Where(p => (isLine || p.IsAudited()) && !p.IsPrimaryKey())
                .Where(p => AuditTexts.IsTold(p.Name))
                .Select(p => "Field_" + p.Name)
                .Append("Kind_" + type.ShortName())
            where !words.Contains(word)
            select word;
        Assert.Empty(missing.Distinct());
        var lists =
            from type in db.Model.GetEntityTypes()
            where !type.ClrType.IsAssignableTo(typeof(IPlumbing))
            from property in type.GetProperties().Where(p => p.IsAudited())
            where (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum
            where !AuditValues.Knows(type.ShortName(), property.Name)
            select $"{type.ShortName()}.{property.Name}";
        Assert.Empty(lists);
    }

    private static async Task<Dictionary<Guid, TrailEntry>> Interactions(
        Scene scene,
        Colleague viewer
    )
    {
        await using var db = scene.Firm.As(viewer);
        var page = await AuditTrail.Page(db, new(Kind: "Interaction"), null, 10, default);
        return page.Entries.ToDictionary(e => e.RootId);
    }

    private static async Task<IReadOnlyList<Finding>> Walk(TestFirm firm, Db db)
    {
        var job = await VerifyWork.Begin(db, new Rapport.Jobs.Jobs(db), default);
        var ended = await new JobRunner(firm.Source).Run(job.Id, null, default);
        Assert.Equal(JobState.Done, ended!.State);
        db.ChangeTracker.Clear();
        return VerifyWork.PlaceOf(ended).Findings;
    }

    public sealed class OnSqlite(Sqlite database)
        : AuditTrailTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AuditTrailTests(database),
            IClassFixture<Postgres>;
}
