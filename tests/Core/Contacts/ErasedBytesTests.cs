using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Audit;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Tests.Core.Import;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Contacts;

/// <summary>After an erasure the bytes themselves are looked through: files of the data folder, rows of every table.</summary>
public abstract class ErasedBytesTests(TestDatabase database)
{
    /// <summary>Parts that survive an index which keeps of a word only what differs from the one before.</summary>
    private static readonly string[] Traces =
    [
        "quilliana",
        "brunowska",
        "47993311",
        "47 99 33 11",
        "neeborn",
    ];

    [Fact]
    public async Task Nothing_in_the_data_folder_or_in_any_table_names_her_any_more()
    {
        await using var desk = await Desk.Set(database.Place);
        var id = await KnowHer(desk);
        await using (var before = desk.Firm.System())
        {
            Assert.NotEmpty(await Found(before));
        }

        await using (var db = desk.Firm.System())
        {
            var erased = await new Rapport.Contacts.Contacts(db).Erase(id, "She asked for it");
            Assert.True(erased.Done, $"{erased.Refusal}");
        }
        await using var after = desk.Firm.System();
        while (await Outbox.Deliver(after, null, default) > 0) { }

        Assert.Empty(await Found(after));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(database.Place.Folder, "imports")));
        using var key = AuditKey.In(database.Place.Folder);
        while (await Sealer.Seal(after, key, 500, default) > 0) { }
        Assert.True((await Verifier.Verify(after, key, default)).Holds);
    }

    /// <summary>By imports, by a file that waits, under an earlier name, and in entries that name her in passing.</summary>
    private static async Task<Guid> KnowHer(Desk desk)
    {
        await desk.BringIn(
            "First Name,Last Name,Email,Phone,Company\r\nXquilliana,Neeborn,xquilliana@neeborn.example,+47 99 33 11,Passing AS\r\nKari,Lund,kari@passing.example,,Passing AS\r\n",
            ImportKind.Contacts
        );
        await using var db = desk.Firm.System();
        var contact = await db.Set<Contact>().SingleAsync(c => c.GivenName == "Xquilliana");
        await new Rapport.Contacts.Contacts(db).Change(
            contact.Id,
            new ContactDetails
            {
                GivenName = "Xquilliana",
                FamilyName = "Zbrunowska",
                Points =
                [
                    new(null, PointKind.Email, "xquilliana@zbrunowska.example"),
                    new(null, PointKind.Phone, "+47 99 33 11"),
                ],
            },
            null
        );
        var interactions = new Rapport.Interactions.Interactions(db);
        for (var i = 0; i < 30; i++)
        {
            await interactions.Record(
                new InteractionDetails
                {
                    ClientId = contact.ClientId,
                    Touchpoint = Touchpoint.Sales,
                    Channel = Channel.Note,
                    Subject = $"Passing note {i}",
                    Body = $"Met XQUILLIANA  Zbrunowska, 004 799 3311, {new string('x', 900)}",
                }
            );
        }
        await desk.BringIn(
            "Date,Subject,Company name\r\n2026-05-04,Lunch with Xquilliana Zbrunowska,Passing AS\r\n",
            ImportKind.Interactions
        );
        // Brought and never taken in; and one that has nothing of her.
        var waiting = await desk.Upload(
            "First Name,Last Name\r\nXquilliana,Zbrunowska\r\n",
            ImportKind.Contacts
        );
        Assert.True(waiting.Done, $"{waiting.Refusal}");
        return contact.Id;
    }

    private async Task<List<string>> Found(Db db) =>
        database.Place.Postgres is { } postgres ? await InTables(postgres) : await InFiles(db);

    private async Task<List<string>> InFiles(Db db)
    {
        await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(PASSIVE)");
        var found = new List<string>();
        // Of the processes nothing but their names is kept, in files that each holds for itself.
        var files = Directory
            .EnumerateFiles(database.Place.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("processes", StringComparison.Ordinal));
        foreach (var file in files)
        {
            await using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            var text = Encoding.Latin1.GetString(copy.ToArray()).ToLowerInvariant();
            found.AddRange(
                Traces
                    .Where(t => text.Contains(t, StringComparison.Ordinal))
                    .Select(t => $"{Path.GetFileName(file)}: {t}")
            );
        }
        return found;
    }

    private static async Task<List<string>> InTables(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (
            var list = new NpgsqlCommand(
                "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'",
                connection
            )
        )
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }
        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var look = new NpgsqlCommand(
                $"SELECT t FROM unnest($1) AS t WHERE EXISTS (SELECT 1 FROM {table} AS r WHERE r::text ILIKE '%' || t || '%')",
                connection
            )
            {
                Parameters = { new() { Value = Traces } },
            };
            await using var reader = await look.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                found.Add($"{table}: {reader.GetString(0)}");
            }
        }
        return found;
    }

    public sealed class OnSqlite(Sqlite database)
        : ErasedBytesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ErasedBytesTests(database),
            IClassFixture<Postgres>;
}
