using System.Globalization;
using NodaTime;
using Rapport.Web.Interactions;

namespace Rapport.Tests.Web.Interactions;

/// <summary>Days and times as the reader says them.</summary>
public sealed class MomentsTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Theory]
    [InlineData("2026-03-29T01:59", "2026-03-29T00:59:00Z")]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30:00Z")] // the hour that spring leaves out
    [InlineData("2026-03-29T03:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00Z")] // the first of the two
    [InlineData("2026-10-25T03:00", "2026-10-25T02:00:00Z")]
    [InlineData("2026-11-22T09:12:30", "2026-11-22T08:12:30Z")]
    public void What_is_typed_is_a_moment_in_the_zone_of_the_reader(string typed, string moment) =>
        Assert.Equal(
            NodaTime.Text.InstantPattern.ExtendedIso.Parse(moment).Value,
            Moments.Parse(typed, null, Berlin)
        );

    [Fact]
    public void The_second_of_two_equal_hours_stays_itself_when_the_field_is_left_as_it_stood()
    {
        var second = Instant.FromUtc(2026, 10, 25, 1, 30, 17);
        Assert.Equal(second, Moments.Parse(Moments.Typed(second, Berlin), second, Berlin));
        Assert.Equal(
            Instant.FromUtc(2026, 10, 25, 0, 31),
            Moments.Parse("2026-10-25T02:31", second, Berlin)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30T10:00")]
    public void What_is_no_date_is_none(string typed) =>
        Assert.Null(Moments.Parse(typed, null, Berlin));

    [Theory]
    [InlineData("en", "Friday 20 November", "Saturday 20 December 2025")]
    [InlineData("de", "Freitag, 20. November", "Samstag, 20. Dezember 2025")]
    [InlineData("es", "Viernes, 20 de noviembre", "Sábado, 20 de diciembre de 2025")]
    public void A_day_is_said_as_the_reader_says_it(string language, string near, string far)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(language);
        var today = new LocalDate(2026, 11, 22);
        Assert.Equal(near, Moments.Day(new LocalDate(2026, 11, 20), today));
        Assert.Equal(far, Moments.Day(new LocalDate(2025, 12, 20), today));
        Assert.Equal(InteractionWords.Today, Moments.Day(today, today));
        Assert.Equal(InteractionWords.Yesterday, Moments.Day(today.PlusDays(-1), today));
    }

    [Fact]
    public void A_long_text_is_cut_between_words_and_loses_nothing()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"word{i}"));
        var cut = StreamText.Of(text);
        var whole =
            cut.Lead[0].Text.Replace(" …", "", StringComparison.Ordinal) + " " + cut.Rest[0].Text;
        Assert.Equal(text, whole);
        Assert.Empty(StreamText.Of("short").Rest);
    }
}
