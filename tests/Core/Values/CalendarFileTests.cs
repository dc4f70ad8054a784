using System.Text;
using NodaTime;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Calendar files, as an ordinary program understands them and as the standard wants their bytes.</summary>
public sealed class CalendarFileTests
{
    private static readonly Instant Stamp = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public async Task A_moment_a_span_and_days_come_out_as_they_went_in()
    {
        var read = await Read(
            CalendarMethod.Publish,
            new CalendarEvent(
                "moment",
                Stamp,
                new CalendarWhen.Span(Instant.FromUtc(2026, 12, 1, 15, 0), null),
                "Due"
            )
            {
                Busy = false,
            },
            new CalendarEvent(
                "span",
                Stamp,
                new CalendarWhen.Span(
                    Instant.FromUtc(2026, 7, 1, 8, 0),
                    Instant.FromUtc(2026, 7, 1, 9, 30),
                    Berlin
                ),
                "Steering"
            )
            {
                Sequence = 3,
                Url = new Uri("https://rapport.example/meetings/1?a=b,c;d"),
            },
            new CalendarEvent(
                "days",
                Stamp,
                new CalendarWhen.Days(new LocalDate(2026, 12, 31), new LocalDate(2027, 1, 1)),
                "Away"
            )
        );

        var (moment, span, days) = (read["events"]![0]!, read["events"]![1]!, read["events"]![2]!);
        Assert.Equal("PUBLISH", (string?)read["method"]);
        Assert.Equal("2026-12-01T15:00:00.000Z", (string?)moment["start"]);
        Assert.Null(moment["end"]);
        Assert.True((bool)moment["transparent"]!);
        Assert.Equal("2026-11-23T09:00:00.000Z", (string?)moment["stamp"]);
        Assert.Equal("2026-07-01T08:00:00.000Z", (string?)span["start"]);
        Assert.Equal("2026-07-01T09:30:00.000Z", (string?)span["end"]);
        Assert.Equal(3, (int)span["sequence"]!);
        Assert.Equal("https://rapport.example/meetings/1?a=b,c;d", (string?)span["url"]);
        Assert.Equal("2026-12-31", (string?)days["start"]);
        Assert.Equal("2027-01-02", (string?)days["end"]);
    }

    [Theory]
    [InlineData("Plain")]
    [InlineData("Comma, semicolon; colon: backslash \\ and \\n as two letters")]
    [InlineData("Two\nlines\n\nand a\ttab")]
    [InlineData("BEGIN:VEVENT\r\nSUMMARY:injected")]
    [InlineData(
        "Ümläute, 日本語 and 👩‍👩‍👧‍👦 families, each more than an octet: Ümläute, 日本語 and 👩‍👩‍👧‍👦 families"
    )]
    [InlineData("\"Quoted\" ^and^ caret")]
    public async Task Whatever_is_written_is_read_as_it_was_meant(string text)
    {
        // A parameter knows no backslashes (3.2); ical.js unescapes them there all the same.
        var name = text.Replace('\n', ' ').Replace('\\', '/');
        var read = await Read(
            CalendarMethod.Request,
            Meeting(text) with
            {
                Description = text,
                Location = text,
                Guests = [new(new CalendarPerson("ana@halden.example", name))],
            }
        );

        var (one, meant) = (read["events"]![0]!, text.ReplaceLineEndings("\n"));
        Assert.Single(read["events"]!.AsArray());
        Assert.Equal(meant, (string?)one["summary"]);
        Assert.Equal(meant, (string?)one["description"]);
        Assert.Equal(meant, (string?)one["location"]);
        Assert.Equal(name.ReplaceLineEndings("\n"), (string?)one["attendees"]![0]!["name"]);
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_none_breaks_a_letter()
    {
        var long_ = string.Concat(Enumerable.Repeat("äé日👩", 60));
        var file = CalendarFile.Write(CalendarMethod.Request, [Meeting(long_)], long_);

        Assert.EndsWith("\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', file.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(
            file.Split("\r\n"),
            line =>
            {
                Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line);
                Assert.DoesNotContain('\uFFFD', line);
                Assert.False(line.Length > 1 && char.IsLowSurrogate(line[1]));
            }
        );
        Assert.Contains("SUMMARY:" + long_, file.Replace("\r\n ", ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_and_half_letters_do_not_get_into_a_file()
    {
        var file = CalendarFile.Write(
            CalendarMethod.Publish,
            [Meeting("a\0b\u001b[31mc\ud800d\u0085e")]
        );

        Assert.DoesNotContain(file, c => char.IsControl(c) && c is not ('\r' or '\n'));
        Assert.DoesNotContain('\ud800', file);
    }

    [Fact]
    public async Task An_invitation_names_who_invites_whom_and_what_each_said()
    {
        var read = await Read(
            CalendarMethod.Request,
            Meeting("Partner review") with
            {
                Guests =
                [
                    new(new("ana@halden.example", "Berg, Ana"), CalendarAnswer.Accepted),
                    new(new("ben@halden.example"), Needed: false),
                ],
            }
        );

        var one = read["events"]![0]!;
        var (ana, ben) = (one["attendees"]![0]!, one["attendees"]![1]!);
        Assert.Equal("REQUEST", (string?)read["method"]);
        Assert.Equal("CONFIRMED", (string?)one["status"]);
        Assert.Equal("mailto:tomasz@firm.example", (string?)one["organizer"]);
        Assert.Equal("mailto:ana@halden.example", (string?)ana["address"]);
        Assert.Equal("Berg, Ana", (string?)ana["name"]);
        Assert.Equal(
            ("ACCEPTED", null, "REQ-PARTICIPANT"),
            ((string?)ana["answer"], (string?)ana["rsvp"], (string?)ana["role"])
        );
        Assert.Equal(
            ("NEEDS-ACTION", "TRUE", "OPT-PARTICIPANT"),
            ((string?)ben["answer"], (string?)ben["rsvp"], (string?)ben["role"])
        );
    }

    [Fact]
    public async Task What_is_cancelled_says_so_under_its_old_name()
    {
        var read = await Read(CalendarMethod.Cancel, Meeting("Off") with { Sequence = 2 });

        Assert.Equal("CANCEL", (string?)read["method"]);
        Assert.Equal("CANCELLED", (string?)read["events"]![0]!["status"]);
        Assert.Equal("meeting@firm.example", (string?)read["events"]![0]!["uid"]);
        Assert.Equal(2, (int)read["events"]![0]!["sequence"]!);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Europe/Dublin")]
    [InlineData("Asia/Tokyo")]
    public async Task What_recurs_stays_at_its_hour_where_it_is_meant(string zoneId)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var first = new LocalDateTime(2026, 1, 15, 9, 30);
        LocalDateTime Month(int number) => first.PlusMonths(number);
        var read = await Read(
            CalendarMethod.Publish,
            new CalendarEvent(
                "series",
                Stamp,
                new CalendarWhen.Span(
                    zone.AtLeniently(first).ToInstant(),
                    zone.AtLeniently(first.PlusHours(1)).ToInstant(),
                    zone
                ),
                "Monthly"
            )
            {
                Rule = "FREQ=MONTHLY;COUNT=36",
                Except =
                [
                    new CalendarWhen.Span(zone.AtLeniently(Month(2)).ToInstant(), null, zone),
                ],
            }
        );

        var expected = Enumerable
            .Range(0, 36)
            .Where(number => number != 2)
            .Select(number =>
                zone.AtLeniently(Month(number)).ToDateTimeUtc().ToString("yyyy-MM-ddTHH:mm:ss.fffZ")
            );
        Assert.Equal(expected, read["events"]![0]!["recurs"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task One_of_a_series_that_moved_says_instead_of_which_it_is()
    {
        var read = await Read(
            CalendarMethod.Request,
            Meeting("Moved") with
            {
                InsteadOf = new CalendarWhen.Span(Instant.FromUtc(2026, 3, 30, 8, 0), null, Berlin),
            }
        );

        Assert.Equal("2026-03-30T08:00:00.000Z", (string?)read["events"]![0]!["recurrenceId"]);
    }

    [Fact]
    public void What_makes_no_sense_is_not_written()
    {
        var at = new CalendarWhen.Span(Stamp, Stamp);
        var backward = new CalendarWhen.Days(new(2026, 1, 2), new(2026, 1, 1));
        foreach (var when in new CalendarWhen[] { at, backward })
        {
            Assert.Throws<ArgumentException>(() =>
                CalendarFile.Write(CalendarMethod.Publish, [Meeting("x") with { When = when }])
            );
        }
        Assert.Throws<ArgumentException>(() =>
            CalendarFile.Write(CalendarMethod.Request, [Meeting("x") with { Organizer = null }])
        );
    }

    private static CalendarEvent Meeting(string summary) =>
        new(
            "meeting@firm.example",
            Stamp,
            new CalendarWhen.Span(
                Instant.FromUtc(2026, 3, 30, 8, 0),
                Instant.FromUtc(2026, 3, 30, 9, 0),
                Berlin
            ),
            summary
        )
        {
            Organizer = new CalendarPerson("tomasz@firm.example", "Tomasz"),
        };

    private static Task<System.Text.Json.Nodes.JsonNode> Read(
        CalendarMethod method,
        params CalendarEvent[] events
    ) => CalendarProgram.Read(CalendarFile.Write(method, events, "Rapport"));
}
