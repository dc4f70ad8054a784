using System.Net;
using System.Text;
using AngleSharp.Dom;
using Rapport.Calendars;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Web.Calendars;

/// <summary>Calendars as an administrator keeps them on the pages, without scripts.</summary>
public sealed class CalendarsPagesTests(Sqlite database) : IClassFixture<Sqlite>
{
    private const string Path = "/settings/calendars";

    [Fact]
    public async Task An_administrator_adds_a_calendar_gives_it_hours_holidays_and_days_and_tries_it()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);

        var own = await boss.Saved(Path, new() { ["Name"] = "Munich office" });
        await boss.Saved(
            own,
            new()
            {
                ["Name"] = "Munich",
                ["Zone"] = "Europe/Berlin",
                ["Region"] = "DE-BY",
                ["Hours.Mon"] = "9-12 13-17",
                ["Hours.Tue"] = "9-17",
                ["Hours.Thu"] = "22-6",
            }
        );
        await boss.Saved(
            $"{own}/days",
            new()
            {
                ["Date"] = "2026-12-28",
                ["Kind"] = "ClosedPart",
                ["Spans"] = "13-24",
                ["Label"] = "Stocktaking",
            },
            own
        );
        var page = await boss.Page($"{own}?year=2026&from=2026-12-24T10:00&term=1 bd");
        var all = (await boss.Page(Path)).Said();

        Assert.Equal("09:00-12:00, 13:00-17:00", page.Typed("Hours.Mon"));
        Assert.Equal("22:00-06:00", page.Typed("Hours.Thu"));
        Assert.Equal("DE-BY", page.Typed("Region"));
        Assert.Contains("Fronleichnam", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Stocktaking", page.Said(), StringComparison.Ordinal);
        var due = page.QuerySelector("#try [role=status]")!.TextContent;
        Assert.Contains("28", due, StringComparison.Ordinal);
        Assert.Contains("12:00", due, StringComparison.Ordinal);
        Assert.Contains("Munich", all, StringComparison.Ordinal);
        Assert.Contains("Bayern", all, StringComparison.Ordinal);
        Assert.Contains("Munich", (await boss.Page($"{own}/history")).Said());
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);
        var own = await boss.Saved(Path, new() { ["Name"] = "Wrong" });

        var taken = await boss.Refused(Path, new() { ["Name"] = "wrong" });
        var hours = await boss.Refused(own, new() { ["Name"] = "Wrong", ["Hours.Mon"] = "noon" });
        var day = await boss.Refused(
            $"{own}/days",
            new()
            {
                ["Date"] = "",
                ["Kind"] = "OtherHours",
                ["Spans"] = "late",
            },
            own
        );
        var user = await boss.Refused($"{own}/users", new() { ["Client"] = "Nobody here" }, own);
        var tried = await boss.Page($"{own}?from=soon&term=two+days");

        Assert.NotNull(taken.Wrong("Name"));
        Assert.NotNull(hours.Wrong("Hours-Mon"));
        Assert.Equal("noon", hours.Typed("Hours.Mon"));
        Assert.NotNull(day.Wrong("Date"));
        Assert.NotNull(day.Wrong("Spans"));
        Assert.Equal("late", day.Typed("Spans"));
        Assert.NotNull(user.Wrong("Client"));
        Assert.Equal("Nobody here", user.Typed("Client"));
        Assert.NotNull(tried.QuerySelector("#try .error"));
    }

    [Fact]
    public async Task A_day_is_taken_out_again()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);
        var own = await boss.Saved(Path, new() { ["Name"] = "Taken out again" });
        await boss.Saved(
            $"{own}/days",
            new()
            {
                ["Date"] = "2026-12-28",
                ["Kind"] = "Closed",
                ["Label"] = "Bridge day",
            },
            own
        );
        var before = await boss.Page($"{own}?year=2026");
        var remove = before.QuerySelector("#days .row form")!.GetAttribute("action")!;

        await boss.Saved(remove, [], $"{own}?year=2026");

        Assert.Contains("Bridge day", before.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bridge day", (await boss.Page($"{own}?year=2026")).Said());
    }

    [Fact]
    public async Task A_client_and_a_unit_go_by_a_calendar_and_no_longer()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Goes by Munich");
        await boss.Saved("/settings/units", new() { ["Name"] = "Unit by Munich" });
        var own = await boss.Saved(Path, new() { ["Name"] = "Gone by" });
        var unit = (await boss.Page(own))
            .QuerySelectorAll("#users option")
            .Single(o => o.TextContent == "Unit by Munich")
            .GetAttribute("value")!;

        await boss.Saved(
            $"{own}/users",
            new() { ["Client"] = "Goes by Munich", ["Unit"] = unit },
            own
        );
        var users = (await boss.Page(own)).QuerySelector("#users")!.TextContent;
        await boss.Saved(
            $"{own}/users/removal",
            new() { ["Client"] = client.Id.ToString(), ["Unit"] = unit },
            own
        );
        var none = await boss.Page(own);

        Assert.Contains("Goes by Munich", users, StringComparison.Ordinal);
        Assert.Contains("Unit by Munich", users, StringComparison.Ordinal);
        Assert.Empty(none.QuerySelectorAll("#users .row"));
    }

    [Fact]
    public async Task The_firms_own_calendar_is_there_before_anybody_changed_it()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);

        var before = await boss.Page($"{Path}/{Calendar.OfFirm}");
        await boss.Saved(
            $"{Path}/{Calendar.OfFirm}",
            new() { ["Region"] = "AT", ["Hours.Mon"] = "8-16" }
        );
        var after = await boss.Page($"{Path}/{Calendar.OfFirm}");

        Assert.Equal("09:00-17:00", before.Typed("Hours.Fri"));
        Assert.Equal("08:00-16:00", after.Typed("Hours.Mon"));
        Assert.Equal("AT", after.Typed("Region"));
        Assert.Empty(after.QuerySelectorAll("[name=Name]"));
    }

    [Fact]
    public async Task A_file_is_shown_day_by_day_before_it_is_taken_and_rubbish_is_refused_with_its_line()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);
        var own = await boss.Saved(Path, new() { ["Name"] = "From a file" });
        await boss.Saved(
            $"{own}/days",
            new()
            {
                ["Date"] = $"{Year}-12-24",
                ["Kind"] = "Closed",
                ["Label"] = "Ours",
            },
            own
        );
        var text = $"""
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:{Year}1224
            DTEND;VALUE=DATE:{Year}1226
            SUMMARY:Works council
            END:VEVENT
            END:VCALENDAR
            """;

        var looked = await Look(boss, own, text, HttpStatusCode.OK);
        var untouched = await boss.Page($"{own}?year={Year}");
        await boss.Saved(
            $"{own}/file/days",
            new() { ["Text"] = looked.Typed("Text")! },
            $"{own}/file"
        );
        var taken = (await boss.Page($"{own}?year={Year}")).QuerySelector("#days")!.TextContent;
        var refused = await Look(
            boss,
            own,
            text.Replace("SUMMARY", "RRULE:FREQ=WEEKLY\nSUMMARY"),
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(2, looked.QuerySelectorAll("main .row").Length);
        Assert.Contains("1 of 2", looked.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Works council", untouched.Said(), StringComparison.Ordinal);
        Assert.Contains("Works council", taken, StringComparison.Ordinal);
        Assert.Contains("Ours", taken, StringComparison.Ordinal);
        Assert.Contains("5", refused.Wrong("file"), StringComparison.Ordinal);
    }

    /// <summary>In which the test runs: a file is read for the years around it.</summary>
    private static readonly int Year = new MicrosecondClock().GetCurrentInstant().InUtc().Year;

    private static async Task<IDocument> Look(
        Visitor visitor,
        string own,
        string text,
        HttpStatusCode expected
    )
    {
        var page = await visitor.Page($"{own}/file");
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "days.ics" },
        };
        using var answer = await visitor.Http.PostAsync(
            new Uri($"{own}/file", UriKind.Relative),
            form
        );
        Assert.Equal(expected, answer.StatusCode);
        return await Visitor.Read(answer);
    }
}
