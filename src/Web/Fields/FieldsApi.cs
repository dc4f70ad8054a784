using System.Text.Json;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Fields;

/// <summary>The firm's own fields as JSON: whoever reads records has to know what they mean.</summary>
internal static class FieldsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var fields = api.MapGroup("/fields").WithTags("Fields");
        fields.MapGet("/", List).Needs(Act.Look).Produces<ListPage<FieldItem>>();
        fields
            .MapPost("/", Add)
            .Needs(Act.ManageFields)
            .Produces<FieldItem>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        fields
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<FieldItem>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        fields
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(FieldDetails))
            .Needs(Act.ManageFields)
            .Produces<FieldItem>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        fields
            .MapPost(
                "/{id:guid}/archival",
                (HttpContext http, Db db, CustomFields acts, Guid id, CancellationToken cancel) =>
                    Answer(http, db, id, acts.Archive(id, cancel), cancel)
            )
            .Needs(Act.ManageFields)
            .Produces<FieldItem>(StatusCodes.Status201Created);
        fields
            .MapDelete(
                "/{id:guid}/archival",
                async (
                    HttpContext http,
                    Db db,
                    CustomFields acts,
                    Guid id,
                    CancellationToken cancel
                ) =>
                    (await acts.Restore(id, cancel)).Refusal is { } refusal
                        ? Answers.Problem(refusal)
                        : await Get(http, db, id, cancel)
            )
            .Needs(Act.ManageFields)
            .Produces<FieldItem>();
    }

    /// <summary>At most some hundreds: one page.</summary>
    private static async Task<IResult> List(Db db, string? recordKind, CancellationToken cancel) =>
        TypedResults.Ok(
            new ListPage<FieldItem>(
                [
                    .. (await FieldRecords.All(db, cancel))
                        .Where(f => recordKind is null || f.RecordKind == recordKind)
                        .Select(FieldItem.Of),
                ],
                null
            )
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await FieldRecords.Find(db, id, cancel) is { } field
            ? Answers.Record(http, FieldItem.Of(field), field.Version)
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        CustomFields acts,
        FieldDetails said,
        CancellationToken cancel
    )
    {
        var added = await once.Do(said, () => acts.Add(said, cancel), cancel);
        return added.Done
            ? await Created(http, db, added.Value.Id, cancel)
            : Answers.Problem(added.Refusal!);
    }

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        CustomFields acts,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () =>
                await FieldRecords.Find(db, id, cancel) is { } field
                    ? FieldItem.Of(field).Details
                    : null,
            (said, version) => acts.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> Answer(
        HttpContext http,
        Db db,
        Guid id,
        Task<Result<CustomField>> act,
        CancellationToken cancel
    ) =>
        (await act).Refusal is { } refusal
            ? Answers.Problem(refusal)
            : await Created(http, db, id, cancel);

    private static async Task<IResult> Created(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        var field = (await FieldRecords.Find(db, id, cancel))!;
        return Answers.Created(http, $"/api/v1/fields/{id}", FieldItem.Of(field), field.Version);
    }
}

/// <summary>A field of the firm's own, as the API tells it.</summary>
/// <param name="Key">By which records name it in <c>fields</c>, and filters as <c>fields.KEY</c>.</param>
public sealed record FieldItem(
    Guid Id,
    string Key,
    int Version,
    int Position,
    bool Archived,
    FieldDetails Details
)
{
    internal static FieldItem Of(FieldRecord field) =>
        new(
            field.Id,
            field.Key,
            field.Version,
            field.Position,
            field.Archived,
            new FieldDetails
            {
                RecordKind = field.RecordKind,
                Name = field.Name,
                Hint = field.Hint,
                Kind = field.Kind,
                Decimals = field.Kind == FieldKind.Number ? field.Decimals : null,
                Required = field.Required,
                Choices = field.Choices is null
                    ? null
                    :
                    [
                        .. field
                            .Choices.Where(c => !c.Dropped)
                            .Select(c => new ChoiceDetails(c.Key, c.Name)),
                    ],
            }
        );
}
