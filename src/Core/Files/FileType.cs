using System.Text;

namespace Rapport.Files;

/// <summary>What a browser of ours can show of a file without leaving the page.</summary>
public enum Preview
{
    None,
    Image,
    Text,
    Pdf,
}

/// <summary>
/// What a file is, by its bytes; its name only says more where the bytes leave it open. Executables and scripts are told
/// by either.
/// </summary>
public static class FileType
{
    public const string Unknown = "application/octet-stream";
    public const string Text = "text/plain";
    public const string Pdf = "application/pdf";

    /// <summary>How much of the beginning is looked at.</summary>
    public const int Looked = 4096;

    /// <summary>Pictures of dots, which hold nothing that could run.</summary>
    private static readonly string[] Pictures =
    [
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/bmp",
    ];

    private static readonly Dictionary<string, string> InZip = new(StringComparer.Ordinal)
    {
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ["odt"] = "application/vnd.oasis.opendocument.text",
        ["ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        ["odp"] = "application/vnd.oasis.opendocument.presentation",
    };

    private static readonly Dictionary<string, string> InCompound = new(StringComparer.Ordinal)
    {
        ["doc"] = "application/msword",
        ["xls"] = "application/vnd.ms-excel",
        ["ppt"] = "application/vnd.ms-powerpoint",
        ["msg"] = "application/vnd.ms-outlook",
    };

    private static readonly Dictionary<string, string> InText = new(StringComparer.Ordinal)
    {
        ["csv"] = "text/csv",
        ["md"] = "text/markdown",
        ["json"] = "application/json",
        ["ics"] = "text/calendar",
        ["vcf"] = "text/vcard",
        ["eml"] = "message/rfc822",
    };

    private static readonly HashSet<string> Running = new(
        (
            "exe dll com scr pif cpl msi msp mst ocx sys drv bat cmd ps1 psm1 psd1 vbs vbe vb js jse mjs cjs ws wsf wsh wsc "
            + "hta lnk reg scf application gadget jar class jnlp war apk aab appx msix deb rpm pkg dmg app command "
            + "sh bash zsh csh ksh fish run so dylib py pyc pyw pl pm rb php phtml lua tcl awk wasm swf xll"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>Whether it could run on somebody's machine: by its name's ending, or by how it begins.</summary>
    /// <param name="start">Its first bytes; empty while there are none.</param>
    public static bool CanRun(string name, ReadOnlySpan<byte> start) =>
        Running.Contains(FileName.Ending(name))
        || start.StartsWith("MZ"u8)
        || start.StartsWith("\u007fELF"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xED, 0xFA, 0xCE])
        || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xED, 0xFA, 0xCF])
        || start.StartsWith((ReadOnlySpan<byte>)[0xCE, 0xFA, 0xED, 0xFE])
        || start.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE])
        || start.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE])
        || start.StartsWith("\0asm"u8)
        || start.StartsWith("dex\n"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0])
        || Unmarked(start).StartsWith("#!"u8)
        || Unmarked(start).StartsWith("<?php"u8);

    /// <param name="start">Its first bytes, <see cref="Looked"/> of them where there are so many.</param>
    public static string Of(string name, ReadOnlySpan<byte> start)
    {
        var ending = FileName.Ending(name);
        return Picture(start)
            ?? (
                start.StartsWith("%PDF-"u8) ? Pdf
                : start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8)
                    ? InZip.GetValueOrDefault(ending, "application/zip")
                : start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
                    ? InCompound.GetValueOrDefault(ending, Unknown)
                : Media(start) ?? (IsText(start) ? TextType(ending, start) : Unknown)
            );
    }

    public static Preview PreviewOf(string mediaType) =>
        Pictures.Contains(mediaType) ? Preview.Image
        : mediaType == Pdf ? Preview.Pdf
        : mediaType.StartsWith("text/", StringComparison.Ordinal)
        || mediaType
            is "application/json"
                or "application/xml"
                or "image/svg+xml"
                or "message/rfc822"
            ? Preview.Text
        : Preview.None;

    private static string? Picture(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            ? "image/png"
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) ? "image/gif"
        : start.StartsWith("RIFF"u8) && At(start, 8).StartsWith("WEBP"u8) ? "image/webp"
        : start.StartsWith("BM"u8) && At(start, 6).StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0])
            ? "image/bmp"
        : null;

    private static string? Media(ReadOnlySpan<byte> start) =>
        At(start, 4).StartsWith("ftyp"u8) ? "video/mp4"
        : start.StartsWith("ID3"u8) ? "audio/mpeg"
        : start.StartsWith("OggS"u8) ? "application/ogg"
        : start.StartsWith("RIFF"u8) && At(start, 8).StartsWith("WAVE"u8) ? "audio/wav"
        : start.StartsWith("{\\rtf"u8) ? "application/rtf"
        : start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "application/gzip"
        : start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])
            ? "application/x-7z-compressed"
        : null;

    /// <summary>Text holds no zero bytes, unless it is UTF-16, and of signs that control only those that part lines.</summary>
    private static bool IsText(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
        || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || !start.ContainsAnyInRange((byte)0, (byte)8)
            && !start.ContainsAnyInRange((byte)14, (byte)26);

    private static string TextType(string ending, ReadOnlySpan<byte> start)
    {
        var begins = Encoding
            .Latin1.GetString(Unmarked(start)[..Math.Min(Unmarked(start).Length, 512)])
            .TrimStart()
            .ToLowerInvariant();
        return begins.StartsWith("<!doctype html", StringComparison.Ordinal)
            || begins.StartsWith("<html", StringComparison.Ordinal)
            || begins.Contains("<script", StringComparison.Ordinal)
                ? "text/html"
            : begins.Contains("<svg", StringComparison.Ordinal) ? "image/svg+xml"
            : begins.StartsWith("<?xml", StringComparison.Ordinal) ? "application/xml"
            : InText.GetValueOrDefault(ending, Text);
    }

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> start, int from) =>
        start.Length > from ? start[from..] : [];

    private static ReadOnlySpan<byte> Unmarked(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
}
