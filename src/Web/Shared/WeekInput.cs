using System.Globalization;
using NodaTime;
using Rapport.Values;

namespace Rapport.Web.Shared;

/// <summary>Hours of a week as people type and read them: one text for each day, in the reader's names of days.</summary>
public static class WeekInput
{
    /// <summary>The name of a day's field: <c>OpenHours.Mon</c>.</summary>
    public static string Field(string name, IsoDayOfWeek day) => $"{name}.{Key(day)}";

    public static IReadOnlyList<IsoDayOfWeek> Days { get; } =
    [.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None)];

    public static string Label(IsoDayOfWeek day, bool brief = false)
    {
        var names = CultureInfo.CurrentCulture.DateTimeFormat;
        var of = day == IsoDayOfWeek.Sunday ? DayOfWeek.Sunday : (DayOfWeek)(int)day;
        return brief ? names.GetAbbreviatedDayName(of) : names.GetDayName(of);
    }

    /// <summary>The days of a form as the one text that <see cref="WeeklyHours"/> reads; null when no day has any.</summary>
    public static string? Read(IFormCollection form, string name)
    {
        var days = Days.Select(d => (Day: Key(d), Spans: Spans(form[Field(name, d)].ToString())))
            .Where(d => d.Spans.Length > 0)
            .Select(d => $"{d.Day} {d.Spans}")
            .ToList();
        return days.Count == 0 ? null : string.Join(", ", days);
    }

    /// <summary>What stands in the field of a day: of a text that was read, also a wrong one.</summary>
    public static string? Of(string? text, IsoDayOfWeek day) =>
        text
            ?.Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(d => d.StartsWith(Key(day), StringComparison.OrdinalIgnoreCase))
            ?[3..].Trim();

    /// <summary>"Mon–Fri 09:00–17:00, Sat 09:00–12:00" with the reader's names of days.</summary>
    public static string Say(WeeklyHours hours)
    {
        var days = hours
            .Spans.GroupBy(s => s.Day)
            .Select(g => (First: g.Key, Last: g.Key, Spans: string.Join(", ", g.Select(Say))))
            .ToList();
        for (var i = days.Count - 1; i > 0; i--)
        {
            if (
                days[i].Spans == days[i - 1].Spans
                && (int)days[i].First == (int)days[i - 1].Last + 1
            )
            {
                days[i - 1] = days[i - 1] with { Last = days[i].Last };
                days.RemoveAt(i);
            }
        }
        return string.Join(
            "; ",
            days.Select(d =>
                d.First == d.Last
                    ? $"{Label(d.First, true)} {d.Spans}"
                    : $"{Label(d.First, true)}–{Label(d.Last, true)} {d.Spans}"
            )
        );
    }

    private static string Say(WeeklyHours.Span span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.From:HH:mm}–{span.To:HH:mm}");

    private static string Key(IsoDayOfWeek day) => day.ToString()[..3];

    // People write "9-12, 13:00 – 17": spans parted by commas or spaces, hours without minutes, any dash.
    private static string Spans(string typed)
    {
        var tight = typed
            .Replace('–', '-')
            .Replace('—', '-')
            .Replace(" -", "-", StringComparison.Ordinal)
            .Replace("- ", "-", StringComparison.Ordinal);
        return string.Join(
            ' ',
            tight
                .Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
                .Select(span => string.Join('-', span.Split('-').Select(Time)))
        );
    }

    private static string Time(string typed)
    {
        var parts = typed.Split(':', '.');
        return parts.Length <= 2 && parts.All(p => p.Length is 1 or 2 && p.All(char.IsAsciiDigit))
            ? $"{parts[0].PadLeft(2, '0')}:{(parts.Length == 2 ? parts[1].PadLeft(2, '0') : "00")}"
            : typed;
    }
}
