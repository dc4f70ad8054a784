using Rapport.Import.Reading;

namespace Rapport.Tests.Core.Import;

public class MappingTests
{
    private static readonly string[] Header = ["account", "sector", "Deal, \"big\"", "Öffnung"];

    [Theory]
    [InlineData("account=name,sector=industry", "name,industry,,")]
    [InlineData(" Account = name , OFFNUNG=tags", "name,,,tags")]
    [InlineData("\"Deal, \"\"big\"\"\"=revenue", ",,revenue,")]
    [InlineData("#2=LEGALNAME,account=", ",legalName,,")]
    [InlineData("account=street,sector=street", "street,street,,")]
    [InlineData("", ",,,")]
    public void A_mapping_is_stated_column_by_column(string text, string fields) =>
        Assert.Equal(
            fields,
            string.Join(',', Mapping.Parse(text, ImportKind.Clients, Header).Mapping!.Fields)
        );

    [Theory]
    [InlineData("account", MappingFault.Malformed)]
    [InlineData("=name", MappingFault.Malformed)]
    [InlineData("\"account=name", MappingFault.Malformed)]
    [InlineData("nothing=name", MappingFault.UnknownColumn)]
    [InlineData("#0=name", MappingFault.UnknownColumn)]
    [InlineData("#99999999999=name", MappingFault.UnknownColumn)]
    [InlineData("account=givenName", MappingFault.UnknownField)]
    [InlineData("account=name,sector=name", MappingFault.Twice)]
    [InlineData("account=name,account=industry", MappingFault.Twice)]
    public void A_mapping_that_cannot_be_is_refused_with_its_reason(
        string text,
        MappingFault fault
    ) => Assert.Equal(fault, Mapping.Parse(text, ImportKind.Clients, Header).Fault);

    [Fact]
    public void What_is_stated_displaces_what_was_guessed()
    {
        var guessed = HeaderGuess.Of(ImportKind.Clients, ["Account", "Label", "Sector"], []);
        var mapping = guessed.With("Label=name").Mapping!;
        Assert.Equal([null, "name", "industry"], mapping.Fields);
    }

    [Fact]
    public void Values_come_trimmed_and_without_the_empty_ones()
    {
        var mapping = Mapping
            .Parse("account=tags,sector=tags", ImportKind.Clients, Header)
            .Mapping!;
        Assert.Equal(["b"], mapping.Values(["  ", " b ", "c", "d"], ClientFields.Tags));
        Assert.Null(mapping.Value(["a"], ClientFields.Name));
    }
}
