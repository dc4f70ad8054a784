using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rapport.Audit;

/// <param name="About">What the export says it is of; null when it cannot be read as an export.</param>
/// <param name="Verified">Entries looked at.</param>
public sealed record ExportVerdict(
    ExportAbout? About,
    long Verified,
    IReadOnlyList<Finding> Findings
)
{
    public bool Holds => About is not null && Findings.Count == 0;
}

/// <summary>Checks a signed export by the public key alone: no database, no secret.</summary>
public sealed class ExportCheck : IDisposable
{
    /// <summary>As many entries that came too early are kept until those before them have come.</summary>
    private const int MostHeld = 1000;

    private readonly ZipArchive zip;
    private readonly PublicKey given;
    private readonly SortedDictionary<long, AuditEntry> held = [];
    private readonly Dictionary<long, Guid> late = [];
    private StreamReader? heads;
    private HeadLine? head;

    private ExportCheck(ZipArchive zip, PublicKey given) => (this.zip, this.given) = (zip, given);

    /// <param name="progress">Told now and then how many entries were walked along.</param>
    public static async Task<ExportVerdict> Check(
        Stream file,
        PublicKey given,
        CancellationToken cancel,
        Action<long>? progress = null
    )
    {
        try
        {
            using var read = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            using var check = new ExportCheck(read, given);
            return await check.Run(progress, cancel);
        }
        catch (Exception wrong)
            when (wrong is InvalidDataException or JsonException or FormatException)
        {
            return new ExportVerdict(null, 0, []);
        }
    }

    private async Task<ExportVerdict> Run(Action<long>? progress, CancellationToken cancel)
    {
        var about = await Bytes(AuditExport.About, cancel);
        var said =
            JsonSerializer.Deserialize<ExportAbout>(about, ExportJson.Options)
            ?? throw new JsonException();
        if (said.Format != ExportAbout.FormatName)
        {
            throw new JsonException();
        }
        var signature = await Bytes(AuditExport.Signature, cancel);
        using var enclosed = PublicKey.Of(
            Encoding.ASCII.GetString(await Bytes(AuditExport.Key, cancel))
        );
        var isOurs = given.Signed(about, signature);
        var walk = new ChainWalk(
            new VerifyPlace(said.First - 1, Convert.FromHexString(said.Before), [])
        );
        if (!isOurs)
        {
            walk.Find(
                new Finding(
                    0,
                    enclosed?.Signed(about, signature) == true ? Flaw.WrongKey : Flaw.Forged,
                    null
                )
            );
        }
        await Walk(walk, isOurs ? given : enclosed ?? given, progress, cancel);
        return new ExportVerdict(said, walk.Seq - said.First + 1, await End(walk, said, cancel));
    }

    private async Task Walk(
        ChainWalk walk,
        PublicKey key,
        Action<long>? progress,
        CancellationToken cancel
    )
    {
        using var lines = new StreamReader(Part(AuditExport.Entries).Open(), Encoding.UTF8);
        heads = new StreamReader(Part(AuditExport.Heads).Open(), Encoding.UTF8);
        await NextHead(cancel);
        while (!walk.IsFull && await lines.ReadLineAsync(cancel) is { } line)
        {
            var said =
                JsonSerializer.Deserialize<ExportLine>(line, ExportJson.Options)
                ?? throw new JsonException();
            var (seq, entry) = (said.Seq, said.Entry());
            if (seq <= walk.Seq || held.ContainsKey(seq))
            {
                // A place that has been passed, or one that is there twice.
                walk.Find(new Finding(seq, Flaw.Moved, entry.Id, seq));
                continue;
            }
            if (held.Count > 0 && seq == walk.Seq + 1)
            {
                late[seq] = entry.Id;
            }
            if (said is { Payload: null, ErasedBy: null, Withheld: not true })
            {
                walk.Find(new Finding(seq, Flaw.Vanished, entry.Id));
            }
            held[seq] = entry;
            await Pass(walk, key, held.Count > MostHeld, cancel);
            if (walk.Seq % MostHeld == 0)
            {
                progress?.Invoke(walk.Seq);
            }
        }
        while (!walk.IsFull && held.Count > 0)
        {
            await Pass(walk, key, true, cancel);
        }
        foreach (var (seq, id) in late)
        {
            walk.Find(new Finding(seq, Flaw.Moved, id, seq));
        }
    }

    /// <summary>Lets those pass whose turn it is; when it is vain to wait any longer, also the first behind a gap.</summary>
    private async Task Pass(ChainWalk walk, PublicKey key, bool vain, CancellationToken cancel)
    {
        while (held.Count > 0)
        {
            var (seq, entry) = held.First();
            if (seq != walk.Seq + 1 && !vain)
            {
                return;
            }
            vain = false;
            held.Remove(seq);
            walk.Next(entry, PayloadFlaw(entry));
            while (head is not null && head.Seq <= seq)
            {
                Check(walk, key, head);
                await NextHead(cancel);
            }
        }
    }

    private static void Check(ChainWalk walk, PublicKey key, HeadLine line)
    {
        var link = Convert.FromHexString(line.Link);
        var signed = key.Signed(
            Chain.Head(line.Seq, link),
            Convert.FromBase64String(line.Signature)
        );
        walk.Check(
            new ChainHead
            {
                Seq = line.Seq,
                Link = link,
                Signature = [],
            },
            signed
        );
    }

    private async Task NextHead(CancellationToken cancel) =>
        head = await heads!.ReadLineAsync(cancel) is { } line
            ? JsonSerializer.Deserialize<HeadLine>(line, ExportJson.Options)
            : null;

    /// <summary>What is wrong with the export as a whole, behind what is wrong with its entries.</summary>
    private async Task<IReadOnlyList<Finding>> End(
        ChainWalk walk,
        ExportAbout said,
        CancellationToken cancel
    )
    {
        var place = walk.Place(atEnd: true, isCut: walk.Seq < said.Last);
        var findings = place.Findings.ToList();
        if (
            walk.Seq > said.Last
            || (walk.Seq == said.Last && ExportLine.Hex(walk.Link) != said.Link)
        )
        {
            findings.Add(new Finding(walk.Seq, Flaw.Broken, null));
        }
        // What was changed and is not found by the chain: words around it, or what an erasure is said to have taken.
        if (
            findings.Count == 0
            && (
                await Hash(AuditExport.Entries, cancel) != said.Entries
                || await Hash(AuditExport.Heads, cancel) != said.Heads
            )
        )
        {
            findings.Add(new Finding(0, Flaw.Altered, null));
        }
        return findings;
    }

    /// <summary>Who took a payload out of the file itself is found by the hash of all of it.</summary>
    private static Flaw? PayloadFlaw(AuditEntry entry) =>
        entry is { Payload: { } payload, Salt: { } salt }
        && !Chain.HashPayload(salt, payload).AsSpan().SequenceEqual(entry.PayloadHash)
            ? Flaw.Altered
            : null;

    private ZipArchiveEntry Part(string name) =>
        zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing");

    private async Task<byte[]> Bytes(string name, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await using var part = Part(name).Open();
        await part.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private async Task<string> Hash(string name, CancellationToken cancel)
    {
        await using var part = Part(name).Open();
        return ExportLine.Hex(await SHA256.HashDataAsync(part, cancel));
    }

    public void Dispose() => heads?.Dispose();
}
