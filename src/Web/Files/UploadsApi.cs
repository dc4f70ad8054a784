using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Rapport.Files;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Files;

/// <summary>What is said of a file before it is brought.</summary>
public sealed record UploadDetails
{
    public string? Name { get; init; }

    /// <summary>In bytes.</summary>
    [Required]
    public long? Size { get; init; }
}

/// <summary>A file that is being brought.</summary>
/// <param name="Received">So many bytes will survive whatever happens; the next piece begins there.</param>
public sealed record UploadRecord(
    Guid Id,
    string Name,
    long? Size,
    long Received,
    string? MediaType,
    Instant BegunAt
)
{
    internal static UploadRecord Of(Upload upload) =>
        new(upload.Id, upload.Name, upload.Size, upload.Received, upload.MediaType, upload.BegunAt);
}

/// <summary>
/// Files brought piece by piece, after the protocol of tus: begin, ask how far it came, go on there. The same for
/// scripts and for our own pages, whose words are in the reader's language.
/// </summary>
internal static class UploadsApi
{
    public const string Piece = "application/offset+octet-stream";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/uploads").WithTags("Uploads");
        uploads
            .MapPost("/", Begin)
            .Needs(Act.Attach)
            .Produces<UploadRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesValidationProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        uploads
            .MapMethods("/{id:guid}", [HttpMethods.Get, HttpMethods.Head], Look)
            .Needs(Act.Attach)
            .Produces<UploadRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        uploads
            .MapPatch("/{id:guid}", Append)
            .Needs(Act.Attach)
            .Accepts<Stream>(Piece)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesValidationProblem(StatusCodes.Status415UnsupportedMediaType);
        uploads
            .MapDelete("/{id:guid}", GiveUp)
            .Needs(Act.Attach)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Begin(
        HttpContext http,
        Uploads uploads,
        UploadDetails said,
        CancellationToken cancel
    )
    {
        if (said.Size is null)
        {
            return Answers.Problem(Refusal.Invalid("size", Fault.Required));
        }
        var begun = await uploads.Begin(said.Name, said.Size, cancel);
        if (!begun.Done)
        {
            return FileAnswers.Problem(begun.Refusal!);
        }
        FileAnswers.Tell(http, begun.Value);
        return TypedResults.Created(
            $"{http.Request.Path.Value!.TrimEnd('/')}/{begun.Value.Id}",
            UploadRecord.Of(begun.Value)
        );
    }

    private static async Task<IResult> Look(
        HttpContext http,
        Uploads uploads,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await uploads.Find(id, cancel) is not { } upload)
        {
            return Answers.NotFound();
        }
        FileAnswers.Tell(http, upload);
        return TypedResults.Ok(UploadRecord.Of(upload));
    }

    private static async Task<IResult> Append(
        HttpContext http,
        Uploads uploads,
        Guid id,
        CancellationToken cancel
    )
    {
        if (
            !long.TryParse(
                http.Request.Headers[FileAnswers.Offset].ToString(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var offset
            )
        )
        {
            return Answers.Problem(Refusal.Invalid(FileAnswers.Offset, Fault.NotANumber));
        }
        var appended = await uploads.Append(id, offset, http.Request.Body, cancel);
        if (appended.Done)
        {
            FileAnswers.Tell(http, appended.Value);
            return TypedResults.NoContent();
        }
        if (appended.Refusal!.Kind != RefusalKind.Stale)
        {
            return FileAnswers.Problem(appended.Refusal);
        }
        if (await uploads.Find(id, cancel) is { } upload)
        {
            FileAnswers.Tell(http, upload);
        }
        return TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict,
            title: FileWords.OtherOffset
        );
    }

    private static async Task<IResult> GiveUp(Uploads uploads, Guid id, CancellationToken cancel)
    {
        var given = await uploads.GiveUp(id, cancel);
        return given.Done ? TypedResults.NoContent() : Answers.Problem(given.Refusal!);
    }
}
