using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Cadences as rules of calendars, and back.</summary>
public sealed class CadenceRuleTests
{
    [Theory]
    [InlineData("every 3 days", "2026-01-05", "FREQ=DAILY;INTERVAL=3")]
    [InlineData("every 2 weeks on mon, thu", "2026-01-05", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH")]
    [InlineData("every month", "2026-01-05", "FREQ=MONTHLY")]
    [InlineData("every month on 2nd tue", "2026-01-13", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("every month on last day", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1")]
    [InlineData("every quarter on 2nd tue", "2026-01-13", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU")]
    [InlineData("every quarter on last fri", "2026-03-27", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR")]
    [InlineData("every year on 20th mon", "2026-05-18", "FREQ=YEARLY;BYDAY=20MO")]
    [InlineData("every year on 31st day", "2026-01-31", "FREQ=YEARLY;BYYEARDAY=31")]
    public void It_is_a_rule_of_calendars_and_read_from_one(
        string cadence,
        string first,
        string rule
    )
    {
        var read = Cadence.Read(cadence).Value;

        Assert.Equal(rule, read.Rule(Cadences.Day(first)).Value.ToString());
        Assert.Equal(read, Cadence.Of(Recurrence.Read(rule).Value, Cadences.Day(first)).Value);
    }

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "2026-01-13", "every month on 2nd tue")]
    [InlineData("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15;WKST=SU", "2026-03-15", "every year")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU", "2026-02-10", "every 3 months on 2nd tue")]
    [InlineData("FREQ=WEEKLY;WKST=SU;BYDAY=MO", "2026-01-05", "every week on mon")]
    [InlineData(
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        "2026-01-30",
        "every month on 30th day"
    )]
    public void Rules_that_say_the_same_otherwise_are_read(
        string rule,
        string start,
        string cadence
    ) =>
        Assert.Equal(
            cadence,
            Cadence.Of(Recurrence.Read(rule).Value, Cadences.Day(start)).Value.ToString()
        );

    [Theory]
    [InlineData("every month on last working day")]
    [InlineData("2 weeks after last")]
    [InlineData("every quarter on 5th tue")]
    [InlineData("every quarter on 31st day")]
    public void What_no_calendar_has_a_rule_for_says_so(string cadence) =>
        Assert.Equal(
            new FieldFault(Cadence.Field, Fault.NoRule, cadence),
            Cadence.Read(cadence).Value.Rule(Cadences.Day("2026-01-05")).Refusal!.Faults[0]
        );

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", "2026-01-05")]
    [InlineData("FREQ=DAILY;UNTIL=20270101", "2026-01-05")]
    [InlineData("FREQ=HOURLY", "2026-01-05")]
    [InlineData("FREQ=DAILY;BYHOUR=9", "2026-01-05")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-01-01")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU", "2026-01-05")] // not a second Tuesday
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "2026-01-04")]
    [InlineData("FREQ=MONTHLY;BYDAY=-5TU", "2026-03-03")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20", "2026-05-11")]
    public void Rules_that_no_cadence_says_are_refused(string rule, string start) =>
        Assert.Equal(
            Fault.NotACadence,
            Cadence.Of(Recurrence.Read(rule).Value, Cadences.Day(start)).Refusal!.Faults[0].Fault
        );

    [Fact]
    public void A_rule_falls_on_the_days_of_its_cadence_and_leads_back_to_them() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                (
                    from cadence in Cadences.Any
                    from later in Gen.Choose(0, 1500)
                    select (cadence, anchor: new LocalDate(2024, 1, 1).PlusDays(later))
                ).ToArbitrary(),
                made =>
                {
                    if (!made.cadence.Rule(made.anchor).Done)
                    {
                        return true;
                    }
                    var rule = made.cadence.Rule(made.anchor).Value;
                    var days = made
                        .cadence.Dates(made.anchor, made.anchor, Cadences.IsWorking)
                        .Take(12)
                        .ToList();
                    var back = Cadence.Of(rule, days[0]).Value;
                    var occurrences = new Occurrences(days[0].AtMidnight(), DateTimeZone.Utc, rule);
                    return days.SequenceEqual(
                            occurrences.All().Take(12).Select(at => at.InUtc().Date)
                        )
                        && days.SequenceEqual(
                            back.Dates(days[0], days[0], Cadences.IsWorking).Take(12)
                        );
                }
            )
        );
}
