using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Calendars;

/// <summary>The calendars of the firm: all of them, and one with its week, its days and who goes by it.</summary>
internal static class CalendarsPages
{
    public const string Path = "/settings/calendars";

    private const int MostClients = 50;

    private const string UsualTerm = "2 bd";

    private static readonly LocalDateTimePattern Typed =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>What was not taken, with what was typed: of the calendar, of a day, or of who goes by it.</summary>
    private sealed record Again(
        Refusal Refusal,
        CalendarInput? Input = null,
        CalendarDayInput? Day = null,
        CalendarUserInput? User = null,
        string? Opened = null
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        var calendars = app.MapGroup(Path);
        calendars
            .MapGet(
                "/",
                (Db db, Me me, CancellationToken cancel) => All(db, me, null, null, cancel)
            )
            .Needs(Act.ManageCalendars);
        calendars.MapPost("/", Add).Needs(Act.ManageCalendars).DisableAntiforgery();
        calendars.MapGet("/{id:guid}", Show).Needs(Act.ManageCalendars);
        calendars.MapPost("/{id:guid}", Change).Needs(Act.ManageCalendars).DisableAntiforgery();
        calendars
            .MapPost("/{id:guid}/days", AddDay)
            .Needs(Act.ManageCalendars)
            .DisableAntiforgery();
        calendars
            .MapPost("/{id:guid}/days/{dayId:guid}/removal", RemoveDay)
            .Needs(Act.ManageCalendars)
            .DisableAntiforgery();
        calendars.MapPost("/{id:guid}/users", Give).Needs(Act.ManageCalendars).DisableAntiforgery();
        calendars
            .MapPost("/{id:guid}/users/removal", Take)
            .Needs(Act.ManageCalendars)
            .DisableAntiforgery();
    }

    private static async Task<IResult> All(
        Db db,
        Me me,
        string? name,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        Pages.Show<CalendarsView>(
            new
            {
                Me = me,
                Calendars = await CalendarList.All(db, cancel),
                Typed = name,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );

    /// <summary>A new one begins as usual, and is then changed on its page.</summary>
    private static async Task<IResult> Add(
        Db db,
        Me me,
        Rapport.Calendars.Calendars acts,
        [FromForm] CalendarNameInput input,
        CancellationToken cancel
    )
    {
        var said = new CalendarDetails
        {
            Name = input.Name,
            Hours = Calendar.UsualHours.ToString(),
        };
        var added = await acts.Add(said, cancel);
        return added.Done
            ? TypedResults.LocalRedirect($"{Path}/{added.Value.Id}")
            : await All(db, me, input.Name, added.Refusal, cancel);
    }

    private static async Task<IResult> Show(
        Db db,
        Me me,
        CalendarUses uses,
        BusinessTimes times,
        Guid id,
        int? year,
        string? from,
        string? term,
        CancellationToken cancel
    ) =>
        await CalendarList.Find(db, id, cancel) is { } calendar
            ? await Page(db, me, uses, times, calendar, year, from, term, null, cancel)
            : TypedResults.NotFound();

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Rapport.Calendars.Calendars acts,
        CalendarUses uses,
        BusinessTimes times,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await CalendarList.Find(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        if (WeekInput.Asked(form))
        {
            var filled = new Again(
                Refusal.Invalid([]),
                CalendarInput.Of(form),
                Opened: form[FormState.Opened].ToString()
            );
            return await Page(db, me, uses, times, before, null, null, null, filled, cancel);
        }
        var sent = Sent.Read(CalendarInput.Shape, form);
        form = sent.Settled(form);
        var input = CalendarInput.Of(form);
        var now = FormState.Of(CalendarInput.Shape, CalendarInput.Of(before.Details));
        var contested = new Contested(
            nameof(Calendar),
            id,
            before.Version,
            CalendarTexts.Name(before),
            "settings",
            $"{Path}/{id}",
            $"{Path}/{id}"
        );
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = input.Details(faults);
        var changed = await db.Attempt(faults, () => acts.Change(id, said, before.Version, cancel));
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(db, me, acts, uses, times, id, form, cancel);
        }
        var again = new Again(
            changed.Refusal ?? Refusal.NotFound,
            input,
            Opened: form[FormState.Opened].ToString()
        );
        return changed.Done
            ? TypedResults.LocalRedirect($"{Path}/{id}")
            : await Page(db, me, uses, times, before, null, null, null, again, cancel);
    }

    private static async Task<IResult> AddDay(
        Db db,
        Me me,
        Rapport.Calendars.Calendars acts,
        CalendarUses uses,
        BusinessTimes times,
        Guid id,
        [FromForm] CalendarDayInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = input.Details(faults);
        var added = await db.Attempt(faults, () => acts.AddDay(id, said, cancel));
        if (added.Done)
        {
            return TypedResults.LocalRedirect($"{Path}/{id}?year={said.Date!.Value.Year}#days");
        }
        return await CalendarList.Find(db, id, cancel) is { } calendar
            ? await Page(
                db,
                me,
                uses,
                times,
                calendar,
                said.Date?.Year,
                null,
                null,
                new(added.Refusal!, Day: input),
                cancel
            )
            : TypedResults.NotFound();
    }

    private static async Task<IResult> RemoveDay(
        Rapport.Calendars.Calendars acts,
        Guid id,
        Guid dayId,
        int? year,
        CancellationToken cancel
    ) =>
        (await acts.RemoveDay(id, dayId, cancel)).Done
            ? TypedResults.LocalRedirect($"{Path}/{id}{(year is null ? "" : $"?year={year}")}#days")
            : TypedResults.NotFound();

    private static async Task<IResult> Give(
        Db db,
        Me me,
        CalendarUses uses,
        BusinessTimes times,
        Guid id,
        [FromForm] CalendarUserInput input,
        CancellationToken cancel
    )
    {
        if (await CalendarList.Find(db, id, cancel) is not { IsOfFirm: false } calendar)
        {
            return TypedResults.NotFound();
        }
        var faults = new Faults();
        var unit = Choice.OfId(input.Unit, "unit", faults);
        var client = await ClientNames.Chosen(db, input.Client, "client", faults, cancel);
        faults.If(unit is null && client is null && !faults.Any, "client", Fault.Required);
        var refusal = faults.Any ? faults.Refusal : null;
        if (refusal is null && unit is { } one)
        {
            refusal = (await uses.GiveUnit(one, id, cancel)).Refusal;
        }
        if (refusal is null && client is { } other)
        {
            refusal = (await uses.GiveClient(other, id, cancel)).Refusal;
        }
        return refusal is null
            ? TypedResults.LocalRedirect($"{Path}/{id}#users")
            : await Page(
                db,
                me,
                uses,
                times,
                calendar,
                null,
                null,
                null,
                new(refusal, User: input),
                cancel
            );
    }

    /// <summary>One who went by this calendar goes by the next that counts.</summary>
    private static async Task<IResult> Take(
        Db db,
        CalendarUses uses,
        Guid id,
        [FromForm] CalendarUserInput input,
        CancellationToken cancel
    )
    {
        if (
            Guid.TryParse(input.Unit, out var unit)
            && (await uses.Units(id, cancel)).Exists(u => u.Id == unit)
        )
        {
            await uses.GiveUnit(unit, null, cancel);
        }
        if (Guid.TryParse(input.Client, out var client) && await uses.Has(client, id, cancel))
        {
            await uses.GiveClient(client, null, cancel);
        }
        return await CalendarList.Find(db, id, cancel) is null
            ? TypedResults.NotFound()
            : TypedResults.LocalRedirect($"{Path}/{id}#users");
    }

    private static async Task<IResult> Page(
        Db db,
        Me me,
        CalendarUses uses,
        BusinessTimes times,
        CalendarRecord calendar,
        int? year,
        string? from,
        string? term,
        Again? again,
        CancellationToken cancel
    )
    {
        var reckoned = await times.Read(calendar.Id, cancel);
        var now = db.Now.InZone(reckoned.Zone).LocalDateTime;
        var shown = Math.Clamp(
            year ?? now.Year,
            BusinessCalendar.First.Year,
            BusinessCalendar.Beyond.Year - 1
        );
        var days = await CalendarList.Days(db, calendar.Id, shown, cancel);
        var input = CalendarInput.Of(calendar.Details);
        var page = new CalendarShown(
            calendar,
            shown,
            days,
            reckoned.Region is { } region
                ? [.. Holidays.In(region, shown).Where(h => !days.Exists(d => d.Date == h.Date))]
                : [],
            await uses.Units(calendar.Id, cancel),
            await uses.Clients(calendar.Id, MostClients, cancel),
            await ColleagueList.Units(db, cancel),
            Try(reckoned, from ?? Typed.Format(now), term ?? UsualTerm)
        );
        return Pages.Show<CalendarView>(
            new
            {
                Me = me,
                Shown = page,
                Input = again?.Input ?? input,
                Day = again?.Day ?? new(),
                User = again?.User ?? new(),
                Refusal = again?.Refusal,
                Opened = again?.Opened is { Length: > 0 } opened
                    ? opened
                    : FormState.Of(CalendarInput.Shape, input).Write(),
            },
            again is { Refusal.Faults.Count: 0, Refusal.Kind: RefusalKind.Invalid }
                ? StatusCodes.Status200OK
                : Pages.StatusOf(again?.Refusal)
        );
    }

    private static Tried Try(BusinessCalendar calendar, string from, string term)
    {
        var faults = new Faults();
        var at = Typed.Parse(from);
        faults.If(
            !at.Success
                || at.Value.Date < BusinessCalendar.First
                || at.Value.Date >= BusinessCalendar.Beyond,
            "from",
            Fault.NotADate
        );
        var length = Term.TryParse(term);
        faults.If(length is null, "term", Fault.ValueUnfit);
        return new(
            calendar.Zone,
            from,
            term,
            faults.Any
                ? null
                : calendar.Add(at.Value.InZoneLeniently(calendar.Zone).ToInstant(), length!),
            faults.Any ? faults.Refusal : null
        );
    }
}
