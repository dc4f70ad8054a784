using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Commitments;

/// <summary>What is owed as pages: all of it, and one.</summary>
internal static class CommitmentsPages
{
    private static readonly ListScreen<Commitment, CommitmentRecord, CommitmentRows> Screen = new(
        CommitmentList.Instance,
        CommitmentTexts.List,
        CommitmentRecords.Read,
        r => r.Id
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/commitments", List).Needs(Act.Look);
        Screen.Map(app);
        app.MapGet("/commitments/new", New).Needs(Act.Owe);
        app.MapPost("/commitments/new", Make).Needs(Act.Owe).DisableAntiforgery();
        app.MapGet("/commitments/{id:guid}", Show).Needs(Act.Look);
        app.MapGet("/commitments/{id:guid}/edit", Edit).Needs(Act.Owe);
        app.MapPost("/commitments/{id:guid}/edit", Change).Needs(Act.Owe).DisableAntiforgery();
        CommitmentActPages.Map(app);
        PromiseCheckPages.Map(app);
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] CommitmentQuery query,
        CancellationToken cancel
    )
    {
        var list = await ListShown.Of(
            CommitmentList.Instance,
            CommitmentTexts.List,
            query.Links(Screen.Path),
            db,
            me,
            query.Quick.Commitments(db),
            query.After,
            counted: !Pages.IsPartial(http),
            cancel
        );
        Pages.VaryByPart(http);
        if (await Screen.Instead(http, db, me, list, cancel) is { } instead)
        {
            return instead;
        }
        return Pages.Show<CommitmentListView>(
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
                Narrowed = await NarrowedBy.Of(db, query, cancel),
                Now = db.Now,
            },
            Pages.StatusOf(list.Wrong)
        );
    }

    private static async Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        await CommitmentRecords.Find(db, id, cancel) is { } record
            ? Pages.Show<CommitmentView>(
                new
                {
                    Me = me,
                    Record = record,
                    Steps = await CommitmentRecords.Steps(db, id, cancel),
                    From = await CameFrom.Of(db, record, cancel),
                    Reasons = await Rapport.Plays.PlayReasons.About(
                        db,
                        id,
                        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                        cancel
                    ),
                    About = await SubjectOf.Of(db, record, cancel),
                    Now = db.Now,
                }
            )
            : TypedResults.NotFound();

    private static async Task<IResult> New(
        HttpContext http,
        Db db,
        Me me,
        Guid? client,
        Guid? contact,
        string? favour,
        string? about,
        Guid? subject,
        CancellationToken cancel
    ) =>
        await Form(
            http,
            db,
            me,
            new CommitmentInput
            {
                Back = Back.Of(http),
                ClientId = client?.ToString(),
                Contact = contact?.ToString(),
                Favour = Choice.Of<Favour>(favour)?.ToString(),
                SubjectKind = about,
                SubjectId = subject?.ToString(),
            },
            null,
            cancel
        );

    private static async Task<IResult> Make(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Commitments.Commitments commitments,
        [FromForm] CommitmentInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = await input.Details(db, me.Zone, faults, cancel);
        var made = await db.Attempt(
            faults,
            () => once.Do(said, () => commitments.Make(said, cancel), cancel)
        );
        return made.Done
            ? Back.To(
                http,
                input.Back,
                $"/commitments/{made.Value.Id}",
                "content",
                CommitmentWords.Noted
            )
            : await Form(http, db, me, input, made.Refusal, cancel);
    }

    private static async Task<IResult> Form(
        HttpContext http,
        Db db,
        Me me,
        CommitmentInput input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        Guid? clientId = Guid.TryParse(input.ClientId, out var id) ? id : null;
        var client = clientId is null ? null : await ClientNames.Said(db, id, cancel);
        var view = new
        {
            Me = me,
            Input = input,
            Refusal = refusal,
            Client = client,
            Subject = await SubjectOf.NameOf(db, input.SubjectKind, input.SubjectId, cancel),
            Contacts = client is null ? [] : (await PeopleAround.Of(db, id, cancel)).Contacts,
            InFrame = Back.InFrame(http),
        };
        return refusal is null
            ? Pages.Show<CommitmentNewView>(view)
            : Pages.Again<CommitmentNewView>(view);
    }

    private static async Task<IResult> Edit(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await CommitmentRecords.Find(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var input = CommitmentInput.From(record);
        var contacts = await PeopleOf(db, record, cancel);
        var opened = FormState.Of(CommitmentInput.Shape(contacts), input).Write();
        return Form(http, me, record, input, contacts, opened, null);
    }

    private static async Task<IResult> Change(
        HttpContext http,
        Db db,
        Me me,
        Rapport.Commitments.Commitments commitments,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await CommitmentRecords.Find(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var contacts = await PeopleOf(db, before, cancel);
        var shape = CommitmentInput.Shape(contacts);
        var sent = Sent.Read(shape, form);
        form = sent.Settled(form);
        var input = CommitmentInput.Of(form);
        var now = FormState.Of(shape, CommitmentInput.From(before));
        if (
            await Overtaken.Page(db, me, sent, now, input.Version, Of(before), cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = await input.Change(db, before, faults, cancel);
        var changed = await db.Attempt(
            faults,
            () => commitments.Change(id, said, before.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(http, db, me, commitments, id, form, cancel);
        }
        return changed.Done
            ? TypedResults.Redirect($"/commitments/{id}")
            : Form(
                http,
                me,
                before,
                input,
                contacts,
                form[FormState.Opened].ToString(),
                changed.Refusal
            );
    }

    private static async Task<IReadOnlyList<PersonAround>> PeopleOf(
        Db db,
        CommitmentRecord record,
        CancellationToken cancel
    ) => record.ClientId is { } client ? (await PeopleAround.Of(db, client, cancel)).Contacts : [];

    private static Contested Of(CommitmentRecord record) =>
        new(
            nameof(Commitment),
            record.Id,
            record.Version,
            record.Text,
            "commitments",
            $"/commitments/{record.Id}/edit",
            $"/commitments/{record.Id}"
        );

    private static RazorComponentResult<CommitmentEditView> Form(
        HttpContext http,
        Me me,
        CommitmentRecord record,
        CommitmentInput input,
        IReadOnlyList<PersonAround> contacts,
        string opened,
        Refusal? refusal
    ) =>
        Pages.Show<CommitmentEditView>(
            new
            {
                Me = me,
                Record = record,
                Input = input,
                Opened = opened,
                Refusal = refusal,
                Contacts = contacts,
                InFrame = Back.InFrame(http),
            },
            Pages.StatusOf(refusal)
        );
}
