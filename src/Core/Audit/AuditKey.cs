using System.Globalization;
using System.Security.Cryptography;

namespace Rapport.Audit;

/// <summary>Signs the heads of the chain: ECDSA on P-256, in a file of the data folder, never in the database.</summary>
public sealed class AuditKey : IDisposable
{
    private readonly ECDsa key;
    private readonly string memory;

    private AuditKey(ECDsa key, string folder) =>
        (this.key, memory) = (key, Path.Combine(folder, "keys", "audit.head"));

    /// <summary>
    /// The last head that this place signed, as it is kept beside the key: whoever has the database alone cannot cut off what
    /// came before it. Null where there is none, or it is not by this key.
    /// </summary>
    public (long Seq, byte[] Link)? Remembered
    {
        get
        {
            try
            {
                var said = File.ReadAllText(memory).Split(' ');
                var (seq, link) = (
                    long.Parse(said[0], CultureInfo.InvariantCulture),
                    Convert.FromHexString(said[1])
                );
                return key.VerifyData(
                    Chain.Head(seq, link),
                    Convert.FromHexString(said[2]),
                    HashAlgorithmName.SHA256
                )
                    ? (seq, link)
                    : null;
            }
            catch (Exception none)
                when (none
                        is FileNotFoundException
                            or DirectoryNotFoundException
                            or FormatException
                            or OverflowException
                            or IndexOutOfRangeException
                )
            {
                return null;
            }
        }
    }

    /// <summary>Whole or not at all: a program that dies while it writes leaves the head before.</summary>
    internal void Remember(long seq, byte[] link, byte[] signature)
    {
        var beside = memory + ".new";
        using (var writer = new StreamWriter(beside, Owned(FileMode.Create)))
        {
            writer.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{seq} {Convert.ToHexString(link)} {Convert.ToHexString(signature)}"
                )
            );
        }
        File.Move(beside, memory, overwrite: true);
    }

    /// <summary>Reads the firm's key; null when there is none.</summary>
    public static AuditKey? Find(string folder)
    {
        var file = FileIn(folder);
        if (!File.Exists(file))
        {
            return null;
        }
        var read = ECDsa.Create();
        read.ImportFromPem(File.ReadAllText(file));
        return new AuditKey(read, folder);
    }

    /// <summary>Reads the firm's key, or makes it when there is none yet. Readable by the program's user alone.</summary>
    public static AuditKey In(string folder)
    {
        if (Find(folder) is { } found)
        {
            return found;
        }
        var file = FileIn(folder);
        var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var writer = new StreamWriter(file, Owned(FileMode.CreateNew)))
        {
            writer.Write(made.ExportPkcs8PrivateKeyPem());
        }
        return new AuditKey(made, folder);
    }

    public byte[] Sign(long seq, byte[] link) =>
        key.SignData(Chain.Head(seq, link), HashAlgorithmName.SHA256);

    public bool Signed(ChainHead head) => Signed(key, head);

    /// <summary>Whether each is ours. A signature costs more than all else of the chain: all processors check them.</summary>
    public bool[] Signed(IReadOnlyList<ChainHead> heads)
    {
        var (signed, ours) = (new bool[heads.Count], key.ExportSubjectPublicKeyInfo());
        Parallel.For(
            0,
            heads.Count,
            // A key is for one thread at a time.
            () =>
            {
                var own = ECDsa.Create();
                own.ImportSubjectPublicKeyInfo(ours, out _);
                return own;
            },
            (at, _, own) =>
            {
                signed[at] = Signed(own, heads[at]);
                return own;
            },
            own => own.Dispose()
        );
        return signed;
    }

    /// <summary>A signature of anything else, in the form that openssl takes.</summary>
    public byte[] Sign(byte[] anything) =>
        key.SignData(anything, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>By which anybody can check what was signed; no secret.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>SHA-256 of the public key, short enough to be read out over the telephone.</summary>
    public string Fingerprint => PublicKey.FingerprintOf(key);

    public void Dispose() => key.Dispose();

    private static bool Signed(ECDsa key, ChainHead head) =>
        key.VerifyData(Chain.Head(head.Seq, head.Link), head.Signature, HashAlgorithmName.SHA256);

    /// <summary>Readable by the program's user alone, as all beside the key.</summary>
    private static FileStreamOptions Owned(FileMode mode)
    {
        var own = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return own;
    }

    private static string FileIn(string folder) => Path.Combine(folder, "keys", "audit.pem");
}
