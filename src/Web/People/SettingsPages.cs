using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>The firm's settings: itself, its colleagues, its units.</summary>
internal static class SettingsPages
{
    /// <summary>How many names a field completes to.</summary>
    private const int MostNames = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/settings",
                async (Me me, Firms firms, CancellationToken cancel) =>
                    Pages.Show<SettingsView>(
                        new { Me = me, Firm = (await firms.Read(cancel)).Name }
                    )
            )
            .Needs(Act.Look);
        app.MapGet("/settings/firm", Firm).Needs(Act.ManageColleagues);
        app.MapPost("/settings/firm", ChangeFirm).Needs(Act.ManageColleagues).DisableAntiforgery();
        app.MapGet("/colleagues/complete", Complete).Needs(Act.Look);
        app.MapGet("/settings/colleagues", Colleagues).Needs(Act.ManageColleagues);
        app.MapGet(
                "/settings/colleagues/new",
                (Db db, Me me, CancellationToken cancel) => Form(db, me, new(), null, null, cancel)
            )
            .Needs(Act.ManageColleagues);
        app.MapPost("/settings/colleagues/new", Add)
            .Needs(Act.ManageColleagues)
            .DisableAntiforgery();
        app.MapGet("/settings/colleagues/{id:guid}", Edit).Needs(Act.ManageColleagues);
        app.MapPost("/settings/colleagues/{id:guid}", Change)
            .Needs(Act.ManageColleagues)
            .DisableAntiforgery();
        app.MapPost("/settings/colleagues/{id:guid}/invitation", Invite)
            .Needs(Act.ManageColleagues)
            .DisableAntiforgery();
        app.MapPost("/settings/colleagues/{id:guid}/departure", Leave)
            .Needs(Act.ManageColleagues)
            .DisableAntiforgery();
        app.MapGet(
                "/settings/units",
                (Db db, Me me, CancellationToken cancel) => UnitPage(db, me, new(), null, cancel)
            )
            .Needs(Act.ManageColleagues);
        app.MapPost("/settings/units", AddUnit).Needs(Act.ManageColleagues).DisableAntiforgery();
    }

    private static async Task<IResult> Firm(Me me, Firms firms, CancellationToken cancel)
    {
        var firm = await firms.Read(cancel);
        var input = new FirmInput
        {
            Name = firm.Name,
            Currency = firm.Currency,
            Zone = firm.Zone,
            Language = firm.Language,
        };
        return Pages.Show<FirmView>(new { Me = me, Input = input });
    }

    private static async Task<IResult> ChangeFirm(
        Me me,
        Firms firms,
        [FromForm] FirmInput input,
        CancellationToken cancel
    )
    {
        var changed = await firms.Change(
            new FirmDetails(input.Name, input.Currency, input.Zone, input.Language),
            cancel
        );
        return changed.Done
            ? TypedResults.Redirect("/settings")
            : Pages.Again<FirmView>(
                new
                {
                    Me = me,
                    Input = input,
                    changed.Refusal,
                }
            );
    }

    /// <summary>Who of us has a name like this, for a field that names one.</summary>
    private static async Task<IResult> Complete(
        Db db,
        string? colleague,
        string? owner,
        string? lead,
        CancellationToken cancel
    ) =>
        Pages.Show<OptionsView>(
            new
            {
                Values = await ColleagueNames.Complete(
                    db,
                    colleague ?? owner ?? lead,
                    MostNames,
                    cancel
                ),
            }
        );

    private static async Task<IResult> Colleagues(
        HttpContext http,
        Db db,
        Me me,
        string? after,
        CancellationToken cancel
    )
    {
        var rows = (
            await ColleagueList.Page(
                db,
                Cursor.Read<ColleaguePlace>(after),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, ColleaguePlace.Of);
        return Pages.IsPartial(http)
            ? Pages.Show<ColleagueRows>(new { Me = me, Rows = rows })
            : Pages.Show<ColleaguesView>(new { Me = me, Rows = rows });
    }

    private static async Task<IResult> Add(
        Db db,
        Me me,
        Once once,
        Rapport.People.Colleagues colleagues,
        [FromForm] ColleagueInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = input.Details(null, faults);
        var added = await db.Attempt(
            faults,
            () => once.Do(said, () => colleagues.Add(said, cancel), cancel)
        );
        return added.Done
            ? TypedResults.Redirect($"/settings/colleagues/{added.Value.Id}")
            : await Form(db, me, input, null, added.Refusal, cancel);
    }

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel) =>
        await ColleagueList.Find(db, id, cancel) is { } record
            ? await Form(db, me, ColleagueInput.Of(record), record, null, cancel)
            : TypedResults.NotFound();

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Rapport.People.Colleagues colleagues,
        Guid id,
        [FromForm] ColleagueInput input,
        CancellationToken cancel
    )
    {
        if (await ColleagueList.Find(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var faults = new Faults();
        var said = input.Details(before, faults);
        var changed = await db.Attempt(
            faults,
            () => colleagues.Change(id, said, input.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // What was typed stays; sent again, knowing of the other change, it holds.
            input.Version = (await ColleagueList.Find(db, id, cancel))?.Version;
        }
        return changed.Done
            ? TypedResults.Redirect("/settings/colleagues")
            : await Form(db, me, input, before, changed.Refusal, cancel);
    }

    private static async Task<IResult> Invite(
        HttpContext http,
        Db db,
        Me me,
        Accounts accounts,
        Guid id,
        CancellationToken cancel
    )
    {
        var link = await accounts.Invite(id, cancel);
        if (
            link.Refusal?.Kind == RefusalKind.NotFound
            || await ColleagueList.Find(db, id, cancel) is not { } record
        )
        {
            return TypedResults.NotFound();
        }
        return link.Done
            ? Pages.Show<InvitationView>(
                new
                {
                    Me = me,
                    Record = record,
                    Link = $"{http.Request.Scheme}://{http.Request.Host}/link/{link.Value}",
                }
            )
            : await Form(db, me, ColleagueInput.Of(record), record, link.Refusal, cancel);
    }

    private static async Task<IResult> Leave(
        Db db,
        Me me,
        Rapport.People.Colleagues colleagues,
        Guid id,
        CancellationToken cancel
    )
    {
        var left = await colleagues.Leave(id, cancel);
        if (left.Done)
        {
            return TypedResults.Redirect("/settings/colleagues");
        }
        return await ColleagueList.Find(db, id, cancel) is { } record
            ? await Form(db, me, ColleagueInput.Of(record), record, left.Refusal, cancel)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> AddUnit(
        Db db,
        Me me,
        Units units,
        [FromForm] UnitInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = await input.Details(db, faults, cancel);
        var added = await db.Attempt(faults, () => units.Add(said, cancel));
        return added.Done
            ? TypedResults.Redirect("/settings/units")
            : await UnitPage(db, me, input, added.Refusal, cancel);
    }

    private static async Task<IResult> UnitPage(
        Db db,
        Me me,
        UnitInput input,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        Pages.Show<UnitsView>(
            new
            {
                Me = me,
                Units = await ColleagueList.Units(db, cancel),
                Input = input,
                Refusal = refusal,
            },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private static async Task<IResult> Form(
        Db db,
        Me me,
        ColleagueInput input,
        ColleagueRecord? record,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        Pages.Show<ColleagueForm>(
            new
            {
                Me = me,
                Input = input,
                Record = record,
                Refusal = refusal,
                Units = await ColleagueList.Units(db, cancel),
                Once = Guid.NewGuid().ToString(),
            },
            Pages.StatusOf(refusal)
        );
}
