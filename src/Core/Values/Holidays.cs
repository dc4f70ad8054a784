using NodaTime;

namespace Rapport.Values;

/// <param name="Name">In the language of the country.</param>
public sealed record Holiday(LocalDate Date, string Name);

/// <summary>A country, or a part of one, whose holidays we know.</summary>
/// <param name="Code">As ISO 3166 writes it, such as "DE-BY"; where a part of it keeps more, with one letter behind.</param>
/// <param name="Name">In the language of the country.</param>
public sealed record HolidayRegion(string Code, string Name)
{
    public string Country => Code[..2];

    public bool IsCountry => Code.Length == 2;

    public override string ToString() => Code;
}

/// <summary>
/// On which days a country or region closes by law or custom of all trades: for the years 2000 to 2199, by the rules as
/// they stand now and as they stood in the years since about 2015. What a government sets from year to year (where a
/// Sunday's holiday goes in Spain) is not known by rule, nor what single towns keep. Substitute days stand instead of
/// the day they replace, as the governments publish them.
/// </summary>
public static class Holidays
{
    public const int FirstYear = 2000;
    public const int LastYear = 2199;

    private static readonly (
        IReadOnlyList<HolidayRegion> Regions,
        IReadOnlyList<HolidayRule> Rules
    )[] Countries =
    [
        (HolidaysOfGermany.Regions, HolidaysOfGermany.Rules),
        (HolidaysOfAustria.Regions, HolidaysOfAustria.Rules),
        (HolidaysOfSwitzerland.Regions, HolidaysOfSwitzerland.Rules),
        (HolidaysOfSpain.Regions, HolidaysOfSpain.Rules),
        (HolidaysOfBritain.Regions, HolidaysOfBritain.Rules),
        (HolidaysOfAmerica.Regions, HolidaysOfAmerica.Rules),
        (HolidaysOfFrance.Regions, HolidaysOfFrance.Rules),
        (HolidaysOfTheNetherlands.Regions, HolidaysOfTheNetherlands.Rules),
        (HolidaysOfNorway.Regions, HolidaysOfNorway.Rules),
    ];

    /// <summary>By country, each before its parts.</summary>
    public static IReadOnlyList<HolidayRegion> Regions { get; } =
    [.. Countries.SelectMany(c => c.Regions)];

    public static HolidayRegion? Region(string? code) =>
        Regions.FirstOrDefault(r => r.Code == code);

    /// <summary>In order; no date twice. None out of the years that are known.</summary>
    public static IReadOnlyList<Holiday> In(HolidayRegion region, int year)
    {
        if (year is < FirstYear or > LastYear)
        {
            return [];
        }
        var rules = Array.Find(Countries, c => c.Regions.Contains(region)).Rules ?? [];
        // A New Year's Day that falls on a Saturday may be kept in the year before.
        return
        [
            .. from rule in rules
            where rule.Holds(region)
            from day in Enumerable.Range(year - 1, 3).Select(rule.In)
            where day is { } date && date.Year == year
            group rule.Name by day.Value into names
            orderby names.Key
            select new Holiday(names.Key, names.First()),
        ];
    }

    /// <summary>
    /// Easter Sunday of the Gregorian calendar: the algorithm of Meeus, Jones and Butcher, in J. Meeus, Astronomical
    /// Algorithms, 2nd edition 1998, chapter 8.
    /// </summary>
    public static LocalDate Easter(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var (month, day) = Math.DivRem(h + l - (7 * m) + 114, 31);
        return new LocalDate(year, month, day + 1);
    }
}
