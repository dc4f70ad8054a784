using Rapport.Duplicates;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Against the examples that the methods' authors and their readers publish.</summary>
public class SimilarityTests
{
    /// <summary>W. E. Winkler, "Overview of Record Linkage and Current Research Directions" (2006), table 6.</summary>
    [Theory]
    [InlineData("shackleford", "shackelford", 0.970, 0.982)]
    [InlineData("dunningham", "cunnigham", 0.896, 0.896)]
    [InlineData("nichleson", "nichulson", 0.926, 0.956)]
    [InlineData("jones", "johnson", 0.790, 0.832)]
    [InlineData("massey", "massie", 0.889, 0.933)]
    [InlineData("jeraldine", "geraldine", 0.926, 0.926)]
    [InlineData("marhta", "martha", 0.944, 0.961)]
    [InlineData("michelle", "michael", 0.869, 0.921)]
    [InlineData("julies", "julius", 0.889, 0.933)]
    [InlineData("tanya", "tonya", 0.867, 0.880)]
    [InlineData("dwayne", "duane", 0.822, 0.840)]
    [InlineData("sean", "susan", 0.783, 0.805)]
    [InlineData("jon", "john", 0.917, 0.933)]
    [InlineData("jon", "jan", 0.778, 0.800)]
    [InlineData("", "", 1, 1)]
    [InlineData("abc", "", 0, 0)]
    public void Names_are_as_alike_as_the_census_says(
        string one,
        string two,
        double jaro,
        double winkler
    )
    {
        Assert.Equal(jaro, Similarity.Jaro(one, two), 0.0006);
        Assert.Equal(winkler, Similarity.JaroWinkler(one, two), 0.0006);
        Assert.Equal(winkler, Similarity.JaroWinkler(two, one), 0.0006);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("saturday", "sunday", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("ca", "ac", 1)]
    [InlineData("", "abc", 3)]
    public void Letters_are_counted_as_Damerau_does(string one, string two, int letters) =>
        Assert.Equal(letters, Similarity.Letters(one, two));

    /// <summary>US National Archives, "The Soundex Indexing System".</summary>
    [Theory]
    [InlineData("washington", "W252")]
    [InlineData("lee", "L000")]
    [InlineData("gutierrez", "G362")]
    [InlineData("pfister", "P236")]
    [InlineData("jackson", "J250")]
    [InlineData("tymczak", "T522")]
    [InlineData("ashcraft", "A261")]
    [InlineData("robert", "R163")]
    [InlineData("rupert", "R163")]
    [InlineData("李", "")]
    public void A_word_sounds_as_the_National_Archives_say(string word, string code) =>
        Assert.Equal(code, Soundex.Of(word));

    /// <summary>The month of birth, as the literature's usual example has it: m 0.95, u 1/12.</summary>
    [Fact]
    public void Agreement_and_disagreement_weigh_as_Fellegi_and_Sunter_have_it()
    {
        Assert.Equal(3.51, new Level(0.95, 1 / 12.0).Bits, 0.005);
        Assert.Equal(-4.20, new Level(0.05, 11 / 12.0).Bits, 0.005);
    }

    [Theory]
    [InlineData("+49 471 12345", "0471 12345")]
    [InlineData("0049 (471) 12345", "0471/12345")]
    [InlineData("+44 (0)20 7946 0018", "020 7946 0018")]
    [InlineData("+34 912 345 678", "912345678")]
    public void A_number_has_one_form_with_and_without_its_country(string one, string two) =>
        Assert.Equal(Known.PhoneCore(one), Known.PhoneCore(two));

    [Theory]
    [InlineData("anna berg", "anna berg", "SameName")]
    [InlineData("berg anna", "anna berg", "SwappedName")]
    [InlineData("a. berg", "anna berg", "PartOfName")]
    [InlineData("anna berg", "anna maria berg", "PartOfName")]
    [InlineData("katharina schmidt", "katarina schmidt", "NearName:1")]
    [InlineData("jonathan meier", "jonathan maier", "NearName:1")]
    [InlineData("anna berg", "hanna berger", null)]
    [InlineData("lena vogt", "jana vogt", null)]
    [InlineData("peter lang", "petra lang", null)]
    [InlineData("maria lopez", "mario lopez", null)]
    public void Names_are_compared_word_by_word(string one, string two, string? reason) =>
        Assert.Equal(
            reason,
            NameLikeness.Of(NameLikeness.Words(one), NameLikeness.Words(two))?.ToString()
        );
}
