using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>By article L3133-1 of the Code du travail; Alsace and Moselle keep two days more (L3134-13).</summary>
internal static class HolidaysOfFrance
{
    public static readonly IReadOnlyList<HolidayRegion> Regions =
    [
        new("FR", "France"),
        new("FR-6AE", "Alsace"),
        new("FR-57", "Moselle"),
    ];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "Jour de l’An"),
        Easter(-2, "Vendredi saint").Only("6AE", "57"),
        Easter(1, "Lundi de Pâques"),
        Fixed(5, 1, "Fête du Travail"),
        Fixed(5, 8, "Victoire 1945"),
        Easter(39, "Ascension"),
        Easter(50, "Lundi de Pentecôte"),
        Fixed(7, 14, "Fête nationale"),
        Fixed(8, 15, "Assomption"),
        Fixed(11, 1, "Toussaint"),
        Fixed(11, 11, "Armistice 1918"),
        Fixed(12, 25, "Noël"),
        Fixed(12, 26, "Saint-Étienne").Only("6AE", "57"),
    ];
}
