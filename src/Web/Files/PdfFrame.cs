using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rapport.Web.Files;

/// <summary>
/// The page of a frame that draws a PDF: it may run our three scripts and nothing else, belongs to no origin, and can ask
/// nobody for anything.
/// </summary>
internal static class PdfFrame
{
    /// <summary>A larger one is not shown: it goes as letters with the page.</summary>
    public const long Most = 20 << 20;

    private const string Script = "/pdf-frame.js";

    /// <summary>Fetched by a frame that is nobody's, and therefore for anybody.</summary>
    public static readonly IReadOnlyList<string> Scripts =
    [
        Script,
        "/lib/pdf.min.mjs",
        "/lib/pdf.worker.min.mjs",
    ];

    private const string Style =
        ":root{color-scheme:light dark}body{margin:0;padding:1rem;font:14px/1.5 system-ui,sans-serif}canvas{display:block;max-width:100%;margin:0 auto 1rem;background:#fff;box-shadow:0 0 2px #888}p{margin:0 0 1rem}p:empty{display:none}";

    private static readonly string StyleHash = Convert.ToBase64String(
        SHA256.HashData(Encoding.UTF8.GetBytes(Style))
    );

    /// <param name="home">Scheme and host of our own, since a frame that is nobody's has no 'self'.</param>
    public static string Policy(string home) =>
        $"sandbox allow-scripts; default-src 'none'; script-src {string.Join(' ', Scripts.Select(s => home + s))}; worker-src blob:; img-src data: blob:; font-src data:; style-src 'sha256-{StyleHash}'; frame-ancestors 'self'";

    /// <param name="letters">The bytes in Base64.</param>
    public static string Page(string home, string letters)
    {
        var words = JsonSerializer.Serialize(
            new
            {
                locked = FileWords.PdfLocked,
                broken = FileWords.PdfBroken,
                slow = FileWords.PdfSlow,
                more = FileWords.PdfMore,
                page = FileWords.PdfPage,
            }
        );
        return Begin
            + $"<body data-words=\"{HtmlEncoder.Default.Encode(words)}\"><p id=\"status\" role=\"status\">{Said(FileWords.PdfOpening)}</p>"
            + $"<noscript><p>{Said(FileWords.NoPreviewHow)}</p></noscript>"
            + $"<template id=\"pdf\">{letters}</template><script type=\"module\" src=\"{home}{Script}\"></script>";
    }

    /// <summary>Of one that is not shown.</summary>
    public static string TooLarge() => Begin + $"<p>{Said(FileWords.PdfHuge)}</p>";

    private static string Begin =>
        $"<!DOCTYPE html><html lang=\"{Thread.CurrentThread.CurrentUICulture.TwoLetterISOLanguageName}\"><meta charset=\"utf-8\"><title>PDF</title><style>{Style}</style>";

    private static string Said(string words) => HtmlEncoder.Default.Encode(words);
}
