using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>Which places of the chain an export holds.</summary>
/// <param name="Before">The link before the first.</param>
public sealed record ExportRange(long First, long Last, byte[] Before)
{
    public long Count => Last - First + 1;
}

/// <summary>
/// A stretch of the chain as a file that an outsider can check with the public key and nothing else: the entries and the
/// signed heads as lines of JSON, what they are of, and a signature over that.
/// </summary>
public static class AuditExport
{
    internal const string Entries = "entries.ndjson";
    internal const string Heads = "heads.ndjson";
    internal const string About = "about.json";
    internal const string Signature = "about.sig";
    internal const string Key = "public.pem";
    private const string ReadMe = "README.txt";
    private const int HeadsAtOnce = 5000;

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private const string HowToCheck = """
        A signed export of the record of changes of a firm that keeps its clients in Rapport.

        about.json      what this export is of, with the SHA-256 of the two files of lines
        about.sig       the firm's signature over about.json: ECDSA on P-256 with SHA-256
        public.pem      the firm's public key; compare it with the one that the firm told you
        entries.ndjson  an entry of the chain a line, in order
        heads.ndjson    ends of the chain as they were signed at the time

        To check that nothing was changed since:
          openssl dgst -sha256 -verify public.pem -signature about.sig about.json
          sha256sum entries.ndjson heads.ndjson      (as about.json says)
          rapport audit verify --file THIS.zip --key public.pem

        How each link follows from the one before stands in docs/decisions/audit-chain.md of Rapport.
        """;

    /// <summary>From the first entry written at or after a moment to the last written before another; null when there is none.</summary>
    public static async Task<ExportRange?> Range(
        Db db,
        Instant? from,
        Instant? until,
        CancellationToken cancel
    )
    {
        var sealedOnes = db.Set<AuditEntry>().Where(e => e.Seq != null);
        var first = await sealedOnes
            .Where(e => from == null || e.At >= from)
            .MinAsync(e => e.Seq, cancel);
        var last = await sealedOnes
            .Where(e => until == null || e.At < until)
            .MaxAsync(e => e.Seq, cancel);
        if (first is null || last is null || last < first)
        {
            return null;
        }
        var before = await sealedOnes
            .Where(e => e.Seq == first - 1)
            .Select(e => e.Link)
            .FirstOrDefaultAsync(cancel);
        return new ExportRange(first.Value, last.Value, before ?? Chain.Start);
    }

    /// <summary>Writes at most so many entries after a place as lines; answers the last place written.</summary>
    /// <param name="withheld">Which of them the reader may not read: what they say stays out.</param>
    public static async Task<long> Append(
        Db db,
        ExportRange range,
        long after,
        int most,
        Stream lines,
        Func<IReadOnlyList<AuditEntry>, Task<IReadOnlySet<Guid>>> withheld,
        CancellationToken cancel
    )
    {
        var entries = await db.Set<AuditEntry>()
            .AsNoTracking()
            .Where(e => e.Seq > after && e.Seq <= range.Last)
            .OrderBy(e => e.Seq)
            .Take(most)
            .ToListAsync(cancel);
        var kept = await withheld(entries);
        foreach (var entry in entries)
        {
            await WriteLine(lines, ExportLine.Of(entry, kept.Contains(entry.Id)), cancel);
        }
        return entries.Count < most ? range.Last : entries[^1].Seq!.Value;
    }

    /// <summary>Makes the file of the lines.</summary>
    /// <param name="lines">All entries of the range, from their beginning.</param>
    public static async Task Pack(
        Db db,
        AuditKey key,
        ExportRange range,
        Stream lines,
        Stream file,
        CancellationToken cancel
    )
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var last = await db.Set<AuditEntry>()
            .Where(e => e.Seq == range.Last)
            .Select(e => e.Link)
            .FirstAsync(cancel);
        await WriteText(zip, ReadMe, Encoding.UTF8.GetBytes(HowToCheck + "\n"), cancel);
        await WriteText(zip, Key, Encoding.ASCII.GetBytes(key.PublicPem), cancel);
        var entries = await Write(zip, Entries, to => lines.CopyToAsync(to, cancel));
        var heads = await Write(zip, Heads, to => WriteHeads(db, key, range, last!, to, cancel));
        var about = JsonSerializer.SerializeToUtf8Bytes(
            new ExportAbout(
                ExportAbout.FormatName,
                InstantPattern.ExtendedIso.Format(db.Now),
                range.First,
                range.Last,
                range.Count,
                ExportLine.Hex(range.Before),
                ExportLine.Hex(last!),
                entries,
                heads
            ),
            ExportJson.Indented
        );
        await WriteText(zip, About, about, cancel);
        await WriteText(zip, Signature, key.Sign(about), cancel);
    }

    /// <summary>The heads of the range; its end is signed also where no head stood there.</summary>
    private static async Task WriteHeads(
        Db db,
        AuditKey key,
        ExportRange range,
        byte[] last,
        Stream to,
        CancellationToken cancel
    )
    {
        var after = range.First - 1;
        for (var more = true; more; )
        {
            var heads = await db.Set<ChainHead>()
                .AsNoTracking()
                .Where(h => h.Seq > after && h.Seq <= range.Last)
                .OrderBy(h => h.Seq)
                .Take(HeadsAtOnce)
                .ToListAsync(cancel);
            foreach (var head in heads)
            {
                await WriteLine(to, Line(head), cancel);
                after = head.Seq;
            }
            more = heads.Count == HeadsAtOnce;
        }
        if (after < range.Last)
        {
            var end = new ChainHead
            {
                Seq = range.Last,
                Link = last,
                SignedAt = db.Now,
                Signature = key.Sign(range.Last, last),
            };
            await WriteLine(to, Line(end), cancel);
        }
    }

    private static HeadLine Line(ChainHead head) =>
        new(
            head.Seq,
            ExportLine.Hex(head.Link),
            InstantPattern.ExtendedIso.Format(head.SignedAt),
            Convert.ToBase64String(SignatureForm.Der(head.Signature))
        );

    private static async Task WriteLine<T>(Stream to, T line, CancellationToken cancel)
    {
        await JsonSerializer.SerializeAsync(to, line, ExportJson.Options, cancel);
        await to.WriteAsync(NewLine, cancel);
    }

    private static Task<string> WriteText(
        ZipArchive zip,
        string name,
        byte[] text,
        CancellationToken cancel
    ) => Write(zip, name, to => to.WriteAsync(text, cancel).AsTask());

    /// <summary>Answers the SHA-256 of what was written.</summary>
    private static async Task<string> Write(ZipArchive zip, string name, Func<Stream, Task> write)
    {
        await using var into = zip.CreateEntry(name).Open();
        using var hash = SHA256.Create();
        await using (var through = new CryptoStream(into, hash, CryptoStreamMode.Write))
        {
            await write(through);
        }
        return ExportLine.Hex(hash.Hash!);
    }
}
