using Rapport.Web.Files;

namespace Rapport.Web.Hosting;

/// <summary>Tells browsers what our pages never do, so that text of others cannot make them do it.</summary>
internal sealed class SafeHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (PdfFrame.Scripts.Contains(http.Request.Path.Value))
        {
            headers.AccessControlAllowOrigin = "*";
        }
        return next(http);
    }
}
