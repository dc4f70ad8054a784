using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>By lov om helligdager og helligdagsfred, § 2, and lov om 1. og 17. mai.</summary>
internal static class HolidaysOfNorway
{
    public static readonly IReadOnlyList<HolidayRegion> Regions = [new("NO", "Norge")];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "Første nyttårsdag"),
        Easter(-3, "Skjærtorsdag"),
        Easter(-2, "Langfredag"),
        Easter(0, "Første påskedag"),
        Easter(1, "Andre påskedag"),
        Fixed(5, 1, "Arbeidernes dag"),
        Fixed(5, 17, "Grunnlovsdagen"),
        Easter(39, "Kristi himmelfartsdag"),
        Easter(49, "Første pinsedag"),
        Easter(50, "Andre pinsedag"),
        Fixed(12, 25, "Første juledag"),
        Fixed(12, 26, "Andre juledag"),
    ];
}
