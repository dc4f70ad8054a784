using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Files;

/// <summary>Files as JSON, and as what they are: those of a record, and each by itself.</summary>
internal static class AttachmentsApi
{
    /// <summary>Where the records are on which files hang.</summary>
    private static readonly (string Path, string Kind)[] Nouns =
    [
        ("clients", nameof(Client)),
        ("contacts", nameof(Contact)),
        ("interactions", nameof(Interaction)),
        ("opportunities", nameof(Opportunity)),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var (path, kind) in Nouns)
        {
            var of = api.MapGroup($"/{path}/{{id:guid}}/attachments").WithTags("Attachments");
            of.MapGet("/", OfRecord)
                .WithMetadata(new HolderKind(kind))
                .Needs(Act.Look)
                .Produces<ListPage<AttachmentRecord>>();
            of.MapPost("/", Attach)
                .WithMetadata(new HolderKind(kind))
                .Needs(Act.Attach)
                .Accepts<Stream>("*/*")
                .WithMetadata(new DisableRequestSizeLimitAttribute())
                .Produces<AttachmentRecord>(StatusCodes.Status201Created)
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesValidationProblem(StatusCodes.Status413PayloadTooLarge)
                .ProducesValidationProblem(StatusCodes.Status415UnsupportedMediaType)
                .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        }
        var files = api.MapGroup("/attachments").WithTags("Attachments");
        files.MapGet("/", List).Needs(Act.Look).Produces<ListPage<AttachmentRecord>>();
        files
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<AttachmentRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        files
            .MapGet("/{id:guid}/content", Content)
            .Needs(Act.Look)
            .Produces<Stream>(contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
        files
            .MapPatch("/{id:guid}", Rename)
            .Patches(typeof(AttachmentDetails))
            .Needs(Act.Attach)
            .Produces<AttachmentRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        files
            .MapDelete("/{id:guid}", Remove)
            .Needs(Act.Attach)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        files
            .MapPost("/{id:guid}/return", Restore)
            .Needs(Act.Attach)
            .Produces<AttachmentRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private sealed record HolderKind(string Kind);

    private static Holder Of(HttpContext http, Guid id) =>
        new(http.GetEndpoint()!.Metadata.GetRequiredMetadata<HolderKind>().Kind, id);

    private static async Task<IResult> OfRecord(
        HttpContext http,
        Db db,
        Attachments attachments,
        Guid id,
        string? q,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await attachments.Can(Of(http, id), cancel)
            ? await Page(db, null, id, q, cursor, limit, cancel)
            : Answers.NotFound();

    private static Task<IResult> List(
        Db db,
        Guid? client,
        string? q,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) => Page(db, client, null, q, cursor, limit, cancel);

    private static async Task<IResult> Page(
        Db db,
        Guid? client,
        Guid? record,
        string? q,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var asked = Cursor.Asked<AttachmentPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        IReadOnlyList<AttachmentRecord> files = await AttachmentRecords.Page(
            db,
            client,
            record,
            q,
            after,
            size + 1,
            cancel
        );
        return TypedResults.Ok(files.AsPage(size, f => new AttachmentPlace(f.Id)));
    }

    /// <summary>The file is the body, the first file of a form, or one that was brought by uploads.</summary>
    private static async Task<IResult> Attach(
        HttpContext http,
        Db db,
        Once once,
        Uploads uploads,
        Attachments attachments,
        Guid id,
        string? name,
        Guid? upload,
        CancellationToken cancel
    )
    {
        var holder = Of(http, id);
        if (!await attachments.Can(holder, cancel))
        {
            return Answers.NotFound();
        }
        var form =
            upload is null && http.Request.HasFormContentType
                ? await http.Request.ReadFormAsync(cancel)
                : null;
        var file = form is { Files.Count: > 0 } ? form.Files[0] : null;
        if (form is not null && file is null)
        {
            return Answers.Problem(Refusal.Invalid("file", Fault.Required));
        }
        var length = file?.Length ?? http.Request.ContentLength;
        var attached = await once.Do(
            new
            {
                holder,
                name,
                upload,
                length,
            },
            async () =>
            {
                var brought = upload;
                if (brought is null)
                {
                    await using var content = file?.OpenReadStream() ?? http.Request.Body;
                    var received = await uploads.Receive(
                        name ?? file?.FileName,
                        length,
                        content,
                        cancel
                    );
                    if (!received.Done)
                    {
                        return (Result<Attachment>)received.Refusal!;
                    }
                    brought = received.Value.Id;
                }
                return await attachments.Attach(holder, brought.Value, cancel);
            },
            cancel
        );
        if (!attached.Done)
        {
            return FileAnswers.Problem(attached.Refusal!);
        }
        var record = (await AttachmentRecords.Find(db, attached.Value.Id, cancel))!;
        return Answers.Created(http, $"/api/v1/attachments/{record.Id}", record, record.Version);
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await AttachmentRecords.Find(db, id, cancel) is { } record
            ? Answers.Record(http, record, record.Version)
            : Answers.NotFound();

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
            : Answers.NotFound();

    private static Task<IResult> Rename(
        HttpContext http,
        Db db,
        Attachments attachments,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () =>
                await AttachmentRecords.Find(db, id, cancel) is { } file ? file.Details : null,
            (said, version) => attachments.Rename(id, said.Name, version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> Remove(
        Attachments attachments,
        Guid id,
        CancellationToken cancel
    )
    {
        var removed = await attachments.Remove(id, cancel);
        return removed.Done ? TypedResults.NoContent() : Answers.Problem(removed.Refusal!);
    }

    private static async Task<IResult> Restore(
        HttpContext http,
        Db db,
        Attachments attachments,
        Guid id,
        CancellationToken cancel
    )
    {
        var restored = await attachments.Restore(id, cancel);
        return restored.Done ? await Get(http, db, id, cancel) : Answers.Problem(restored.Refusal!);
    }
}
