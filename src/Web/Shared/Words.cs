using System.Globalization;

namespace Rapport.Web.Shared;

public static class Words
{
    /// <summary>Fills the {0} of a sentence from the resources: <c>SharedWords.NotMet.With(name)</c>.</summary>
    public static string With(this string words, params object?[] values) =>
        string.Format(CultureInfo.CurrentCulture, words, values);
}
