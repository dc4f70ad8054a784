using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Plays;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>Writing a play: a new one, or another edition of one; tried out before it is saved.</summary>
internal static class PlayFormPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var plays = app.MapGroup(PlaybookPages.Path);
        plays.MapGet("/new", New).Needs(Act.ManagePlaybook);
        plays.MapPost("/new", Add).Needs(Act.ManagePlaybook).DisableAntiforgery();
        plays.MapGet("/{id:guid}/edit", Edit).Needs(Act.ManagePlaybook);
        plays.MapPost("/{id:guid}/edit", Change).Needs(Act.ManagePlaybook).DisableAntiforgery();
    }

    /// <summary>What the form shows beside what was typed.</summary>
    private sealed record Beside(
        PlayRecord? Play = null,
        string? Opened = null,
        Refusal? Refusal = null,
        PlayPreview? Preview = null,
        bool Added = false
    );

    private static Task<IResult> New(Db db, Me me, CancellationToken cancel) =>
        Form(db, me, new PlayInput { Of = "clients", Within = "2 bd" }, new(), cancel);

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Plays.Plays acts,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var input = PlayInput.Read(form);
        if (await Short(db, me, form, input, new(), cancel) is { } shown)
        {
            return shown;
        }
        var faults = new Faults();
        var said = await input.Details(db, faults, cancel);
        var added = await db.Attempt(
            faults,
            () => once.Do(said, () => acts.Add(said, cancel), cancel)
        );
        return added.Done
            ? TypedResults.LocalRedirect($"{PlaybookPages.Path}/{added.Value.Id}")
            : await Form(db, me, input, new(Refusal: added.Refusal), cancel);
    }

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel)
    {
        if (await PlayRecords.Find(db, id, PlaybookPages.Language, cancel) is not { } play)
        {
            return TypedResults.NotFound();
        }
        var input = PlayInput.From(play);
        return await Form(db, me, input, new(play, State(input).Write()), cancel);
    }

    private static async Task<IResult> Change(
        HttpContext http,
        Db db,
        Me me,
        Rapport.Plays.Plays acts,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await PlayRecords.Find(db, id, PlaybookPages.Language, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var beside = new Beside(before, form[FormState.Opened].ToString());
        if (await Short(db, me, form, PlayInput.Read(form), beside, cancel) is { } shown)
        {
            return shown;
        }
        var sent = Sent.Read(PlayInput.Shape, form);
        form = sent.Settled(form);
        var contested = new Contested(
            nameof(Play),
            id,
            before.Version,
            before.Details.Name!,
            "settings",
            $"{PlaybookPages.Path}/{id}/edit",
            $"{PlaybookPages.Path}/{id}"
        );
        var now = State(PlayInput.From(before));
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var input = PlayInput.Read(form);
        var faults = new Faults();
        var said = await input.Details(db, faults, cancel);
        var open = Choice.Of(form["OpenOnes"], OpenOnes.Keep, "openOnes", faults);
        var changed = await db.Attempt(
            faults,
            () => acts.Change(id, said, before.Version, open, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(http, db, me, acts, id, form, cancel);
        }
        return changed.Done
            ? TypedResults.LocalRedirect($"{PlaybookPages.Path}/{id}")
            : await Form(db, me, input, beside with { Refusal = changed.Refusal }, cancel);
    }

    /// <summary>What the form asks for without saving: a row more or less, or what it would raise; null to be saved.</summary>
    private static async Task<IResult?> Short(
        Db db,
        Me me,
        IFormCollection form,
        PlayInput input,
        Beside beside,
        CancellationToken cancel
    )
    {
        if (FormRows.Rearranged(form, input.Variants))
        {
            return await Form(
                db,
                me,
                input,
                beside with
                {
                    Added = form.ContainsKey("add"),
                },
                cancel
            );
        }
        if (!form.ContainsKey("try"))
        {
            return null;
        }
        var faults = new Faults();
        var said = await input.Details(db, faults, cancel);
        var preview = faults.Any ? faults.Refusal : await PlayPreview.Of(db, said, cancel);
        return await Form(
            db,
            me,
            input,
            preview.Done
                ? beside with
                {
                    Preview = preview.Value,
                }
                : beside with
                {
                    Refusal = preview.Refusal,
                },
            cancel
        );
    }

    private static FormState State(PlayInput input) =>
        FormState.Of(PlayInput.Shape, input, input.Variants);

    private static async Task<IResult> Form(
        Db db,
        Me me,
        PlayInput input,
        Beside beside,
        CancellationToken cancel
    )
    {
        var list = await PlayKinds.Find(db, input.Of, cancel);
        var about = PlayKinds.OfEvent(input.DischargeEvent) is { } noun
            ? await noun.OfFirm(db, cancel)
            : list;
        return Pages.Show<PlayFormView>(
            new
            {
                Me = me,
                Input = input,
                Play = beside.Play,
                Opened = beside.Opened,
                Refusal = beside.Refusal,
                Preview = beside.Preview,
                AddedRow = beside.Added,
                Dates = await PlayChoices.Dates(db, cancel),
                Wrong = beside.Refusal is null ? null : PlayPhrases.Wrong(input.Condition, list),
                WrongDone = beside.Refusal is null
                    ? null
                    : PlayPhrases.Wrong(
                        input.DischargeCondition,
                        input.Discharge == nameof(Discharge.Event) ? about : list
                    ),
            },
            Pages.StatusOf(beside.Refusal)
        );
    }
}
