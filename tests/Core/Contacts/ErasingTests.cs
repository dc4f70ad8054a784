using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Mail;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Contacts;

/// <summary>Erasing a person for good.</summary>
public abstract class ErasingTests(TestDatabase database)
{
    private const string Address = "ragnhild.moe@halden.example";
    private static readonly string[] Traces = ["ragnhild moe", Address, "47223344", "calm year"];

    [Fact]
    public async Task No_text_of_any_table_names_who_was_erased_and_the_chain_holds()
    {
        await using var scene = await Scene.Set(database.Place);
        var secret = await Fill(scene);
        await using (var before = scene.Firm.System())
        {
            Assert.NotEmpty(await Found(before));
        }

        await using (var db = scene.Firm.As(scene.Boss))
        {
            var erased = await new Rapport.Contacts.Contacts(db).Erase(
                scene.Ingrid.Id,
                "Ragnhild Moe asked for it by mail"
            );
            Assert.True(erased.Done, $"{erased.Refusal}");
        }

        await using var system = scene.Firm.System();
        Assert.Empty(await Found(system));
        var entry = await system
            .Set<Interaction>()
            .Include(i => i.Participants)
            .SingleAsync(i => i.Id == secret);
        Assert.Equal("Lunch with ▇▇▇", entry.Subject);
        Assert.Contains(entry.Participants, p => p is { ContactId: null, ColleagueId: null });
        Assert.Single(
            await system.Set<Erasure>().ToListAsync(),
            e => e.SubjectId == scene.Ingrid.Id
        );
        Assert.True(
            await system
                .Set<Event>()
                .AnyAsync(e => e.SubjectId == scene.Ingrid.Id && e.Name == Contact.Erased.Name)
        );
        using var key = AuditKey.In(scene.Firm.Place.Folder);
        while (await Sealer.Seal(system, key, 50, CancellationToken.None) > 0) { }
        var verdict = await Verifier.Verify(system, key, CancellationToken.None);
        Assert.True(verdict.Holds, $"{verdict}");
    }

    [Fact]
    public async Task Behind_a_wall_there_is_nobody_to_erase()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Pavel);
        var contacts = new Rapport.Contacts.Contacts(db);
        var refused = await contacts.Erase(scene.Ingrid.Id, "Asked");
        Assert.Equal(RefusalKind.NotFound, refused.Refusal!.Kind);
    }

    /// <summary>All that may be known of her, written down also where she is told of in confidence.</summary>
    /// <summary>Promised to her, moved at her wish, and asked for by a meeting with her.</summary>
    private static async Task Owe(Db db, Scene scene)
    {
        var acts = new Rapport.Commitments.Commitments(db);
        var owed = await acts.Make(
            new()
            {
                Text = "Call Ragnhild Moe",
                ClientId = scene.Halden.Id,
                ContactId = scene.Ingrid.Id,
                DueOn = new LocalDate(2035, 11, 28),
            }
        );
        Assert.True(owed.Done, $"{owed.Refusal}");
        var moved = await acts.Move(
            owed.Value.Id,
            new() { DueOn = new LocalDate(2035, 11, 29), Reason = $"Said {Address}" }
        );
        Assert.True(moved.Done, $"{moved.Refusal}");
    }

    private static async Task<Guid> Fill(Scene scene)
    {
        await using var db = scene.Firm.As(scene.Ana);
        var contacts = new Rapport.Contacts.Contacts(db);
        var id = scene.Ingrid.Id;
        await contacts.Change(
            id,
            new ContactDetails
            {
                Name = "Ragnhild Moe",
                Wants = "A calm year",
                NotesPurpose = "Renewal",
                NotesUntil = new LocalDate(2030, 1, 1),
                Points =
                [
                    new(null, PointKind.Email, Address),
                    new(null, PointKind.Phone, "+47 22 33 44"),
                ],
            },
            null
        );
        await contacts.Know(id, new(scene.Ana.Id, Closeness.Met, "Ragnhild Moe's talk"));
        await contacts.Consent(id, new(ConsentPurpose.Marketing, true, $"Mail of {Address}"));
        var below = await contacts.Add(
            new()
            {
                ClientId = scene.Halden.Id,
                Name = "Kari Lund",
                ReportsToId = id,
            }
        );
        Assert.True(below.Done, $"{below.Refusal}");
        var secret = await scene.Record(
            scene.Ana,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Touchpoint = Touchpoint.Sales,
                Channel = Channel.Coffee,
                Subject = "Lunch with RAGNHILD  Moe",
                Body = $"Write to {Address.ToUpperInvariant()} or call 0047 22-33-44.",
                Audience = Audience.Named,
                Participants = [new(id, null, null), new(null, scene.Ana.Id, null)],
            }
        );
        Assert.True(secret.Done, $"{secret.Refusal}");
        await Owe(db, scene);
        // To others: one that waits, with a name across the fold of its calendar file.
        Mails.Write(
            db,
            new(
                scene.Ana.Email ?? "ana@firm.example",
                "With Ragnhild Moe",
                $"Ragnhild Moe comes, {Address}",
                $"<p>Ragnhild <b>Moe</b> comes</p>",
                "BEGIN:VEVENT\r\nSUMMARY:Lunch with Ragn\r\n hild Moe\r\nEND:VEVENT\r\n",
                "REQUEST"
            )
        );
        await db.SaveChangesAsync();
        return secret.Value.Id;
    }

    /// <summary>Every text of every row of every table that holds a trace of her, as "Kind.Property: text".</summary>
    private static async Task<List<string>> Found(Db db)
    {
        var found = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsOwned()))
        {
            var rows =
                (IQueryable<object>)
                    typeof(DbContext)
                        .GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!
                        .MakeGenericMethod(type.ClrType)
                        .Invoke(db, null)!;
            foreach (var row in await rows.IgnoreQueryFilters().ToListAsync())
            {
                foreach (var property in type.GetProperties())
                {
                    var text = db.Entry(row).Property(property).CurrentValue?.ToString() ?? "";
                    var key = Folded.Key(text);
                    var digits = new string([.. text.Where(char.IsAsciiDigit)]);
                    if (
                        Traces.Any(t =>
                            key.Contains(t) || (digits.Length < 20 && digits.Contains(t))
                        )
                    )
                    {
                        found.Add($"{type.ShortName()}.{property.Name}: {text}");
                    }
                }
            }
        }
        return found;
    }

    public sealed class OnSqlite(Sqlite database) : ErasingTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ErasingTests(database),
            IClassFixture<Postgres>;
}
