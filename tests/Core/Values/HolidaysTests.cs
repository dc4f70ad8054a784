using System.Globalization;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Against what governments publish; each line names where.</summary>
public class HolidaysTests
{
    /// <summary>www.gov.uk/bank-holidays, of all three divisions.</summary>
    [Theory]
    [InlineData("GB-EAW", 2020, "1-1 4-10 4-13 5-8 5-25 8-31 12-25 12-28")]
    [InlineData("GB-EAW", 2022, "1-3 4-15 4-18 5-2 6-2 6-3 8-29 9-19 12-26 12-27")]
    [InlineData("GB-EAW", 2023, "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26")]
    [InlineData("GB-EAW", 2024, "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26")]
    [InlineData("GB-EAW", 2026, "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28")]
    [InlineData("GB-EAW", 2027, "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28")]
    [InlineData("GB-SCT", 2021, "1-1 1-4 4-2 5-3 5-31 8-2 11-30 12-27 12-28")]
    [InlineData("GB-SCT", 2022, "1-3 1-4 4-15 5-2 6-2 6-3 8-1 9-19 11-30 12-26 12-27")]
    [InlineData("GB-SCT", 2023, "1-2 1-3 4-7 5-1 5-8 5-29 8-7 11-30 12-25 12-26")]
    [InlineData("GB-SCT", 2024, "1-1 1-2 3-29 5-6 5-27 8-5 12-2 12-25 12-26")]
    [InlineData("GB-SCT", 2025, "1-1 1-2 4-18 5-5 5-26 8-4 12-1 12-25 12-26")]
    [InlineData("GB-SCT", 2026, "1-1 1-2 4-3 5-4 5-25 6-15 8-3 11-30 12-25 12-28")]
    [InlineData("GB-NIR", 2022, "1-3 3-17 4-15 4-18 5-2 6-2 6-3 7-12 8-29 9-19 12-26 12-27")]
    [InlineData("GB-NIR", 2023, "1-2 3-17 4-7 4-10 5-1 5-8 5-29 7-12 8-28 12-25 12-26")]
    [InlineData("GB-NIR", 2024, "1-1 3-18 3-29 4-1 5-6 5-27 7-12 8-26 12-25 12-26")]
    [InlineData("GB-NIR", 2026, "1-1 3-17 4-3 4-6 5-4 5-25 7-13 8-31 12-25 12-28")]
    public void Britain(string region, int year, string dates) => Kept(region, year, dates);

    /// <summary>U.S. Office of Personnel Management, "Federal Holidays", www.opm.gov/policy-data-oversight/pay-leave/federal-holidays.</summary>
    [Theory]
    [InlineData(2015, "1-1 1-19 2-16 5-25 7-3 9-7 10-12 11-11 11-26 12-25")]
    [InlineData(2020, "1-1 1-20 2-17 5-25 7-3 9-7 10-12 11-11 11-26 12-25")]
    [InlineData(2021, "1-1 1-18 2-15 5-31 6-18 7-5 9-6 10-11 11-11 11-25 12-24 12-31")]
    [InlineData(2022, "1-17 2-21 5-30 6-20 7-4 9-5 10-10 11-11 11-24 12-26")]
    [InlineData(2023, "1-2 1-16 2-20 5-29 6-19 7-4 9-4 10-9 11-10 11-23 12-25")]
    [InlineData(2026, "1-1 1-19 2-16 5-25 6-19 7-3 9-7 10-12 11-11 11-26 12-25")]
    public void The_United_States(int year, string dates) => Kept("US", year, dates);

    /// <summary>The holiday laws of the Länder, as the Federal Ministry of the Interior lists them (www.bmi.bund.de, "Feiertage").</summary>
    [Theory]
    [InlineData("DE", 2024, "1-1 3-29 4-1 5-1 5-9 5-20 10-3 12-25 12-26")]
    [InlineData("DE", 2025, "1-1 4-18 4-21 5-1 5-29 6-9 10-3 12-25 12-26")]
    [InlineData("DE", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 10-3 12-25 12-26")]
    [InlineData("DE-BW", 2024, "1-1 1-6 3-29 4-1 5-1 5-9 5-20 5-30 10-3 11-1 12-25 12-26")]
    [InlineData("DE-BW", 2025, "1-1 1-6 4-18 4-21 5-1 5-29 6-9 6-19 10-3 11-1 12-25 12-26")]
    [InlineData("DE-BW", 2026, "1-1 1-6 4-3 4-6 5-1 5-14 5-25 6-4 10-3 11-1 12-25 12-26")]
    [InlineData("DE-BY", 2026, "1-1 1-6 4-3 4-6 5-1 5-14 5-25 6-4 10-3 11-1 12-25 12-26")]
    [InlineData("DE-BY-M", 2026, "1-1 1-6 4-3 4-6 5-1 5-14 5-25 6-4 8-15 10-3 11-1 12-25 12-26")]
    [InlineData(
        "DE-BY-A",
        2026,
        "1-1 1-6 4-3 4-6 5-1 5-14 5-25 6-4 8-8 8-15 10-3 11-1 12-25 12-26"
    )]
    [InlineData("DE-BE", 2018, "1-1 3-30 4-2 5-1 5-10 5-21 10-3 12-25 12-26")]
    [InlineData("DE-BE", 2020, "1-1 3-8 4-10 4-13 5-1 5-8 5-21 6-1 10-3 12-25 12-26")]
    [InlineData("DE-BE", 2025, "1-1 3-8 4-18 4-21 5-1 5-8 5-29 6-9 10-3 12-25 12-26")]
    [InlineData("DE-BE", 2026, "1-1 3-8 4-3 4-6 5-1 5-14 5-25 10-3 12-25 12-26")]
    [InlineData("DE-BB", 2026, "1-1 4-3 4-5 4-6 5-1 5-14 5-24 5-25 10-3 10-31 12-25 12-26")]
    [InlineData("DE-HB", 2017, "1-1 4-14 4-17 5-1 5-25 6-5 10-3 10-31 12-25 12-26")]
    [InlineData("DE-HB", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 10-3 10-31 12-25 12-26")]
    [InlineData("DE-HH", 2016, "1-1 3-25 3-28 5-1 5-5 5-16 10-3 12-25 12-26")]
    [InlineData("DE-HH", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 10-3 10-31 12-25 12-26")]
    [InlineData("DE-HE", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 6-4 10-3 12-25 12-26")]
    [InlineData("DE-MV", 2022, "1-1 4-15 4-18 5-1 5-26 6-6 10-3 10-31 12-25 12-26")]
    [InlineData("DE-MV", 2026, "1-1 3-8 4-3 4-6 5-1 5-14 5-25 10-3 10-31 12-25 12-26")]
    [InlineData("DE-NI", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 10-3 10-31 12-25 12-26")]
    [InlineData("DE-NW", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 6-4 10-3 11-1 12-25 12-26")]
    [InlineData("DE-RP", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 6-4 10-3 11-1 12-25 12-26")]
    [InlineData("DE-SL", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 6-4 8-15 10-3 11-1 12-25 12-26")]
    [InlineData("DE-SN", 2023, "1-1 4-7 4-10 5-1 5-18 5-29 10-3 10-31 11-22 12-25 12-26")]
    [InlineData("DE-SN", 2024, "1-1 3-29 4-1 5-1 5-9 5-20 10-3 10-31 11-20 12-25 12-26")]
    [InlineData("DE-SN", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 10-3 10-31 11-18 12-25 12-26")]
    [InlineData("DE-ST", 2026, "1-1 1-6 4-3 4-6 5-1 5-14 5-25 10-3 10-31 12-25 12-26")]
    [InlineData("DE-SH", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 10-3 10-31 12-25 12-26")]
    [InlineData("DE-TH", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 9-20 10-3 10-31 12-25 12-26")]
    public void Germany(string region, int year, string dates) => Kept(region, year, dates);

    /// <summary>§ 7 (2) Arbeitsruhegesetz, as oesterreich.gv.at lists the days ("Gesetzliche Feiertage").</summary>
    [Theory]
    [InlineData(2024, "1-1 1-6 4-1 5-1 5-9 5-20 5-30 8-15 10-26 11-1 12-8 12-25 12-26")]
    [InlineData(2025, "1-1 1-6 4-21 5-1 5-29 6-9 6-19 8-15 10-26 11-1 12-8 12-25 12-26")]
    [InlineData(2026, "1-1 1-6 4-6 5-1 5-14 5-25 6-4 8-15 10-26 11-1 12-8 12-25 12-26")]
    public void Austria(int year, string dates) => Kept("AT", year, dates);

    /// <summary>Federal Office of Justice, "Gesetzliche Feiertage und Tage, die in der Schweiz wie gesetzliche Feiertage behandelt werden".</summary>
    [Theory]
    [InlineData("CH", 2024, "1-1 5-9 8-1 12-25")]
    [InlineData("CH", 2025, "1-1 5-29 8-1 12-25")]
    [InlineData("CH", 2026, "1-1 5-14 8-1 12-25")]
    [InlineData("CH-ZH", 2024, "1-1 3-29 4-1 5-1 5-9 5-20 8-1 12-25 12-26")]
    [InlineData("CH-ZH", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 8-1 12-25 12-26")]
    [InlineData("CH-BE", 2026, "1-1 1-2 4-3 4-6 5-14 5-25 8-1 12-25 12-26")]
    [InlineData("CH-BS", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 8-1 12-25 12-26")]
    [InlineData("CH-BL", 2026, "1-1 4-3 4-6 5-1 5-14 5-25 8-1 12-25 12-26")]
    [InlineData("CH-SG", 2026, "1-1 4-3 4-6 5-14 5-25 8-1 11-1 12-25 12-26")]
    [InlineData("CH-GE", 2024, "1-1 3-29 4-1 5-9 5-20 8-1 9-5 12-25 12-31")]
    [InlineData("CH-GE", 2025, "1-1 4-18 4-21 5-29 6-9 8-1 9-11 12-25 12-31")]
    [InlineData("CH-GE", 2026, "1-1 4-3 4-6 5-14 5-25 8-1 9-10 12-25 12-31")]
    [InlineData("CH-VD", 2024, "1-1 1-2 3-29 4-1 5-9 5-20 8-1 9-16 12-25")]
    [InlineData("CH-VD", 2026, "1-1 1-2 4-3 4-6 5-14 5-25 8-1 9-21 12-25")]
    [InlineData(
        "CH-TI",
        2026,
        "1-1 1-6 3-19 4-6 5-1 5-14 5-25 6-4 6-29 8-1 8-15 11-1 12-8 12-25 12-26"
    )]
    public void Switzerland(string region, int year, string dates) => Kept(region, year, dates);

    /// <summary>The yearly resolution of the Dirección General de Trabajo in the BOE (BOE-A-2023-22014, BOE-A-2024-21316), less what moved from a Sunday.</summary>
    [Theory]
    [InlineData("ES", 2024, "1-1 1-6 3-29 5-1 8-15 10-12 11-1 12-6 12-8 12-25")]
    [InlineData("ES", 2025, "1-1 1-6 4-18 5-1 8-15 10-12 11-1 12-6 12-8 12-25")]
    [InlineData("ES", 2026, "1-1 1-6 4-3 5-1 8-15 10-12 11-1 12-6 12-8 12-25")]
    [InlineData("ES-MD", 2024, "1-1 1-6 3-28 3-29 5-1 5-2 8-15 10-12 11-1 12-6 12-8 12-25")]
    [InlineData("ES-MD", 2025, "1-1 1-6 4-17 4-18 5-1 5-2 8-15 10-12 11-1 12-6 12-8 12-25")]
    [InlineData(
        "ES-CT",
        2024,
        "1-1 1-6 3-29 4-1 5-1 6-24 8-15 9-11 10-12 11-1 12-6 12-8 12-25 12-26"
    )]
    [InlineData(
        "ES-CT",
        2025,
        "1-1 1-6 4-18 4-21 5-1 6-24 8-15 9-11 10-12 11-1 12-6 12-8 12-25 12-26"
    )]
    [InlineData("ES-AN", 2025, "1-1 1-6 2-28 4-17 4-18 5-1 8-15 10-12 11-1 12-6 12-8 12-25")]
    public void Spain(string region, int year, string dates) => Kept(region, year, dates);

    /// <summary>www.service-public.fr, "Jours fériés", and for Alsace and Moselle article L3134-13 of the Code du travail.</summary>
    [Theory]
    [InlineData("FR", 2024, "1-1 4-1 5-1 5-8 5-9 5-20 7-14 8-15 11-1 11-11 12-25")]
    [InlineData("FR", 2025, "1-1 4-21 5-1 5-8 5-29 6-9 7-14 8-15 11-1 11-11 12-25")]
    [InlineData("FR", 2026, "1-1 4-6 5-1 5-8 5-14 5-25 7-14 8-15 11-1 11-11 12-25")]
    [InlineData("FR-6AE", 2026, "1-1 4-3 4-6 5-1 5-8 5-14 5-25 7-14 8-15 11-1 11-11 12-25 12-26")]
    [InlineData("FR-57", 2026, "1-1 4-3 4-6 5-1 5-8 5-14 5-25 7-14 8-15 11-1 11-11 12-25 12-26")]
    public void France(string region, int year, string dates) => Kept(region, year, dates);

    /// <summary>www.rijksoverheid.nl, "Officiële feestdagen", less Good Friday and, but for every fifth year, 5 May.</summary>
    [Theory]
    [InlineData(2013, "1-1 3-31 4-1 4-30 5-9 5-19 5-20 12-25 12-26")]
    [InlineData(2014, "1-1 4-20 4-21 4-26 5-29 6-8 6-9 12-25 12-26")]
    [InlineData(2024, "1-1 3-31 4-1 4-27 5-9 5-19 5-20 12-25 12-26")]
    [InlineData(2025, "1-1 4-20 4-21 4-26 5-5 5-29 6-8 6-9 12-25 12-26")]
    [InlineData(2026, "1-1 4-5 4-6 4-27 5-14 5-24 5-25 12-25 12-26")]
    public void The_Netherlands(int year, string dates) => Kept("NL", year, dates);

    /// <summary>lovdata.no, lov om helligdager og helligdagsfred § 2 and lov om 1. og 17. mai som høgtidsdager.</summary>
    [Theory]
    [InlineData(2024, "1-1 3-28 3-29 3-31 4-1 5-1 5-9 5-17 5-19 5-20 12-25 12-26")]
    [InlineData(2025, "1-1 4-17 4-18 4-20 4-21 5-1 5-17 5-29 6-8 6-9 12-25 12-26")]
    [InlineData(2026, "1-1 4-2 4-3 4-5 4-6 5-1 5-14 5-17 5-24 5-25 12-25 12-26")]
    public void Norway(int year, string dates) => Kept("NO", year, dates);

    /// <summary>J. Meeus, Astronomical Algorithms, 2nd edition, chapter 8, and the table of the U.S. Census Bureau for its extremes.</summary>
    [Theory]
    [InlineData(1818, "3-22")]
    [InlineData(1943, "4-25")]
    [InlineData(1954, "4-18")]
    [InlineData(1991, "3-31")]
    [InlineData(1992, "4-19")]
    [InlineData(1993, "4-11")]
    [InlineData(2000, "4-23")]
    [InlineData(2008, "3-23")]
    [InlineData(2019, "4-21")]
    [InlineData(2038, "4-25")]
    [InlineData(2049, "4-18")]
    [InlineData(2076, "4-19")]
    [InlineData(2285, "3-22")]
    public void Easter_falls_on_its_Sunday(int year, string date) =>
        Assert.Equal(Date(year, date), Holidays.Easter(year));

    [Fact]
    public void Every_region_has_its_country_or_stands_for_one_and_no_date_comes_twice()
    {
        Assert.Equal(Holidays.Regions.Count, Holidays.Regions.DistinctBy(r => r.Code).Count());
        foreach (var region in Holidays.Regions)
        {
            Assert.True(region.IsCountry || region.Code[2] == '-');
            for (var year = Holidays.FirstYear; year <= Holidays.LastYear; year++)
            {
                var dates = Holidays.In(region, year).Select(h => h.Date).ToList();
                Assert.True(dates.Count >= 4);
                Assert.Equal(dates.Distinct().Order(), dates);
                Assert.All(dates, d => Assert.Equal(year, d.Year));
            }
        }
    }

    [Fact]
    public void Years_that_are_not_known_have_none()
    {
        var germany = Holidays.Region("DE")!;

        Assert.Empty(Holidays.In(germany, Holidays.FirstYear - 1));
        Assert.Empty(Holidays.In(germany, Holidays.LastYear + 1));
        Assert.Empty(Holidays.In(new HolidayRegion("XX", "Nowhere"), 2026));
        Assert.Null(Holidays.Region("XX"));
    }

    [Fact]
    public void A_holiday_bears_the_name_of_its_country() =>
        Assert.Equal(
            ["Nouvel An", "Vendredi saint", "Lundi de Pâques", "Ascension"],
            Holidays.In(Holidays.Region("CH-GE")!, 2026).Take(4).Select(h => h.Name)
        );

    private static void Kept(string region, int year, string dates) =>
        Assert.Equal(
            dates.Split(' ').Select(d => Date(year, d)),
            Holidays.In(Holidays.Region(region)!, year).Select(h => h.Date)
        );

    private static LocalDate Date(int year, string date)
    {
        var parts = date.Split('-')
            .Select(p => int.Parse(p, CultureInfo.InvariantCulture))
            .ToArray();
        return new LocalDate(year, parts[0], parts[1]);
    }
}
