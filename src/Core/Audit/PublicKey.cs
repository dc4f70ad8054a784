using System.Security.Cryptography;

namespace Rapport.Audit;

/// <summary>The public half of a firm's key: checks what was signed, and signs nothing.</summary>
public sealed class PublicKey : IDisposable
{
    private readonly ECDsa key;

    private PublicKey(ECDsa key) => this.key = key;

    /// <summary>Null when it is no key of this kind.</summary>
    public static PublicKey? Of(string pem)
    {
        var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(pem);
            return new PublicKey(read);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            read.Dispose();
            return null;
        }
    }

    public string Fingerprint => FingerprintOf(key);

    /// <param name="signature">As a DER sequence, which openssl takes too.</param>
    public bool Signed(byte[] anything, byte[] signature) =>
        key.VerifyData(
            anything,
            signature,
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );

    public void Dispose() => key.Dispose();

    internal static string FingerprintOf(ECDsa key) =>
        Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
