using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Rapport.Web.Interactions;

/// <summary>Days and times as the reader says them, in the reader's zone; and as a form sends them.</summary>
public static class Moments
{
    private static readonly LocalDateTimePattern Field =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>What browsers send when seconds were given.</summary>
    private static readonly LocalDateTimePattern FieldWithSeconds =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    /// <summary>"Today", "Yesterday", "Friday 20 November", with the year where it is another.</summary>
    public static string Day(LocalDate day, LocalDate today) =>
        day == today ? InteractionWords.Today
        : day == today.PlusDays(-1) ? InteractionWords.Yesterday
        : Capital(
            day.ToString(
                day.Year == today.Year
                    ? InteractionWords.DayPattern
                    : InteractionWords.DayYearPattern,
                CultureInfo.CurrentCulture
            )
        );

    public static string Time(Instant at, DateTimeZone zone) =>
        at.InZone(zone)
            .TimeOfDay.ToString(InteractionWords.TimePattern, CultureInfo.CurrentCulture);

    public static string DayAndTime(Instant at, DateTimeZone zone, LocalDate today) =>
        $"{Day(at.InZone(zone).Date, today)}, {Time(at, zone)}";

    /// <summary>The value of a datetime-local field.</summary>
    public static string Typed(Instant at, DateTimeZone zone) =>
        Field.Format(at.InZone(zone).LocalDateTime);

    /// <summary>
    /// The moment that was typed. The hour that a spring leaves out is taken as one later; of the doubled hour in autumn
    /// the first is taken, unless <paramref name="shown"/>, the moment that the field showed, was left as it stood.
    /// </summary>
    public static Instant? Parse(string? typed, Instant? shown, DateTimeZone zone)
    {
        if (shown is { } left && typed == Typed(left, zone))
        {
            return left;
        }
        var parsed = Field.Parse(typed ?? "");
        if (!parsed.Success)
        {
            parsed = FieldWithSeconds.Parse(typed ?? "");
        }
        return parsed.Success ? parsed.Value.InZoneLeniently(zone).ToInstant() : null;
    }

    public static LocalDate? Date(string? typed) =>
        LocalDatePattern.Iso.Parse(typed ?? "") is { Success: true } parsed ? parsed.Value : null;

    // A heading begins with a capital also where weekdays do not.
    private static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];
}
