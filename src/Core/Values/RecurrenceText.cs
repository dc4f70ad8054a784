using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Rapport.Values;

/// <summary>Rules as RFC 5545, section 3.3.10, writes them: <c>FREQ=MONTHLY;BYDAY=-1FR</c>.</summary>
internal static class RecurrenceText
{
    private const string Prefix = "RRULE:";
    private const int ShownOfPart = 60;

    /// <summary>More figures than any number of a rule may have, and fewer than an int holds.</summary>
    private const int MostFigures = 9;

    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture(
        "yyyyMMdd"
    );

    private static readonly LocalDateTimePattern Time =
        LocalDateTimePattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss");

    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly Dictionary<string, Frequency> Frequencies = Enum.GetValues<Frequency>()
        .ToDictionary(f => f.ToString(), StringComparer.OrdinalIgnoreCase);

    public static Result<RecurrenceParts> Read(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Prefix.Length..];
        }
        if (text.Length > Recurrence.LongestText)
        {
            return Refusal.Invalid(
                Recurrence.Field,
                Fault.TooLong,
                Recurrence.LongestText.ToString(CultureInfo.InvariantCulture)
            );
        }
        var faults = new Faults();
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';').Where(_ => text.Length > 0))
        {
            var ends = part.IndexOf('=', StringComparison.Ordinal);
            var name = ends < 0 ? part : part[..ends];
            if (ends < 0 || !Readers.ContainsKey(name))
            {
                Wrong(faults, Fault.RulePartUnknown, part);
            }
            else if (!said.TryAdd(name, part[(ends + 1)..]))
            {
                Wrong(faults, Fault.RulePartTwice, name.ToUpperInvariant());
            }
        }
        if (!said.ContainsKey("FREQ"))
        {
            Wrong(faults, Fault.RuleLacks, "FREQ");
        }
        var rule = new RecurrenceParts(Frequency.Daily);
        foreach (var (name, value) in said)
        {
            if (Readers[name](rule, value) is { } read)
            {
                rule = read;
            }
            else
            {
                Wrong(faults, Fault.RuleValueWrong, $"{name.ToUpperInvariant()}={value}");
            }
        }
        return faults.Any ? faults.Refusal : rule;
    }

    public static string Write(RecurrenceParts rule)
    {
        var text = new StringBuilder("FREQ=").Append(rule.Frequency.ToString().ToUpperInvariant());
        void Part(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(';').Append(name).Append('=').Append(value);
            }
        }
        void List(string name, IReadOnlyList<int> numbers) =>
            Part(name, string.Join(',', numbers.Select(Write)));

        Part("UNTIL", rule.Until is { } until ? Write(until) : null);
        Part("COUNT", rule.Count is { } count ? Write(count) : null);
        Part("INTERVAL", rule.Interval == 1 ? null : Write(rule.Interval));
        List("BYMONTH", rule.ByMonth);
        List("BYWEEKNO", rule.ByWeekNo);
        List("BYYEARDAY", rule.ByYearDay);
        List("BYMONTHDAY", rule.ByMonthDay);
        Part("BYDAY", string.Join(',', rule.ByDay.Select(Write)));
        List("BYHOUR", rule.ByHour);
        List("BYMINUTE", rule.ByMinute);
        List("BYSECOND", rule.BySecond);
        List("BYSETPOS", rule.BySetPos);
        Part("WKST", rule.WeekStart == IsoDayOfWeek.Monday ? null : Write(rule.WeekStart));
        return text.ToString();
    }

    public static string Write(PlacedDay day) =>
        (day.Place == 0 ? "" : Write(day.Place)) + Write(day.Day);

    private static readonly Dictionary<
        string,
        Func<RecurrenceParts, string, RecurrenceParts?>
    > Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FREQ"] = (r, v) =>
            Frequencies.TryGetValue(v, out var read) ? r with { Frequency = read } : null,
        ["INTERVAL"] = (r, v) => Whole(v) is { } read ? r with { Interval = read } : null,
        ["COUNT"] = (r, v) => Whole(v) is { } read ? r with { Count = read } : null,
        ["UNTIL"] = (r, v) => End(v) is { } read ? r with { Until = read } : null,
        ["BYSECOND"] = (r, v) => All(v, Whole) is { } read ? r with { BySecond = read } : null,
        ["BYMINUTE"] = (r, v) => All(v, Whole) is { } read ? r with { ByMinute = read } : null,
        ["BYHOUR"] = (r, v) => All(v, Whole) is { } read ? r with { ByHour = read } : null,
        ["BYDAY"] = (r, v) => All(v, Placed) is { } read ? r with { ByDay = read } : null,
        ["BYMONTHDAY"] = (r, v) => All(v, Signed) is { } read ? r with { ByMonthDay = read } : null,
        ["BYYEARDAY"] = (r, v) => All(v, Signed) is { } read ? r with { ByYearDay = read } : null,
        ["BYWEEKNO"] = (r, v) => All(v, Signed) is { } read ? r with { ByWeekNo = read } : null,
        ["BYMONTH"] = (r, v) => All(v, Whole) is { } read ? r with { ByMonth = read } : null,
        ["BYSETPOS"] = (r, v) => All(v, Signed) is { } read ? r with { BySetPos = read } : null,
        ["WKST"] = (r, v) => Weekday(v) is { } read ? r with { WeekStart = read } : null,
    };

    private static IReadOnlyList<T>? All<T>(string text, Func<string, T?> one)
        where T : struct
    {
        var read = text.Split(',').Select(one).ToList();
        return read.Contains(null) ? null : [.. read.Select(r => r!.Value)];
    }

    private static int? Whole(string text) =>
        text.Length is > 0 and <= MostFigures && text.All(char.IsAsciiDigit)
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;

    private static int? Signed(string text) =>
        text.StartsWith('-') ? -Whole(text[1..])
        : text.StartsWith('+') ? Whole(text[1..])
        : Whole(text);

    private static PlacedDay? Placed(string text)
    {
        if (text.Length < 2 || Weekday(text[^2..]) is not { } day)
        {
            return null;
        }
        // A place of 0 that somebody wrote is none of ours.
        return text.Length == 2 ? new PlacedDay(day)
            : Signed(text[..^2]) is { } place and not 0 ? new PlacedDay(day, place)
            : null;
    }

    private static IsoDayOfWeek? Weekday(string text) =>
        Array.FindIndex(Days, d => d.Equals(text, StringComparison.OrdinalIgnoreCase)) is var at
        && at >= 0
            ? (IsoDayOfWeek)(at + 1)
            : null;

    private static Until? End(string text)
    {
        if (Date.Parse(text) is { Success: true } date)
        {
            return new Until(date.Value.AtMidnight(), UntilKind.Date);
        }
        var utc = text.EndsWith('Z') || text.EndsWith('z');
        return Time.Parse((utc ? text[..^1] : text).ToUpperInvariant()) is { Success: true } time
            ? new Until(time.Value, utc ? UntilKind.Utc : UntilKind.Local)
            : null;
    }

    private static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Write(IsoDayOfWeek day) => Days[(int)day - 1];

    private static string Write(Until until) =>
        until.Kind switch
        {
            UntilKind.Date => Date.Format(until.At.Date),
            UntilKind.Local => Time.Format(until.At),
            _ => Time.Format(until.At) + "Z",
        };

    private static void Wrong(Faults faults, Fault fault, string part) =>
        faults.Add(Recurrence.Field, fault, Shortened.To(part, ShownOfPart));
}
