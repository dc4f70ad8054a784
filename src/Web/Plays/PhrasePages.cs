using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Plays;
using Rapport.Web.Access;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>What may stand at the caret of a phrase, for the field that completes it.</summary>
internal static class PhrasePages
{
    public const string Path = "/settings/playbook/phrase";

    /// <summary>So many are offered at once.</summary>
    private const int Most = 60;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Path, Complete).Needs(Act.ManagePlaybook);

    private static async Task<IResult> Complete(
        Db db,
        string? of,
        string? happened,
        string? text,
        int? caret,
        CancellationToken cancel
    )
    {
        var list =
            happened is { Length: > 0 } && PlayKinds.OfEvent(happened) is { } noun
                ? await noun.OfFirm(db, cancel)
                : await PlayKinds.Find(db, of, cancel);
        if (list is null)
        {
            return TypedResults.NotFound();
        }
        var said = FilterPhrase.Complete(text ?? "", caret ?? text?.Length ?? 0, list);
        return Pages.Show<PhraseOptionsView>(
            new { Said = said with { Options = [.. said.Options.Take(Most)] }, List = list }
        );
    }
}
