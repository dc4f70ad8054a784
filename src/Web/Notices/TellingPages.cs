using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Today;
using Rapport.Web.Access;
using Rapport.Web.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>How one is told: by which way each, when one wants quiet, and the mail of the morning.</summary>
internal static class TellingPages
{
    public const string Path = "/me/telling";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.Look);
        app.MapPost(Path, Change).Needs(Act.Look).DisableAntiforgery();
        app.MapPost($"{Path}/digest", SendNow).Needs(Act.Look).DisableAntiforgery();
    }

    private static async Task<IResult> Show(
        TellingPage page,
        bool? sent,
        bool? saved,
        CancellationToken cancel
    ) => await page.Show(sent == true, saved == true, cancel);

    private static async Task<IResult> Change(
        TellingPage page,
        NoticeChoices choices,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var input = TellingInput.Read(form);
        var said = input.Details.Read();
        var chosen = said.Done ? await choices.Choose(said.Value, cancel) : said.Refusal!;
        return chosen.Done
            ? TypedResults.Redirect($"{Path}?saved=true")
            : await page.Show(input, chosen.Refusal!, cancel);
    }

    private static async Task<IResult> SendNow(
        Db db,
        IDigestMail words,
        [FromServices] MailSetting? mail,
        CancellationToken cancel
    )
    {
        var sent = mail is not null && (await Digests.SendNow(db, words, cancel)).Done;
        return TypedResults.Redirect(sent ? $"{Path}?sent=true" : Path);
    }
}
