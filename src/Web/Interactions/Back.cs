namespace Rapport.Web.Interactions;

/// <summary>The way back to where one was before a form came up, and what is said on arriving there.</summary>
internal static class Back
{
    /// <summary>Read by app.js on the next page, which says it and forgets it.</summary>
    private const string SaidCookie = "said";

    /// <summary>The form is to stand in the shell's dialog, over the page where one is.</summary>
    public static bool InFrame(HttpContext http) => http.Request.Headers["HX-Request"] == "true";

    /// <summary>The page from which this was asked; null when it was none of ours or a form of this kind.</summary>
    public static string? Of(HttpContext http)
    {
        var from = http.Request.Headers["HX-Current-URL"].ToString() is { Length: > 0 } current
            ? current
            : http.Request.Headers.Referer.ToString();
        return
            Uri.TryCreate(from, UriKind.Absolute, out var page)
            && page.Authority == http.Request.Host.Value
            && !page.AbsolutePath.StartsWith("/capture", StringComparison.Ordinal)
            ? page.PathAndQuery
            : null;
    }

    /// <summary>Goes there and says so. Over a dialog the page itself is loaded anew, and keeps its place.</summary>
    public static IResult To(
        HttpContext http,
        string? back,
        string otherwise,
        string anchor,
        string words
    )
    {
        http.Response.Cookies.Append(
            SaidCookie,
            words,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromSeconds(20),
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            }
        );
        if (InFrame(http))
        {
            http.Response.Headers["HX-Refresh"] = "true";
            return TypedResults.Ok();
        }
        return TypedResults.LocalRedirect((IsOurs(back) ? back : otherwise) + "#" + anchor);
    }

    private static bool IsOurs(string? path) =>
        path is ['/', ..]
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.StartsWith("/\\", StringComparison.Ordinal);
}
