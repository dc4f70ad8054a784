using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>During a meeting: its minutes on one page, kept as one goes; and its end.</summary>
internal static class MinutesPages
{
    private const int MostOffered = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/meetings/{id:guid}");
        one.MapGet("/minutes", Show).Needs(Act.Meet);
        one.MapPost("/minutes", Save).Needs(Act.Meet).DisableAntiforgery();
        one.MapPost("/minutes/draft", Draft).Needs(Act.Meet).DisableAntiforgery();
        one.MapGet("/closure", ShowClosing).Needs(Act.Meet);
        one.MapPost("/closure", Close).Needs(Act.Meet).DisableAntiforgery();
    }

    private static async Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        await MinutesForm.Of(db, id, cancel) is not { } form ? TypedResults.NotFound()
        : form.Whole.Meeting.IsOpen ? View(me, form, form.State, form.Kept, null)
        : TypedResults.LocalRedirect($"/meetings/{id}");

    private static async Task<IResult> Save(
        Db db,
        Me me,
        Minutes minutes,
        Guid id,
        [FromForm] IFormCollection sentForm,
        CancellationToken cancel
    )
    {
        if (await MinutesForm.Of(db, id, cancel) is not { } form)
        {
            return TypedResults.NotFound();
        }
        var sent = Sent.Read(form.Shape, sentForm);
        var settled = sent.Settled(sentForm);
        var rows = FormRows.Read(settled, MinutesForm.Rows);
        if (FormRows.Rearranged(sentForm, rows))
        {
            return View(
                me,
                form,
                sent.Mine,
                rows,
                null,
                sentForm,
                added: sentForm.ContainsKey("add")
            );
        }
        FormRows.DropEmpty(rows, form.Columns);
        var record = form.Whole.Meeting;
        var contested = new Contested(
            nameof(Meeting),
            id,
            record.Version,
            record.Title,
            "meetings",
            $"/meetings/{id}/minutes",
            $"/meetings/{id}"
        );
        var version = Overtaken.Version(sentForm);
        if (
            await Overtaken.Page(db, me, sent, form.State, version, contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = form.Details(settled, rows, faults);
        var saved = await db.Attempt(faults, () => minutes.Save(id, said, record.Version, cancel));
        if (saved.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Save(db, me, minutes, id, sentForm, cancel);
        }
        return saved.Done
            ? TypedResults.LocalRedirect(
                sentForm.ContainsKey("close")
                    ? $"/meetings/{id}/closure"
                    : $"/meetings/{id}/minutes#saved"
            )
            : View(me, form, sent.Mine, rows, saved.Refusal, sentForm);
    }

    /// <summary>
    /// Keeps what is typed as one goes. What others wrote meanwhile is not overwritten: then nothing is kept until the form
    /// itself is sent, which shows both.
    /// </summary>
    private static async Task<IResult> Draft(
        Db db,
        Me me,
        Minutes minutes,
        Guid id,
        [FromForm] IFormCollection sentForm,
        CancellationToken cancel
    )
    {
        if (await MinutesForm.Of(db, id, cancel) is not { } form)
        {
            return TypedResults.NotFound();
        }
        var sent = Sent.Read(form.Shape, sentForm);
        var rows = FormRows.Read(sentForm, MinutesForm.Rows);
        FormRows.DropEmpty(rows, form.Columns);
        var opened = sentForm[FormState.Opened].ToString();
        var merge = new Merge(form.Shape, sent.Opened, sent.Mine, form.State);
        var faults = new Faults();
        var said = form.Details(sentForm, rows, faults) with { Came = null };
        var saved =
            merge.IsOvertaken || faults.Any
                ? Refusal.Stale
                : await minutes.Save(id, said, form.Whole.Meeting.Version, cancel);
        if (saved.Done)
        {
            db.ChangeTracker.Clear();
            form = (await MinutesForm.Of(db, id, cancel))!;
            opened = form.State.Write();
        }
        return Pages.Show<MinutesState>(
            new
            {
                Version = saved.Done
                    ? form.Whole.Meeting.Version
                    : Overtaken.Version(sentForm) ?? 0,
                Opened = opened,
                Saved = saved.Done ? Moments.Time(db.Now, me.Zone) : null,
                Overtaken = merge.IsOvertaken,
            }
        );
    }

    private static RazorComponentResult<MinutesView> View(
        Me me,
        MinutesForm form,
        FormState shown,
        List<FormRow> rows,
        Refusal? refusal,
        IFormCollection? sent = null,
        bool added = false
    ) =>
        Pages.Show<MinutesView>(
            new
            {
                Me = me,
                Form = form,
                Shown = shown,
                Rows = rows,
                Opened = sent?[FormState.Opened].ToString() ?? form.State.Write(),
                Version = sent is null
                    ? form.Whole.Meeting.Version
                    : Overtaken.Version(sent) ?? form.Whole.Meeting.Version,
                Came = (IReadOnlyList<string>)[.. (sent?["Came"] ?? []).OfType<string>()],
                Added = added,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );

    private static async Task<IResult> ShowClosing(
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        CancellationToken cancel
    ) => await Closing(db, me, rhythms, id, null, null, cancel);

    private static async Task<IResult> Close(
        HttpContext http,
        Db db,
        Me me,
        Rhythms rhythms,
        Holdings holdings,
        Guid id,
        [FromForm] ClosureInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = input.Details(me.Zone, faults);
        faults.If(
            input.Then == ClosureInput.Arrange && string.IsNullOrWhiteSpace(input.Next),
            "next",
            Fault.Required
        );
        if (faults.Any)
        {
            return await Closing(db, me, rhythms, id, input, faults.Refusal, cancel);
        }
        var closed = await holdings.Close(id, said, cancel);
        return closed.Done
                ? Back.To(http, null, $"/meetings/{id}", "content", MeetingWords.SaidHeld)
            : closed.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await Closing(db, me, rhythms, id, input, closed.Refusal, cancel);
    }

    private static async Task<IResult> Closing(
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        ClosureInput? input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (await MeetingRecords.Whole(db, id, cancel) is not { } whole)
        {
            return TypedResults.NotFound();
        }
        if (whole.Meeting.State == MeetingState.Held)
        {
            return TypedResults.LocalRedirect($"/meetings/{id}");
        }
        var planned = whole.Meeting.ClientId is { } client
            ? await MeetingRecords.ComingAt(db, client, MostOffered, cancel)
            : [];
        var next = await Next(db, rhythms, whole.Meeting, cancel);
        return Pages.Show<ClosureView>(
            new
            {
                Me = me,
                Whole = whole,
                Planned = (IReadOnlyList<MeetingRecord>)[.. planned.Where(m => m.Id != id)],
                Offered = next,
                Input = input
                    ?? new ClosureInput
                    {
                        Then =
                            next is null && !whole.Meeting.NeedsNext
                                ? ClosureInput.Without
                                : ClosureInput.Arrange,
                        Next = next is { } at ? Moments.Typed(at, me.Zone) : null,
                        Minutes = $"{whole.Meeting.Minutes}",
                    },
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
    }

    /// <summary>When the next one would be by the cadence of its series; null where it has none.</summary>
    private static async Task<Instant?> Next(
        Db db,
        Rhythms rhythms,
        MeetingRecord meeting,
        CancellationToken cancel
    ) =>
        meeting.SeriesId is { } id
        && await db.Set<Series>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel)
            is { Ended: null } series
            ? await rhythms.Next(series, cancel)
            : null;
}
