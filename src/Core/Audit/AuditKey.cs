using System.Security.Cryptography;

namespace Rapport.Audit;

/// <summary>Signs the heads of the chain: ECDSA on P-256, in a file of the data folder, never in the database.</summary>
public sealed class AuditKey : IDisposable
{
    private readonly ECDsa key;

    private AuditKey(ECDsa key) => this.key = key;

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
        return new AuditKey(read);
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
        var own = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var writer = new StreamWriter(file, own))
        {
            writer.Write(made.ExportPkcs8PrivateKeyPem());
        }
        return new AuditKey(made);
    }

    public byte[] Sign(long seq, byte[] link) =>
        key.SignData(Chain.Head(seq, link), HashAlgorithmName.SHA256);

    public bool Signed(ChainHead head) =>
        key.VerifyData(Chain.Head(head.Seq, head.Link), head.Signature, HashAlgorithmName.SHA256);

    public void Dispose() => key.Dispose();

    private static string FileIn(string folder) => Path.Combine(folder, "keys", "audit.pem");
}
