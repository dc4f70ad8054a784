using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Calendars;

/// <summary>Days out of an .ics file: first each of them is shown, then they are taken.</summary>
internal static class CalendarFilePages
{
    /// <summary>Repeats are followed so many years ahead.</summary>
    private const int YearsAhead = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        var file = app.MapGroup(CalendarsPages.Path + "/{id:guid}/file");
        file.MapGet("/", Ask).Needs(Act.ManageCalendars);
        file.MapPost("/", Look).Needs(Act.ManageCalendars).DisableAntiforgery();
        file.MapPost("/days", Take).Needs(Act.ManageCalendars).DisableAntiforgery();
    }

    private static async Task<IResult> Ask(Db db, Me me, Guid id, CancellationToken cancel) =>
        await CalendarList.Find(db, id, cancel) is { } calendar
            ? Show(me, new(calendar, null, [], new HashSet<NodaTime.LocalDate>()), null)
            : TypedResults.NotFound();

    private static async Task<IResult> Look(
        Db db,
        Me me,
        BusinessTimes times,
        Guid id,
        IFormFile? file,
        CancellationToken cancel
    )
    {
        if (await CalendarList.Find(db, id, cancel) is not { } calendar)
        {
            return TypedResults.NotFound();
        }
        if (file is null)
        {
            return Show(
                me,
                new(calendar, null, [], new HashSet<NodaTime.LocalDate>()),
                CalendarWords.FileMissing
            );
        }
        // A character may take four bytes, and more than so many characters are refused anyway.
        using var reader = new StreamReader(file.OpenReadStream());
        var text = new char[DaysFile.MostCharacters + 1];
        var length = await reader.ReadBlockAsync(text, cancel);
        return await Fates(db, me, times, calendar, new string(text, 0, length), cancel);
    }

    private static async Task<IResult> Take(
        Db db,
        Me me,
        Rapport.Calendars.Calendars acts,
        BusinessTimes times,
        Guid id,
        [FromForm] CalendarFileInput input,
        CancellationToken cancel
    )
    {
        if (await CalendarList.Find(db, id, cancel) is not { } calendar)
        {
            return TypedResults.NotFound();
        }
        var (days, refusal) = await Read(db, times, id, input.Text ?? "", cancel);
        if (refusal is not null)
        {
            return await Fates(db, me, times, calendar, input.Text ?? "", cancel);
        }
        var taken = await acts.Take(id, days, cancel);
        return taken.Done
            ? TypedResults.LocalRedirect($"{CalendarsPages.Path}/{id}#days")
            : Show(
                me,
                new(calendar, null, [], new HashSet<NodaTime.LocalDate>()),
                taken.Refusal is { Faults: [var fault, ..] } ? fault.Words() : FaultWords.Stale
            );
    }

    private static async Task<IResult> Fates(
        Db db,
        Me me,
        BusinessTimes times,
        CalendarRecord calendar,
        string text,
        CancellationToken cancel
    )
    {
        var (days, refusal) = await Read(db, times, calendar.Id, text, cancel);
        var known = await CalendarList.Dates(db, calendar.Id, cancel);
        return Show(
            me,
            new(calendar, refusal is null ? text : null, days, known),
            refusal is null ? null : CalendarTexts.Words(refusal)
        );
    }

    private static async Task<(IReadOnlyList<ExceptionalDay>, DaysFileRefusal?)> Read(
        Db db,
        BusinessTimes times,
        Guid id,
        string text,
        CancellationToken cancel
    )
    {
        var zone = (await times.Read(id, cancel)).Zone;
        var year = db.Now.InZone(zone).Year;
        return DaysFile.Read(text, zone, year - 1, year + YearsAhead);
    }

    private static RazorComponentResult<CalendarFileView> Show(
        Me me,
        CalendarFileShown shown,
        string? wrong
    ) =>
        Pages.Show<CalendarFileView>(
            new
            {
                Me = me,
                Shown = shown,
                Wrong = wrong,
            },
            wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );
}
