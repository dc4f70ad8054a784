using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>What a client's figures, times and choices are in words.</summary>
public static class ClientTexts
{
    /// <summary>How the list of clients speaks.</summary>
    public static readonly ListSpeech List = new(
        key =>
            ClientWords.ResourceManager.GetString("Field_" + key, CultureInfo.CurrentUICulture)
            ?? key,
        choice =>
            choice switch
            {
                Stage stage => stage.Label(),
                Tier tier => tier.Label(),
                _ => choice.ToString(),
            }
    );

    private const int DaysOfTwoWeeks = 14;
    private const int DaysOfTwoMonths = 61;
    private const int DaysOfTwoYears = 731;

    /// <summary>"today", "3 days ago", "5 weeks ago": as far back as one thinks of it.</summary>
    public static string Ago(Instant at, Instant now, DateTimeZone zone) =>
        Days(at, now, zone) switch
        {
            <= 0 => ClientWords.Today,
            1 => ClientWords.Yesterday,
            < DaysOfTwoWeeks and var days => ClientWords.DaysAgo.With(days),
            < DaysOfTwoMonths and var days => ClientWords.WeeksAgo.With(days / 7),
            < DaysOfTwoYears and var days => ClientWords.MonthsAgo.With(Months(days)),
            var days => ClientWords.YearsAgo.With(days / 365),
        };

    /// <summary>"quiet for 5 weeks".</summary>
    public static string Quiet(Instant since, Instant now, DateTimeZone zone) =>
        Days(since, now, zone) switch
        {
            < DaysOfTwoWeeks and var days => ClientWords.QuietDays.With(days),
            < DaysOfTwoMonths and var days => ClientWords.QuietWeeks.With(days / 7),
            < DaysOfTwoYears and var days => ClientWords.QuietMonths.With(Months(days)),
            var days => ClientWords.QuietYears.With(days / 365),
        };

    /// <summary>"usually every 6 days"; null where that is not known.</summary>
    public static string? Usually(int? days) =>
        days switch
        {
            null => null,
            <= 1 => ClientWords.UsuallyDaily,
            { } some => ClientWords.Usually.With(some),
        };

    /// <summary>"09:42 there, open until 16:00"; null when we do not know their zone.</summary>
    public static string? There(string? zone, WeeklyHours? hours, Instant now)
    {
        if (zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not { } there)
        {
            return null;
        }
        var local = now.InZone(there).LocalDateTime;
        if (hours is null || hours.IsEmpty)
        {
            return ClientWords.TimeThere.With(Time(local.TimeOfDay));
        }
        if (hours.OpenUntil(local) is { } until)
        {
            return ClientWords.TimeThereOpen.With(Time(local.TimeOfDay), Time(until.TimeOfDay));
        }
        return hours.NextOpening(local) is { } next
            ? ClientWords.TimeThereClosed.With(
                Time(local.TimeOfDay),
                next.Date == local.Date
                    ? Time(next.TimeOfDay)
                    : $"{WeekInput.Label(next.DayOfWeek, brief: true)} {Time(next.TimeOfDay)}"
            )
            : ClientWords.TimeThere.With(Time(local.TimeOfDay));
    }

    public static string Date(LocalDate date) =>
        date.ToString(SharedWords.DatePattern, CultureInfo.CurrentCulture);

    public static string Date(Instant at, DateTimeZone zone) => Date(at.InZone(zone).Date);

    /// <param name="exact">To the last minor unit, where there is a part of a whole one.</param>
    public static string Amount(Money money, bool exact = false)
    {
        var symbol = money.Currency switch
        {
            "EUR" => "€",
            "GBP" => "£",
            "USD" => "$",
            "JPY" => "¥",
            _ => money.Currency,
        };
        var format = exact && money.Major != decimal.Truncate(money.Major) ? "#,0.00#" : "N0";
        var figure = money.Major.ToString(format, CultureInfo.CurrentCulture);
        // Before the figure in English, behind it in most of Europe, as the reader's language has it.
        return CultureInfo.CurrentCulture.NumberFormat.CurrencyPositivePattern is 0 or 2
            ? $"{symbol}\u00a0{figure}"
            : $"{figure}\u00a0{symbol}";
    }

    /// <summary>What there is of these, parted by dots.</summary>
    public static string? Joined(params string?[] parts) =>
        string.Join(
            " · ",
            parts.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => Words.Beside(p!))
        )
            is { Length: > 0 } text
            ? text
            : null;

    public static string JoinedPlace(string city, string? country) =>
        country is null ? city : $"{city}, {country}";

    public static string Label(this Stage stage) => Word(nameof(Stage), stage);

    public static string Title(this ClientSection section) => Word("Section", section);

    public static string Label(this Tier tier) => Word(nameof(Tier), tier);

    public static string Label(this SeatRole role) => Word("Seat", role);

    public static string Label(this SeatChangeState state) => Word("SeatChange", state);

    public static string Label(this Compliance compliance) => Word(nameof(Compliance), compliance);

    public static string Label(this AddressKind kind) => Word("Address", kind);

    public static Tone Tone(this Compliance compliance) =>
        compliance switch
        {
            Compliance.Kept => Shared.Tone.Good,
            Compliance.Partly => Shared.Tone.Warn,
            Compliance.NotKept => Shared.Tone.Bad,
            _ => Shared.Tone.Plain,
        };

    /// <summary>Every value of an enum with its words, in the order it is declared in.</summary>
    public static IReadOnlyList<Option> Options<T>(Func<T, string> label)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => new Option(v.ToString(), label(v)))];

    private static string Word<T>(string kind, T value)
        where T : struct, Enum =>
        ClientWords.ResourceManager.GetString(kind + value, CultureInfo.CurrentUICulture)
        ?? value.ToString();

    private static int Days(Instant at, Instant now, DateTimeZone zone) =>
        Period.DaysBetween(at.InZone(zone).Date, now.InZone(zone).Date);

    private static int Months(int days) => (int)(days / 30.44);

    private static string Time(LocalTime time) =>
        time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
