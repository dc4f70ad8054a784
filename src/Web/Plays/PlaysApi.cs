using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Plays;

/// <summary>
/// Plays as JSON: everyone reads them, whoever keeps the playbook writes them. That a play is on is a resource below it:
/// put there it raises, taken away it raises nothing more.
/// </summary>
internal static class PlaysApi
{
    private const string Path = "/api/v1/plays";

    public static void Map(IEndpointRouteBuilder api)
    {
        var plays = api.MapGroup("/plays").WithTags("Plays");
        plays.MapGet("/", List).Needs(Act.Look).Produces<ListPage<PlayRecord>>();
        plays
            .MapPost("/", Add)
            .Needs(Act.ManagePlaybook)
            .Produces<PlayRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        plays
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<PlayRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        plays
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(PlayDetails))
            .Needs(Act.ManagePlaybook)
            .Produces<PlayRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        plays
            .MapPut("/{id:guid}/switch", SwitchOn)
            .Needs(Act.ManagePlaybook)
            .Produces<PlayRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        plays
            .MapDelete("/{id:guid}/switch", SwitchOff)
            .Needs(Act.ManagePlaybook)
            .Produces<PlayRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        plays
            .MapGet("/{id:guid}/preview", Preview)
            .Needs(Act.ManagePlaybook)
            .Produces<PlayPreview>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        plays
            .MapGet("/{id:guid}/reasons", Reasons)
            .Needs(Act.Look)
            .Produces<ListPage<PlayReasonRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        plays
            .MapPost("/previews", Try)
            .Needs(Act.ManagePlaybook)
            .Produces<PlayPreview>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>As many as a firm writes: one page.</summary>
    private static async Task<IResult> List(Db db, CancellationToken cancel) =>
        TypedResults.Ok(
            new ListPage<PlayRecord>(await PlayRecords.All(db, Language, cancel), null)
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await PlayRecords.Find(db, id, Language, cancel) is { } play
            ? Answers.Record(http, play, play.Version)
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Plays.Plays acts,
        PlayDetails said,
        CancellationToken cancel
    )
    {
        var added = await once.Do(said, () => acts.Add(said, cancel), cancel);
        if (!added.Done)
        {
            return Answers.Problem(added.Refusal!);
        }
        var play = (await PlayRecords.Find(db, added.Value.Id, Language, cancel))!;
        return Answers.Created(http, $"{Path}/{play.Id}", play, play.Version);
    }

    /// <param name="openOnes">What becomes of those that it raised and that are open; they stay, when it is not said.</param>
    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Rapport.Plays.Plays acts,
        Guid id,
        OpenOnes? openOnes,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await PlayRecords.Find(db, id, Language, cancel))?.Details,
            (said, version) => acts.Change(id, said, version, openOnes ?? OpenOnes.Keep, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> SwitchOn(
        HttpContext http,
        Db db,
        Rapport.Plays.Plays acts,
        Guid id,
        CancellationToken cancel
    ) =>
        (await acts.SwitchOn(id, cancel)).Refusal is { } refusal
            ? Answers.Problem(refusal)
            : await Get(http, db, id, cancel);

    /// <param name="openOnes">What becomes of those that it raised and that are open; they stay, when it is not said.</param>
    private static async Task<IResult> SwitchOff(
        HttpContext http,
        Db db,
        Rapport.Plays.Plays acts,
        Guid id,
        OpenOnes? openOnes,
        CancellationToken cancel
    ) =>
        (await acts.SwitchOff(id, openOnes ?? OpenOnes.Keep, cancel)).Refusal is { } refusal
            ? Answers.Problem(refusal)
            : await Get(http, db, id, cancel);

    private static async Task<IResult> Preview(Db db, Guid id, CancellationToken cancel) =>
        await PlayPreview.Of(db, id, cancel) is { } preview
            ? TypedResults.Ok(preview)
            : Answers.NotFound();

    /// <summary>Why people did all the same what it stands before, the newest first; of a play that is no gate, none.</summary>
    private static async Task<IResult> Reasons(
        Db db,
        Guid id,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var asked = Cursor.Asked<ReasonPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        if (!await db.Set<Play>().AnyAsync(p => p.Id == id, cancel))
        {
            return Answers.NotFound();
        }
        var (after, size) = asked.Value;
        var found = await PlayReasons.Of(db, id, after, size + 1, Language, cancel);
        return TypedResults.Ok(found.AsPage(size, r => new ReasonPlace(r.At, r.Id)));
    }

    private static async Task<IResult> Try(Db db, PlayDetails said, CancellationToken cancel)
    {
        var preview = await PlayPreview.Of(db, said, cancel);
        return preview.Done ? TypedResults.Ok(preview.Value) : Answers.Problem(preview.Refusal!);
    }
}
