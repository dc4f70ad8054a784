using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Files;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Clients;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Files;

/// <summary>Files as pages: those of a client, one of them, and what can be done with it.</summary>
internal static class AttachmentsPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/clients/{id:guid}/attachments", OfClient).Needs(Act.Look);
        app.MapPost("/attachments", Attach)
            .Needs(Act.Attach)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(Brought.MostOfForm));
        var one = app.MapGroup("/attachments/{id:guid}");
        one.MapGet("/", Show).Needs(Act.Look);
        one.MapGet("/content", Content).Needs(Act.Look);
        one.MapGet("/preview", Preview).Needs(Act.Look);
        one.MapPost("/name", Rename).Needs(Act.Attach).DisableAntiforgery();
        one.MapPost("/removal", Remove).Needs(Act.Attach).DisableAntiforgery();
        one.MapPost("/return", Restore).Needs(Act.Attach).DisableAntiforgery();
    }

    private static async Task<IResult> OfClient(
        HttpContext http,
        Db db,
        Me me,
        Uploads uploads,
        Guid id,
        string? q,
        string? after,
        CancellationToken cancel
    )
    {
        var heading = await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel);
        if (heading is null)
        {
            return TypedResults.NotFound();
        }
        var page = (
            await ClientFiles.Page(
                db,
                id,
                q,
                Cursor.Read<AttachmentPlace>(after),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, f => new AttachmentPlace(f.File.Id));
        var next = page.Next is null
            ? null
            : $"/clients/{id}/attachments?q={Uri.EscapeDataString(q ?? "")}&after={page.Next}";
        Pages.VaryByPart(http);
        return Pages.IsPartial(http)
            ? Pages.Show<AttachmentRows>(
                new
                {
                    Me = me,
                    Files = page.Items,
                    Next = next,
                    Of = new Holder(nameof(Client), id),
                }
            )
            : Pages.Show<ClientAttachmentsView>(
                new
                {
                    Me = me,
                    Heading = heading,
                    Files = page.Items,
                    Next = next,
                    Query = q,
                    Most = await uploads.Most(cancel),
                    db.Now,
                }
            );
    }

    private static async Task<IResult> Attach(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Uploads uploads,
        Attachments attachments,
        [FromForm] AttachInput input,
        CancellationToken cancel
    )
    {
        if (input.Holder is not { } holder)
        {
            return TypedResults.NotFound();
        }
        var brought = await Brought.By(http.Request, input.Upload, uploads, cancel);
        var attached = await Hang(once, uploads, attachments, holder, brought, cancel);
        if (attached.Done)
        {
            return Back.To(http, input.Back, holder.Href(), "files", FileWords.Attached);
        }
        return attached.Refusal!.Kind == RefusalKind.NotFound
            ? TypedResults.NotFound()
            : Pages.Again<AttachView>(
                new
                {
                    Me = me,
                    Holder = holder,
                    Input = input,
                    attached.Refusal,
                    brought.Whole,
                    Most = await uploads.Most(cancel),
                }
            );
    }

    private static async Task<Result<Attachment>> Hang(
        Once once,
        Uploads uploads,
        Attachments attachments,
        Holder holder,
        Brought brought,
        CancellationToken cancel
    )
    {
        if (brought.Refusal is { } wrong)
        {
            return wrong;
        }
        if (brought.Whole.Count == 0)
        {
            return Refusal.Invalid("files", Fault.Required);
        }
        var said = new { holder, Files = brought.Whole.Select(u => new { u.Name, u.Received }) };
        return await once.Do(
            said,
            async () =>
            {
                var kept = await brought.Keep(uploads, cancel);
                if (!kept.Done)
                {
                    return (Result<Attachment>)kept.Refusal!;
                }
                var added = await attachments.Add(holder, kept.Value, cancel);
                return added.Done ? added.Value[0] : added.Refusal!;
            },
            cancel
        );
    }

    private static Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        View(db, me, id, null, null, cancel);

    private static async Task<IResult> View(
        Db db,
        Me me,
        Guid id,
        string? typed,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (await ClientFiles.Find(db, id, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }
        var view = new
        {
            Me = me,
            Found = found,
            Typed = typed,
            Refusal = refusal,
            db.Now,
        };
        return refusal is null
            ? Pages.Show<AttachmentView>(view)
            : Pages.Again<AttachmentView>(view);
    }

    private static async Task<IResult> Content(
        HttpContext http,
        Db db,
        IFileStore store,
        Guid id,
        CancellationToken cancel
    ) =>
        await AttachmentRecords.Find(db, id, cancel) is { RemovedAt: null } file
        && await Serving.Download(http, store, file, cancel) is { } bytes
            ? bytes
            : TypedResults.NotFound();

    private static async Task<IResult> Preview(
        HttpContext http,
        Db db,
        IFileStore store,
        Guid id,
        CancellationToken cancel
    ) =>
        await AttachmentRecords.Find(db, id, cancel) is { RemovedAt: null } file
        && await Serving.Show(http, store, file, cancel) is { } shown
            ? shown
            : TypedResults.NotFound();

    private static async Task<IResult> Rename(
        HttpContext http,
        Db db,
        Me me,
        Attachments attachments,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await ClientFiles.Find(db, id, cancel) is not { File: var file })
        {
            return TypedResults.NotFound();
        }
        var sent = Sent.Read(RenameInput.Shape, form);
        form = sent.Settled(form);
        var now = FormState.Of(RenameInput.Shape, new RenameInput { Name = file.Name });
        var contested = new Contested(
            nameof(Attachment),
            id,
            file.Version,
            file.Name,
            file.Holder().Area(),
            $"/attachments/{id}/name",
            $"/attachments/{id}"
        );
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var typed = form[nameof(RenameInput.Name)].ToString();
        var renamed = await attachments.Rename(id, typed, file.Version, cancel);
        if (renamed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Rename(http, db, me, attachments, id, form, cancel);
        }
        return renamed.Done
            ? Back.To(http, null, $"/attachments/{id}", "content", FileWords.Renamed)
            : await View(db, me, id, typed, renamed.Refusal, cancel);
    }

    private static async Task<IResult> Remove(
        HttpContext http,
        Db db,
        Me me,
        Attachments attachments,
        Guid id,
        CancellationToken cancel
    )
    {
        var removed = await attachments.Remove(id, cancel);
        return removed.Done
            ? Back.To(http, null, $"/attachments/{id}", "content", FileWords.Removed)
            : await View(db, me, id, null, removed.Refusal, cancel);
    }

    private static async Task<IResult> Restore(
        HttpContext http,
        Db db,
        Me me,
        Attachments attachments,
        Guid id,
        CancellationToken cancel
    )
    {
        var restored = await attachments.Restore(id, cancel);
        return restored.Done
            ? Back.To(http, null, $"/attachments/{id}", "content", FileWords.Restored)
            : await View(db, me, id, null, restored.Refusal, cancel);
    }
}
