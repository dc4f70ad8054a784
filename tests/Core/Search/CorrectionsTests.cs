using System.Globalization;
using Rapport.Clients;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Search;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Search;

/// <summary>
/// Slips in words that stand only in the text of entries. How often what is offered is what was meant is measured on words
/// and slips drawn by a seed, on which nothing was tuned.
/// </summary>
public abstract class CorrectionsTests(TestDatabase database)
{
    private static readonly string[] Vocabulary =
    [
        .. (
            "delivery warranty schedule invoice quarter workshop migration container harbour pilot training "
            + "Lieferung Gewährleistung Rechnung Quartal Schulung Vertrag Verzögerung Abnahme Werkstatt Angebot "
            + "entrega garantía factura trimestre formación contrato retraso recepción taller presupuesto "
            + "поставка договор счёт обучение παράδοση σύμβαση"
        ).Split(' '),
    ];

    [Fact]
    public async Task What_is_offered_for_a_slip_is_what_was_meant()
    {
        await using var scene = await Scene.Set(database.Place);
        foreach (var (at, words) in Vocabulary.Chunk(4).Index())
        {
            await Tell(scene, $"Talk {at}", $"We spoke of {string.Join(", then of ", words)}.");
        }
        await using var db = scene.Firm.As(scene.Ana);
        var random = new Random(20261123);
        var (asked, offered, right) = (0, 0, 0);
        foreach (var word in Vocabulary.SelectMany(w => Enumerable.Repeat(w, 6)))
        {
            var typed = Slip(word, random);
            var told = await Corrections.Of(db, typed, new SearchScope());
            asked++;
            offered += told is null ? 0 : 1;
            right += told == Rapport.Values.Folded.Key(word) ? 1 : 0;
        }
        var (precision, recall) = ((double)right / offered, (double)right / asked);

        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{asked} slips: precision {precision:F3}, recall {recall:F3}"
            )
        );
        Assert.True(precision >= 0.95, $"{right} of {offered} that are offered are right");
        Assert.True(recall >= 0.9, $"{right} of {asked} are offered");
    }

    [Theory]
    [InlineData("delviery", "delivery")]
    [InlineData("the delviery, warranty!", "the delivery, warranty!")]
    [InlineData("wharfingre delviery", "wharfinger delivery")]
    [InlineData("delivery", null)]
    [InlineData("deliv", null)]
    [InlineData("zzzzqqqq", null)]
    [InlineData("dlvry", null)]
    [InlineData("4711", null)]
    [InlineData("", null)]
    [InlineData("\"' OR * :) ¶§", null)]
    public async Task Words_that_nobody_wrote_are_replaced_and_all_else_stays(
        string typed,
        string? meant
    )
    {
        await using var scene = await Scene.Set(database.Place);
        await Tell(
            scene,
            "The talk",
            "The delivery is late, says the wharfinger; the warranty is not."
        );
        await using var db = scene.Firm.As(scene.Ana);

        Assert.Equal(meant, await Corrections.Of(db, typed, new SearchScope()));
    }

    [Fact]
    public async Task Of_two_the_one_that_is_written_more_is_offered_and_a_long_word_too()
    {
        await using var scene = await Scene.Set(database.Place);
        await Tell(scene, "One", "A gantry, not a pantry.");
        await Tell(scene, "Two", "The gantry again. Donaudampfschiffahrt.");
        await using var db = scene.Firm.As(scene.Ana);

        Assert.Equal("gantry", await Corrections.Of(db, "tantry", new SearchScope()));
        Assert.Equal(
            "donaudampfschiffahrt",
            await Corrections.Of(db, "Donaudampfschifffahrt", new SearchScope())
        );
    }

    [Fact]
    public async Task A_word_behind_a_wall_or_told_in_confidence_is_offered_to_nobody_else()
    {
        await using var scene = await Scene.Set(database.Place);
        await Tell(scene, "Inside", "The obsidian question.");
        await Tell(scene, "In confidence", "The malachite question.", Audience.Named);
        await using var hers = scene.Firm.As(scene.Ana);
        await using var colleagues = scene.Firm.As(scene.Tom);
        await using var strangers = scene.Firm.As(await scene.Firm.Colleague(Roles.Consultant));

        Assert.Equal("obsidian", await Corrections.Of(hers, "obsidain", new SearchScope()));
        Assert.Equal("malachite", await Corrections.Of(hers, "malahcite", new SearchScope()));
        Assert.Equal("obsidian", await Corrections.Of(colleagues, "obsidain", new SearchScope()));
        Assert.Null(await Corrections.Of(colleagues, "malahcite", new SearchScope()));
        Assert.Null(await Corrections.Of(strangers, "obsidain", new SearchScope()));
    }

    private static async Task Tell(
        Scene scene,
        string subject,
        string body,
        Audience audience = Audience.Inside
    )
    {
        var told = await scene.Record(
            scene.Ana,
            new()
            {
                ClientId = scene.Halden.Id,
                Subject = subject,
                Body = body,
                Audience = audience,
                Named = audience == Audience.Named ? [scene.Ana.Id] : null,
            }
        );
        Assert.True(told.Done, $"{told.Refusal?.Faults[0]}");
    }

    /// <summary>A letter missing, doubled, another, or two changed over; never the first, which people seldom miss.</summary>
    private static string Slip(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 when word[at] != word[at + 1] => word.Remove(at, 2)
                .Insert(at, $"{word[at + 1]}{word[at]}"),
            _ => word.Remove(at, 1).Insert(at, word[at] == 'e' ? "a" : "e"),
        };
    }

    public sealed class OnSqlite(Sqlite database)
        : CorrectionsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CorrectionsTests(database),
            IClassFixture<Postgres>;
}
