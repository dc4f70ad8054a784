using NodaTime;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Web;
using Rapport.Web.Background;

namespace Rapport.Tests.Web.Background;

/// <summary>How work in the background is spoken of.</summary>
public sealed class BackgroundTextsTests
{
    [Fact]
    public void Every_kind_of_work_has_words()
    {
        var kinds = Discovered.All<IWork>().Select(w => w.Kind).ToList();
        Assert.NotEmpty(kinds);
        Assert.DoesNotContain(kinds, k => BackgroundTexts.Kind(k) == k);
        Assert.DoesNotContain(
            Schedule.All,
            w => BackgroundTexts.Work(w.Name) == w.Name || BackgroundTexts.What(w.Name).Length == 0
        );
    }

    [Fact]
    public void How_long_it_took_is_said_in_the_units_that_matter()
    {
        Assert.Equal("0.4 s", BackgroundTexts.Took(Duration.FromMilliseconds(412)));
        Assert.Equal("42 s", BackgroundTexts.Took(Duration.FromSeconds(42.9)));
        Assert.Equal("3 min 20 s", BackgroundTexts.Took(Duration.FromSeconds(200)));
        Assert.Equal("26 h 5 min", BackgroundTexts.Took(Duration.FromMinutes(26 * 60 + 5)));
    }
}
