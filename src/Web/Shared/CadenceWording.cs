using System.Globalization;
using NodaTime;
using Rapport.Values;

namespace Rapport.Web.Shared;

/// <summary>Cadences as one says them: "on the second Tuesday of every month".</summary>
public static class CadenceWording
{
    public static string Words(this Cadence cadence)
    {
        if (cadence.AfterLast)
        {
            return Counted("After", cadence);
        }
        if (cadence.On is { } place)
        {
            return cadence.Every == 1
                ? Word($"OnOf{cadence.Unit}").With(Words(place))
                : CadenceWords.OnOfSeveral.With(Counted("Every", cadence), Words(place));
        }
        var every = Counted("Every", cadence);
        return cadence.Weekdays.Count == 0
            ? every
            : CadenceWords.OnWeekdays.With(every, Words(cadence.Weekdays));
    }

    private static string Words(CadencePlace place)
    {
        var nth = Word(place.Nth < 0 ? $"Last{-place.Nth}" : $"Nth{place.Nth}");
        return place.Of switch
        {
            CadenceDays.Days => CadenceWords.NthDay.With(nth),
            CadenceDays.WorkingDays => CadenceWords.NthWorkingDay.With(nth),
            _ => CadenceWords.NthWeekday.With(nth, Name(place.Weekday)),
        };
    }

    private static string Words(IReadOnlyList<IsoDayOfWeek> days) =>
        days.Count == 1
            ? Name(days[0])
            : CadenceWords.And.With(
                string.Join(", ", days.SkipLast(1).Select(Name)),
                Name(days[^1])
            );

    /// <summary>"every week", "every 2 weeks": each language has words of its own for one and for several.</summary>
    private static string Counted(string kind, Cadence cadence) =>
        cadence.Every == 1
            ? Word($"{kind}{cadence.Unit}")
            : Word($"{kind}{cadence.Unit}s").With(cadence.Every);

    private static string Word(string key) =>
        CadenceWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!;

    private static string Name(IsoDayOfWeek day) =>
        CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(
            day == IsoDayOfWeek.Sunday ? DayOfWeek.Sunday : (DayOfWeek)(int)day
        );
}
