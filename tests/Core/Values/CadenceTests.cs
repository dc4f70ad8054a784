using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Rhythms as plays and series of meetings say them. Working days are Monday to Friday, without 25 December and 1 January.</summary>
public sealed class CadenceTests
{
    [Theory]
    [InlineData("every day", "every day")]
    [InlineData("Every 2 WEEKS on  Thursday and Monday", "every 2 weeks on mon, thu")]
    [InlineData("every week on mon,mon", "every week on mon")]
    [InlineData("every month on second tue", "every month on 2nd tue")]
    [InlineData("every 1 month on last day", "every month on last day")]
    [InlineData("every quarter on 3rd working day", "every quarter on 3rd working day")]
    [InlineData("every 2 years on 2nd last fri", "every 2 years on 2nd last fri")]
    [InlineData("every month on 22nd day", "every month on 22nd day")]
    [InlineData("2 weeks after last", "2 weeks after last")]
    [InlineData("15 bd after last", "15 working days after last")]
    [InlineData("1 working day after last", "1 working day after last")]
    public void It_is_read_and_written_one_way(string text, string written)
    {
        Assert.Equal(written, Cadence.Read(text).Value.ToString());
        Assert.Equal(Cadence.Read(text).Value, Cadence.Read(written).Value);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("every", "")]
    [InlineData("every now and then", "now and then")]
    [InlineData("every 2 weeks on", "")]
    [InlineData("every 2 weeks on 32nd day", "32nd day")]
    [InlineData("every week twice", "twice")]
    [InlineData("every day on mon", "every day on mon")]
    [InlineData("every week on 2nd tue", "every week on 2nd tue")]
    [InlineData("every month on 6th tue", "every month on 6th tue")]
    [InlineData("every 5 working days", "every 5 working days")]
    [InlineData("every 0 days", "every 0 days")]
    [InlineData("every 401 days", "every 401 days")]
    [InlineData("0 days after last", "0 days after last")]
    [InlineData("weeks after last", "weeks after last")]
    [InlineData("2 weeks after last on mon", "on mon")]
    public void What_is_none_is_refused_with_what_is_wrong(string text, string rest) =>
        Assert.Equal(
            new FieldFault(Cadence.Field, Fault.NotACadence, rest),
            Cadence.Read(text).Refusal!.Faults[0]
        );

    [Theory]
    [InlineData("every 10 days", "2026-01-05", "2026-01-05 2026-01-15 2026-01-25 2026-02-04")]
    [InlineData("every 2 weeks", "2026-01-07", "2026-01-07 2026-01-21 2026-02-04 2026-02-18")]
    [InlineData(
        "every 2 weeks on mon, thu",
        "2026-01-07",
        "2026-01-08 2026-01-19 2026-01-22 2026-02-02"
    )]
    [InlineData("every month", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30")]
    [InlineData(
        "every month on 31st day",
        "2026-01-01",
        "2026-01-31 2026-02-28 2026-03-31 2026-04-30"
    )]
    [InlineData(
        "every month on 2nd tue",
        "2026-01-20",
        "2026-02-10 2026-03-10 2026-04-14 2026-05-12"
    )]
    [InlineData(
        "every month on 5th tue",
        "2026-01-01",
        "2026-03-31 2026-06-30 2026-09-29 2026-12-29"
    )]
    [InlineData(
        "every month on last working day",
        "2026-01-15",
        "2026-01-30 2026-02-27 2026-03-31 2026-04-30"
    )]
    [InlineData(
        "every month on 1st working day",
        "2026-01-01",
        "2026-01-02 2026-02-02 2026-03-02 2026-04-01"
    )]
    [InlineData(
        "every month on 31st working day",
        "2026-01-01",
        "2026-01-30 2026-02-27 2026-03-31 2026-04-30"
    )]
    [InlineData("every quarter", "2026-02-15", "2026-02-15 2026-05-15 2026-08-15 2026-11-15")]
    [InlineData(
        "every 2 quarters on last day",
        "2026-05-01",
        "2026-06-30 2026-12-31 2027-06-30 2027-12-31"
    )]
    [InlineData("every year", "2024-02-29", "2024-02-29 2025-02-28 2026-02-28 2027-02-28")]
    [InlineData(
        "every year on last fri",
        "2026-06-01",
        "2026-12-25 2027-12-31 2028-12-29 2029-12-28"
    )]
    public void It_falls_on_its_days(string cadence, string anchor, string days) =>
        Assert.Equal(
            days.Split(' ').Select(Cadences.Day),
            Cadence
                .Read(cadence)
                .Value.Dates(Cadences.Day(anchor), Cadences.Day(anchor), Cadences.IsWorking)
                .Take(4)
        );

    [Theory]
    [InlineData("2 weeks after last", "2026-01-07", "2026-01-21")]
    [InlineData("1 month after last", "2026-01-31", "2026-02-28")]
    [InlineData("1 quarter after last", "2026-01-31", "2026-04-30")]
    [InlineData("5 working days after last", "2025-12-23", "2025-12-31")]
    [InlineData("1 working day after last", "2026-01-09", "2026-01-12")]
    public void What_follows_the_last_is_due_once(string cadence, string last, string due)
    {
        var read = Cadence.Read(cadence).Value;

        Assert.Equal(
            [Cadences.Day(due)],
            read.Dates(Cadences.Day(last), Cadences.Day(last), Cadences.IsWorking)
        );
        Assert.Equal(
            Cadences.Day(due),
            read.Next(Cadences.Day(last), Cadences.Day(last), Cadences.IsWorking)
        );
        Assert.Null(read.Next(Cadences.Day(last), Cadences.Day(due), Cadences.IsWorking));
    }

    [Theory]
    [InlineData("every 10 days", "2026-01-20", "2026-01-15", "2026-01-24")]
    [InlineData("every week", "2026-01-18", "2026-01-12", "2026-01-18")]
    [InlineData("every 2 weeks", "2026-01-18", "2026-01-05", "2026-01-18")]
    [InlineData("every week on mon, thu", "2026-01-21", "2026-01-19", "2026-01-21")]
    [InlineData("every week on mon, thu", "2026-01-25", "2026-01-22", "2026-01-25")]
    [InlineData("every month on last working day", "2026-02-10", "2026-02-01", "2026-02-28")]
    [InlineData("every 2 months on 2nd tue", "2026-02-10", "2026-01-01", "2026-02-28")]
    [InlineData("every quarter", "2026-12-31", "2026-10-01", "2026-12-31")]
    [InlineData("every 2 quarters", "2025-12-31", "2025-07-01", "2025-12-31")]
    [InlineData("every year", "2027-05-01", "2027-01-01", "2027-12-31")]
    [InlineData("2 weeks after last", "2026-01-06", "2026-01-05", "2026-01-19")]
    [InlineData("2 weeks after last", "2026-01-30", "2026-01-05", "2026-01-30")]
    public void A_day_lies_in_a_period(string cadence, string day, string start, string end) =>
        Assert.Equal(
            new DateInterval(Cadences.Day(start), Cadences.Day(end)),
            Cadence
                .Read(cadence)
                .Value.PeriodOf(Cadences.Day("2026-01-05"), Cadences.Day(day), Cadences.IsWorking)
        );

    [Theory]
    [InlineData("every month on 2nd tue", "2026-01-20 2026-02-27 2026-04-01", "K K S K O")]
    [InlineData("every quarter", "2026-01-05", "K O")]
    [InlineData("every quarter", "", "S O")]
    [InlineData("6 weeks after last", "2026-01-26 2026-03-10 2026-05-01", "K S S O")]
    [InlineData("6 weeks after last", "", "S")]
    public void Its_periods_were_kept_or_slipped(string cadence, string happened, string kept) =>
        Assert.Equal(
            kept,
            string.Join(
                ' ',
                Cadence
                    .Read(cadence)
                    .Value.Kept(
                        Cadences.Day("2026-01-05"),
                        happened
                            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            .Select(Cadences.Day),
                        Cadences.Day("2026-05-07"),
                        Cadences.IsWorking
                    )
                    .Select(k => k.Keeping.ToString()[0])
            )
        );

    [Fact]
    public void Any_cadence_comes_back_from_its_text() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Cadences.Any.ToArbitrary(),
                cadence => Cadence.Read(cadence.ToString()).Value.Equals(cadence)
            )
        );

    [Fact]
    public void Every_day_of_a_fixed_cadence_lies_in_one_period_and_periods_touch() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                (
                    from cadence in Cadences.Any.Where(c => !c.AfterLast)
                    from day in Gen.Choose(-800, 1500)
                    select (cadence, day: Anchor.PlusDays(day))
                ).ToArbitrary(),
                made =>
                {
                    var period = made.cadence.PeriodOf(Anchor, made.day, Cadences.IsWorking);
                    return period.Contains(made.day)
                        && made.cadence.PeriodOf(Anchor, period.Start, Cadences.IsWorking)
                            .Equals(period)
                        && made.cadence.PeriodOf(Anchor, period.End, Cadences.IsWorking)
                            .Equals(period)
                        && made.cadence.PeriodOf(Anchor, period.End.PlusDays(1), Cadences.IsWorking)
                            .Start.Equals(period.End.PlusDays(1));
                }
            )
        );

    [Fact]
    public void From_a_later_day_on_its_days_are_the_rest() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                (
                    from cadence in Cadences.Any.Where(c => !c.AfterLast)
                    from day in Gen.Choose(0, 3000)
                    select (cadence, day: Anchor.PlusDays(day))
                ).ToArbitrary(),
                made =>
                    made.cadence.Dates(Anchor, Anchor, Cadences.IsWorking)
                        .SkipWhile(d => d < made.day)
                        .Take(3)
                        .SequenceEqual(
                            made.cadence.Dates(Anchor, made.day, Cadences.IsWorking).Take(3)
                        )
            )
        );

    [Fact]
    public void Without_working_days_it_ends_all_the_same()
    {
        var never = Cadence.Read("every month on last working day").Value;
        var after = Cadence.Read("3 working days after last").Value;

        Assert.Null(never.Next(Anchor, Anchor, _ => false));
        Assert.Equal(Anchor.PlusDays(3), after.Next(Anchor, Anchor, _ => false));
    }

    private static readonly LocalDate Anchor = new(2024, 1, 31);
}
