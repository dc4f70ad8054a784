using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Mail;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>The firm's settings, and its colleagues.</summary>
internal static class SettingsPages
{
    /// <summary>How many names a field completes to.</summary>
    private const int MostNames = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/settings",
                async (Db db, Me me, Firms firms, CancellationToken cancel) =>
                    Pages.Show<SettingsView>(
                        new
                        {
                            Me = me,
                            Firm = (await firms.Read(cancel)).Name,
                            Led = await Rapport.Handovers.Handovers.Led(db, cancel),
                        }
                    )
            )
            .Needs(Act.Look);
        app.MapGet("/colleagues/complete", Complete).Needs(Act.Look);
        app.MapGet("/settings/colleagues", Colleagues).Needs(Act.ManageColleagues);
        app.MapGet(
                "/settings/colleagues/new",
                (Db db, Me me, CancellationToken cancel) => Form(db, me, new(), null, null, cancel)
            )
            .Needs(Act.ManageColleagues);
        app.MapPost("/settings/colleagues/new", Add)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .DisableAntiforgery();
        app.MapGet("/settings/colleagues/{id:guid}", Edit).Needs(Act.ManageColleagues);
        app.MapPost("/settings/colleagues/{id:guid}", Change)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost("/settings/colleagues/{id:guid}/invitation", Invite)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost("/settings/colleagues/{id:guid}/departure", Leave)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .DisableAntiforgery();
    }

    /// <summary>Who of us has a name like this, for a field that names one.</summary>
    private static async Task<IResult> Complete(
        Db db,
        string? colleague,
        string? owner,
        string? lead,
        string? backup,
        string? nextOwner,
        string? successor,
        string? everybody,
        string? ofFirm,
        CancellationToken cancel
    ) =>
        Pages.Show<OptionsView>(
            new
            {
                Values = await ColleagueNames.Complete(
                    db,
                    colleague
                        ?? owner
                        ?? lead
                        ?? backup
                        ?? nextOwner
                        ?? successor
                        ?? everybody
                        ?? ofFirm,
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
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await ColleagueList.Find(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var shape = ColleagueInput.Shape(await ColleagueList.Units(db, cancel));
        var sent = Sent.Read(shape, form);
        form = sent.Settled(form);
        var input = ColleagueInput.Of(form);
        var now = FormState.Of(shape, ColleagueInput.Of(before));
        var contested = new Contested(
            nameof(Colleague),
            id,
            before.Version,
            before.Name,
            "settings",
            $"/settings/colleagues/{id}",
            $"/settings/colleagues/{id}"
        );
        if (
            await Overtaken.Page(db, me, sent, now, input.Version, contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = input.Details(before, faults);
        var changed = await db.Attempt(
            faults,
            () => colleagues.Change(id, said, before.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(db, me, colleagues, id, form, cancel);
        }
        var opened = form[FormState.Opened].ToString();
        return changed.Done
            ? TypedResults.Redirect("/settings/colleagues")
            : await Form(db, me, input, before, changed.Refusal, cancel, opened);
    }

    private static async Task<IResult> Invite(
        HttpContext http,
        Db db,
        Me me,
        Accounts accounts,
        Firms firms,
        ISealSecrets seal,
        [FromServices] MailSetting? mail,
        Guid id,
        CancellationToken cancel
    )
    {
        var firm = await firms.Read(cancel);
        var here = $"{http.Request.Scheme}://{http.Request.Host}";
        string? mailed = null;
        var link = await accounts.Invite(
            id,
            (colleague, made, secret) =>
            {
                if (mail is not null && colleague.Email is { } address)
                {
                    mailed = address;
                    Mails.Write(
                        db,
                        InvitationMail.Of(colleague, made, $"{here}/link/{secret}", firm),
                        seal
                    );
                }
            },
            cancel
        );
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
                    Link = mailed is null ? $"{here}/link/{link.Value}" : null,
                    Mailed = mailed,
                }
            )
            : await Form(db, me, ColleagueInput.Of(record), record, link.Refusal, cancel);
    }

    private static async Task<IResult> Leave(
        Db db,
        Me me,
        Rapport.People.Colleagues colleagues,
        Guid id,
        [FromForm] DepartureForm input,
        CancellationToken cancel
    )
    {
        var left = await colleagues.Leave(id, input.Reason, cancel);
        if (left.Done)
        {
            return TypedResults.Redirect("/settings/colleagues");
        }
        return await ColleagueList.Find(db, id, cancel) is { } record
            ? await Form(db, me, ColleagueInput.Of(record), record, left.Refusal, cancel)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> Form(
        Db db,
        Me me,
        ColleagueInput input,
        ColleagueRecord? record,
        Refusal? refusal,
        CancellationToken cancel,
        string? opened = null
    )
    {
        var units = await ColleagueList.Units(db, cancel);
        return Pages.Show<ColleagueForm>(
            new
            {
                Me = me,
                Input = input,
                Record = record,
                Refusal = refusal,
                Units = units,
                Opened = opened
                    ?? (
                        record is null
                            ? null
                            : FormState
                                .Of(ColleagueInput.Shape(units), ColleagueInput.Of(record))
                                .Write()
                    ),
                Once = Guid.NewGuid().ToString(),
            },
            Pages.StatusOf(refusal)
        );
    }
}
