using FsCheck;
using FsCheck.Fluent;
using Rapport.Clients;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Tests.Core.Lists;

/// <summary>Filters as people write them, and the same for programs.</summary>
public sealed class FilterPhraseTests
{
    [Theory]
    [InlineData("tier = key", "tier eq \"key\"")]
    [InlineData("tier != key", "tier ne \"key\"")]
    [InlineData(
        "stage in (convert, retain) and tier = key and lastTouch older than 15 bd",
        "(stage eq \"convert\" or stage eq \"retain\") and tier eq \"key\" and lastTouch lt \"-15BD\""
    )]
    [InlineData("stage not in (lapsed, reach)", "not (stage eq \"lapsed\" or stage eq \"reach\")")]
    [InlineData("lastHeard older than 20 days", "lastHeard lt \"-P20D\"")]
    [InlineData("lastHeard older than 1 week", "lastHeard lt \"-P1W\"")]
    [InlineData("created in the last 3 months", "created ge \"-P3M\" and created le \"today\"")]
    [InlineData("created in the next 90 days", "created ge \"today\" and created le \"P90D\"")]
    [InlineData("created > 2 years ahead", "created gt \"P2Y\"")]
    [InlineData("created >= 5 bd ago", "created ge \"-5BD\"")]
    [InlineData("lastHeard < 2026-03-31", "lastHeard lt \"2026-03-31\"")]
    [InlineData(
        "lastHeard > 2026-03-30T13:00:00+02:00",
        "lastHeard gt \"2026-03-30T13:00:00+02:00\""
    )]
    [InlineData("lastHeard = today", "lastHeard eq \"today\"")]
    [InlineData("revenue >= 1000.50 EUR", "revenue ge \"1000.50 EUR\"")]
    [InlineData("employees > 100", "employees gt \"100\"")]
    [InlineData("accountManager is empty", "not (accountManager pr)")]
    [InlineData("accountManager is not empty", "accountManager pr")]
    [InlineData("accountManager = me", "accountManager eq \"me\"")]
    [InlineData("industry contains öl", "industry co \"öl\"")]
    [InlineData("name starts with \"the first\"", "name sw \"the first\"")]
    [InlineData("name ends with \"\\\"quoted\\\"\"", "name ew \"\\\"quoted\\\"\"")]
    [InlineData("tier = key or tier = core and stage = loyal", null)]
    [InlineData("(tier = key or city = Bonn) and stage = loyal", null)]
    [InlineData("not (tier = key and stage = loyal)", null)]
    public void A_phrase_says_what_a_filter_says(string phrase, string? filter)
    {
        var read = FilterPhrase.Read(phrase, ClientList.Instance);

        Assert.Empty(read.Faults);
        Assert.Equal(phrase, FilterPhrase.Write(read.Filter!));
        Assert.Equal(filter ?? read.Filter!.ToString(), read.Filter!.ToString());
        Assert.Equal(
            filter ?? read.Filter!.ToString(),
            FilterText.Read(filter ?? read.Filter!.ToString()).Value!.ToString()
        );
    }

    [Theory]
    [InlineData("TIER = key AND Stage IN(retain)", "tier = key and stage = retain")]
    [InlineData("tier=key or tier=core", "tier in (key, core)")]
    [InlineData("name = \"Atlas\"", "name = Atlas")]
    [InlineData("((tier = key))", "tier = key")]
    [InlineData("created >= today and created <= 90 days ahead", "created in the next 90 days")]
    [InlineData("created in the next 90 Days", "created in the next 90 days")]
    public void It_is_written_in_one_way(string phrase, string written) =>
        Assert.Equal(
            written,
            FilterPhrase.Write(FilterPhrase.Read(phrase, ClientList.Instance).Filter!)
        );

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Nothing_filters_nothing(string? phrase) =>
        Assert.Equivalent(new PhraseRead(null, []), FilterPhrase.Read(phrase));

    [Theory]
    [InlineData("colour = red", 0, 6, Fault.FieldUnknown, "colour")]
    [InlineData("tier = key and colour = red", 15, 6, Fault.FieldUnknown, "colour")]
    [InlineData("tier > key", 5, 5, Fault.ComparisonUnfit, "tier gt")]
    [InlineData("tier = gold", 5, 6, Fault.ValueUnfit, "tier \"gold\"")]
    [InlineData("tier in (key, gold, tin)", 5, 19, Fault.ValueUnfit, "tier \"gold\"")]
    [InlineData("employees = 30 days ago", 10, 13, Fault.ValueUnfit, "employees \"-P30D\"")]
    [InlineData("lastHeard < yesterday", 10, 11, Fault.ValueUnfit, "lastHeard \"yesterday\"")]
    [InlineData("revenue > 5", 8, 3, Fault.ValueUnfit, "revenue \"5\"")]
    [InlineData("accountManager = Mia", 15, 5, Fault.ValueUnfit, "accountManager \"Mia\"")]
    [InlineData("tier", 4, 0, Fault.FilterUnfinished, null)]
    [InlineData("tier =", 6, 0, Fault.FilterUnfinished, null)]
    [InlineData("(tier = key", 11, 0, Fault.FilterUnfinished, null)]
    [InlineData("lastHeard older than 30", 23, 0, Fault.FilterUnfinished, null)]
    [InlineData("lastHeard older than 30 moons", 24, 5, Fault.FilterUnreadable, "moons")]
    [InlineData("tier key", 5, 3, Fault.FilterUnreadable, "key")]
    [InlineData("tier = key)", 10, 1, Fault.FilterUnreadable, ")")]
    [InlineData("tier = key stage = loyal", 11, 5, Fault.FilterUnreadable, "stage = loyal")]
    [InlineData("tier = \"key", 7, 4, Fault.FilterUnreadable, "\"key")]
    [InlineData("tier = key and ; drop", 15, 6, Fault.FilterUnreadable, "; drop")]
    [InlineData("tier is full", 8, 4, Fault.FilterUnreadable, "full")]
    public void What_is_wrong_is_told_with_its_place(
        string phrase,
        int at,
        int length,
        Fault fault,
        string? detail
    ) =>
        Assert.Equal(
            new PhraseFault(at, length, fault, detail),
            FilterPhrase.Read(phrase, ClientList.Instance).Faults[0]
        );

    [Fact]
    public void It_is_neither_endless_nor_endlessly_deep()
    {
        string Many(int count) => string.Join(" and ", Enumerable.Repeat("tier = key", count));

        Assert.False(
            FilterPhrase.Read(new string('(', 500) + "tier = key" + new string(')', 500)).Done
        );
        Assert.True(FilterPhrase.Read(Many(FilterText.MostConditions)).Done);
        Assert.Equal(
            Fault.TooMany,
            FilterPhrase.Read(Many(FilterText.MostConditions + 1)).Faults[0].Fault
        );
        Assert.Equal(
            Fault.TooLong,
            FilterPhrase.Read("name = \"" + new string('x', 4000) + "\"").Faults[0].Fault
        );
    }

    [Fact]
    public void Any_filter_comes_back_from_its_phrase() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Filters.Any.ToArbitrary(),
                filter =>
                {
                    var phrase = FilterPhrase.Write(filter);
                    var read = FilterPhrase.Read(phrase).Filter;
                    return read?.ToString() == filter.ToString()
                        && FilterPhrase.Write(read) == phrase;
                }
            )
        );

    /// <summary>Whatever is typed: faults lie within it, or it is written and read again; and something can be completed anywhere.</summary>
    [Fact]
    public void Rubbish_is_refused_within_its_text() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Filters.Rubbish.ToArbitrary(),
                text =>
                {
                    var read = FilterPhrase.Read(text, ClientList.Instance);
                    var completed = FilterPhrase.Complete(
                        text,
                        text.Length / 2,
                        ClientList.Instance
                    );
                    return completed.At + completed.Length <= text.Length
                        && (
                            read.Done
                                ? read.Filter is null
                                    || FilterPhrase
                                        .Read(FilterPhrase.Write(read.Filter), ClientList.Instance)
                                        .Done
                                : read.Filter is null
                                    && read.Faults.All(f =>
                                        f.At >= 0 && f.At + f.Length <= text.Length
                                    )
                        );
                }
            )
        );

    [Theory]
    [InlineData("|", 0, 0, "name", "accountManager", "stage")]
    [InlineData("tie|", 0, 3, "tier")]
    [InlineData("tier |", 5, 0, "=", "!=", "in", "not in", "is empty", "is not empty")]
    [InlineData("tier = |", 7, 0, "key", "core", "standard")]
    [InlineData("tier = c|", 7, 1, "core")]
    [InlineData("tier = c|ore", 7, 4, "core")]
    [InlineData("tier in |", 8, 0, "(")]
    [InlineData("lastTouch in |", 13, 0, "the", "(")]
    [InlineData("tier in (|", 9, 0, "key", "core", "standard")]
    [InlineData("tier in (key |", 13, 0, ",", ")")]
    [InlineData("tier is |", 8, 0, "not", "empty")]
    [InlineData("tier is not |", 12, 0, "empty")]
    [InlineData("name starts |", 12, 0, "with")]
    [InlineData("tier = key |", 11, 0, "and", "or")]
    [InlineData("(tier = key |", 12, 0, "and", "or", ")")]
    [InlineData("tier = key and sta|", 15, 3, "stage", "stageSince")]
    [InlineData("lastTouch ol|", 10, 2, "older than")]
    [InlineData("lastTouch older |", 16, 0, "than")]
    [InlineData("lastTouch older than |", 21, 0)]
    [InlineData("lastTouch older than 15 |", 24, 0, "days", "weeks", "months", "years", "bd")]
    [InlineData("lastTouch < 15 d|", 15, 1, "days")]
    [InlineData("lastTouch < 15 days |", 20, 0, "ago", "ahead")]
    [InlineData("lastTouch in the |", 17, 0, "next", "last")]
    [InlineData("lastTouch < |", 12, 0, "today")]
    [InlineData("accountManager = |", 17, 0, "me")]
    [InlineData("nonsense = |", 11, 0)]
    [InlineData("tier tier |", 10, 0)]
    public void What_may_come_next_is_offered(
        string phrase,
        int at,
        int length,
        params string[] offered
    )
    {
        var caret = phrase.IndexOf('|', StringComparison.Ordinal);

        var completed = FilterPhrase.Complete(phrase.Remove(caret, 1), caret, ClientList.Instance);

        Assert.Equal((at, length), (completed.At, completed.Length));
        Assert.Equal(offered, completed.Options.Select(o => o.Text).Take(phrase == "|" ? 3 : 100));
    }
}
