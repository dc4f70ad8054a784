using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Rapport.Audit;

/// <summary>How the audit writes a value down: one text for each value, whatever the engine or the language.</summary>
public static class AuditText
{
    /// <summary>Null for null; bytes in base 64.</summary>
    public static string? Of(object? value) =>
        value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            byte[] bytes => Convert.ToBase64String(bytes),
            Instant instant => InstantPattern.ExtendedIso.Format(instant),
            LocalDate date => LocalDatePattern.Iso.Format(date),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
