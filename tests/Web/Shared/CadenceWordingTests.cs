using System.Globalization;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Tests.Web.Shared;

public sealed class CadenceWordingTests
{
    [Theory]
    [InlineData("every day", "every day", "jeden Tag", "cada día")]
    [InlineData("every 3 days", "every 3 days", "alle 3 Tage", "cada 3 días")]
    [InlineData(
        "every 2 weeks on mon, thu",
        "every 2 weeks on Monday and Thursday",
        "alle 2 Wochen am Montag und Donnerstag",
        "cada 2 semanas el lunes y jueves"
    )]
    [InlineData(
        "every month on 2nd tue",
        "on the second Tuesday of every month",
        "am zweiten Dienstag jedes Monats",
        "el segundo martes de cada mes"
    )]
    [InlineData(
        "every month on last working day",
        "on the last working day of every month",
        "am letzten Arbeitstag jedes Monats",
        "el último día laborable de cada mes"
    )]
    [InlineData(
        "every 2 quarters on 15th day",
        "every 2 quarters, on the 15th day",
        "alle 2 Quartale, am 15. Tag",
        "cada 2 trimestres, el 15.º día"
    )]
    [InlineData(
        "every year on 2nd last fri",
        "on the second to last Friday of every year",
        "am vorletzten Freitag jedes Jahres",
        "el penúltimo viernes de cada año"
    )]
    [InlineData(
        "2 weeks after last",
        "2 weeks after the last time",
        "2 Wochen nach dem letzten Mal",
        "2 semanas después de la última vez"
    )]
    [InlineData(
        "1 working day after last",
        "one working day after the last time",
        "einen Arbeitstag nach dem letzten Mal",
        "un día laborable después de la última vez"
    )]
    public void A_cadence_is_said_in_every_language(
        string cadence,
        string english,
        string german,
        string spanish
    ) =>
        Assert.Equal(
            [english, german, spanish],
            new[] { "en", "de", "es" }.Select(language => Said(cadence, language))
        );

    [Fact]
    public void There_are_words_for_every_cadence()
    {
        var places = Enumerable
            .Range(1, 31)
            .Select(n => new CadencePlace(n, CadenceDays.Days))
            .Concat(
                Enumerable.Range(1, 3).Select(n => new CadencePlace(-n, CadenceDays.WorkingDays))
            );
        var texts =
            from every in new[] { 1, 2 }
            from unit in Enum.GetValues<CadenceUnit>()
            from place in places.Select(p => (CadencePlace?)p).Append(null)
            from afterLast in new[] { true, false }
            let cadence = Of(every, unit, afterLast, place)
            where cadence.Done
            from language in new[] { "en", "de", "es" }
            select Said(cadence.Value.ToString(), language);

        Assert.All(
            texts,
            said =>
            {
                Assert.Equal(said.Trim(), said);
                Assert.DoesNotContain("  ", said);
            }
        );
    }

    private static Result<Cadence> Of(
        int every,
        CadenceUnit unit,
        bool afterLast,
        CadencePlace? place
    ) => Cadence.Of(every, unit, afterLast, on: place);

    private static string Said(string cadence, string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return Cadence.Read(cadence).Value.Words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
