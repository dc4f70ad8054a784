using System.Globalization;
using NodaTime;

namespace Rapport.Values;

/// <summary>
/// Cadences as one types them: <c>every [2] weeks on mon, thu</c>, <c>every month on 2nd tue | 15th day | last working
/// day</c>, <c>10 working days after last</c>. Case and spaces are free.
/// </summary>
internal static class CadenceText
{
    private const int LongestText = 200;
    private const int ShownOfRest = 40;
    private const string Last = "last";

    private static readonly string[] Names = ["first", "second", "third", "fourth", "fifth"];

    private static readonly Dictionary<string, CadenceUnit> Units = new(StringComparer.Ordinal)
    {
        ["day"] = CadenceUnit.Day,
        ["week"] = CadenceUnit.Week,
        ["month"] = CadenceUnit.Month,
        ["quarter"] = CadenceUnit.Quarter,
        ["year"] = CadenceUnit.Year,
    };

    private static readonly Dictionary<string, IsoDayOfWeek> Weekdays =
        Enum.GetValues<IsoDayOfWeek>()
            .Where(d => d != IsoDayOfWeek.None)
            .ToDictionary(d => Lower(d)[..3], StringComparer.Ordinal);

    public static Result<Cadence> Read(string? text)
    {
        if (text?.Length > LongestText)
        {
            return Refusal.Invalid(
                Cadence.Field,
                Fault.TooLong,
                LongestText.ToString(CultureInfo.InvariantCulture)
            );
        }
        var words = (text ?? "")
            .ToLowerInvariant()
            .Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var reader = new Reader(words);
        return reader.Whole()
            ?? Refusal.Invalid(
                Cadence.Field,
                Fault.NotACadence,
                Shortened.To(reader.Rest, ShownOfRest)
            );
    }

    public static string Write(Cadence cadence)
    {
        var unit = cadence.Unit == CadenceUnit.WorkingDay ? "working day" : Lower(cadence.Unit);
        var count = cadence.Every.ToString(CultureInfo.InvariantCulture);
        if (cadence.AfterLast)
        {
            return $"{count} {unit}{(cadence.Every == 1 ? "" : "s")} after last";
        }
        var every = cadence.Every == 1 ? $"every {unit}" : $"every {count} {unit}s";
        return cadence.On is { } place ? $"{every} on {Write(place)}"
            : cadence.Weekdays.Count == 0 ? every
            : $"{every} on {string.Join(", ", cadence.Weekdays.Select(Write))}";
    }

    private static string Write(CadencePlace place)
    {
        var nth =
            place.Nth == -1 ? Last
            : place.Nth < 0 ? $"{Ordinal(-place.Nth)} {Last}"
            : Ordinal(place.Nth);
        return place.Of switch
        {
            CadenceDays.Days => $"{nth} day",
            CadenceDays.WorkingDays => $"{nth} working day",
            _ => $"{nth} {Write(place.Weekday)}",
        };
    }

    private static string Write(IsoDayOfWeek day) => Lower(day)[..3];

    private static string Ordinal(int number) =>
        number.ToString(CultureInfo.InvariantCulture)
        + (
            number % 100 is >= 11 and <= 13
                ? "th"
                : (number % 10) switch
                {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                }
        );

    private static string Lower(Enum word) => word.ToString().ToLowerInvariant();

    /// <summary>Reads word by word; null is what could not be read, at the word where it stands.</summary>
    private sealed class Reader(string[] words)
    {
        private int at;

        public string Rest => string.Join(' ', words[Math.Min(at, words.Length)..]);

        public Result<Cadence>? Whole()
        {
            var fixedly = Takes("every");
            var every = Number();
            if ((every is null && !fixedly) || Unit() is not { } unit)
            {
                return null;
            }
            if (!fixedly)
            {
                return Takes("after") && Takes(Last) && Ends
                    ? Cadence.Of(every!.Value, unit, afterLast: true)
                    : null;
            }
            var weekdays = new List<IsoDayOfWeek>();
            CadencePlace? place = null;
            if (Takes("on"))
            {
                while (Weekday() is { } day)
                {
                    weekdays.Add(day);
                    Takes("and");
                }
                place = weekdays.Count == 0 ? Place() : null;
                if (weekdays.Count == 0 && place is null)
                {
                    return null;
                }
            }
            return Ends ? Cadence.Of(every ?? 1, unit, weekdays: weekdays, on: place) : null;
        }

        private bool Ends => at == words.Length;

        private int? Number()
        {
            if (
                at < words.Length
                && words[at].Length <= 4
                && int.TryParse(
                    words[at],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                at++;
                return number;
            }
            return null;
        }

        private CadenceUnit? Unit()
        {
            if (Takes("working") || Takes("bd"))
            {
                return words[at - 1] == "bd" || Takes("day") || Takes("days")
                    ? CadenceUnit.WorkingDay
                    : null;
            }
            if (at < words.Length && Units.TryGetValue(words[at].TrimEnd('s'), out var unit))
            {
                at++;
                return unit;
            }
            return null;
        }

        private CadencePlace? Place()
        {
            if (Nth() is not { } nth)
            {
                return null;
            }
            if (Weekday() is { } weekday)
            {
                return new CadencePlace(nth, CadenceDays.Weekdays, weekday);
            }
            var working = Takes("working");
            return Takes("day")
                ? new CadencePlace(nth, working ? CadenceDays.WorkingDays : CadenceDays.Days)
                : null;
        }

        private int? Nth()
        {
            if (Takes(Last))
            {
                return -1;
            }
            if (at == words.Length || OrdinalOf(words[at]) is not { } number)
            {
                return null;
            }
            at++;
            return Takes(Last) ? -number : number;
        }

        private static int? OrdinalOf(string word)
        {
            if (Array.IndexOf(Names, word) is var name && name >= 0)
            {
                return name + 1;
            }
            for (var number = 1; number <= 31; number++)
            {
                if (Ordinal(number) == word)
                {
                    return number;
                }
            }
            return null;
        }

        /// <summary>By its first three letters or its whole name.</summary>
        private IsoDayOfWeek? Weekday()
        {
            if (
                at < words.Length
                && words[at].Length >= 3
                && Weekdays.TryGetValue(words[at][..3], out var day)
                && (words[at].Length == 3 || words[at] == Lower(day))
            )
            {
                at++;
                return day;
            }
            return null;
        }

        private bool Takes(string word)
        {
            if (at < words.Length && words[at] == word)
            {
                at++;
                return true;
            }
            return false;
        }
    }
}
