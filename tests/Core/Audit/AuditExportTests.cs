using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Audit;

/// <summary>A signed export, and what an outsider can find out about it.</summary>
public abstract class AuditExportTests(TestDatabase database)
{
    [Fact]
    public async Task An_untouched_export_holds_by_the_public_key_alone()
    {
        await using var firm = await Filled();
        var file = await Export(firm);

        var verdict = await Check(file, Pem(firm));

        Assert.True(verdict.Holds, string.Join(", ", verdict.Findings));
        Assert.True(verdict.Verified >= 20);
        Assert.Equal(1, verdict.About!.First);
    }

    [Fact]
    public async Task A_part_of_the_chain_holds_by_itself_and_its_end_is_signed()
    {
        await using var firm = await Filled();
        await using var db = firm.System();
        var at = await db.Set<AuditEntry>().Where(e => e.Seq == 9).Select(e => e.At).SingleAsync();
        var until = await db.Set<AuditEntry>()
            .Where(e => e.Seq == 16)
            .Select(e => e.At)
            .SingleAsync();
        var file = await Export(firm, at, until);

        var verdict = await Check(file, Pem(firm));

        Assert.True(verdict.Holds, string.Join(", ", verdict.Findings));
        Assert.InRange(verdict.About!.First, 2, 9);
        Assert.InRange(verdict.About.Last, verdict.About.First, 15);
    }

    [Fact]
    public async Task Whatever_is_changed_in_an_export_is_found_and_named()
    {
        await using var firm = await Filled();
        var (file, pem) = (await Export(firm), Pem(firm));

        await Finds(
            l => l[4] = l[4].Replace("\"payload\":\"{", "\"payload\":\"{ "),
            5,
            Flaw.Altered
        );
        await Finds(l => l[4] = l[4].Replace("\"added\"", "\"removed\""), 5, Flaw.Broken);
        await Finds(l => l.RemoveAt(4), 5, Flaw.Missing);
        await Finds(l => (l[4], l[5]) = (l[5], l[4]), 5, Flaw.Moved);
        await Finds(l => l.RemoveRange(l.Count - 3, 3), null, Flaw.Cut);
        await Finds(l => l[4] = Without(l[4]), 5, Flaw.Vanished);
        await Finds(l => l[4] = l[4].Replace("\"at\":\"2", "\"at\":\"1"), 0, Flaw.Altered);
        // Two whole entries under each other's number.
        await Finds(
            l =>
            {
                var (six, nine) = (Numbered(l[5], 9), Numbered(l[8], 6));
                (l[5], l[8]) = (nine, six);
            },
            6,
            Flaw.Moved
        );
        var swapped = await Tampered(l =>
        {
            var (six, nine) = (Numbered(l[5], 9), Numbered(l[8], 6));
            (l[5], l[8]) = (nine, six);
        });
        Assert.Equal(
            [(6, 9L), (9, 6L)],
            swapped.Findings.Select(f => ((int)f.Seq, f.Belongs ?? 0)).Order()
        );
        Assert.All(swapped.Findings, f => Assert.Equal(Flaw.Moved, f.Flaw));

        async Task Finds(Action<List<string>> tamper, long? at, Flaw flaw)
        {
            var verdict = await Tampered(tamper);
            Assert.Contains(verdict.Findings, f => f.Flaw == flaw && (at is null || f.Seq == at));
        }

        async Task<ExportVerdict> Tampered(Action<List<string>> tamper) =>
            await Check(Rewritten(file, "entries.ndjson", tamper), pem);
    }

    [Fact]
    public async Task A_shorter_export_made_to_look_whole_lacks_the_signature()
    {
        await using var firm = await Filled();
        var file = Rewritten(
            await Export(firm),
            "about.json",
            l => l[2] = l[2].Replace("20", "19")
        );

        Assert.Contains((await Check(file, Pem(firm))).Findings, f => f.Flaw == Flaw.Forged);
    }

    [Fact]
    public async Task Another_firms_key_does_not_take_it_and_what_is_no_export_is_refused()
    {
        await using var firm = await Filled();
        var file = await Export(firm);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var verdict = await Check(file, other.ExportSubjectPublicKeyInfoPem());

        Assert.Equal(Flaw.WrongKey, Assert.Single(verdict.Findings).Flaw);
        Assert.Null((await Check("no zip"u8.ToArray(), Pem(firm))).About);
        Assert.Null(PublicKey.Of("no key"));
    }

    [Fact]
    public async Task What_was_erased_is_gone_from_the_export_and_it_holds()
    {
        await using var firm = await Filled();
        await using (var db = firm.System())
        {
            var client = await db.Set<Client>().OrderBy(c => c.Number).FirstAsync();
            var erasure = new Erasure
            {
                SubjectId = client.Id,
                At = db.Now,
                Reason = "asked for",
            };
            db.Add(erasure);
            await Erasures.Forget(db, client.Id, erasure, CancellationToken.None);
            await db.SaveChangesAsync();
        }
        var file = await Export(firm);

        Assert.DoesNotContain("Client 0\"", Text(file, "entries.ndjson"), StringComparison.Ordinal);
        Assert.True((await Check(file, Pem(firm))).Holds);
    }

    /// <summary>As docs/decisions/audit-chain.md says it, and by nothing of ours.</summary>
    [Fact]
    public async Task An_outsider_checks_it_by_what_is_written_down_and_openssl()
    {
        await using var firm = await Filled();
        var file = await Export(firm);
        var folder = Directory.CreateTempSubdirectory("rapport-export-").FullName;
        await using (var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }
        using (
            var openssl = Process.Start(
                new ProcessStartInfo(
                    "openssl",
                    "dgst -sha256 -verify public.pem -signature about.sig about.json"
                )
                {
                    UseShellExecute = false,
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                }
            )!
        )
        {
            await openssl.WaitForExitAsync();
            Assert.Equal(0, openssl.ExitCode);
        }
        var about = JsonNode.Parse(Text(file, "about.json"))!;
        Assert.Equal(Sha(Bytes(file, "entries.ndjson")), (string)about["entries"]!);
        Assert.Equal(Sha(Bytes(file, "heads.ndjson")), (string)about["heads"]!);
        var before = Convert.FromHexString((string)about["before"]!);
        foreach (var line in Text(file, "entries.ndjson").Trim().Split('\n'))
        {
            var entry = JsonNode.Parse(line)!;
            if (entry["payload"] is { } payload)
            {
                Assert.Equal(
                    (string)entry["payloadHash"]!,
                    Sha([
                        .. Convert.FromHexString((string)entry["salt"]!),
                        .. Encoding.UTF8.GetBytes((string)payload!),
                    ])
                );
            }
            before = Link(before, entry);
            Assert.Equal((string)entry["link"]!, Convert.ToHexStringLower(before));
        }
        Assert.Equal((string)about["link"]!, Convert.ToHexStringLower(before));
        Directory.Delete(folder, recursive: true);
    }

    private static byte[] Link(byte[] before, JsonNode entry)
    {
        string[] actors = ["system", "colleague", "contact", "token"];
        string[] deeds = ["added", "changed", "removed"];
        var kind = Encoding.UTF8.GetBytes((string)entry["kind"]!);
        return SHA256.HashData([
            .. before,
            .. Big((long)entry["seq"]!),
            .. Id("id"),
            .. Big((long)entry["ticks"]!),
            (byte)Array.IndexOf(actors, (string)entry["actor"]!),
            (byte)Array.IndexOf(deeds, (string)entry["deed"]!),
            .. Id("actorId"),
            .. Id("eventId"),
            .. Id("rowId"),
            .. Id("rootId"),
            .. Id("clientId"),
            (byte)kind.Length,
            .. kind,
            .. Convert.FromHexString((string)entry["payloadHash"]!),
        ]);

        byte[] Id(string name) =>
            Convert.FromHexString(
                ((string?)entry[name])?.Replace("-", "", StringComparison.Ordinal)
                    ?? new string('0', 32)
            );
    }

    private static byte[] Big(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Without(string line)
    {
        var entry = JsonNode.Parse(line)!.AsObject();
        entry.Remove("payload");
        entry.Remove("salt");
        return entry.ToJsonString();
    }

    private static string Numbered(string line, long seq)
    {
        var entry = JsonNode.Parse(line)!.AsObject();
        entry["seq"] = seq;
        return entry.ToJsonString();
    }

    private async Task<TestFirm> Filled()
    {
        var firm = new TestFirm(await database.Engine.NewDatabase(Template.Migrated));
        for (var i = 0; i < 12; i++)
        {
            await firm.Client($"Client {i}");
        }
        await Seal(firm);
        return firm;
    }

    private static async Task Seal(TestFirm firm)
    {
        await using var db = firm.System();
        using var key = AuditKey.In(firm.Place.Folder);
        while (await Sealer.Seal(db, key, 7, CancellationToken.None) > 0) { }
    }

    private static async Task<byte[]> Export(
        TestFirm firm,
        Instant? from = null,
        Instant? until = null
    )
    {
        await Seal(firm);
        await using var db = firm.System();
        using var key = AuditKey.In(firm.Place.Folder);
        var range = (await AuditExport.Range(db, from, until, CancellationToken.None))!;
        using var lines = new MemoryStream();
        for (var after = range.First - 1; after < range.Last; )
        {
            after = await AuditExport.Append(
                db,
                range,
                after,
                5,
                lines,
                _ => Task.FromResult<IReadOnlySet<Guid>>(new HashSet<Guid>()),
                CancellationToken.None
            );
        }
        lines.Position = 0;
        using var file = new MemoryStream();
        await AuditExport.Pack(db, key, range, lines, file, CancellationToken.None);
        return file.ToArray();
    }

    private static async Task<ExportVerdict> Check(byte[] file, string pem)
    {
        using var key = PublicKey.Of(pem)!;
        using var stream = new MemoryStream(file);
        return await ExportCheck.Check(stream, key, CancellationToken.None);
    }

    private static string Pem(TestFirm firm)
    {
        using var key = AuditKey.In(firm.Place.Folder);
        return key.PublicPem;
    }

    private static string Text(byte[] file, string part) =>
        Encoding.UTF8.GetString(Bytes(file, part));

    private static byte[] Bytes(byte[] file, string part)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        using var stream = zip.GetEntry(part)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Rewritten(byte[] file, string part, Action<List<string>> tamper)
    {
        var lines = Text(file, part).TrimEnd('\n').Split('\n').ToList();
        var before = string.Join('\n', lines);
        tamper(lines);
        Assert.NotEqual(before, string.Join('\n', lines));
        using var copy = new MemoryStream();
        copy.Write(file);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)!.Delete();
            using var stream = zip.CreateEntry(part).Open();
            stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        }
        return copy.ToArray();
    }

    public sealed class OnSqlite(Sqlite database)
        : AuditExportTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AuditExportTests(database),
            IClassFixture<Postgres>;
}
