using NodaTime;
using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>
/// "CH" keeps what every canton keeps; of the cantons, those whose own law settles the days alike for all their towns.
/// Names in the canton's language.
/// </summary>
internal static class HolidaysOfSwitzerland
{
    public static readonly IReadOnlyList<HolidayRegion> Regions =
    [
        new("CH", "Schweiz"),
        new("CH-BL", "Basel-Landschaft"),
        new("CH-BS", "Basel-Stadt"),
        new("CH-BE", "Bern"),
        new("CH-GE", "Genève"),
        new("CH-SG", "St. Gallen"),
        new("CH-TI", "Ticino"),
        new("CH-VD", "Vaud"),
        new("CH-ZH", "Zürich"),
    ];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "Neujahr").But("GE", "VD", "TI"),
        Fixed(1, 2, "Berchtoldstag").Only("BE"),
        Easter(-2, "Karfreitag").Only("BE", "BL", "BS", "SG", "ZH"),
        Easter(1, "Ostermontag").Only("BE", "BL", "BS", "SG", "ZH"),
        Fixed(5, 1, "Tag der Arbeit").Only("BL", "BS", "ZH"),
        Easter(39, "Auffahrt").But("GE", "VD", "TI"),
        Easter(50, "Pfingstmontag").Only("BE", "BL", "BS", "SG", "ZH"),
        Fixed(8, 1, "Bundesfeier").But("GE", "VD", "TI"),
        Fixed(11, 1, "Allerheiligen").Only("SG"),
        Fixed(12, 25, "Weihnachten").But("GE", "VD", "TI"),
        Fixed(12, 26, "Stephanstag").Only("BE", "BL", "BS", "SG", "ZH"),
        Fixed(1, 1, "Nouvel An").Only("GE", "VD"),
        Fixed(1, 2, "2 janvier").Only("VD"),
        Easter(-2, "Vendredi saint").Only("GE", "VD"),
        Easter(1, "Lundi de Pâques").Only("GE", "VD"),
        Easter(39, "Ascension").Only("GE", "VD"),
        Easter(50, "Lundi de Pentecôte").Only("GE", "VD"),
        Fixed(8, 1, "Fête nationale").Only("GE", "VD"),
        Nth(1, IsoDayOfWeek.Sunday, 9, "Jeûne genevois").Moved(d => d.PlusDays(4)).Only("GE"),
        Nth(3, IsoDayOfWeek.Sunday, 9, "Lundi du Jeûne fédéral")
            .Moved(d => d.PlusDays(1))
            .Only("VD"),
        Fixed(12, 25, "Noël").Only("GE", "VD"),
        Fixed(12, 31, "Restauration de la République").Only("GE"),
        Fixed(1, 1, "Capodanno").Only("TI"),
        Fixed(1, 6, "Epifania").Only("TI"),
        Fixed(3, 19, "San Giuseppe").Only("TI"),
        Easter(1, "Lunedì di Pasqua").Only("TI"),
        Fixed(5, 1, "Festa del lavoro").Only("TI"),
        Easter(39, "Ascensione").Only("TI"),
        Easter(50, "Lunedì di Pentecoste").Only("TI"),
        Easter(60, "Corpus Domini").Only("TI"),
        Fixed(6, 29, "SS. Pietro e Paolo").Only("TI"),
        Fixed(8, 1, "Festa nazionale").Only("TI"),
        Fixed(8, 15, "Assunzione").Only("TI"),
        Fixed(11, 1, "Ognissanti").Only("TI"),
        Fixed(12, 8, "Immacolata").Only("TI"),
        Fixed(12, 25, "Natale").Only("TI"),
        Fixed(12, 26, "Santo Stefano").Only("TI"),
    ];
}
