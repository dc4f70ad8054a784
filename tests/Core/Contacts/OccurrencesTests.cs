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
}
