using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Web.Api;

/// <summary>How every record is patched: on the version that the caller read, and only where it is still there.</summary>
internal static class Patched
{
    /// <param name="find">The record's details as they stand; null when there is none for this viewer.</param>
    /// <param name="change">The act, with what is said now and the version that it was said of.</param>
    /// <param name="answer">The record as it stands after it.</param>
    public static async Task<IResult> Answer<TDetails, TRow>(
        HttpContext http,
        JsonElement patch,
        Func<Task<TDetails?>> find,
        Func<TDetails, int?, Task<Result<TRow>>> change,
        Func<Task<IResult>> answer
    )
        where TDetails : class
    {
        var (version, missing) = Answers.IfMatch(http);
        if (missing is not null)
        {
            return missing;
        }
        if (await find() is not { } before)
        {
            return Answers.NotFound();
        }
        var said = MergePatch.Apply(before, patch);
        if (!said.Done)
        {
            return Answers.Problem(said.Refusal!);
        }
        var changed = await change(said.Value, version);
        return changed.Done ? await answer()
            : changed.Refusal!.Kind == RefusalKind.Stale ? Overtaken(patch, await find() ?? before)
            : Answers.Problem(changed.Refusal);
    }

    /// <summary>
    /// Somebody changed the record since: which fields of the patch say something else than what stands there now, and
    /// what that is, so that a script can tell whether it was about the same.
    /// </summary>
    private static ProblemHttpResult Overtaken<TDetails>(JsonElement patch, TDetails now)
        where TDetails : class
    {
        var fields = JsonSerializer.SerializeToElement(now, Hosting.Json.Options);
        var differs = patch
            .EnumerateObject()
            .Where(said =>
                fields.TryGetProperty(said.Name, out var stands)
                && !JsonElement.DeepEquals(said.Value, stands)
            )
            .ToDictionary(
                said => said.Name,
                said => new Differing(said.Value, fields.GetProperty(said.Name))
            );
        return TypedResults.Problem(
            statusCode: StatusCodes.Status412PreconditionFailed,
            title: FaultWords.Stale,
            extensions: new Dictionary<string, object?> { ["differs"] = differs }
        );
    }

    /// <param name="Yours">As it was sent.</param>
    /// <param name="Now">As it stands.</param>
    private sealed record Differing(JsonElement Yours, JsonElement Now);
}
