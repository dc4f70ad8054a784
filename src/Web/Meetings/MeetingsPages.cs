using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>Meetings as pages: all of them with the week at a glance, a new one, and one.</summary>
internal static class MeetingsPages
{
    private const int MostOfWeek = 40;

    private static readonly ListScreen<Meeting, MeetingRecord, MeetingRows> Screen = new(
        MeetingList.Instance,
        MeetingTexts.List,
        MeetingRecords.Read,
        r => r.Id
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/meetings", List).Needs(Act.Look);
        Screen.Map(app);
        app.MapGet("/meetings/new", New).Needs(Act.Meet);
        app.MapPost("/meetings/new", Plan).Needs(Act.Meet).DisableAntiforgery();
        app.MapGet("/meetings/{id:guid}", Show).Needs(Act.Look);
        app.MapGet("/meetings/{id:guid}/edit", Edit).Needs(Act.Meet);
        app.MapPost("/meetings/{id:guid}/edit", Change).Needs(Act.Meet).DisableAntiforgery();
        app.MapGet("/meetings/{id:guid}/brief", ShowBrief).Needs(Act.Look);
        MeetingActPages.Map(app);
        MinutesPages.Map(app);
        InvitationPages.Map(app);
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] MeetingQuery query,
        CancellationToken cancel
    )
    {
        var list = await ListShown.Of(
            MeetingList.Instance,
            MeetingTexts.List,
            query.Links(Screen.Path),
            db,
            me,
            query.Quick.Meetings(db),
            query.After,
            counted: !Pages.IsPartial(http),
            cancel
        );
        Pages.VaryByPart(http);
        if (await Screen.Instead(http, db, me, list, cancel) is { } instead)
        {
            return instead;
        }
        var today = db.Now.InZone(me.Zone).Date;
        return Pages.Show<MeetingListView>(
            new
            {
                Me = me,
                List = list,
                Rows = await Screen.Found(db, list, cancel),
                Query = query with
                {
                    After = null,
                },
                Names = await FilterNames.Of(db, list, query.Adding, cancel),
                Week = await MeetingRecords.Between(
                    db,
                    today.AtStartOfDayInZone(me.Zone).ToInstant(),
                    today.PlusDays(7).AtStartOfDayInZone(me.Zone).ToInstant(),
                    MostOfWeek,
                    cancel
                ),
                Now = db.Now,
            },
            Pages.StatusOf(list.Wrong)
        );
    }

    private static async Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        await View(db, me, id, null, null, cancel);

    /// <summary>The page of a meeting, with what was refused of its agenda.</summary>
    internal static async Task<IResult> View(
        Db db,
        Me me,
        Guid id,
        string? typed,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (await MeetingRecords.Whole(db, id, cancel) is not { } whole)
        {
            return TypedResults.NotFound();
        }
        var row = whole.Meeting.IsOpen ? await db.Set<Meeting>().FindAsync([id], cancel) : null;
        return Pages.Show<MeetingView>(
            new
            {
                Me = me,
                Whole = whole,
                Offered = row is null ? [] : await new Agendas(db).Offered(row, cancel),
                Typed = typed,
                Refusal = refusal,
                Now = db.Now,
            },
            Pages.StatusOf(refusal)
        );
    }

    private static async Task<IResult> ShowBrief(Db db, Me me, Guid id, CancellationToken cancel) =>
        await Brief.Of(db, id, cancel) is { } brief
        && await MeetingRecords.Whole(db, id, cancel) is { } whole
            ? Pages.Show<BriefView>(
                new
                {
                    Me = me,
                    Whole = whole,
                    Brief = brief,
                    Now = db.Now,
                }
            )
            : TypedResults.NotFound();

    private static async Task<IResult> New(
        HttpContext http,
        Db db,
        Me me,
        Rhythms rhythms,
        Guid? client,
        Guid? series,
        CancellationToken cancel
    )
    {
        var input = new MeetingInput
        {
            Back = Back.Of(http),
            ClientId = client?.ToString(),
            Participant = [$"colleague:{me.ColleagueId}"],
            Minutes = $"{Meeting.UsualMinutes}",
        };
        if (series is { } of && await SeriesRecords.Find(db, of, cancel) is { } known)
        {
            var row = await db.Set<Series>().FindAsync([of], cancel);
            var members = await SeriesRecords.Members(db, of, cancel);
            input = new MeetingInput
            {
                Back = input.Back,
                ClientId = known.ClientId?.ToString(),
                SeriesId = of.ToString(),
                Title = known.Title,
                Kind = Series.KindOf(known.Level).ToString(),
                Minutes = $"{known.Minutes}",
                Place = known.Place,
                Owner = known.Owner,
                Start = await rhythms.Next(row!, cancel) is { } next
                    ? Moments.Typed(next, me.Zone)
                    : null,
                Participant =
                [
                    .. members.Select(m =>
                        MeetingInput.Value(new(m.ContactId, m.ColleagueId, null))
                    ),
                ],
            };
        }
        return await Form(http, db, me, input, null, cancel);
    }

    private static async Task<IResult> Plan(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Meetings.Meetings meetings,
        [FromForm] MeetingInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = await input.Details(db, me.Zone, faults, cancel);
        var planned = await db.Attempt(
            faults,
            () => once.Do(said, () => meetings.Plan(said, cancel), cancel)
        );
        return planned.Done
            ? TypedResults.Redirect($"/meetings/{planned.Value.Id}")
            : await Form(http, db, me, input, planned.Refusal, cancel);
    }

    private static async Task<IResult> Form(
        HttpContext http,
        Db db,
        Me me,
        MeetingInput input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        Guid? clientId = Guid.TryParse(input.ClientId, out var id) ? id : null;
        var view = new
        {
            Me = me,
            Input = input,
            Refusal = refusal,
            Client = clientId is null ? null : await ClientNames.Said(db, id, cancel),
            People = await PeopleAround.Named(db, input.Chosen, cancel),
            InFrame = Back.InFrame(http),
        };
        return refusal is null
            ? Pages.Show<MeetingNewView>(view)
            : Pages.Again<MeetingNewView>(view);
    }

    private static async Task<IResult> Edit(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await MeetingRecords.Whole(db, id, cancel) is not { } whole)
        {
            return TypedResults.NotFound();
        }
        var input = MeetingInput.From(whole);
        var people = await PeopleAround.Named(db, input.Chosen, cancel);
        var opened = FormState.Of(MeetingInput.Shape(people), input).Write();
        return EditForm(http, me, whole, input, people, opened, null);
    }

    private static async Task<IResult> Change(
        HttpContext http,
        Db db,
        Me me,
        Rapport.Meetings.Meetings meetings,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await MeetingRecords.Whole(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var input = MeetingInput.Of(form);
        var people = await PeopleAround.Named(
            db,
            input.Chosen.Concat(MeetingInput.From(before).Chosen),
            cancel
        );
        var shape = MeetingInput.Shape(people);
        var sent = Sent.Read(shape, form);
        form = sent.Settled(form);
        input = MeetingInput.Of(form);
        var now = FormState.Of(shape, MeetingInput.From(before));
        if (
            await Overtaken.Page(db, me, sent, now, input.Version, Of(before), cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = await input.Change(db, before.Meeting, faults, cancel);
        var changed = await db.Attempt(
            faults,
            () => meetings.Change(id, said, before.Meeting.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(http, db, me, meetings, id, form, cancel);
        }
        return changed.Done
            ? TypedResults.Redirect($"/meetings/{id}")
            : EditForm(
                http,
                me,
                before,
                input,
                people,
                form[FormState.Opened].ToString(),
                changed.Refusal
            );
    }

    private static Contested Of(MeetingWhole whole) =>
        new(
            nameof(Meeting),
            whole.Meeting.Id,
            whole.Meeting.Version,
            whole.Meeting.Title,
            "meetings",
            $"/meetings/{whole.Meeting.Id}/edit",
            $"/meetings/{whole.Meeting.Id}"
        );

    private static RazorComponentResult<MeetingEditView> EditForm(
        HttpContext http,
        Me me,
        MeetingWhole whole,
        MeetingInput input,
        IReadOnlyList<PersonAround> people,
        string opened,
        Refusal? refusal
    ) =>
        Pages.Show<MeetingEditView>(
            new
            {
                Me = me,
                Record = whole.Meeting,
                Input = input,
                Opened = opened,
                Refusal = refusal,
                People = people,
                InFrame = Back.InFrame(http),
            },
            Pages.StatusOf(refusal)
        );
}
