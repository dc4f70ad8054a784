using System.Buffers;
using System.Text;

namespace Rapport.Import.Reading;

/// <summary>How the file's bytes stand for text.</summary>
public enum TextForm
{
    /// <summary>UTF-8, and so ASCII.</summary>
    Utf8,

    /// <summary>Windows-1252, Western Europe.</summary>
    Windows1252,

    /// <summary>UTF-16, little end first.</summary>
    Utf16Little,

    /// <summary>UTF-16, big end first.</summary>
    Utf16Big,

    /// <summary>UTF-32, little end first.</summary>
    Utf32Little,

    /// <summary>UTF-32, big end first.</summary>
    Utf32Big,
}

/// <summary>The form and the length of the byte order mark in bytes.</summary>
public sealed record TextEncoding(TextForm Form, int MarkLength)
{
    // The five bytes that Windows-1252 gives no meaning.
    private static readonly SearchValues<byte> Undefined = SearchValues.Create(
        0x81,
        0x8D,
        0x8F,
        0x90,
        0x9D
    );
    private static readonly Encoding Western = MakeWestern();

    /// <summary>Bytes of one unit.</summary>
    public int Width =>
        Form switch
        {
            TextForm.Utf8 or TextForm.Windows1252 => 1,
            TextForm.Utf16Little or TextForm.Utf16Big => 2,
            _ => 4,
        };

    /// <summary>
    /// Text of bytes as <see cref="ByteSource"/> gives them: the file's own in Windows-1252, UTF-8 for all others.
    /// What is no text becomes the replacement character.
    /// </summary>
    public string Decode(ReadOnlySpan<byte> bytes) =>
        (Form == TextForm.Windows1252 ? Western : Encoding.UTF8).GetString(bytes);

    /// <summary>Whether such bytes are text throughout.</summary>
    public bool IsText(ReadOnlySpan<byte> bytes) =>
        Form == TextForm.Windows1252
            ? !bytes.ContainsAny(Undefined)
            : System.Text.Unicode.Utf8.IsValid(bytes);

    private static Encoding MakeWestern()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252);
    }
}
