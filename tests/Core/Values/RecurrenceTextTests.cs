using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Rules as text, by RFC 5545, section 3.3.10.</summary>
public sealed class RecurrenceTextTests
{
    [Theory]
    [InlineData("FREQ=DAILY", "FREQ=DAILY")]
    [InlineData("RRULE:freq=weekly;byday=th,mo,th;interval=1", "FREQ=WEEKLY;BYDAY=MO,TH")]
    [InlineData("BYDAY=+2TU,-1FR,MO;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=MO,2TU,-1FR")]
    [InlineData("FREQ=YEARLY;BYMONTH=12,01;WKST=SU", "FREQ=YEARLY;BYMONTH=1,12;WKST=SU")]
    [InlineData("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231")]
    [InlineData("FREQ=DAILY;UNTIL=20261231T120000", "FREQ=DAILY;UNTIL=20261231T120000")]
    [InlineData("FREQ=DAILY;UNTIL=20261231t120000z", "FREQ=DAILY;UNTIL=20261231T120000Z")]
    [InlineData(
        "FREQ=YEARLY;BYWEEKNO=-1,53;BYSETPOS=-1;BYSECOND=60;BYMINUTE=0;BYHOUR=23;COUNT=3;INTERVAL=2",
        "FREQ=YEARLY;COUNT=3;INTERVAL=2;BYWEEKNO=-1,53;BYHOUR=23;BYMINUTE=0;BYSECOND=60;BYSETPOS=-1"
    )]
    public void What_is_read_is_written_one_way(string text, string written)
    {
        var rule = Recurrence.Read(text).Value;

        Assert.Equal(written, rule.ToString());
        Assert.Equal(rule, Recurrence.Read(written).Value);
    }

    [Theory]
    [InlineData("", Fault.RuleLacks, "FREQ")]
    [InlineData(null, Fault.RuleLacks, "FREQ")]
    [InlineData("INTERVAL=2", Fault.RuleLacks, "FREQ")]
    [InlineData("FREQ=DAILY;BYSETPOS=1", Fault.RuleLacks, "BY… + BYSETPOS")]
    [InlineData("FREQ=DAILY;", Fault.RulePartUnknown, "")]
    [InlineData("FREQ=DAILY;BYEASTER=1", Fault.RulePartUnknown, "BYEASTER=1")]
    [InlineData("FREQ=DAILY;RSCALE=GREGORIAN", Fault.RulePartUnknown, "RSCALE=GREGORIAN")]
    [InlineData("FREQ=DAILY;COUNT", Fault.RulePartUnknown, "COUNT")]
    [InlineData("FREQ=DAILY;COUNT=3;count=4", Fault.RulePartTwice, "COUNT")]
    [InlineData("FREQ=FORTNIGHTLY", Fault.RuleValueWrong, "FREQ=FORTNIGHTLY")]
    [InlineData("FREQ=3", Fault.RuleValueWrong, "FREQ=3")]
    [InlineData("FREQ=DAILY;INTERVAL=0", Fault.RuleValueWrong, "INTERVAL=0")]
    [InlineData("FREQ=DAILY;INTERVAL=-1", Fault.RuleValueWrong, "INTERVAL=-1")]
    [InlineData("FREQ=DAILY;INTERVAL=99999999999", Fault.RuleValueWrong, "INTERVAL=99999999999")]
    [InlineData("FREQ=DAILY;COUNT=0", Fault.RuleValueWrong, "COUNT=0")]
    [InlineData("FREQ=DAILY;COUNT=1000001", Fault.RuleValueWrong, "COUNT=1000001")]
    [InlineData("FREQ=DAILY;UNTIL=20260230", Fault.RuleValueWrong, "UNTIL=20260230")]
    [InlineData(
        "FREQ=DAILY;UNTIL=20260228T250000Z",
        Fault.RuleValueWrong,
        "UNTIL=20260228T250000Z"
    )]
    [InlineData("FREQ=DAILY;UNTIL=-0010101", Fault.RuleValueWrong, "UNTIL=-0010101")]
    [InlineData("FREQ=DAILY;BYHOUR=24", Fault.RuleValueWrong, "BYHOUR=24")]
    [InlineData("FREQ=DAILY;BYMINUTE=60", Fault.RuleValueWrong, "BYMINUTE=60")]
    [InlineData("FREQ=DAILY;BYSECOND=61", Fault.RuleValueWrong, "BYSECOND=61")]
    [InlineData("FREQ=DAILY;BYMONTH=13", Fault.RuleValueWrong, "BYMONTH=13")]
    [InlineData("FREQ=DAILY;BYMONTH=-1", Fault.RuleValueWrong, "BYMONTH=-1")]
    [InlineData("FREQ=DAILY;BYMONTH=1,,2", Fault.RuleValueWrong, "BYMONTH=1,,2")]
    [InlineData("FREQ=DAILY;BYMONTH=٣", Fault.RuleValueWrong, "BYMONTH=٣")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", Fault.RuleValueWrong, "BYMONTHDAY=0")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-32", Fault.RuleValueWrong, "BYMONTHDAY=-32")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=367", Fault.RuleValueWrong, "BYYEARDAY=367")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=54", Fault.RuleValueWrong, "BYWEEKNO=54")]
    [InlineData("FREQ=YEARLY;BYDAY=54MO", Fault.RuleValueWrong, "BYDAY=54")]
    [InlineData("FREQ=YEARLY;BYDAY=0MO", Fault.RuleValueWrong, "BYDAY=0MO")]
    [InlineData("FREQ=YEARLY;BYDAY=XX", Fault.RuleValueWrong, "BYDAY=XX")]
    [InlineData("FREQ=YEARLY;BYDAY=MO;BYSETPOS=0", Fault.RuleValueWrong, "BYSETPOS=0")]
    [InlineData("FREQ=DAILY;WKST=1MO", Fault.RuleValueWrong, "WKST=1MO")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20260101", Fault.RuleClash, "COUNT, UNTIL")]
    [InlineData("FREQ=WEEKLY;BYDAY=2TU", Fault.RuleClash, "BYDAY=2TU, FREQ=WEEKLY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,2TU", Fault.RuleClash, "BYDAY=2TU, BYWEEKNO")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=1", Fault.RuleClash, "BYWEEKNO, FREQ=MONTHLY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", Fault.RuleClash, "BYMONTHDAY, FREQ=WEEKLY")]
    [InlineData("FREQ=DAILY;BYYEARDAY=1", Fault.RuleClash, "BYYEARDAY, FREQ=DAILY")]
    public void What_is_wrong_is_named(string? text, Fault fault, string detail)
    {
        var refused = Recurrence.Read(text).Refusal!.Faults[0];

        Assert.Equal(new FieldFault(Recurrence.Field, fault, detail), refused);
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once() =>
        Assert.Equal(
            ["BYHOUR=24", "BYMONTH=13"],
            Recurrence.Read("FREQ=DAILY;BYMONTH=13;BYHOUR=24").Refusal!.Faults.Select(f => f.Detail)
        );

    [Fact]
    public void It_is_not_endless() =>
        Assert.Equal(
            Fault.TooLong,
            Recurrence.Read("FREQ=DAILY;BYDAY=" + new string('M', 5000)).Refusal!.Faults[0].Fault
        );

    [Fact]
    public void Any_rule_comes_back_from_its_text() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                RecurrenceRules.Any.ToArbitrary(),
                rule =>
                    Recurrence.Read(rule.ToString()).Value is var read
                    && read.Equals(rule)
                    && read.ToString() == rule.ToString()
            )
        );

    /// <summary>No text throws, and whatever is read ends its first steps.</summary>
    [Fact]
    public void Rubbish_is_refused_or_walks_within_a_bound()
    {
        var start = new LocalDateTime(2026, 1, 31, 12, 0);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                RecurrenceRules.Rubbish.ToArbitrary(),
                text =>
                    Recurrence.Read(text) is { Done: false, Refusal.Faults.Count: > 0 }
                    || new Occurrences(start, DateTimeZone.Utc, Recurrence.Read(text).Value)
                        .All()
                        .Take(3)
                        .Any()
            )
        );
    }
}
