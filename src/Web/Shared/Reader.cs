using System.Globalization;

namespace Rapport.Web.Shared;

/// <summary>How the page is read: its language and its direction, from the culture of the request.</summary>
public static class Reader
{
    // The neutral words are English, so that is what an unset culture shows.
    public static string Language =>
        CultureInfo.CurrentUICulture is { Name.Length: > 0 } culture
            ? culture.TwoLetterISOLanguageName
            : "en";

    public static string Direction =>
        CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";
}
