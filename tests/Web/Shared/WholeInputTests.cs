using System.Globalization;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Tests.Web.Shared;

public sealed class WholeInputTests
{
    [Theory]
    [InlineData("en", "90", 90, null)]
    [InlineData("en", " 1,500 ", 1500, null)]
    [InlineData("de", "1.500", 1500, null)]
    [InlineData("en", "-3", -3, null)]
    [InlineData("en", "", null, null)]
    [InlineData("en", "4.5", null, Fault.NotWhole)]
    [InlineData("de", "4,5", null, Fault.NotWhole)]
    [InlineData("en", "1,5", null, Fault.NotANumber)]
    [InlineData("de", "1.5", null, Fault.NotANumber)]
    [InlineData("en", "many", null, Fault.NotANumber)]
    [InlineData("en", "99999999999", null, Fault.TooLarge)]
    public void A_whole_number_is_read_as_its_language_writes_it(
        string language,
        string typed,
        int? read,
        Fault? fault
    )
    {
        var faults = new Faults();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        try
        {
            Assert.Equal(read, WholeInput.Read("minutes", typed, faults));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(fault, faults.Any ? faults.Refusal.Faults[0].Fault : null);
    }
}
