using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Net.Http.Headers;
using Rapport.Files;
using Rapport.Import.Reading;

namespace Rapport.Web.Files;

/// <summary>
/// How bytes that others brought leave the house: saved, never shown; or shown in a frame that is nobody's, where nothing
/// of theirs can run and nothing of ours can be reached.
/// </summary>
internal static class Serving
{
    private const string Locked = "sandbox; default-src 'none'; ";

    /// <summary>So much of a text is shown; the whole of it can be saved.</summary>
    private const int MostText = 256 << 10;

    /// <summary>A larger picture is shown as it is, and not made to fit.</summary>
    private const int MostPicture = 4 << 20;

    private const string Style =
        ":root{color-scheme:light dark}body{margin:0;padding:1rem}img{display:block;max-width:100%;max-height:calc(100vh - 2rem);margin:auto}pre{margin:0;font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}";

    private static readonly string StyleHash = Convert.ToBase64String(
        SHA256.HashData(Encoding.UTF8.GetBytes(Style))
    );

    /// <summary>The whole file, or a part of it, to be saved under its name.</summary>
    public static async Task<IResult?> Download(
        HttpContext http,
        IFileStore store,
        AttachmentRecord file,
        CancellationToken cancel
    )
    {
        if (await store.Open(file.Hash, file.Size, cancel) is not { } stream)
        {
            return null;
        }
        Lock(http, Locked + "frame-ancestors 'none'");
        return TypedResults.Stream(
            stream,
            // What a browser could run is not even called so.
            FileType.PreviewOf(file.MediaType)
                is Preview.Image
                    or Preview.Pdf
                ? file.MediaType
                : FileType.Unknown,
            file.Name,
            file.AddedAt.ToDateTimeOffset(),
            new EntityTagHeaderValue($"\"{file.Hash}\""),
            enableRangeProcessing: true
        );
    }

    /// <summary>What a frame shows of it; null where there is nothing to show.</summary>
    public static async Task<IResult?> Show(
        HttpContext http,
        IFileStore store,
        AttachmentRecord file,
        CancellationToken cancel
    )
    {
        var preview = FileType.PreviewOf(file.MediaType);
        if (
            preview == Preview.None
            || await store.Open(file.Hash, file.Size, cancel) is not { } stream
        )
        {
            return null;
        }
        if (preview == Preview.Pdf)
        {
            await using (stream)
            {
                var home = $"{http.Request.Scheme}://{http.Request.Host}";
                Lock(http, PdfFrame.Policy(home));
                return TypedResults.Content(
                    file.Size > PdfFrame.Most
                        ? PdfFrame.TooLarge()
                        : PdfFrame.Page(home, await Letters(stream, cancel)),
                    "text/html; charset=utf-8"
                );
            }
        }
        if (preview == Preview.Image && file.Size <= MostPicture)
        {
            await using (stream)
            {
                Lock(
                    http,
                    $"{Locked}img-src data:; style-src 'sha256-{StyleHash}'; frame-ancestors 'self'"
                );
                // In the page itself: a frame that is nobody's has no session to ask for it with.
                return TypedResults.Content(
                    $"<!DOCTYPE html><meta charset=\"utf-8\"><style>{Style}</style><img alt=\"\" src=\"data:{file.MediaType};base64,{await Letters(stream, cancel)}\">",
                    "text/html; charset=utf-8"
                );
            }
        }
        if (preview == Preview.Image)
        {
            Lock(
                http,
                Locked + "img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
            );
            return TypedResults.Stream(
                stream,
                file.MediaType,
                entityTag: new EntityTagHeaderValue($"\"{file.Hash}\"")
            );
        }
        await using (stream)
        {
            Lock(http, $"{Locked}style-src 'sha256-{StyleHash}'; frame-ancestors 'self'");
            var text = await Read(stream, cancel);
            return TypedResults.Content(
                $"<!DOCTYPE html><meta charset=\"utf-8\"><style>{Style}</style><pre>{HtmlEncoder.Default.Encode(text)}</pre>",
                "text/html; charset=utf-8"
            );
        }
    }

    private static async Task<string> Letters(Stream file, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Its beginning, in whatever letters it is written.</summary>
    private static async Task<string> Read(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[MostText];
        var length = await stream.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            cancel
        );
        using var start = new MemoryStream(buffer, 0, length);
        var guess = TextEncodingGuess.Of(start).Encoding ?? new TextEncoding(TextForm.Utf8, 0);
        var bytes = buffer.AsMemory(guess.MarkLength, length - guess.MarkLength);
        // Where it is cut, half a letter may be left.
        return (
            guess.Form switch
            {
                TextForm.Utf16Little => Encoding.Unicode.GetString(bytes.Span),
                TextForm.Utf16Big => Encoding.BigEndianUnicode.GetString(bytes.Span),
                TextForm.Utf32Little => Encoding.UTF32.GetString(bytes.Span),
                TextForm.Utf32Big => new UTF32Encoding(true, false).GetString(bytes.Span),
                _ => guess.Decode(bytes.Span),
            }
        ).TrimEnd('\uFFFD');
    }

    private static void Lock(HttpContext http, string policy)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Asked for anew each time, since who may read it may change.
        headers.CacheControl = "private, no-cache";
    }
}
