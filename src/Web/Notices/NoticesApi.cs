using System.ComponentModel.DataAnnotations;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Notices;

/// <summary>That notices were read, up to and with one.</summary>
public sealed record NoticesRead([property: Required] Guid? Until);

/// <summary>One's own notices as JSON; that one was read is a resource below it.</summary>
internal static class NoticesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("Notices");
        notices.MapGet("/", List).Needs(Act.Look).Produces<ListPage<NoticeRecord>>();
        notices
            .MapPut("/{id:guid}/reading", Read)
            .Needs(Act.Look)
            .Produces<NoticeRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        notices
            .MapPut("/readings", ReadUpTo)
            .Needs(Act.Look)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(
        Readings readings,
        bool? unread,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var asked = Cursor.Asked<NoticePlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var found = await readings.Page(unread == true, after, size + 1, cancel);
        return TypedResults.Ok(found.AsPage(size, n => new NoticePlace(n.At, n.Id)));
    }

    private static async Task<IResult> Read(Readings readings, Guid id, CancellationToken cancel)
    {
        var read = await readings.Read(id, cancel);
        return read.Done ? TypedResults.Ok(read.Value) : Answers.Problem(read.Refusal!);
    }

    private static async Task<IResult> ReadUpTo(
        Readings readings,
        NoticesRead said,
        CancellationToken cancel
    )
    {
        if (said.Until is not { } newest)
        {
            return Answers.Problem(Refusal.Invalid("until", Fault.Required));
        }
        var read = await readings.ReadUpTo(newest, cancel);
        return read.Done ? TypedResults.NoContent() : Answers.Problem(read.Refusal!);
    }
}
