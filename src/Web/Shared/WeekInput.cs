using System.Globalization;
using NodaTime;
using Rapport.Values;

namespace Rapport.Web.Shared;

/// <summary>Hours of a week as people type and read them: one text for each day, in the reader's names of days.</summary>
/// <param name="Typed">What stands in the field of each day, as it was typed.</param>
public sealed record WeekInput(IReadOnlyDictionary<IsoDayOfWeek, string> Typed)
{
    /// <summary>What the button sends that fills the working days: the name of the field.</summary>
    public const string Spread = "spread";

    public static WeekInput None { get; } = new(new Dictionary<IsoDayOfWeek, string>());

    public static IReadOnlyList<IsoDayOfWeek> Days { get; } =
    [.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None)];

    /// <summary>The name of a day's field: <c>OpenHours.Mon</c>; its faults bear the same, with a small first letter.</summary>
    public static string Field(string name, IsoDayOfWeek day) => $"{name}.{Key(day)}";

    public static string Label(IsoDayOfWeek day, bool brief = false)
    {
        var names = CultureInfo.CurrentCulture.DateTimeFormat;
        var of = day == IsoDayOfWeek.Sunday ? DayOfWeek.Sunday : (DayOfWeek)(int)day;
        return brief ? names.GetAbbreviatedDayName(of) : names.GetDayName(of);
    }

    public string? this[IsoDayOfWeek day] => Typed.GetValueOrDefault(day);

    /// <summary>As <see cref="WeeklyHours"/> are written.</summary>
    public static WeekInput Of(string? hours) =>
        hours is null
            ? None
            : new(
                WeeklyHours
                    .Parse(hours)
                    .Spans.GroupBy(s => s.Day)
                    .ToDictionary(
                        g => g.Key,
                        g =>
                            string.Join(
                                ", ",
                                g.Select(s =>
                                    string.Create(
                                        CultureInfo.InvariantCulture,
                                        $"{s.From:HH:mm}-{s.To:HH:mm}"
                                    )
                                )
                            )
                    )
            );

    /// <summary>The days of a form; where it asks for that, the first that has hours is taken for all working days left empty.</summary>
    public static WeekInput Read(IFormCollection form, string name)
    {
        var typed = Days.Select(d => (Day: d, Text: form[Field(name, d)].ToString()))
            .Where(d => !string.IsNullOrWhiteSpace(d.Text))
            .ToDictionary(d => d.Day, d => d.Text);
        if (form[Spread] == name && typed.Count > 0)
        {
            var first = typed[typed.Keys.Min()];
            foreach (var day in Days.Where(d => d <= IsoDayOfWeek.Friday))
            {
                typed.TryAdd(day, first);
            }
        }
        return new(typed);
    }

    /// <summary>The form was not sent to be saved, but to have its days filled.</summary>
    public static bool Asked(IFormCollection form) => form.ContainsKey(Spread);

    /// <summary>The one text that <see cref="WeeklyHours"/> reads; each day that is not understood is told of by itself.</summary>
    public string? Said(string field, Faults faults)
    {
        var days = new List<string>();
        foreach (var day in Days.Where(Typed.ContainsKey))
        {
            var said = $"{Key(day)} {Spans(Typed[day])}";
            if (WeeklyHours.TryParse(said, out _))
            {
                days.Add(said);
            }
            else
            {
                faults.Add(Field(field, day), Fault.NotASpan);
            }
        }
        return days.Count == 0 ? null : string.Join(", ", days);
    }

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

    /// <summary>People write "9-12, 13:00 – 17": spans parted by commas or spaces, hours without minutes, any dash.</summary>
    public static string Spans(string typed)
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
