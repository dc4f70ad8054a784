using System.Globalization;
using Rapport.Values;

namespace Rapport.Web.Shared;

/// <summary>What is wrong with a field, in the reader's words.</summary>
public static class FaultWording
{
    public static string Words(this FieldFault fault)
    {
        var words =
            FaultWords.ResourceManager.GetString(
                fault.Fault.ToString(),
                CultureInfo.CurrentUICulture
            ) ?? FaultWords.Invalid;
        return string.Format(CultureInfo.CurrentCulture, words, fault.Detail);
    }

    /// <summary>The words for one field of a form; null when nothing is wrong with it.</summary>
    public static string? For(this Refusal? refusal, string field) =>
        refusal
            ?.Faults.FirstOrDefault(f => string.Equals(f.Field, field, StringComparison.Ordinal))
            ?.Words();
}
