using Rapport.Contacts;

namespace Rapport.Tests.Core.Contacts;

/// <summary>Finding a person in what people wrote.</summary>
public sealed class OccurrencesTests
{
    private static readonly Occurrences Said = new(
        ["Zoë Müller", "zoe@halden.example"],
        ["+47 22 33 44 55"]
    );

    [Theory]
    [InlineData("Call Zoë Müller back", "Call ▇▇▇ back")]
    [InlineData("ZOE  MULLER, zoe MÜLLER!", "▇▇▇, ▇▇▇!")]
    [InlineData("to ZOE@halden.example.", "to ▇▇▇.")]
    [InlineData("0047 22 33 44-55 or +4722334455", "▇▇▇ or ▇▇▇")]
    [InlineData("Zoë Müllerin, joanzoe@halden.example", "Zoë Müllerin, joanzoe@halden.example")]
    [InlineData("147 22 33 44 55 6", "147 22 33 44 55 6")]
    public void Whole_values_are_blackened_however_they_are_written(string text, string clean) =>
        Assert.Equal(clean, Said.Blacken(text));

    [Theory]
    [InlineData("Mobile 07700 900123.", "Mobile ▇▇▇.")]
    [InlineData("07700900123", "▇▇▇")]
    [InlineData("07700-900-123, 07700.900.123", "▇▇▇, ▇▇▇")]
    [InlineData("(07700) 900123 (07700 900123)", "▇▇▇ (▇▇▇)")]
    [InlineData("+44 (0)7700 900123, +44(0) 7700 900123", "▇▇▇, ▇▇▇")]
    [InlineData("0044 (0) 7700 900123, 0044 7700 900123", "▇▇▇, ▇▇▇")]
    [InlineData("7700 900123", "▇▇▇")]
    [InlineData("order 900123, 07700, 17700900123", "order 900123, 07700, 17700900123")]
    public void A_number_is_found_as_it_is_dialled_within_its_country(string text, string clean) =>
        Assert.Equal(clean, new Occurrences([], ["+44 7700 900123"]).Blacken(text));

    [Theory]
    [InlineData("+353 1 234567", "01 234567", "▇▇▇")]
    [InlineData("+49 12345", "012345", "012345")]
    [InlineData(
        "07700 900123",
        "+7700900123 is not hers, 07700/900123 is",
        "+7700900123 is not hers, ▇▇▇ is"
    )]
    [InlineData("+1 (212) 555-0100", "(212) 555-0100", "▇▇▇")]
    [InlineData("+34 600 12 34 56", "600123456", "▇▇▇")]
    public void Where_a_country_s_code_ends_is_known(string number, string text, string clean) =>
        Assert.Equal(clean, new Occurrences([], [number]).Blacken(text));

    [Theory]
    [InlineData(null, null, "Zelda Quorn", "Zelda|Quorn")]
    [InlineData(null, null, "Zelda", "Zelda")]
    [InlineData(null, null, "Dr. Zelda Maria Quorn", "Zelda|Quorn")]
    [InlineData(null, null, "Frau Zelda Quorn", "Zelda|Quorn")]
    [InlineData(null, null, "Quorn, Zelda", "Zelda|Quorn")]
    [InlineData(null, null, "Ludwig van der Berg", "Ludwig|van der Berg|Berg")]
    [InlineData(null, null, "von Quorn", "von Quorn|Quorn")]
    [InlineData("Zel", null, "Zelda Quorn", "Zel|Quorn")]
    [InlineData(null, "Quorn", "Zelda Quorn", "Zelda|Quorn")]
    [InlineData("Zelda", null, "Zelda", "Zelda")]
    [InlineData("Zel", "Quo", "Zelda Quorn", "Zel|Quo")]
    [InlineData(null, null, "", "")]
    public void The_halves_of_a_name_are_taken_from_its_words_where_nobody_said_them(
        string? given,
        string? family,
        string name,
        string halves
    ) => Assert.Equal(halves, string.Join('|', NameHalves.Of(given, family, name).All));
}
