using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

public class DaysFileTests
{
    private const string Good = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example//Holidays//EN
        BEGIN:VTIMEZONE
        TZID:Europe/Berlin
        BEGIN:STANDARD
        DTSTART:19961027T030000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20261224
        DTEND;VALUE=DATE:20261227
        SUMMARY:Christmas\, all
          of us
        BEGIN:VALARM
        TRIGGER:-P1D
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public void Days_are_read_with_what_is_folded_and_escaped()
    {
        var (days, refusal) = Read(Good.ReplaceLineEndings("\r\n"));

        Assert.Null(refusal);
        Assert.Equal(
            ["2026-12-24 Closed ", "2026-12-25 Closed ", "2026-12-26 Closed "],
            days.Select(Said)
        );
        Assert.All(days, d => Assert.Equal("Christmas, all of us", d.Name));
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261231", "2026-12-31 Closed ")]
    [InlineData("DTSTART:20261231", "2026-12-31 Closed ")]
    [InlineData(
        "DTSTART;VALUE=DATE:20261231\nDURATION:P2D",
        "2026-12-31 Closed ; 2027-01-01 Closed "
    )]
    [InlineData(
        "DTSTART:20261224T130000\nDTEND:20261224T170000",
        "2026-12-24 ClosedPart 13:00-17:00"
    )]
    [InlineData("DTSTART:20261224T130000\nDURATION:PT2H30M", "2026-12-24 ClosedPart 13:00-15:30")]
    [InlineData(
        "DTSTART:20261224T130000\nDTEND:20261225T000000",
        "2026-12-24 ClosedPart 13:00-00:00"
    )]
    [InlineData(
        "DTSTART:20261224T120000Z\nDTEND:20261224T160000Z",
        "2026-12-24 ClosedPart 13:00-17:00"
    )]
    [InlineData(
        "DTSTART;TZID=America/New_York:20261224T090000\nDTEND;TZID=America/New_York:20261224T110000",
        "2026-12-24 ClosedPart 15:00-17:00"
    )]
    [InlineData(
        "DTSTART;TZID=\"Eastern Standard Time\":20261224T090000\nDTEND;TZID=Eastern Standard Time:20261224T110000",
        "2026-12-24 ClosedPart 15:00-17:00"
    )]
    [InlineData(
        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20261224T120000\nDTEND;TZID=Europe/London:20261224T160000",
        "2026-12-24 ClosedPart 13:00-17:00"
    )]
    [InlineData(
        "DTSTART;TZID=Europe/London:20261224T120000\nDTEND;TZID=America/New_York:20261224T110000",
        "2026-12-24 ClosedPart 13:00-17:00"
    )]
    [InlineData(
        "DTSTART:20261224T200000\nDTEND:20261226T080000",
        "2026-12-24 ClosedPart 20:00-00:00; 2026-12-25 Closed ; 2026-12-26 ClosedPart 00:00-08:00"
    )]
    [InlineData("DTSTART:20261224T200000\nDTEND:20261224T200000", "")]
    [InlineData("DTSTART:20261224T200000", "")]
    [InlineData("DTSTART:20261224\nSTATUS:CANCELLED", "")]
    [InlineData("DTSTART:20291224", "")]
    [InlineData(
        "DTSTART:20101224\nRRULE:FREQ=YEARLY",
        "2026-12-24 Closed ; 2027-12-24 Closed ; 2028-12-24 Closed "
    )]
    [InlineData(
        "DTSTART:20101224\nRRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;WKST=MO",
        "2026-12-24 Closed ; 2027-12-24 Closed ; 2028-12-24 Closed "
    )]
    [InlineData(
        "DTSTART:20101224\nRRULE:FREQ=YEARLY;UNTIL=20271224T000000Z",
        "2026-12-24 Closed ; 2027-12-24 Closed "
    )]
    [InlineData("DTSTART:20241224\nRRULE:FREQ=YEARLY;COUNT=3", "2026-12-24 Closed ")]
    [InlineData(
        "DTSTART:20241224\nRRULE:FREQ=YEARLY;INTERVAL=2",
        "2026-12-24 Closed ; 2028-12-24 Closed "
    )]
    [InlineData("DTSTART:20240229\nRRULE:FREQ=YEARLY", "2028-02-29 Closed ")]
    [InlineData(
        "DTSTART:20231123\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "2026-11-26 Closed ; 2027-11-25 Closed ; 2028-11-23 Closed "
    )]
    [InlineData(
        "DTSTART:20230529\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
        "2026-05-25 Closed ; 2027-05-31 Closed ; 2028-05-29 Closed "
    )]
    [InlineData("DTSTART:20251231\nDTEND:20260102", "2026-01-01 Closed ")]
    [InlineData(
        "DTSTART:20101231\nDTEND:20110102\nRRULE:FREQ=YEARLY;COUNT=17",
        "2026-01-01 Closed ; 2026-12-31 Closed ; 2027-01-01 Closed "
    )]
    public void An_event_closes_what_it_says(string says, string closed)
    {
        var (days, refusal) = Read(Event(says));

        Assert.Null(refusal);
        Assert.Equal(closed, string.Join("; ", days.Select(Said)));
    }

    [Fact]
    public void Of_two_that_meet_on_a_day_both_count_and_a_whole_day_counts_more()
    {
        var (days, _) = Read(
            Event("DTSTART:20261224T080000\nDTEND:20261224T100000")
                .Replace(
                    "END:VCALENDAR",
                    """
                    BEGIN:VEVENT
                    DTSTART:20261224T090000
                    DTEND:20261224T120000
                    END:VEVENT
                    BEGIN:VEVENT
                    DTSTART:20261231T120000
                    DTEND:20261231T130000
                    SUMMARY:Lunch
                    END:VEVENT
                    BEGIN:VEVENT
                    DTSTART:20261231
                    SUMMARY:Old Year
                    END:VEVENT
                    END:VCALENDAR
                    """
                )
        );

        Assert.Equal(
            ["2026-12-24 ClosedPart 08:00-12:00", "2026-12-31 Closed "],
            days.Select(Said)
        );
        Assert.Equal("Old Year", days[1].Name);
    }

    [Theory]
    [InlineData("", DaysFileFault.NotACalendar, 1)]
    [InlineData("Date;Name\n24.12.;Christmas", DaysFileFault.LineUnreadable, 1)]
    [InlineData("BEGIN:VCARD\nEND:VCARD", DaysFileFault.NotACalendar, 1)]
    [InlineData("BEGIN:VCALENDAR\nno colon\nEND:VCALENDAR", DaysFileFault.LineUnreadable, 2)]
    [InlineData("BEGIN:VCALENDAR\n:no name\nEND:VCALENDAR", DaysFileFault.LineUnreadable, 2)]
    [InlineData(
        "BEGIN:VCALENDAR\nX;A=\"open:quote\nEND:VCALENDAR",
        DaysFileFault.LineUnreadable,
        2
    )]
    [InlineData(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEND:VCALENDAR",
        DaysFileFault.Unfinished,
        2
    )]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224", DaysFileFault.Unfinished, 2)]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT", DaysFileFault.Unfinished, 1)]
    [InlineData(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:None\nEND:VEVENT\nEND:VCALENDAR",
        DaysFileFault.WithoutStart,
        2
    )]
    public void What_is_no_calendar_is_refused_with_its_line(
        string text,
        DaysFileFault fault,
        int line
    ) => Refused(text, fault, line);

    [Theory]
    [InlineData("DTSTART:20261324", DaysFileFault.DateUnreadable, 3)]
    [InlineData("DTSTART:tomorrow", DaysFileFault.DateUnreadable, 3)]
    [InlineData("DTSTART:00011224", DaysFileFault.DateUnreadable, 3)]
    [InlineData("DTSTART;TZID=Mars/Olympus:20261224T080000", DaysFileFault.ZoneUnknown, 3)]
    [InlineData("DTSTART:20261224\nDTEND:20261224T080000", DaysFileFault.DateUnreadable, 4)]
    [InlineData("DTSTART:20261224T080000Z\nDTEND:20261224T090000", DaysFileFault.DateUnreadable, 4)]
    [InlineData("DTSTART:20261224\nDTEND:20261223", DaysFileFault.EndBeforeStart, 4)]
    [InlineData("DTSTART:20261224\nDURATION:-P1D", DaysFileFault.DateUnreadable, 4)]
    [InlineData("DTSTART:20261224\nDURATION:PT1H", DaysFileFault.DateUnreadable, 4)]
    [InlineData("DTSTART:20261224\nDURATION:P9999999999W", DaysFileFault.DateUnreadable, 4)]
    [InlineData("DTSTART:20261224\nDURATION:P999999999W", DaysFileFault.DateUnreadable, 4)]
    [InlineData("DTSTART:20261224\nDTEND:20281224", DaysFileFault.TooManyDays, 2)]
    [InlineData("DTSTART:20261224\nRRULE:FREQ=WEEKLY", DaysFileFault.RepeatUnsupported, 4)]
    [InlineData(
        "DTSTART:20261224\nRRULE:FREQ=YEARLY;BYEASTER=0",
        DaysFileFault.RepeatUnsupported,
        4
    )]
    [InlineData("DTSTART:20261224\nRRULE:FREQ=YEARLY;BYDAY=MO", DaysFileFault.RepeatUnsupported, 4)]
    [InlineData(
        "DTSTART:20261224\nRRULE:FREQ=YEARLY;BYMONTH=11",
        DaysFileFault.RepeatUnsupported,
        4
    )]
    [InlineData(
        "DTSTART:20261224\nRRULE:FREQ=YEARLY;INTERVAL=0",
        DaysFileFault.RepeatUnsupported,
        4
    )]
    [InlineData(
        "DTSTART:20261224\nRRULE:FREQ=YEARLY;COUNT=99999999999",
        DaysFileFault.RepeatUnsupported,
        4
    )]
    [InlineData(
        "DTSTART:20261224\nRRULE:FREQ=YEARLY;UNTIL=never",
        DaysFileFault.RepeatUnsupported,
        4
    )]
    [InlineData(
        "DTSTART:20261224\nSUMMARY:a\n b\nRRULE:FREQ=DAILY",
        DaysFileFault.RepeatUnsupported,
        6
    )]
    [InlineData(
        "DTSTART:20261224\nRRULE:FREQ=YEARLY\nEXDATE:20271224",
        DaysFileFault.RepeatUnsupported,
        5
    )]
    public void An_event_that_is_not_understood_is_refused_with_its_line(
        string says,
        DaysFileFault fault,
        int line
    ) => Refused(Event(says), fault, line);

    [Fact]
    public void A_file_that_is_too_large_or_closes_too_much_is_refused()
    {
        Refused(new string('x', DaysFile.MostCharacters + 1), DaysFileFault.TooLarge, 1);
        var (_, refusal) = DaysFile.Read(
            Event("DTSTART:20000101\nDTEND:20001230\nRRULE:FREQ=YEARLY"),
            DateTimeZone.Utc,
            2000,
            2199
        );
        Assert.Equal(DaysFileFault.TooManyDays, refusal?.Fault);
    }

    /// <summary>A good file with lines put elsewhere and characters put between, so that most of it is still understood.</summary>
    [Fact]
    public void Rubbish_is_refused_and_never_more() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(
                Spoiled.ToArbitrary(),
                text =>
                    Read(text) is { Days.Count: >= 0 } read && read.Days.Count <= DaysFile.MostDays
            )
        );

    private static readonly Gen<string> Spoiled =
        from lines in Gen.Shuffle(
            Good.Split('\n')
                .Concat([
                    "RRULE:FREQ=YEARLY;COUNT=3;UNTIL=20300101",
                    "DTSTART;TZID=Asia/Tehran:20220322T003000",
                    "DTEND:99991231T235959",
                    "DURATION:P1W",
                    "EXDATE:",
                    " folded",
                    "BEGIN:VEVENT",
                    "END:VEVENT",
                ])
        )
        from ordered in Gen.Elements(true, false, false)
        from take in Gen.Choose(1, lines.Length)
        let text = string.Join(
            '\n',
            ordered ? Good.Split('\n') : ["BEGIN:VCALENDAR", "BEGIN:VEVENT", .. lines.Take(take)]
        )
        from at in Gen.Choose(0, text.Length)
        from noise in Gen.Elements("", "\0", ";", ":", "\"", "9", "\n", "\\", "😀", "-", "T", "=")
        select text.Insert(at, noise);

    private static (IReadOnlyList<ExceptionalDay> Days, DaysFileRefusal? Refusal) Read(
        string text
    ) => DaysFile.Read(text, DateTimeZoneProviders.Tzdb["Europe/Berlin"], 2026, 2028);

    private static string Event(string says) =>
        $"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{says}\nEND:VEVENT\nEND:VCALENDAR\n";

    private static string Said(ExceptionalDay day) =>
        $"{day.Date:uuuu-MM-dd} {day.Kind} {day.Spans}";

    private static void Refused(string text, DaysFileFault fault, int line)
    {
        var (days, refusal) = Read(text);

        Assert.Empty(days);
        Assert.Equal((fault, (int?)line), (refusal?.Fault, refusal?.Line));
    }
}
