using Rapport.Fields;

namespace Rapport.Tests.Core.Fields;

/// <summary>Values as text, the same whatever the language.</summary>
public sealed class FieldTextTests
{
    [Theory]
    [InlineData("12", 0, 12L)]
    [InlineData("-3", 0, -3L)]
    [InlineData("12.5", 1, 125L)]
    [InlineData("12.50", 1, 125L)]
    [InlineData("0.000001", 6, 1L)]
    [InlineData("12.55", 1, null)]
    [InlineData("12,5", 1, null)]
    [InlineData("1e3", 0, null)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("9223372036854775807", 1, null)]
    [InlineData("many", 0, null)]
    public void A_number_is_kept_without_its_point_and_never_rounded(
        string text,
        int decimals,
        long? kept
    ) => Assert.Equal(kept, FieldText.Number(text, decimals));

    [Theory]
    [InlineData("Renewal risk", "renewal-risk")]
    [InlineData("  Größe (m²) ", "grosse-m2")]
    [InlineData("Año fiscal", "ano-fiscal")]
    [InlineData("--", null)]
    [InlineData("客户", null)]
    public void A_key_is_made_of_a_name(string name, string? key) =>
        Assert.Equal(key, CustomField.KeyOf(name));

    [Fact]
    public void A_key_that_is_taken_gets_a_number()
    {
        Assert.Equal("risk-3", CustomField.FreeKey("Risk", "field", ["risk", "risk-2"]));
        Assert.Equal("field-2", CustomField.FreeKey("客户", "field", ["field"]));
        Assert.Equal(
            CustomField.KeyLength,
            CustomField.FreeKey(new string('a', 80), "field", [new string('a', 60)]).Length
        );
    }

    [Fact]
    public void A_choice_is_found_by_its_key_and_by_its_name_and_never_by_its_place()
    {
        var written = Choices.Of([new Choice("high") { Name = "Höchste" }]);

        Assert.Equal("high", written.Find("HIGH")?.Key);
        Assert.Equal("high", written.Find("hochste")?.Key);
        Assert.Null(written.Find("0"));
        Assert.Null(Choices.Of(typeof(Rapport.Clients.Tier)).Find("0"));
        Assert.Equal(
            Rapport.Clients.Tier.Key,
            Choices.Of(typeof(Rapport.Clients.Tier)).Find("key")?.Member
        );
    }
}
