using System.Text.Json;
using Rapport.Values;

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
        return changed.Done ? await answer() : Answers.Problem(changed.Refusal!);
    }
}
